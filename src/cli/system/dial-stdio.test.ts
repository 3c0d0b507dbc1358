import { expect, it } from 'vitest';
import { concat, text, utf8 } from '../../base/bytes.ts';
import type { HttpRequest, HttpResponse } from '../../base/http/exchange.ts';
import { sourceOf } from '../../base/streams.ts';
import type { Session } from '../session.ts';
import { dialStdio } from './dial-stdio.ts';

/** Answers at once; the body follows when the client has long ended its side, unless the request was given up. */
async function slowBody({ target, signal }: HttpRequest): Promise<HttpResponse> {
  async function* body() {
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (signal?.aborted) throw signal.reason;
    yield utf8(target);
  }
  return { status: 200, headers: { 'content-length': String(target.length) }, body: body() };
}

it('brings the bodies of all piped requests, though the input has ended', async () => {
  const written: Uint8Array[] = [];
  const request = (target: string) => `GET ${target} HTTP/1.1\r\nHost: d\r\n\r\n`;
  const machine = {
    connect: () => ({ request: slowBody }),
    stdin: { source: sourceOf(utf8(request('/first') + request('/second'))) },
    stdout: { write: async (bytes: Uint8Array) => void written.push(bytes) },
    clock: undefined,
  };
  await dialStdio({ machine, host: 'unix:///x' } as unknown as Session, undefined as never, []);
  expect(text(concat(written)).match(/\/(first|second)$|\/first(?=HTTP)/g)).toEqual(['/first', '/second']);
});
