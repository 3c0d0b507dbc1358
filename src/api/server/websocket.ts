/**
 * An attach over a WebSocket (RFC 6455), the server's side, as Go's x/net/websocket speaks it: output goes in binary
 * messages, what comes in messages of either kind is input, and a close frame ends it.
 */
import { concat, toBase64, utf8 } from '../../base/bytes.ts';
import { duplexPair, type Duplex } from '../../base/duplex.ts';
import type { HttpResponse } from '../../base/http/exchange.ts';
import { LIMITS } from '../../base/limits.ts';
import { ByteReader, sourceOf } from '../../base/streams.ts';
import type { Hijack } from '../calls.ts';

/** RFC 6455, 1.3. */
const ACCEPT_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const VERSION = '13';

const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const CLOSE_NORMALLY = Uint8Array.of(0x03, 0xe8);

type Headers = Readonly<Record<string, string>>;

export async function websocketResponse(headers: Headers, hijack: Hijack): Promise<HttpResponse> {
  const problem = handshakeProblem(headers);
  if (problem) return { status: 400, headers: { connection: 'close' }, body: sourceOf(utf8(problem)) };
  const [client, server] = duplexPair();
  void talk(server, hijack).finally(() => {
    server.closeWrite();
    server.close();
  });
  return {
    status: 101,
    reason: 'Switching Protocols',
    headers: {
      upgrade: 'websocket',
      connection: 'Upgrade',
      'sec-websocket-accept': await acceptKey(headers['sec-websocket-key'] ?? ''),
    },
    body: sourceOf(),
    stream: client,
  };
}

function handshakeProblem(headers: Headers): string | undefined {
  const upgrade = headers['upgrade']?.toLowerCase() === 'websocket';
  if (!upgrade || !headers['connection']?.toLowerCase().includes('upgrade')) return 'not websocket protocol';
  if (!headers['sec-websocket-key']) return 'mismatch challenge/response';
  return headers['sec-websocket-version'] === VERSION ? undefined : 'missing or bad WebSocket Version';
}

async function acceptKey(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', new Uint8Array(utf8(key + ACCEPT_SUFFIX)));
  return toBase64(new Uint8Array(digest));
}

/** Passes the conversation on, in frames; settles once both sides know of its end. */
async function talk(connection: Duplex, { converse }: Hijack): Promise<void> {
  const [inner, operation] = duplexPair();
  const incoming = receive(connection, inner).catch(() => undefined);
  const over = converse?.(operation).catch(() => undefined) ?? Promise.resolve();
  void over.finally(() => operation.close());
  for await (const bytes of inner.source) {
    if (!(await connection.write(frame(OPCODE.binary, bytes)))) break;
  }
  await connection.write(frame(OPCODE.close, CLOSE_NORMALLY));
  inner.close();
  connection.close();
  await incoming;
}

/** Frames from the client until it closes. Fails on what is none: that ends the connection. */
async function receive(connection: Duplex, inner: Duplex): Promise<void> {
  const reader = new ByteReader(connection.source);
  try {
    for (;;) {
      const one = await readFrame(reader);
      if (!one || one.opcode === OPCODE.close) break;
      if (one.opcode === OPCODE.ping) await connection.write(frame(OPCODE.pong, one.payload));
      else if (one.opcode !== OPCODE.pong && one.payload.length > 0) await inner.write(one.payload);
    }
    inner.closeWrite();
  } finally {
    // A client that has gone reads nothing any more.
    inner.close();
  }
}

interface Frame {
  readonly opcode: number;
  readonly payload: Uint8Array;
}

async function readFrame(reader: ByteReader): Promise<Frame | undefined> {
  const [first, second] = await reader.readFully(2);
  if (first === undefined || second === undefined) return undefined;
  const length = await payloadLength(reader, second & 0x7f);
  const masked = (second & 0x80) !== 0;
  // Browsers and RFC 6455 ask for masks; x/net/websocket takes what comes.
  const mask = masked ? await reader.readFully(4) : undefined;
  if (length > LIMITS.requestBodyBytes) return undefined;
  const payload = (await reader.readFully(length)).slice();
  if (payload.length < length || (mask && mask.length < 4)) return undefined;
  if (mask) for (let i = 0; i < length; i++) payload[i] = (payload[i] as number) ^ (mask[i & 3] as number);
  return { opcode: first & 0x0f, payload };
}

async function payloadLength(reader: ByteReader, short: number): Promise<number> {
  if (short < 126) return short;
  const bytes = await reader.readFully(short === 126 ? 2 : 8);
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function frame(opcode: number, payload: Uint8Array): Uint8Array {
  const { length } = payload;
  const head = [0x80 | opcode];
  if (length < 126) head.push(length);
  else if (length < 65_536) head.push(126, length >> 8, length & 0xff);
  else head.push(127, ...[7, 6, 5, 4, 3, 2, 1, 0].map((byte) => Math.floor(length / 256 ** byte) % 256));
  return concat([Uint8Array.from(head), payload]);
}
