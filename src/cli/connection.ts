/** Failures to reach the engine, in the words of Docker's client. */
import type { Transport } from '../api/transport.ts';
import type { HttpRequest } from '../base/http/exchange.ts';
import { text } from '../base/bytes.ts';
import { collect } from '../base/streams.ts';
import { CliFailure } from './failure.ts';
import { FileError, type Machine } from './machine.ts';
import { CLI_API_VERSION } from './version.ts';

export class ConnectionFailure extends CliFailure {
  override name = 'ConnectionFailure';
}

export function watchedTransport(transport: Transport, host: string, machine: Machine): Transport {
  return {
    request: async (request) => {
      try {
        return await transport.request(request);
      } catch (error) {
        if (request.signal?.aborted || error instanceof CliFailure) throw error;
        if (error instanceof FileError)
          throw new CliFailure(`error during connect: ${requestLine(request, host)}: ${error.message}`);
        throw new ConnectionFailure(connectionText(error, host, request, await nameServer(machine)));
      }
    },
  };
}

function connectionText(error: unknown, host: string, request: HttpRequest, server: string): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'EACCES') {
    const path = host.replace(/^unix:\/\//, '');
    return `permission denied while trying to connect to the Docker daemon socket at ${host}: ${requestLine(request, host)}: dial unix ${path}: connect: permission denied`;
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const name = /^\w+:\/\/([^/:]+)/.exec(host)?.[1] ?? host;
    return `error during connect: ${requestLine(request, host)}: dial tcp: lookup ${name}${server && ` on ${server}:53`}: no such host`;
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') return `error during connect: ${requestLine(request, host)}: EOF`;
  return `Cannot connect to the Docker daemon at ${host}. Is the docker daemon running?`;
}

/** `Post "http://…"`, as Go begins its errors. */
function requestLine({ method, target }: HttpRequest, host: string): string {
  return `${method[0]}${method.slice(1).toLowerCase()} "${requestUrl(host, target)}"`;
}

function requestUrl(host: string, target: string): string {
  const path = target.replace(/^\/v[\d.]+/, `/v${CLI_API_VERSION}`);
  const unix = /^unix:\/\/(.*)$/.exec(host);
  return unix
    ? `http://${encodeURIComponent(unix[1] as string)}${path}`
    : `http://${host.replace(/^\w+:\/\//, '')}${path}`;
}

/** The first one of /etc/resolv.conf: Go names it when a lookup fails. */
async function nameServer(machine: Machine): Promise<string> {
  try {
    const content = text(await collect(machine.files.read('/etc/resolv.conf'), 64 * 1024));
    return /^nameserver\s+(\S+)/m.exec(content)?.[1] ?? '';
  } catch {
    return '';
  }
}
