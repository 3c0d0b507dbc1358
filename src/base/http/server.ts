/**
 * Serves HTTP/1.1 on one connection, whatever carries it: keep-alive, pipelining, bodies streamed both ways, and
 * connections that become the operation's own ("hijack"), with or without an Upgrade header, half-closed either way.
 * How an answer is spelt differs from server to server: that is the style, Go's unless another is given.
 */
import { Aborter } from '../abort.ts';
import { utf8 } from '../bytes.ts';
import type { Duplex } from '../duplex.ts';
import { FailureError, messageOf } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import type { Clock } from '../ports.ts';
import type { ByteSource } from '../streams.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from './exchange.ts';
import { chunkBytes, framingOf, headBytes, HttpReader, LAST_CHUNK, type Head } from './message.ts';
import { GO_STYLE, type ServerStyle } from './server-style.ts';

export interface HttpServerOptions {
  /** For the header `Date`; left out without a clock. */
  readonly clock?: Clock;
  readonly style?: ServerStyle;
  /**
   * Milliseconds between the head of a hijacked connection and the first bytes that follow, for clients that read the head
   * through a buffer which they then leave (docker-py). Needs the clock.
   */
  readonly hijackPauseMs?: number;
  /** Told of every answer once it is written, or was broken off. */
  readonly log?: (entry: LogEntry) => void;
}

export interface LogEntry {
  /** Undefined when what came was no request. */
  readonly request: HttpRequest | undefined;
  /** The request line, or what stood in its place. */
  readonly line: string;
  readonly status: number;
  /** Of the body, and with the head. */
  readonly bodyBytes: number;
  readonly bytes: number;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];

/** Settles when the connection is over; never rejects. */
export async function serveConnection(
  handler: HttpHandler,
  connection: Duplex,
  options: HttpServerOptions = {},
): Promise<void> {
  const reader = new HttpReader(connection.source);
  try {
    while (await exchange(handler, reader, connection, options));
  } catch (error) {
    if (error instanceof FailureError) await refuse(connection, error, options);
  } finally {
    connection.close();
  }
}

/** One request and its answer. True when the connection may carry another. */
async function exchange(
  handler: HttpHandler,
  reader: HttpReader,
  connection: Duplex,
  options: HttpServerOptions,
): Promise<boolean> {
  const head = await reader.head();
  if (!head) return false;
  const [, method, target, minor] = /^(\S+) (\S+) HTTP\/1\.([01])$/.exec(head.start) ?? [];
  if (!method || !target || !METHODS.includes(method))
    throw new MalformedRequest(`malformed HTTP request "${head.start}"`, head.start);
  if (/%(?![0-9a-fA-F]{2})/.test(target.split('?', 1)[0] as string))
    throw new MalformedRequest('invalid URL escape', head.start);
  const aborter = new Aborter();
  const body = new RequestBody(reader, head, connection);
  const request: HttpRequest = {
    method: method as HttpRequest['method'],
    protocol: minor === '1' ? 'HTTP/1.1' : 'HTTP/1.0',
    target,
    headers: head.headers,
    ...(body.present && { body: body.source }),
    signal: aborter,
  };
  try {
    const response = await answerOf(handler, request);
    if (response.stream) {
      // A body that the operation does not read (dockerode's attach sends one) is no part of the conversation.
      if (head.headers['content-length'] !== undefined) await body.drain();
      await converse(response, reader, connection, aborter, options);
      return false;
    }
    // As Go's server: an end of the connection means that the client went away. An answer that is there already is
    // written all the same, for clients that close their side after asking (`printf … | nc`).
    void body.finished.then(async () => {
      if (!(await reader.peek().catch(() => false))) aborter.abort(new FailureError('interrupted', 'context canceled'));
    });
    // As Go's server: who is refused may first say what is left of a short body, and hears no broken connection.
    if (response.status >= 400) await body.drain();
    const keep = minor === '1' && !/\bclose\b/i.test(head.headers['connection'] ?? '');
    const written = await writeResponse(request, response, connection, keep, minor === '1', options);
    const { status } = response;
    options.log?.({ request, line: head.start, status, bodyBytes: written.bodyBytes, bytes: written.bytes });
    if (await body.drain()) return written.keep;
    await linger(body, connection, options);
    return false;
  } finally {
    aborter.abort(new FailureError('interrupted', 'context canceled'));
  }
}

