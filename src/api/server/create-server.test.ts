import { describe, expect, it } from 'vitest';
import { text, utf8 } from '../../base/bytes.ts';
import { collect, sourceOf } from '../../base/streams.ts';
import type { Backend } from '../calls.ts';
import type { HttpRequest } from '../../base/http/exchange.ts';
import { createServer } from './create-server.ts';

const calls: unknown[] = [];
const record = async ({ path, query, body }: { path: unknown; query: unknown; body: unknown }) =>
  void calls.push({ path, query, body });
const backend = new Proxy({} as Backend, {
  get: (_, id) => (String(id).startsWith('plugin') ? undefined : record),
});
const server = createServer(backend, { engineVersion: '26.1.5+dfsg1' });

interface Said {
  readonly method?: HttpRequest['method'];
  readonly type?: string;
  readonly body?: string;
}

async function ask(target: string, { method = 'POST', type, body }: Said = {}): Promise<[number, string]> {
  const response = await server.request({
    method,
    target,
    headers: type === undefined ? {} : { 'content-type': type },
    ...(body !== undefined && { body: sourceOf(utf8(body)) }),
  });
  return [response.status, text(await collect(response.body, 65536))];
}

const message = (words: string) => `${JSON.stringify({ message: words })}\n`;
const json = (body: string): Said => ({ type: 'application/json', body });

