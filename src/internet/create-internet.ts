/**
 * The simulated Internet: the kernel's seam (`kernel/internet.ts`) over a table of hosts. Beyond it there is nothing, so an
 * unknown name is NXDOMAIN, an unknown address never answers, and a host refuses what it has no service for.
 */
import { duplexPair, type Duplex } from '../base/duplex.ts';
import { serveConnection } from '../base/http/server.ts';
import type { Clock } from '../base/ports.ts';
import { PUBLIC_AUTHORITY, TlsFailure, tlsServer, type SandboxCertificate } from '../base/sandbox-tls.ts';
import { utf8 } from '../base/bytes.ts';
import { SysError } from '../kernel/errno.ts';
import type { Internet } from '../kernel/internet.ts';
import { exchangeOf } from './exchange.ts';
import type { InternetHost, Service } from './host.ts';

export interface InternetOptions {
  readonly hosts: readonly InternetHost[];
  readonly clock: Clock;
}

export interface SandboxInternet extends Internet {
  /** The service behind a name and port, for whoever needs no connection to it. */
  service(name: string, port: number): { readonly host: InternetHost; readonly service: Service } | undefined;
  /** The address of a name: of a host, or itself when it is one. */
  addressOf(name: string): string | undefined;
}

export function createInternet({ hosts, clock }: InternetOptions): SandboxInternet {
  const byName = new Map(hosts.flatMap((host) => host.names.map((name) => [name, host] as const)));
  const byAddress = new Map(hosts.map((host) => [host.address, host] as const));
  return {
    resolve: (name) => {
      const host = byName.get(name.toLowerCase().replace(/\.$/, ''));
      return host && [host.address];
    },
    answers: (address) => byAddress.has(address),
    connect: (address, port) => {
      const host = byAddress.get(address);
      if (!host) throw new SysError('ETIMEDOUT');
      const service = host.ports[port];
      if (!service) throw new SysError('ECONNREFUSED');
      const [near, far] = duplexPair();
      void serve(host, service, far, clock);
      return near;
    },
    service: (name, port) => {
      const host = byName.get(name.toLowerCase()) ?? byAddress.get(name);
      const service = host?.ports[port];
      return host && service && { host, service };
    },
    addressOf: (name) => byName.get(name.toLowerCase())?.address ?? byAddress.get(name)?.address,
  };
}

/** Settles when the connection is over; never rejects. */
async function serve(host: InternetHost, service: Service, connection: Duplex, clock: Clock): Promise<void> {
  const scheme = service.tls ? 'https' : 'http';
  const handler = exchangeOf(service, scheme, clock);
  if (!service.tls) return serveConnection(handler, connection, { clock });
  try {
    const { stream } = await tlsServer(connection, () => certificateOf(host, clock));
    await serveConnection(handler, stream, { clock });
  } catch (error) {
    if (error instanceof TlsFailure && error.problem === 'plain') await connection.write(PLAIN_TO_TLS);
    connection.close();
  }
}

/** What Go's server says to a client that forgot the `s`. */
const PLAIN_TO_TLS = utf8('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n');

const DAY_MS = 86_400_000;

function certificateOf({ names }: InternetHost, clock: Clock): SandboxCertificate {
  const now = clock.now();
  return {
    subject: names[0] as string,
    names,
    issuer: PUBLIC_AUTHORITY,
    notBefore: now - 30 * DAY_MS,
    notAfter: now + 60 * DAY_MS,
  };
}
