/**
 * Serves HTTP/1.1 on one connection, whatever carries it: keep-alive, pipelining, bodies streamed both ways, and
 * connections that become the operation's own ("hijack"), with or without an Upgrade header, half-closed either way.
 * The replies are those of Go's server, byte for byte where clients look.
 */
import { utf8 } from '../../base/bytes.ts';
import type { Duplex } from '../../base/duplex.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Clock } from '../../base/ports.ts';
import type { ByteSource } from '../../base/streams.ts';
import type { HttpRequest, HttpResponse, Transport } from '../transport.ts';
import { chunkBytes, framingOf, headBytes, HttpReader, LAST_CHUNK, type Head } from './http-message.ts';

export interface HttpServerOptions {
  /** For the header `Date`; left out without a clock. */
  readonly clock?: Clock;
}

const REASONS: Readonly<Record<number, string>> = {
  101: 'UPGRADED',
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];

/** Settles when the connection is over; never rejects. */
export async function serveConnection(
  transport: Transport,
  connection: Duplex,
  options: HttpServerOptions = {},
): Promise<void> {
  const reader = new HttpReader(connection.source);
  try {
    while (await exchange(transport, reader, connection, options));
  } catch (error) {
    if (error instanceof FailureError) await refuse(connection, error);
  } finally {
    connection.close();
  }
}

/** One request and its answer. True when the connection may carry another. */
async function exchange(
  transport: Transport,
  reader: HttpReader,
  connection: Duplex,
  options: HttpServerOptions,
): Promise<boolean> {
  const head = await reader.head();
  if (!head) return false;
  const [, method, target, minor] = /^(\S+) (\S+) HTTP\/1\.([01])$/.exec(head.start) ?? [];
  if (!method || !target || !METHODS.includes(method))
    throw new FailureError('invalid', `malformed HTTP request "${head.start}"`);
  if (/%(?![0-9a-fA-F]{2})/.test(target.split('?', 1)[0] as string))
    throw new FailureError('invalid', 'invalid URL escape');
  const aborter = new AbortController();
  const body = new RequestBody(reader, head, connection);
  const request: HttpRequest = {
    method: method as HttpRequest['method'],
    target,
    headers: head.headers,
    ...(body.present && { body: body.source }),
    signal: aborter.signal,
  };
  try {
    const response = await answerOf(transport, request);
    if (response.stream) {
      await converse(response, reader, connection, aborter);
      return false;
    }
    // As Go's server: an end of the connection means that the client went away. An answer that is there already is
    // written all the same, for clients that close their side after asking (`printf … | nc`).
    void body.finished.then(async () => {
      if (!(await reader.peek().catch(() => false))) aborter.abort(new FailureError('interrupted', 'context canceled'));
    });
    const keep = minor === '1' && !/\bclose\b/i.test(head.headers['connection'] ?? '');
    const kept = await writeResponse(request, response, connection, keep, minor === '1', options);
    return kept && (await body.drain());
  } finally {
    aborter.abort(new FailureError('interrupted', 'context canceled'));
  }
}

