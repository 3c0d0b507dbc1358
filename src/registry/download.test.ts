import { expect, test } from 'vitest';
import { text } from '../base/bytes.ts';
import { collect } from '../base/streams.ts';
import { download } from './download.ts';
import { FetchFailure, type FetchPort } from './port.ts';

const SITE: Readonly<Record<string, () => Response>> = {
  'http://h/f': () =>
    new Response('hello', { headers: { 'content-length': '5', 'last-modified': 'Thu, 02 Jan 2020 03:04:05 GMT' } }),
  'http://h/moved': () => new Response(null, { status: 302, headers: { location: '/f' } }),
  'http://h/loop': () => new Response(null, { status: 302, headers: { location: '/loop' } }),
  'http://h/none': () => new Response('no such page', { status: 404 }),
};
const fetch: FetchPort = async (url) => {
  const answer = SITE[url];
  if (!answer) throw new FetchFailure('ENOTFOUND', 'no such host');
  return answer();
};
const get = (url: string) => download(url, { fetch, nameserver: '10.0.0.53:53' });

test('a file comes with its size and time, also from where it has moved to', async () => {
  for (const url of ['http://h/f', 'http://h/moved']) {
    const { source, size, modified } = await get(url);
    expect([text(await collect(source, 100)), size, modified]).toEqual(['hello', 5, Date.UTC(2020, 0, 2, 3, 4, 5)]);
  }
});

test.each([
  ['http://h/none', 'failed to GET http://h/none with status 404 Not Found: no such page'],
  ['http://x/y', 'Get "http://x/y": dial tcp: lookup x on 10.0.0.53:53: no such host'],
  ['http:///x', 'Get "http:///x": http: no Host in request URL'],
  ['http://h/loop', 'Get "http://h/loop": stopped after 10 redirects'],
])('%s fails as with Docker', async (url, words) => {
  await expect(get(url)).rejects.toThrow(words);
});
