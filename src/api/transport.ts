/**
 * One HTTP exchange with an Engine API server, whatever carries it. A contract suite runs on every implementation.
 * An upgraded exchange ("hijack") becomes a duplex stream after the 101.
 */
import type { Duplex } from '../base/duplex.ts';
import type { ByteSource } from '../base/streams.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Path with query, version prefix included, percent-encoded. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: ByteSource;
  /** Aborted: the request is rejected with the signal's reason, and so is the read of a body that has not ended. */
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ByteSource;
  /** Present when `status` is 101 (or a 200 to a hijack without Upgrade header); `body` is empty then. */
  readonly stream?: Duplex;
}

export interface Transport {
  request(request: HttpRequest): Promise<HttpResponse>;
}