async function answerOf(transport: Transport, request: HttpRequest): Promise<HttpResponse> {
  try {
    return await transport.request(request);
  } catch (error) {
    const body = utf8(`${JSON.stringify({ message: messageOf(error) })}\n`);
    return {
      status: 500,
      headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
      body: once(body),
    };
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The body of one request, which asks for itself (`100 Continue`) when it is first read. */
class RequestBody {
  readonly present: boolean;
  readonly finished: Promise<void>;
  readonly source: ByteSource;
  readonly #iterator: AsyncGenerator<Uint8Array>;
  #finish: () => void = () => undefined;
  #done: boolean;
  #awaited: boolean;

  constructor(
    reader: HttpReader,
    head: Head,
    private readonly connection: Duplex,
  ) {
    const framing = framingOf(head.headers, 0);
    this.present = framing !== 0;
    this.#done = !this.present;
    this.#awaited = this.present && /100-continue/i.test(head.headers['expect'] ?? '');
    this.finished = this.present ? new Promise((resolve) => (this.#finish = resolve)) : Promise.resolve();
    this.#iterator = reader.body(framing);
    // Leaving early keeps the rest for `drain`.
    this.source = {
      [Symbol.asyncIterator]: () => ({
        next: () => this.#next(),
        return: async () => ({ done: true, value: undefined }),
      }),
    };
  }

  /** Reads on to the body's end, if that is near. */
  async drain(): Promise<boolean> {
    if (this.#awaited) return false;
    for (let size = 0; !this.#done && size <= LIMITS.httpDrainBytes;) {
      size += (await this.#next()).value?.length ?? 0;
    }
    return this.#done;
  }

  async #next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#done) return { done: true, value: undefined };
    if (this.#awaited) {
      this.#awaited = false;
      await this.connection.write(utf8('HTTP/1.1 100 Continue\r\n\r\n'));
    }
    const { done, value } = await this.#iterator.next();
    if (!done) return { done: false, value };
    this.#done = true;
    this.#finish();
    return { done: true, value: undefined };
  }
}

function startLine(status: number): string {
  return `HTTP/1.1 ${status} ${REASONS[status] ?? `status code ${status}`}`;
}

/** Hands the connection over, and pumps until both directions are over; the end of the answer ends the connection. */
async function converse(
  response: HttpResponse,
  reader: HttpReader,
  connection: Duplex,
  aborter: AbortController,
): Promise<void> {
  const stream = response.stream as Duplex;
  await connection.write(headBytes(startLine(response.status), Object.entries(response.headers)));
  const incoming = reader.rest()[Symbol.asyncIterator]();
  const inward = (async () => {
    for (;;) {
      const { done, value } = await incoming.next();
      if (done) return stream.closeWrite();
      // A process that no longer reads its stdin does not end the conversation.
      await stream.write(value);
    }
  })().catch((error: unknown) => {
    aborter.abort(error);
    stream.close();
  });
  try {
    for await (const bytes of stream.source) if (!(await connection.write(bytes))) break;
  } catch {
    // The stream broke off: so does the connection.
  } finally {
    stream.close();
    connection.close();
    await incoming.return?.();
    await inward;
  }
}

/** True when the connection may be used again. */
async function writeResponse(
  request: HttpRequest,
  response: HttpResponse,
  connection: Duplex,
  keepAlive: boolean,
  mayChunk: boolean,
  { clock }: HttpServerOptions,
): Promise<boolean> {
  const { status, headers } = response;
  const bodiless = request.method === 'HEAD' || status === 204 || status === 304;
  const length = headers['content-length'];
  const closing = headers['connection'] === 'close';
  const chunked = !bodiless && length === undefined && mayChunk && !closing;
  const keep = keepAlive && !closing && (bodiless || chunked || length !== undefined);
  const given = Object.entries(headers).filter(([name]) => name !== 'content-length' && name !== 'connection');
  const all: [string, string][] = given.sort(([a], [b]) => (a < b ? -1 : 1));
  if (clock && !headers['date']) all.push(['date', new Date(clock.now()).toUTCString()]);
  if (length !== undefined) all.push(['content-length', length]);
  if (chunked) all.push(['transfer-encoding', 'chunked']);
  if (!keep) all.push(['connection', 'close']);
  const iterator = response.body[Symbol.asyncIterator]();
  if (!(await connection.write(headBytes(startLine(status), all)))) {
    await iterator.return?.();
    return false;
  }
  if (bodiless) {
    await iterator.return?.();
    return keep;
  }
  try {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) break;
      if (value.length === 0) continue;
      if (!(await connection.write(chunked ? chunkBytes(value) : value))) {
        await iterator.return?.();
        return false;
      }
    }
  } catch {
    // Too late for an error answer: the missing end tells the client.
    connection.close();
    return false;
  }
  return chunked ? (await connection.write(LAST_CHUNK)) && keep : keep;
}

/** What Go's server says to something that is no HTTP. */
async function refuse(connection: Duplex, error: FailureError): Promise<void> {
  const status = error.kind === 'notImplemented' ? 501 : 400;
  const line = `${status} ${REASONS[status]}`;
  const headers = [
    ['content-type', 'text/plain; charset=utf-8'],
    ['connection', 'close'],
  ] as const;
  await connection.write(headBytes(`HTTP/1.1 ${line}`, headers));
  await connection.write(utf8(line));
}
