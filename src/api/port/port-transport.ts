/**
 * An Engine API transport over a mux: the page asks the worker, a tab asks the leading tab. Bodies stream both ways, a
 * hijacked exchange becomes a two-way stream, and a client that goes away aborts the request.
 *
 * On the channel, the client sends the body's bytes, `BODY_END`, then, once upgraded, the stream's bytes; its end is the
 * half-close. The server sends one `AnswerHead`, then bytes, then its end.
 */
import { EMPTY } from '../../base/bytes.ts';
import type { Duplex } from '../../base/duplex.ts';
import { FailureError } from '../../base/errors.ts';
import type { Channel, Mux } from '../../base/mux.ts';
import { sourceOf, type ByteSource } from '../../base/streams.ts';
import type { Transport } from '../transport.ts';
import type { HttpRequest, HttpResponse } from '../../base/http/exchange.ts';

interface RequestHead {
  readonly method: HttpRequest['method'];
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly hasBody: boolean;
}

interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly upgraded: boolean;
}

const BODY_END = 'body-end';

/** Answers requests that arrive for `service`. The answer ends the service. */
export function serveTransport(mux: Pick<Mux, 'serve'>, service: string, transport: Transport): () => void {
  return mux.serve(service, (params, channel) => answer(params as RequestHead, channel, transport));
}

export function portTransport(mux: Mux, service: string): Transport {
  return { request: (request) => ask(request, mux, service) };
}

async function answer(head: RequestHead, channel: Channel, transport: Transport): Promise<void> {
  const incoming = channel.messages[Symbol.asyncIterator]();
  const requestBody = head.hasBody ? bodyOf(incoming) : undefined;
  const { status, headers, body, stream } = await transport.request({
    method: head.method,
    target: head.target,
    headers: head.headers,
    ...(requestBody && { body: requestBody }),
    signal: channel.signal,
  });
  await channel.send({ status, headers, upgraded: stream !== undefined } satisfies AnswerHead);
  if (stream) await converse(stream, channel, incoming, requestBody);
  else await pump(body, channel);
}

async function pump(source: ByteSource, channel: Channel): Promise<void> {
  const iterator = source[Symbol.asyncIterator]();
  // The source must be let go even while it waits for its next piece, as a log that is followed does.
  const leave = () => void iterator.return?.();
  channel.signal.addEventListener('abort', leave, { once: true });
  if (channel.signal.aborted) leave();
  try {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) return;
      if (!(await channel.send(value))) return leave();
    }
  } finally {
    channel.signal.removeEventListener('abort', leave);
  }
}

async function converse(
  stream: Duplex,
  channel: Channel,
  incoming: AsyncIterator<unknown>,
  requestBody: ByteSource | undefined,
): Promise<void> {
  const inward = (async () => {
    // What nobody read of the body is passed over: the stream begins after it.
    if (requestBody) for await (const rest of requestBody) void rest;
    for (;;) {
      const { done, value } = await incoming.next();
      if (done) return stream.closeWrite();
      await stream.write(value as Uint8Array);
    }
  })().catch(() => stream.close());
  const gone = () => stream.close();
  channel.signal.addEventListener('abort', gone, { once: true });
  try {
    await pump(stream.source, channel);
  } finally {
    channel.signal.removeEventListener('abort', gone);
    stream.close();
    channel.close();
    await inward;
  }
}

/** The request's body; what comes after its end stays for the stream. Reading again after the end is harmless. */
function bodyOf(incoming: AsyncIterator<unknown>): ByteSource {
  const end = { done: true, value: undefined } as const;
  let ended = false;
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        if (ended) return end;
        const { done, value } = await incoming.next();
        if (done) throw new FailureError('interrupted', 'unexpected EOF');
        ended = value === BODY_END;
        return ended ? end : { done: false, value: value as Uint8Array };
      },
      return: async () => end,
    }),
  };
}

async function ask(request: HttpRequest, mux: Mux, service: string): Promise<HttpResponse> {
  const { method, target, headers, body, signal } = request;
  signal?.throwIfAborted();
  const channel = mux.open(service, { method, target, headers, hasBody: body !== undefined } satisfies RequestHead);
  const abort = () => channel.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const release = () => signal?.removeEventListener('abort', abort);
  const incoming = channel.messages[Symbol.asyncIterator]();
  const sent = body && upload(body, channel);
  try {
    const { done, value } = await incoming.next();
    if (done) throw new FailureError('interrupted', 'EOF');
    const head = value as AnswerHead;
    const source = released(incoming, channel, release);
    if (!head.upgraded) return { status: head.status, headers: head.headers, body: source };
    await sent;
    const stream: Duplex = {
      source,
      write: (bytes) => channel.send(bytes),
      closeWrite: () => channel.end(),
      close: () => {
        release();
        channel.close();
      },
    };
    return { status: head.status, headers: head.headers, body: sourceOf(EMPTY), stream };
  } catch (error) {
    release();
    channel.close();
    throw error;
  }
}

/** Sends a body; a failure of it aborts the exchange, an answer that came before its end stops it. */
async function upload(body: ByteSource, channel: Channel): Promise<void> {
  try {
    for await (const bytes of body) if (!(await channel.send(bytes))) return;
    await channel.send(BODY_END);
  } catch (error) {
    channel.abort(error);
  }
}

function released(incoming: AsyncIterator<unknown>, channel: Channel, release: () => void): ByteSource {
  const end = { done: true, value: undefined } as const;
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const { done, value } = await incoming.next();
        if (!done) return { done: false, value: value as Uint8Array };
        release();
        channel.close();
        return end;
      },
      return: async () => {
        release();
        channel.close();
        return end;
      },
    }),
  };
}
