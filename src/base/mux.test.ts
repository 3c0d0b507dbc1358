import { afterEach, describe, expect, it } from 'vitest';
import { FailureError } from './errors.ts';
import { LIMITS } from './limits.ts';
import { createMux, type Mux, type MuxOptions, type MessagePortLike } from './mux.ts';

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

function portLike(port: MessagePort): MessagePortLike {
  const like: MessagePortLike = {
    post: (message, transfer = []) => port.postMessage(message, transfer),
    onmessage: undefined,
  };
  port.onmessage = ({ data }) => like.onmessage?.(data);
  ports.push(port);
  return like;
}

function muxPair(options: MuxOptions = {}): [Mux, Mux] {
  const { port1, port2 } = new MessageChannel();
  return [createMux(portLike(port1), options), createMux(portLike(port2), options)];
}

async function all(messages: AsyncIterable<unknown>): Promise<unknown[]> {
  const seen = [];
  for await (const message of messages) seen.push(message);
  return seen;
}

describe('mux', () => {
  it.each<MuxOptions>([
    { transfer: true },
    { transfer: false },
    { gather: (flush) => void setImmediate(flush) },
    { transfer: false, gather: queueMicrotask },
  ])('carries conversations both ways at once (%s)', async (options) => {
    const [a, b] = muxPair(options);
    const echo = async (params: unknown, channel: ReturnType<Mux['open']>) => {
      await channel.send({ params });
      for await (const message of channel.messages) await channel.send(message);
      channel.end();
    };
    a.serve('echo', echo);
    b.serve('echo', echo);
    const talk = async (mux: Mux, name: string) => {
      const channel = mux.open('echo', name);
      const bytes = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
      await channel.send(bytes);
      await channel.send('text');
      channel.end();
      expect(bytes).toEqual(new Uint8Array([2, 3]));
      return all(channel.messages);
    };
    const answers = await Promise.all([talk(a, 'x'), talk(b, 'y'), talk(a, 'z')]);
    expect(answers).toEqual(['x', 'y', 'z'].map((params) => [{ params }, new Uint8Array([2, 3]), 'text']));
  });

  it('holds a sender back until the reader reads, and keeps the order of sends that did not wait', async () => {
    const [a, b] = muxPair();
    let release: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const received: number[] = [];
    b.serve('slow', async (_, channel) => {
      await gate;
      for await (const message of channel.messages) received.push((message as Uint8Array)[0] as number);
      await channel.send('done');
    });
    const channel = a.open('slow', null);
    let accepted = 0;
    const chunk = 64 * 1024;
    const sends = Array.from({ length: 20 }, (_, i) =>
      channel.send(new Uint8Array(chunk).fill(i)).then(() => accepted++),
    );
    channel.end();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(accepted).toBe(LIMITS.streamBufferBytes / chunk);
    release?.();
    await Promise.all(sends);
    expect(await all(channel.messages)).toEqual(['done']);
    expect(received).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('sends what was said during the work at hand as one message', async () => {
    const posted: unknown[] = [];
    let flush = () => undefined as void;
    const port: MessagePortLike = { post: (...sent) => void posted.push(sent), onmessage: undefined };
    const mux = createMux(port, { gather: (callback) => (flush = callback) });
    const channel = mux.open('news', null);
    const bytes = new Uint8Array([7, 8]);
    await channel.send(bytes);
    await channel.send('text');
    channel.end();
    expect(posted).toEqual([]);
    flush();
    const [id, byOpener] = [1, true];
    const frames = [
      { id, byOpener, t: 'open', service: 'news', params: null },
      { id, byOpener, t: 'data', message: bytes },
      { id, byOpener, t: 'data', message: 'text' },
      { id, byOpener, t: 'end' },
    ];
    expect(posted).toEqual([[frames, [bytes.buffer]]]);
    channel.abort(new Error('over'));
    mux.close();
    flush();
    expect(posted).toHaveLength(1);
  });

  it('tells a sender that the reader went away, and a waiting reader that it is let go', async () => {
    const [a, b] = muxPair();
    const stopped = new Promise<unknown>((resolve) =>
      b.serve('endless', async (_, channel) => {
        let count = 0;
        while (await channel.send(count)) count++;
        resolve(channel.signal.aborted);
      }),
    );
    const channel = a.open('endless', null);
    for await (const message of channel.messages) if (message === 3) break;
    expect(await stopped).toBe(true);

    const silent = a.open('silent', null);
    b.serve('silent', (_, { messages }) => all(messages).then(() => undefined));
    const iterator = silent.messages[Symbol.asyncIterator]();
    const waiting = iterator.next();
    await iterator.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    silent.close();
  });

  it('carries failures with their kind', async () => {
    const [a, b] = muxPair();
    b.serve('bad', () => Promise.reject(new FailureError('conflict', 'already in use')));
    await expect(all(a.open('bad', null).messages)).rejects.toEqual(new FailureError('conflict', 'already in use'));
    await expect(all(a.open('none', null).messages)).rejects.toEqual(
      new FailureError('notFound', 'nothing serves none here'),
    );
  });

  it('fails open and later channels when the port dies', async () => {
    const [a, b] = muxPair();
    b.serve('endless', async (_, channel) => void (await all(channel.messages)));
    const channel = a.open('endless', null);
    const reading = all(channel.messages);
    a.close('the leading tab was closed');
    const interrupted = new FailureError('interrupted', 'the leading tab was closed');
    await expect(reading).rejects.toEqual(interrupted);
    expect(await channel.send(1)).toBe(false);
    await expect(all(a.open('endless', null).messages)).rejects.toEqual(interrupted);
    expect(channel.signal.reason).toEqual(interrupted);
    b.close();
  });
});
