import { describe, expect, it } from 'vitest';
import { text, utf8 } from '../../base/bytes.ts';
import { collect, sourceOf } from '../../base/streams.ts';
import type { Transport } from '../transport.ts';
import type { HttpRequest } from '../../base/http/exchange.ts';
import { createClient } from './create-client.ts';
import { jsonValues } from './json-values.ts';
import { negotiate } from './negotiate.ts';

async function sent(use: (client: ReturnType<typeof createClient>) => Promise<unknown>): Promise<unknown> {
  let seen: unknown;
  const transport: Transport = {
    request: async ({ method, target, headers, body }: HttpRequest) => {
      const { 'user-agent': _, ...rest } = headers;
      seen = { line: `${method} ${target}`, headers: rest, body: body && text(await collect(body, 1024)) };
      return { status: 200, headers: {}, body: sourceOf(utf8('{}')) };
    },
  };
  await use(createClient(transport, { version: '1.45' }));
  return seen;
}

describe('the client asks as the docker program does', () => {
  it('writes booleans, lists, names and filters', async () => {
    const filters = '{"name":{"x":true}}';
    expect(
      await sent((client) => client.containerList({ query: { size: true, all: false, limit: 3, filters } })),
    ).toEqual({
      line: 'GET /v1.45/containers/json?filters=%7B%22name%22%3A%7B%22x%22%3Atrue%7D%7D&limit=3&size=1',
      headers: {},
      body: undefined,
    });
    expect(await sent((client) => client.imageInspect({ path: { name: 'reg:5000/a/b:1@sha256:0' } }))).toMatchObject({
      line: 'GET /v1.45/images/reg:5000/a/b:1@sha256:0/json',
    });
    expect(await sent((client) => client.containerInspect({ path: { id: 'a/b c' } }))).toMatchObject({
      line: 'GET /v1.45/containers/a/b%20c/json',
    });
    expect(await sent((client) => client.networkInspect({ path: { id: '/a//b:x@y?z' } }))).toMatchObject({
      line: 'GET /v1.45/networks/a/b:x@y%3Fz',
    });
    expect(await sent((client) => client.volumeInspect({ path: { name: 'a/é%2f' } }))).toMatchObject({
      line: 'GET /v1.45/volumes/a/%C3%A9%252f',
    });
    expect(await sent((client) => client.imageGetAll({ query: { names: ['a:1', "b'(*)"] } }))).toMatchObject({
      line: 'GET /v1.45/images/get?names=a%3A1&names=b%27%28%2A%29',
    });
    expect(
      await sent((client) => client.containerStats({ path: { id: 'x' }, query: { stream: false } })),
    ).toMatchObject({
      line: 'GET /v1.45/containers/x/stats?stream=0',
    });
    expect(await sent((client) => client.systemPing())).toMatchObject({ line: 'GET /_ping' });
  });

  it('writes bodies and upgrades', async () => {
    expect(await sent((client) => client.volumeCreate({ body: { Name: 'v' } }))).toEqual({
      line: 'POST /v1.45/volumes/create',
      headers: { 'content-type': 'application/json', 'content-length': '13' },
      body: '{"Name":"v"}\n',
    });
    const query = { path: '/tmp', noOverwriteDirNonDir: 'true' };
    const put = { path: { id: 'x' }, query, body: sourceOf(utf8('tar')) };
    expect(await sent((client) => client.containerArchivePut(put))).toEqual({
      line: 'PUT /v1.45/containers/x/archive?noOverwriteDirNonDir=true&path=%2Ftmp',
      headers: { 'content-type': 'application/x-tar' },
      body: 'tar',
    });
    expect(
      await sent((client) => client.containerAttach({ path: { id: 'x' }, query: { stream: true, stdin: false } })),
    ).toEqual({
      line: 'POST /v1.45/containers/x/attach?stream=1',
      headers: { 'content-type': 'text/plain', connection: 'Upgrade', upgrade: 'tcp' },
      body: undefined,
    });
  });

  it('agrees on the older version', async () => {
    const engine = (api: string): Transport => ({
      request: async () => ({ status: 200, headers: { 'api-version': api }, body: sourceOf() }),
    });
    const version = async (api: string) => (await negotiate(engine(api))).version;
    expect([await version('1.45'), await version('1.52'), await version('1.9')]).toEqual(['1.45', '1.50', '1.9']);
  });
});

describe('JSON values in a stream', () => {
  it('are found whatever the chunking', async () => {
    const wire = utf8('{"a":"}\\"{ü"}\r\n{"b":[1,{"c":2}]}{"d":"\\\\"}\n');
    for (let size = 1; size <= wire.length; size++) {
      const chunks = [];
      for (let at = 0; at < wire.length; at += size) chunks.push(wire.subarray(at, at + size));
      const values = [];
      for await (const value of jsonValues(sourceOf(...chunks))) values.push(value);
      expect(values).toEqual([{ a: '}"{ü' }, { b: [1, { c: 2 }] }, { d: '\\' }]);
    }
  });

  it('cut off are an error', async () => {
    const values = jsonValues(sourceOf(utf8('{"a":1}{"b":')));
    expect(await values.next()).toEqual({ done: false, value: { a: 1 } });
    await expect(values.next()).rejects.toThrow(SyntaxError);
  });
});