/** Recorded from real Docker 26.1.5. */
describe('the server says what real Docker says', () => {
  it.each([
    ['/nosuch', 'GET', 404, 'page not found'],
    ['/v1.45/nosuch', 'GET', 404, 'page not found'],
    ['/vx/version', 'GET', 404, 'page not found'],
    ['/v1.45', 'GET', 404, 'page not found'],
    ['/_ping', 'DELETE', 404, 'page not found'],
    ['/v1.45/containers/json/', 'GET', 404, 'page not found'],
    ['/v1.45/swarmx', 'GET', 404, 'page not found'],
    ['/v1.99/version', 'GET', 400, 'client version 1.99 is too new. Maximum supported API version is 1.45'],
    [
      '/v1.10/version',
      'GET',
      400,
      'client version 1.10 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version',
    ],
    ['/v1.45/containers/json?limit=x', 'GET', 500, 'strconv.Atoi: parsing "x": invalid syntax'],
    ['/v1.45/containers/json?all=%zz', 'GET', 400, 'invalid URL escape "%zz"'],
    ['/v1.45/containers/nx/resize?h=x&w=1', 'POST', 400, 'strconv.Atoi: parsing "x": invalid syntax'],
    ['/v1.45/containers/nx/resize', 'POST', 400, 'strconv.Atoi: parsing "": invalid syntax'],
    [
      '/v1.45/images/search?term=a&limit=x',
      'GET',
      400,
      'invalid limit specified: strconv.Atoi: parsing "x": invalid syntax',
    ],
    [
      '/v1.45/nodes/x',
      'GET',
      503,
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
    ],
    ['/v1.45/nodes', 'POST', 404, 'page not found'],
    ['/v1.45/swarm', 'DELETE', 404, 'page not found'],
    ['/v1.45/build/cancel', 'POST', 400, 'build ID not provided'],
    ['/v1.45/swarm/leave', 'POST', 503, 'This node is not part of a swarm'],
  ] as const)('%s', async (target, method, status, words) => {
    expect(await ask(target, { method })).toEqual([status, message(words)]);
  });

  it.each([
    [{}, 'invalid JSON: got EOF while reading request body'],
    [
      { type: 'application/x-www-form-urlencoded', body: '{}' },
      "unsupported Content-Type header (application/x-www-form-urlencoded): must be 'application/json'",
    ],
    [{ type: 'text/plain' }, "unsupported Content-Type header (text/plain): must be 'application/json'"],
    [
      { type: 'foo bar', body: '{}' },
      'malformed Content-Type header (foo bar): mime: expected slash after first token',
    ],
    [{ body: '{}' }, 'malformed Content-Type header (): mime: no media type'],
    [json('{}'), 'config cannot be empty in order to create a container'],
    [json('{}'.padEnd(4)), 'config cannot be empty in order to create a container'],
    [json('{} x'), 'unexpected content after JSON'],
    [json('  '), 'invalid JSON: got EOF while reading request body'],
    [json('{'), 'invalid JSON: unexpected EOF'],
    [json('{"a"}'), "invalid JSON: invalid character '}' after object key"],
    [json('{"a":}'), "invalid JSON: invalid character '}' looking for beginning of value"],
    [json('{"a":1,}'), "invalid JSON: invalid character '}' looking for beginning of object key string"],
    [json('[1 2]'), "invalid JSON: invalid character '2' after array element"],
    [json("{'a':1}"), "invalid JSON: invalid character '\\'' looking for beginning of object key string"],
    [json('nulx'), "invalid JSON: invalid character 'x' in literal null (expecting 'l')"],
    [json('-x'), "invalid JSON: invalid character 'x' in numeric literal"],
    [json('1.x'), "invalid JSON: invalid character 'x' after decimal point in numeric literal"],
    [json('1e'), 'invalid JSON: unexpected EOF'],
    [json('"\\x"'), "invalid JSON: invalid character 'x' in string escape code"],
    [json('"\\u12g4"'), "invalid JSON: invalid character 'g' in \\u hexadecimal character escape"],
    [json('{"a":"b\tc"}'), "invalid JSON: invalid character '\\t' in string literal"],
    [json('{"a":1 "b"}'), "invalid JSON: invalid character '\"' after object key:value pair"],
    [json('[]'), 'invalid JSON: json: cannot unmarshal array into Go value of type runconfig.ContainerConfigWrapper'],
    [json('3'), 'invalid JSON: json: cannot unmarshal number into Go value of type runconfig.ContainerConfigWrapper'],
  ] as [Said, string][])('a body of %o', async (said, words) => {
    expect(await ask('/v1.45/containers/create', said)).toEqual([400, message(words)]);
  });

  it('redirects what is not clean', async () => {
    const response = await server.request({ method: 'GET', target: '/v1.45//containers/json?x=1', headers: {} });
    expect(response).toMatchObject({ status: 301, headers: { location: '/v1.45/containers/json?x=1' } });
  });

  it('names what is not simulated', async () => {
    expect(await ask('/v1.45/plugins/a/b/enable')).toEqual([
      501,
      message('POST /plugins/{name}/enable (pluginEnable) is not simulated here: real Docker would start the plugin'),
    ]);
  });
});

describe('the server hands over', () => {
  it('paths with slashes, typed parameters and bodies', async () => {
    calls.length = 0;
    await ask('/v1.45/images/a%2Fb/c:1/tag?repo=x%2By+z&tag=1&other=2');
    await ask('/containers/x?v=no&force=True&link=', { method: 'DELETE' });
    await ask('/v1.24/commit?changes=CMD+a&changes=ENV+b&pause=0');
    await ask('/v1.45/volumes/create', json(''));
    await ask('/v1.45/exec/e/start', { type: 'application/json; charset=utf-8', body: '{"Detach":true}' });
    await ask('/v1.45/build?memory=x&t=a&t=b', { type: 'application/x-tar' });
    expect(calls).toEqual([
      { path: { name: 'a/b/c:1' }, query: { repo: 'x+y z', tag: '1' }, body: undefined },
      { path: { id: 'x' }, query: { v: false, force: true, link: false }, body: undefined },
      { path: {}, query: { changes: ['CMD a', 'ENV b'], pause: false }, body: undefined },
      { path: {}, query: {}, body: {} },
      { path: { id: 'e' }, query: {}, body: { Detach: true } },
      { path: {}, query: { memory: 0, t: ['a', 'b'] }, body: undefined },
    ]);
  });
});
