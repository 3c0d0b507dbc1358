import { describe, expect, it } from 'vitest';
import { text, utf8 } from '../bytes.ts';
import { duplexPair } from '../duplex.ts';
import { collect, sourceOf } from '../streams.ts';
import type { HttpHandler, HttpRequest } from './exchange.ts';
import { serveConnection } from './server.ts';

const echo: HttpHandler = {
  request: async ({ method, target, headers, body }: HttpRequest) => {
    const said = `${method} ${target} ${headers['x'] ?? '-'} ${body ? text(await collect(body, 1024)) : '-'}`;
    const length: Record<string, string> = target === '/stream' ? {} : { 'content-length': String(said.length) };
    return { status: 200, headers: { server: 'test', 'api-version': '1.45', ...length }, body: sourceOf(utf8(said)) };
  },
};

/** Everything the server writes to a client that sends these pieces and then closes its side. */
async function replies(transport: HttpHandler, ...pieces: string[]): Promise<string> {
  const [client, server] = duplexPair();
  const served = serveConnection(transport, server);
  for (const piece of pieces) await client.write(utf8(piece));
  client.closeWrite();
  const said = text(await collect(client.source, 65536));
  await served;
  return said;
}

const ok = (body: string) =>
  `HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nServer: test\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

describe('HTTP on one connection', () => {
  it('answers pipelined requests in order, cut anywhere', async () => {
    const requests = `GET /a HTTP/1.1\r\nHost: d\r\nX: 1\r\nx: 2\r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /c HTTP/1.1\r\n\r\n`;
    const expected = ok('GET /a 1, 2 -') + ok('POST /b - abc') + ok('GET /c - -');
    expect(await replies(echo, requests)).toBe(expected);
    expect(await replies(echo, ...requests)).toBe(expected);
  });

  it('reads chunked bodies, asks for awaited ones, chunks what has no length', async () => {
    const chunked =
      'PUT /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;a=b\r\nde\r\n0\r\nTrailer: x\r\n\r\n';
    expect(await replies(echo, chunked)).toBe(ok('PUT /x - abcde'));
    expect(await replies(echo, 'PUT /x HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nz')).toBe(
      `HTTP/1.1 100 Continue\r\n\r\n${ok('PUT /x - z')}`,
    );
    expect(await replies(echo, 'GET /stream HTTP/1.1\r\n\r\n')).toBe(
      'HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nServer: test\r\nTransfer-Encoding: chunked\r\n\r\nf\r\nGET /stream - -\r\n0\r\n\r\n',
    );
    expect(await replies(echo, 'GET /stream HTTP/1.0\r\n\r\n')).toBe(
      'HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nServer: test\r\nConnection: close\r\n\r\nGET /stream - -',
    );
    expect(await replies(echo, 'HEAD /a HTTP/1.1\r\n\r\n')).toBe(ok('HEAD /a - -').slice(0, -'HEAD /a - -'.length));
  });

  it('hears a short body out before it refuses', async () => {
    const [client, server] = duplexPair();
    const refusing: HttpHandler = {
      request: async () => ({ status: 400, headers: { 'content-length': '2' }, body: sourceOf(utf8('no')) }),
    };
    const served = serveConnection(refusing, server);
    await client.write(utf8('PUT /a HTTP/1.1\r\nContent-Length: 4\r\n\r\nab'));
    const said = client.source[Symbol.asyncIterator]().next();
    const first = await Promise.race([said, new Promise((resolve) => setTimeout(resolve, 20, 'silence'))]);
    expect(first).toBe('silence');
    await client.write(utf8('cd'));
    expect(text((await said).value as Uint8Array)).toContain('400 Bad Request');
    client.close();
    await served;
  });

  it('lets a long body come for a while after it was refused', async () => {
    const [client, server] = duplexPair();
    const refusing: HttpHandler = {
      request: async () => ({ status: 400, headers: { 'content-length': '2' }, body: sourceOf(utf8('no')) }),
    };
    let over = () => undefined as void;
    const clock = { now: () => 0, after: (_ms: number, fire: () => void) => ((over = fire), () => undefined) };
    const served = serveConnection(refusing, server, { clock });
    const piece = new Uint8Array(64 * 1024);
    await client.write(utf8(`PUT /a HTTP/1.1\r\nContent-Length: ${64 * piece.length}\r\n\r\n`));
    for (let sent = 0; sent < 32; sent++) expect(await client.write(piece)).toBe(true);
    expect(text(await collect(client.source, 1024))).toContain('400 Bad Request');
    over();
    await served;
    expect(await client.write(piece)).toBe(false);
  });

  it('refuses what is no HTTP', async () => {
    const refused =
      'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request';
    expect(await replies(echo, 'garbage\r\n\r\n')).toBe(refused);
    expect(await replies(echo, 'GET /a HTTP/1.1\r\nbad header\r\n\r\n')).toBe(refused);
    expect(await replies(echo, 'GET /%zz HTTP/1.1\r\n\r\n')).toBe(refused);
    expect(await replies(echo, 'GET /a HTTP/1.1\r\nContent-Length: -1\r\n\r\n')).toBe(refused);
    expect(await replies(echo, '')).toBe('');
  });

  it('hands the connection over as real Docker does', async () => {
    const [ours, theirs] = duplexPair();
    const headers = { 'content-type': 'application/vnd.docker.raw-stream', connection: 'Upgrade', upgrade: 'tcp' };
    const hijack: HttpHandler = {
      request: async () => ({ status: 101, headers, body: sourceOf(), stream: theirs }),
    };
    void (async () => {
      const said = text(await collect(ours.source, 1024));
      await ours.write(utf8(`heard ${said}`));
      ours.close();
    })();
    expect(await replies(hijack, 'POST /attach HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nstd', 'in')).toBe(
      'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nheard stdin',
    );
  });

  it('aborts what a client leaves, and breaks off what fails on the way', async () => {
    let aborted: ((reason: unknown) => void) | undefined;
    const reason = new Promise((resolve) => (aborted = resolve));
    const waiting: HttpHandler = {
      request: async ({ signal }) => {
        const gone = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
        void gone.then(() => aborted?.(signal?.reason));
        return {
          status: 200,
          headers: {},
          body: (async function* () {
            await gone;
          })(),
        };
      },
    };
    const [client, server] = duplexPair();
    const served = serveConnection(waiting, server);
    await client.write(utf8('GET /events HTTP/1.1\r\n\r\n'));
    await client.source[Symbol.asyncIterator]().next();
    client.close();
    expect(await reason).toMatchObject({ kind: 'interrupted', message: 'context canceled' });
    await served;

    const failing: HttpHandler = {
      request: async () => ({ status: 200, headers: {}, body: failingBody() }),
    };
    expect(await replies(failing, 'GET /a HTTP/1.1\r\n\r\n')).toBe(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
    );
    const rejecting: HttpHandler = { request: () => Promise.reject(new Error('lost')) };
    expect(await replies(rejecting, 'GET /a HTTP/1.1\r\n\r\n')).toBe(
      'HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\nContent-Length: 19\r\n\r\n{"message":"lost"}\n',
    );
  });
});

async function* failingBody(): AsyncGenerator<Uint8Array> {
  yield utf8('abc');
  throw new Error('disk gone');
}