/** As Go's server: who still writes what nobody wants hears the answer, not a broken connection. */
async function linger(body: RequestBody, connection: Duplex, { clock }: HttpServerOptions): Promise<void> {
  connection.closeWrite();
  if (!clock || body.awaited) return;
  let over = false;
  const reading = (async () => {
    while (!over && !(await body.source[Symbol.asyncIterator]().next()).done);
  })().catch(() => undefined);
  const waiting = new Promise<void>((resolve) => void clock.after(LIMITS.httpLingerMs, resolve));
  await Promise.race([reading, waiting]);
  over = true;
}

async function answerOf(handler: HttpHandler, request: HttpRequest): Promise<HttpResponse> {
  try {
    return await handler.request(request);
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

  /** The client waits to be asked for it. */
  get awaited(): boolean {
    return this.#awaited;
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

function startLine(status: number, style: ServerStyle, reason = style.reason(status)): string {
  return `HTTP/1.1 ${status} ${reason}`;
}

/** Hands the connection over, and pumps until both directions are over; the end of the answer ends the connection. */
async function converse(
  response: HttpResponse,
  reader: HttpReader,
  connection: Duplex,
  aborter: Aborter,
  { style = GO_STYLE, clock, hijackPauseMs = 0 }: HttpServerOptions,
): Promise<void> {
  const stream = response.stream as Duplex;
  await connection.write(
    headBytes(startLine(response.status, style, response.reason), Object.entries(response.headers)),
  );
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
    if (clock && hijackPauseMs) await new Promise<void>((resolve) => void clock.after(hijackPauseMs, resolve));
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

interface Written {
  /** The connection may be used again. */
  readonly keep: boolean;
  readonly bodyBytes: number;
  readonly bytes: number;
}

async function writeResponse(
  request: HttpRequest,
  response: HttpResponse,
  connection: Duplex,
  keepAlive: boolean,
  mayChunk: boolean,
  { clock, style = GO_STYLE }: HttpServerOptions,
): Promise<Written> {
  const { status, headers } = response;
  const bodiless = request.method === 'HEAD' || status === 204 || status === 304;
  const length = headers['content-length'];
  const closing = headers['connection'] === 'close';
  const chunked = !bodiless && length === undefined && mayChunk && !closing;
  const keep = keepAlive && !closing && (bodiless || chunked || length !== undefined);
  const date = clock && new Date(clock.now()).toUTCString();
  const head = headBytes(
    startLine(status, style, response.reason),
    style.fields(headers, { keepAlive: keep, chunked, date }),
  );
  let bodyBytes = 0;
  let bytes = head.length;
  const written = (goesOn: boolean): Written => ({ keep: goesOn && keep, bodyBytes, bytes });
  const iterator = response.body[Symbol.asyncIterator]();
  if (!(await connection.write(head))) {
    await iterator.return?.();
    return written(false);
  }
  if (bodiless) {
    await iterator.return?.();
    return written(true);
  }
  try {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) break;
      if (value.length === 0) continue;
      const piece = chunked ? chunkBytes(value) : value;
      if (!(await connection.write(piece))) {
        await iterator.return?.();
        return written(false);
      }
      bodyBytes += value.length;
      bytes += piece.length;
    }
  } catch {
    // Too late for an error answer: the missing end tells the client.
    connection.close();
    return written(false);
  }
  if (!chunked) return written(true);
  bytes += LAST_CHUNK.length;
  return written(await connection.write(LAST_CHUNK));
}

/** What came is no request; `line` is what stood in its place. */
class MalformedRequest extends FailureError {
  constructor(
    message: string,
    readonly line: string,
  ) {
    super('invalid', message);
  }
}

async function refuse(
  connection: Duplex,
  problem: FailureError,
  { clock, style = GO_STYLE, log }: HttpServerOptions,
): Promise<void> {
  const { status, headers, body } = style.refusal(problem);
  const date = clock && new Date(clock.now()).toUTCString();
  const bytes = utf8(body);
  const head = headBytes(startLine(status, style), style.fields(headers, { keepAlive: false, chunked: false, date }));
  await connection.write(head);
  await connection.write(bytes);
  const line = problem instanceof MalformedRequest ? problem.line : '';
  log?.({ request: undefined, line, status, bodyBytes: bytes.length, bytes: head.length + bytes.length });
}
