/**
 * Hosts of the simulated Internet, as data: names, an address, and what answers at each port. An HTTP service is a
 * function from request to response, so the engine's registry client can call it without a connection between.
 */
import type { HttpHandler } from '../base/http/exchange.ts';

/** The part of a `Request` that hosts read; plain objects do, since not every browser streams bodies of its own. */
export type HostRequest = Pick<Request, 'method' | 'url' | 'headers' | 'body'>;

export type FetchHandler = (request: HostRequest) => Promise<Response>;

export interface Service {
  /** Speaks TLS, with a certificate for the host's names. */
  readonly tls: boolean;
  /** One of the two: requests and responses, or exchanges that may become streams. */
  readonly fetch?: FetchHandler;
  readonly exchange?: HttpHandler;
  /** How fast bodies come; absent: as fast as they can. */
  readonly bytesPerSecond?: number;
}

export interface InternetHost {
  /** Lower case; the first one is the certificate's. */
  readonly names: readonly string[];
  /** IPv4, of the blocks that are set aside for documentation. */
  readonly address: string;
  readonly ports: Readonly<Record<number, Service>>;
}

/** An HTTP site on its two usual ports. */
export function website(names: readonly string[], address: string, fetch: FetchHandler): InternetHost {
  return { names, address, ports: { 80: { tls: false, fetch }, 443: { tls: true, fetch } } };
}
