/** What every Transport has to keep, whatever carries it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../src/api/client/create-client.ts';
import { ApiError } from '../../src/api/client/api-error.ts';
import { negotiate } from '../../src/api/client/negotiate.ts';
import { createServer } from '../../src/api/server/create-server.ts';
import type { Transport } from '../../src/api/transport.ts';
import { text, utf8 } from '../../src/base/bytes.ts';
import type { Duplex } from '../../src/base/duplex.ts';
import { decodeStdcopy } from '../../src/base/stdcopy.ts';
import { collect, sourceOf } from '../../src/base/streams.ts';
import { TAR_BYTES, toyBackend, type Seen } from './transport-backend.ts';

export interface Carried {
  readonly transport: Transport;
  close(): Promise<void> | void;
}

const MiB = 1024 * 1024;
/** Of 320 chunks: what the operating system's socket buffers may take before the other side is held back. */
const HELD_BACK = 200;

async function output(stream: Duplex): Promise<{ stdout: string; stderr: string }> {
  const out = { stdin: '', stdout: '', stderr: '', systemError: '' };
  for await (const { stream: name, bytes } of decodeStdcopy(stream.source)) out[name] += text(bytes);
  return { stdout: out.stdout, stderr: out.stderr };
}

async function* tar(counted: { chunks: number } = { chunks: 0 }): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < TAR_BYTES; at += 65536) {
    counted.chunks++;
    yield new Uint8Array(65536);
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const item of items) seen.push(item);
  return seen;
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
}

