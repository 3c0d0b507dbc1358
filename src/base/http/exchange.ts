/** One HTTP exchange, whatever carries it. An upgraded exchange ("hijack") becomes a duplex stream after the 101. */
import type { AbortNotice } from '../abort.ts';
import type { Duplex } from '../duplex.ts';
import type { ByteSource } from '../streams.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS' | 'PATCH';
  /** Told by servers: what the client speaks. */
  readonly protocol?: 'HTTP/1.0' | 'HTTP/1.1';
  /** Path with query, percent-encoded; towards an engine with the version prefix. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: ByteSource;
  /** Aborted: the request is rejected with the signal's reason, and so is the read of a body that has not ended. */
  readonly signal?: AbortNotice;
}

export interface HttpResponse {
  readonly status: number;
  /** Default: what the server's style says for the status. */
  readonly reason?: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ByteSource;
  /** Present when `status` is 101 (or a 200 to a hijack without Upgrade header); `body` is empty then. */
  readonly stream?: Duplex;
}

/** Whoever answers requests: a server's inside, or a client's way to a server. */
export interface HttpHandler {
  request(request: HttpRequest): Promise<HttpResponse>;
}
