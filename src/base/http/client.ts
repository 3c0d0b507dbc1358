/**
 * An HTTP/1.1 client over connections that it dials, one for each request: what a Unix socket, a TCP port and a socket
 * of the simulated network have in common.
 */
import type { AbortNotice } from '../abort.ts';
import { EMPTY } from '../bytes.ts';
import type { Duplex } from '../duplex.ts';
import { FailureError } from '../errors.ts';
import { sourceOf, type ByteSource } from '../streams.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from './exchange.ts';
import { chunkBytes, framingOf, headBytes, HttpReader, LAST_CHUNK, type Framing } from './message.ts';

/** Opens a connection to the server. What it throws, the request throws. */
export type Dial = (signal: AbortNotice | undefined) => Promise<Duplex>;

export interface HttpClientOptions {
  /** The header `Host`, when the request names none. */
  readonly host: string;
  /** Whether an answer that ends with the connection is the begin of a conversation, as a 101 always is. */
  readonly takenOver?: (request: HttpRequest, head: StatusHead) => boolean;
}

export interface StatusHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

export function httpClient(dial: Dial, options: HttpClientOptions): HttpHandler {
  return { request: (request) => perform(request, dial, options) };
}

async function perform(request: HttpRequest, dial: Dial, options: HttpClientOptions): Promise<HttpResponse> {
  const { signal } = request;
  signal?.throwIfAborted();
  const connection = await dial(signal);
  const abort = () => connection.close();
  signal?.addEventListener('abort', abort, { once: true });
  const release = () => {
    signal?.removeEventListener('abort', abort);
    connection.close();
  };
  try {
    signal?.throwIfAborted();
    const reader = new HttpReader(connection.source);
    const sending = send(request, connection, options.host);
    const head = await answerHead(reader);
    const { status, headers } = head;
    const closes = framingOf(headers, 'close') === 'close';
    if (status === 101 || (closes && options.takenOver?.(request, head))) {
      if (!(await sending)) throw new FailureError('interrupted', 'the connection was lost');
      const stream = streamOf(reader, connection, release);
      return { status, headers: endToEnd(headers), body: sourceOf(EMPTY), stream };
    }
    const framing = bodyFraming(request, status, headers);
    const body = releasing(reader.body(framing), release, signal);
    return { status, headers: endToEnd(headers), body };
  } catch (error) {
    release();
    throw signal?.aborted ? signal.reason : error;
  }
}

/** Writes the request; settles early, with false, when the server no longer reads. A failing body breaks it off. */
async function send(request: HttpRequest, connection: Duplex, host: string): Promise<boolean> {
  const { body } = request;
  const sized = request.headers['content-length'] !== undefined;
  const all = Object.entries({ host, ...endToEnd(request.headers) });
  const chunked = body !== undefined && !sized;
  if (chunked) all.push(['transfer-encoding', 'chunked']);
  else if (!body && !sized && ['POST', 'PUT', 'PATCH'].includes(request.method)) all.push(['content-length', '0']);
  if (!(await connection.write(headBytes(`${request.method} ${request.target} HTTP/1.1`, all)))) return false;
  if (!body) return true;
  try {
    for await (const bytes of body) {
      if (bytes.length === 0) continue;
      if (!(await connection.write(chunked ? chunkBytes(bytes) : bytes))) return false;
    }
    return !chunked || (await connection.write(LAST_CHUNK));
  } catch {
    connection.close();
    return false;
  }
}

/** The final answer's head: interim ones (`100 Continue`) are passed over. */
async function answerHead(reader: HttpReader): Promise<StatusHead> {
  for (;;) {
    const head = await reader.head();
    if (!head) throw new FailureError('interrupted', 'EOF');
    const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(head.start)?.[1]);
    if (!status) throw new FailureError('system', `malformed HTTP response "${head.start}"`);
    if (status >= 200 || status === 101) return { status, headers: head.headers };
  }
}

/** Headers without those about this one connection (RFC 9110, 7.6.1), but with an upgrade. */
function endToEnd(headers: HttpResponse['headers']): Record<string, string> {
  const { 'transfer-encoding': _, 'keep-alive': __, connection, ...rest } = headers;
  return 'upgrade' in headers && connection ? { ...rest, connection } : rest;
}

/** The conversation of an upgraded connection, or of one that a server took over without an upgrade. */
function streamOf(reader: HttpReader, connection: Duplex, release: () => void): Duplex {
  return {
    source: reader.rest(),
    write: (bytes) => connection.write(bytes),
    closeWrite: () => connection.closeWrite(),
    close: release,
  };
}

function bodyFraming(request: HttpRequest, status: number, headers: HttpResponse['headers']): Framing {
  if (request.method === 'HEAD' || status === 204 || status === 304) return 0;
  return framingOf(headers, 'close');
}

/** Passes a body on and lets the connection go at its end, or as soon as the reader leaves. */
function releasing(body: ByteSource, release: () => void, signal: AbortNotice | undefined): ByteSource {
  const iterator = body[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        try {
          signal?.throwIfAborted();
          const result = await iterator.next();
          if (result.done) release();
          return result;
        } catch (error) {
          release();
          throw signal?.aborted ? signal.reason : error;
        }
      },
      return: async () => {
        release();
        return { done: true, value: undefined };
      },
    }),
  };
}
