import { expect, test } from 'vitest';
import { concat, text, utf8 } from '../../base/bytes.ts';
import { collect, ByteReader } from '../../base/streams.ts';
import type { Hijack } from '../calls.ts';
import { websocketResponse } from './websocket.ts';

const HANDSHAKE = {
  upgrade: 'websocket',
  connection: 'keep-alive, Upgrade',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

const echo: Hijack = {
  contentType: '',
  converse: async (stream) => {
    for await (const bytes of stream.source) {
      if (text(bytes) === 'end') break;
      await stream.write(bytes);
    }
    stream.close();
  },
};

function masked(opcode: number, payload: Uint8Array): Uint8Array {
  const mask = [1, 2, 3, 4];
  const length = payload.length < 126 ? [payload.length | 0x80] : [0xfe, payload.length >> 8, payload.length & 0xff];
  return concat([
    Uint8Array.from([0x80 | opcode, ...length, ...mask]),
    payload.map((b, i) => b ^ (mask[i & 3] as number)),
  ]);
}

test.each([
  [{ upgrade: 'tcp' }, 'not websocket protocol'],
  [{ 'sec-websocket-version': '12' }, 'missing or bad WebSocket Version'],
  [{ 'sec-websocket-key': '' }, 'mismatch challenge/response'],
])('%o is refused', async (change, words) => {
  const { status, body } = await websocketResponse({ ...HANDSHAKE, ...change }, echo);
  expect([status, text(await collect(body, 100))]).toEqual([400, words]);
});

test('messages of either kind are input, output is binary, pings are answered', async () => {
  const { status, headers, stream } = await websocketResponse(HANDSHAKE, echo);
  if (!stream) throw new Error('no stream');
  // The example of RFC 6455.
  expect([status, headers['sec-websocket-accept']]).toEqual([101, 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=']);
  const long = new Uint8Array(300).fill(120);
  const reader = new ByteReader(stream.source);
  const answers: Uint8Array[] = [];
  for (const [sent, size] of [
    [masked(1, utf8('text')), 6],
    [masked(2, utf8('bin')), 5],
    [masked(9, utf8('p')), 3],
    [masked(2, long), 304],
    [masked(1, utf8('end')), 4],
  ] as const) {
    await stream.write(sent);
    answers.push(await reader.readFully(size));
  }
  expect(answers).toEqual([
    concat([Uint8Array.of(0x82, 4), utf8('text')]),
    concat([Uint8Array.of(0x82, 3), utf8('bin')]),
    concat([Uint8Array.of(0x8a, 1), utf8('p')]),
    concat([Uint8Array.of(0x82, 126, 1, 44), long]),
    Uint8Array.of(0x88, 2, 0x03, 0xe8),
  ]);
  expect(await reader.readFully(1)).toEqual(new Uint8Array());
});

test('a client that closes is told so, and its container hears of it', async () => {
  const { stream } = await websocketResponse(HANDSHAKE, echo);
  if (!stream) throw new Error('no stream');
  await stream.write(masked(8, new Uint8Array()));
  expect(await new ByteReader(stream.source).readFully(10)).toEqual(Uint8Array.of(0x88, 2, 0x03, 0xe8));
});
