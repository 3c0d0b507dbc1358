/**
 * The registry client's way out. `FetchPort` is the shape of the platform's `fetch`, so the browser's, Node's and the
 * sandbox's own network all fit. A request that got no answer rejects; when the error (or its `cause`, as Node does)
 * carries a system error `code`, the client words the failure as Docker would.
 */
export type FetchPort = (url: string, init?: RequestInit) => Promise<Response>;

/** What a port throws when it knows why there is no answer; Node's own errors have the same fields. */
export class FetchFailure extends Error {
  override name = 'FetchFailure';
  constructor(
    readonly code:
      'ENOTFOUND' | 'ECONNREFUSED' | 'ECONNRESET' | 'EHOSTUNREACH' | 'ENETUNREACH' | 'ETIMEDOUT' | 'EPROTO',
    message: string,
    /** The address that was dialled, where it is known. */
    readonly address?: string,
  ) {
    super(message);
  }
}

/** What Go's net package says of a failed dial; `nameserver` is the `address:port` that was asked for the name. */
export function dialFailure(error: unknown, url: string, nameserver: string): string {
  const { hostname, port, protocol } = new URL(url);
  const fields = systemError(error);
  const dialled = fields?.address ?? (hostname === 'localhost' ? '127.0.0.1' : hostname);
  const host = dialled.includes(':') && !dialled.startsWith('[') ? `[${dialled}]` : dialled;
  const address = `${host}:${port || (protocol === 'http:' ? '80' : '443')}`;
  switch (fields?.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `dial tcp: lookup ${hostname} on ${nameserver}: no such host`;
    case 'ECONNREFUSED':
      return `dial tcp ${address}: connect: connection refused`;
    case 'ECONNRESET':
      return 'EOF';
    case 'EHOSTUNREACH':
      return `dial tcp ${address}: connect: no route to host`;
    case 'ENETUNREACH':
      return `dial tcp ${address}: connect: network is unreachable`;
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return `dial tcp ${address}: i/o timeout`;
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return 'http: server gave HTTP response to HTTPS client';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

interface SystemError {
  readonly code: string;
  readonly address?: string;
}

/** The error itself, its cause, or the first of several attempts (Node's AggregateError), whichever has a code. */
function systemError(error: unknown): SystemError | undefined {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 4; depth++) {
    const { code, address, cause, errors } = at as Record<string, unknown>;
    if (typeof code === 'string') {
      const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
      const tried = address ?? (first instanceof Error ? Reflect.get(first, 'address') : undefined);
      return typeof tried === 'string' ? { code, address: tried } : { code };
    }
    at = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return undefined;
}
