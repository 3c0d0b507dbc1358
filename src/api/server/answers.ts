/** From what a backend answers to the HTTP response that moby would give. */
import { EMPTY, utf8 } from '../../base/bytes.ts';
import { duplexPair, type Duplex } from '../../base/duplex.ts';
import { messageOf } from '../../base/errors.ts';
import { stdcopyFrame } from '../../base/stdcopy.ts';
import { sourceOf, type ByteSource } from '../../base/streams.ts';
import { isBelow } from '../../base/versions.ts';
import type { Hijack } from '../calls.ts';
import type { HttpResponse } from '../../base/http/exchange.ts';
import type { Exchange } from './exchange.ts';
import { goJson, plainGoJson } from './go-json.ts';
import { statusOf } from './status.ts';

type Headers = Readonly<Record<string, string>>;

const JSON_TYPE = { 'content-type': 'application/json' };
const RAW_STREAM = 'application/vnd.docker.raw-stream';
const MULTIPLEXED_STREAM = 'application/vnd.docker.multiplexed-stream';

/** Go's server buffers this much before it gives up on a Content-Length. */
const GO_BUFFER_BYTES = 2048;

export function jsonResponse(status: number, headers: Headers, value: unknown): HttpResponse {
  const body = utf8(`${plainGoJson(value)}\n`);
  const length = body.length <= GO_BUFFER_BYTES ? { 'content-length': String(body.length) } : undefined;
  return { status, headers: { ...headers, ...JSON_TYPE, ...length }, body: sourceOf(body) };
}

export function errorResponse(error: unknown, headers: Headers): HttpResponse {
  const status = statusOf(error);
  if (status === 304) return { status, headers, body: sourceOf() };
  return jsonResponse(status, headers, { message: messageOf(error) });
}

/** The connection is the handler's already when an attach fails, so its failures are raw text. */
export function attachErrorResponse(error: unknown): HttpResponse {
  const headers = { 'content-type': RAW_STREAM, connection: 'close' };
  return { status: statusOf(error), headers, body: sourceOf(utf8(`${messageOf(error)}\r\n`)) };
}

export function emptyResponse(status: number, headers: Headers): HttpResponse {
  const length = status === 204 ? undefined : { 'content-length': '0' };
  return { status, headers: { ...headers, ...length }, body: sourceOf() };
}

export function textResponse(exchange: Exchange, answer: { text: string; headers: Headers }): HttpResponse {
  const body = utf8(answer.text);
  const headers = {
    ...exchange.headers,
    'content-type': 'text/plain; charset=utf-8',
    ...answer.headers,
    'content-length': String(body.length),
  };
  return { status: exchange.operation.status, headers, body: sourceOf(body) };
}

export function headersResponse(exchange: Exchange, answer: Headers): HttpResponse {
  const isPing = exchange.id === 'systemPingHead';
  const type: Headers = isPing ? { 'content-type': 'text/plain; charset=utf-8', 'content-length': '0' } : {};
  return {
    status: exchange.operation.status,
    headers: { ...exchange.headers, ...type, ...answer },
    body: sourceOf(EMPTY),
  };
}

/** Headers at once (since 1.30); the value, or moby's words about its failure, when the wait is over. */
export async function longPollResponse(exchange: Exchange, settled: Promise<unknown>): Promise<HttpResponse> {
  const value = settled.catch((error: unknown) => ({ Error: { Message: messageOf(error) }, StatusCode: -1 }));
  if (exchange.version !== undefined && isBelow(exchange.version, '1.30')) {
    return jsonResponse(exchange.operation.status, exchange.headers, await value);
  }
  let sent = false;
  const body = leaving(exchange, async () => {
    if (sent) return undefined;
    const bytes = utf8(`${goJson(await value)}\n`);
    sent = true;
    return bytes;
  });
  return { status: exchange.operation.status, headers: { ...exchange.headers, ...JSON_TYPE }, body };
}