/** Waits until a counter has not moved for a while: whoever counts is held back. */
async function settledCount(count: () => number): Promise<number> {
  for (let before = -1; before !== count();) {
    before = count();
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  return count();
}

export function transportSuite(name: string, carry: (server: Transport) => Promise<Carried> | Carried): void {
  describe(`transport: ${name}`, () => {
    const { backend, seen }: { backend: object; seen: Seen } = toyBackend();
    let carried: Carried;
    let client: ReturnType<typeof createClient>;
    beforeAll(async () => {
      carried = await carry(createServer(backend, { engineVersion: '26.1.5' }));
      client = createClient(carried.transport);
    });
    afterAll(async () => carried.close());
    beforeEach(() => {
      seen.aborted.length = 0;
      seen.produced = 0;
    });

    plainAnswers(() => ({ client, carried }));
    streamedAnswers(() => ({ client, carried, seen }));
    conversations(() => ({ client, carried }));
  });
}

type Client = ReturnType<typeof createClient>;

function plainAnswers(given: () => { client: Client; carried: Carried }): void {
  it('answers JSON with its characters as they are, and errors with their status', async () => {
    const { client, carried } = given();
    expect(await client.containerCreate({ query: { name: 'n' }, body: { Image: 'a/b:1' } as never })).toEqual({
      Id: 'a/b:1:n',
      Warnings: ['<&>'],
    });
    const body = utf8('{"Image":"x"}');
    const raw = await carried.transport.request({
      method: 'POST',
      target: '/v1.45/containers/create?name=n',
      headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
      body: sourceOf(body),
    });
    expect(text(await collect(raw.body, MiB))).toBe('{"Id":"x:n","Warnings":["<&>"]}\n');
    expect(raw).toMatchObject({ status: 201, headers: { 'api-version': '1.45', server: 'Docker/26.1.5 (linux)' } });
    await expect(client.containerCreate({ query: { name: 'taken' }, body: { Image: 'x' } as never })).rejects.toEqual(
      new ApiError(409, 'Conflict. The name "/taken" is already in use'),
    );
    await expect(client.pluginList()).rejects.toMatchObject({
      status: 501,
      message: 'GET /plugins (pluginList) is not simulated here: real Docker would list the installed plugins',
    });
  });

  it('answers nothing, 304 and headers alone', async () => {
    const { client, carried } = given();
    expect(await client.containerStart({ path: { id: 'x' } })).toEqual({ status: 204 });
    expect(await client.containerStart({ path: { id: 'running' } })).toEqual({ status: 304 });
    expect(await negotiate(carried.transport)).toEqual({
      version: '1.45',
      serverVersion: '1.45',
      osType: 'linux',
      experimental: false,
      builderVersion: '2',
      swarm: 'inactive',
    });
  });

  it('sends the headers of a long poll first', async () => {
    const { client, carried } = given();
    const target = '/v1.45/containers/x/wait';
    const response = await carried.transport.request({ method: 'POST', target, headers: {} });
    expect(response.status).toBe(200);
    await response.body[Symbol.asyncIterator]().return?.();
    await expect(client.containerWait({ path: { id: 'nx' } })).rejects.toEqual(
      new ApiError(404, 'No such container: nx'),
    );
  });
}

function streamedAnswers(given: () => { client: Client; carried: Carried; seen: Seen }): void {
  it('answers a long poll when there is something to say', async () => {
    const { client, seen } = given();
    const { settled } = await client.containerWait({ path: { id: 'x' } });
    seen.release();
    expect(await settled).toEqual({ StatusCode: 7 });
  });

  it('streams messages; fails before the first as an error, later within the stream', async () => {
    const { client } = given();
    const pull = async (fromImage: string) => all(await client.imageCreate({ query: { fromImage } }));
    const progress = [
      { status: 'Pulling fs layer', id: 'a' },
      { status: 'Pull complete', id: 'a' },
    ];
    expect(await pull('fine')).toEqual(progress);
    await expect(pull('nowhere')).rejects.toEqual(new ApiError(404, 'pull access denied for nowhere'));
    await expect(pull('late')).rejects.toEqual(new ApiError(500, 'before the first message'));
    const failure = { errorDetail: { message: 'unexpected EOF' }, error: 'unexpected EOF' };
    expect(await pull('broken')).toEqual([...progress, failure]);
  });

  it('streams objects until the client leaves, and tells the backend', async () => {
    const { client, seen } = given();
    const aborter = new AbortController();
    const times = [];
    const reading = (async () => {
      for await (const { time } of await client.systemEvents({ signal: aborter.signal })) times.push(time);
    })();
    reading.catch(() => undefined);
    await until(() => times.length === 3);
    aborter.abort();
    await until(() => seen.aborted.includes('events'));
    for await (const { time } of await client.systemEvents()) if (time === 2) break;
    await until(() => seen.aborted.length === 2);
  });

  it('carries 20 MB down, holding the engine back', async () => {
    const { client, seen } = given();
    const { source } = await client.containerExport({ path: { id: 'x' } });
    const iterator = source[Symbol.asyncIterator]();
    const first = await iterator.next();
    expect(await settledCount(() => seen.produced)).toBeLessThan(HELD_BACK);
    let size = first.value?.length ?? 0;
    for (let result = await iterator.next(); !result.done; result = await iterator.next()) size += result.value.length;
    expect(seen.produced).toBe(TAR_BYTES / 65536);
    expect(size).toBe(TAR_BYTES);
  });

  it('carries 20 MB up, holding the client back', async () => {
    const { client, seen } = given();
    const put = (id: string, body: AsyncIterable<Uint8Array>, signal?: AbortSignal) =>
      client.containerArchivePut({ path: { id }, query: { path: '/' }, body, ...(signal && { signal }) });
    expect(await put('x', tar())).toEqual({ status: 200 });
    const counted = { chunks: 0 };
    const aborter = new AbortController();
    const slow = put('slow', tar(counted), aborter.signal);
    slow.catch(() => undefined);
    expect(await settledCount(() => counted.chunks)).toBeLessThan(HELD_BACK);
    aborter.abort(new Error('enough'));
    await expect(slow).rejects.toThrow('enough');
    seen.release();
    await expect(put('full', tar())).rejects.toEqual(new ApiError(500, 'no space left on device'));
  });
}

function conversations(given: () => { client: Client; carried: Carried }): void {
  it('converses, half-closes, and goes on reading', async () => {
    const { stream, contentType } = await given().client.containerAttach({
      path: { id: 'x' },
      query: { stream: true },
    });
    expect(contentType).toBe('application/vnd.docker.multiplexed-stream');
    await stream.write(utf8('hello\n'));
    for (let i = 0; i < 16; i++) await stream.write(new Uint8Array(65536));
    stream.closeWrite();
    expect(await output(stream)).toEqual({ stdout: 'ready\nhello\n', stderr: `${MiB + 6} bytes\n` });
  });

  it('ends a conversation from the other side', async () => {
    const { stream } = await given().client.containerAttach({ path: { id: 'deaf' } });
    expect(await output(stream)).toEqual({ stdout: 'ready\n', stderr: '' });
    stream.close();
  });

  it('says why there is no conversation', async () => {
    const { client } = given();
    await expect(client.containerAttach({ path: { id: 'nx' } })).rejects.toEqual(
      new ApiError(404, 'No such container: nx'),
    );
    const { stream } = await client.execStart({ path: { id: 'e' }, body: { Detach: false } });
    expect(text(await collect(stream.source, MiB))).toBe('Error: Exec command e has already run\r\n');
    const detached = await client.execStart({ path: { id: 'e' }, body: { Detach: true } });
    expect(text(await collect(detached.stream.source, MiB))).toBe('');
  });

  it('converses without an upgrade as well', async () => {
    const target = '/v1.45/containers/x/attach?stream=1';
    const { status, headers, stream } = await given().carried.transport.request({
      method: 'POST',
      target,
      headers: {},
    });
    expect({ status, type: headers['content-type'] }).toEqual({
      status: 200,
      type: 'application/vnd.docker.raw-stream',
    });
    await stream?.write(utf8('abc'));
    stream?.closeWrite();
    expect(await output(stream as Duplex)).toEqual({ stdout: 'ready\nabc', stderr: '3 bytes\n' });
  });
}