/** Progress. A failure before the first message is a plain error; later ones are the last message of a 200. */
export async function messagesResponse(
  exchange: Exchange,
  messages: AsyncIterable<unknown> | undefined,
  failure?: unknown,
): Promise<HttpResponse> {
  const line = (value: unknown) => utf8(`${goJson(value)}\r\n`);
  const iterator = messages?.[Symbol.asyncIterator]();
  let pending: Promise<IteratorResult<unknown>> | undefined;
  let failed = false;
  const next = async (): Promise<Uint8Array | undefined> => {
    if (failed) return undefined;
    try {
      if (!iterator) throw failure;
      const { done, value } = await (pending ?? iterator.next());
      pending = undefined;
      return done ? undefined : line(value);
    } catch (error) {
      failed = true;
      return line({ errorDetail: { message: messageOf(error) }, error: messageOf(error) });
    }
  };
  // `load` answers 200 before it looks at the archive.
  if (iterator && exchange.id !== 'imageLoad') pending = Promise.resolve(await iterator.next());
  const body = leaving(exchange, next, iterator);
  return { status: 200, headers: { ...exchange.headers, ...JSON_TYPE }, body };
}

/** JSON objects, one a line; headers at once. */
export function objectsResponse(exchange: Exchange, objects: AsyncIterable<unknown>): HttpResponse {
  const iterator = objects[Symbol.asyncIterator]();
  const body = leaving(
    exchange,
    async () => {
      const { done, value } = await iterator.next();
      return done ? undefined : utf8(`${goJson(value)}\n`);
    },
    iterator,
  );
  return { status: exchange.operation.status, headers: { ...exchange.headers, ...JSON_TYPE }, body };
}

/** Bytes. A failure before the first of them is a plain error, except for logs, whose headers go out at once. */
export async function streamResponse(
  exchange: Exchange,
  answer: { contentType: string; headers?: Headers; source: ByteSource },
): Promise<HttpResponse> {
  const iterator = answer.source[Symbol.asyncIterator]();
  let first = exchange.id === 'containerLogs' ? undefined : await iterator.next();
  const body = leaving(
    exchange,
    async () => {
      const { done, value } = first ?? (await iterator.next());
      first = undefined;
      return done ? undefined : value;
    },
    iterator,
  );
  const headers = { ...exchange.headers, 'content-type': streamType(exchange, answer.contentType), ...answer.headers };
  return { status: exchange.operation.status, headers, body };
}

/** 101 when the client asked for an upgrade, else 200 on a connection that is taken over all the same. */
export function hijackResponse(exchange: Exchange, { contentType, converse }: Hijack): HttpResponse {
  if (!converse) return emptyResponse(200, exchange.headers);
  const [client, server] = duplexPair();
  exchange.goOn(() => server.close());
  void converse(server)
    .catch((error: unknown) => sayFailure(exchange, server, contentType, error))
    .finally(() => {
      exchange.end();
      server.closeWrite();
      server.close();
    });
  // Attach writes its head by hand; exec repeats the headers of every reply.
  const common = exchange.id === 'execStart' ? exchange.headers : {};
  const { upgrade } = exchange;
  const headers = upgrade
    ? { 'content-type': streamType(exchange, contentType), connection: 'Upgrade', upgrade, ...common }
    : { 'content-type': RAW_STREAM, ...common };
  return { status: upgrade ? 101 : 200, headers, body: sourceOf(EMPTY), stream: client };
}

/** Streams with frames have a type of their own since 1.42. */
function streamType({ version }: Exchange, contentType: string): string {
  return contentType === MULTIPLEXED_STREAM && isBelow(version, '1.42') ? RAW_STREAM : contentType;
}

/** An exec that cannot run says so in its output. */
async function sayFailure(exchange: Exchange, stream: Duplex, contentType: string, error: unknown): Promise<void> {
  if (exchange.id !== 'execStart') return;
  const said = utf8(`${messageOf(error)}\r\n`);
  await stream.write(contentType === MULTIPLEXED_STREAM ? stdcopyFrame('stdout', said) : said);
}

/** A body that may be left while its next piece is awaited: the backend hears of it by its signal. */
function leaving(
  exchange: Exchange,
  next: () => Promise<Uint8Array | undefined>,
  behind?: AsyncIterator<unknown>,
): ByteSource {
  exchange.goOn();
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const value = await exchange.unlessLeft(next);
        if (value !== undefined) return { done: false, value };
        exchange.end();
        return { done: true, value };
      },
      return: async () => {
        exchange.leave();
        // Not awaited: a generator answers only once what it waits for has come.
        void behind?.return?.().catch(() => undefined);
        return { done: true, value: undefined };
      },
    }),
  };
}
