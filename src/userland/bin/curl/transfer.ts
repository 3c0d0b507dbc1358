/** One request of curl and its answer on a connection. */
import { concat, EMPTY, utf8 } from '../../../base/bytes.ts';
import { FailureError } from '../../../base/errors.ts';
import { chunkBytes, framingOf, LAST_CHUNK, type Framing, type Head } from '../../../base/http/message.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { within } from '../lib/dial.ts';
import type { RequestBody } from './body.ts';
import type { Connection } from './connect.ts';
import { CurlError } from './errors.ts';
import { has } from './options.ts';
import type { Progress } from './progress.ts';
import { headLines, type Plan } from './request.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: Head['fields'];
  /** Every head that came, interim ones too, byte for byte. */
  readonly heads: readonly string[];
  readonly framing: Framing;
  readonly requestBytes: number;
  readonly headerBytes: number;
  readonly keepAlive: boolean;
}

export interface Trace {
  /** The lines of a head that went out, and of one that came, an empty one at the end. */
  sent(lines: readonly string[]): Promise<void>;
  received(line: string): Promise<void>;
  data(direction: '{' | '}', bytes: Uint8Array): Promise<void>;
  tell(line: string): Promise<void>;
}

export interface HeadTaker {
  onHead(text: string): Promise<void>;
  /** Looks at a field before it is told. */
  heed(name: string, value: string): Promise<void>;
}

/** How long a body waits for `100 Continue`, libcurl's default. */
const EXPECT_MS = 1000;

export async function exchange(
  sys: Sys,
  plan: Plan,
  connection: Connection,
  progress: Progress,
  trace: Trace,
  heads: HeadTaker,
): Promise<Answer> {
  const { stream } = connection;
  const lines = headLines(plan);
  const bytes = utf8(`${lines.join('\r\n')}\r\n\r\n`);
  await trace.sent([...lines, '']);
  if (!(await stream.write(bytes))) throw await lost(connection, trace, 'Send failure: Broken pipe', 55);
  const body = plan.body;
  const shown: string[] = [];
  let first = readHead(connection, trace);
  if (body) {
    progress.toSend = body.bytes.length;
    const asks = lines.includes('Expect: 100-continue');
    const early = asks
      ? await within(
          sys,
          EXPECT_MS,
          first.then((head) => head),
        )
      : 'late';
    if (early !== 'late' && statusOf(early) === 100) {
      await show(early, trace, heads, shown);
      first = readHead(connection, trace);
    }
    if (early === 'late' || statusOf(early) === 100) await sendBody(body, connection, progress, trace, asks);
  }
  for (;;) {
    const head = await first;
    if (statusOf(head) === 100) {
      await show(head, trace, heads, shown);
      first = readHead(connection, trace);
      continue;
    }
    await show(head, trace, heads, shown);
    return answerOf(head, shown, plan, bytes.length);
  }
}

async function sendBody(
  { bytes: content, chunked }: RequestBody,
  { stream }: Connection,
  progress: Progress,
  trace: Trace,
  asked: boolean,
): Promise<void> {
  const bytes = chunked ? concat([content.length > 0 ? chunkBytes(content) : EMPTY, LAST_CHUNK]) : content;
  await trace.data('}', bytes);
  const piece = 64 * 1024;
  for (let at = 0; at < bytes.length; at += piece) {
    // The answer says more than a write that fails: the server may have refused the body.
    if (!(await stream.write(bytes.subarray(at, at + piece)))) return;
    progress.sent = Math.min(bytes.length, at + piece);
    await progress.changed();
  }
  if (asked) await trace.tell('We are completely uploaded and fine');
}

async function readHead(connection: Connection, trace: Trace): Promise<Head> {
  try {
    const head = await connection.reader.head();
    if (head) {
      if (!/^HTTP\/\d(\.\d)? \d{3}/.test(head.start))
        throw await lost(connection, trace, 'Received HTTP/0.9 when not allowed', 1);
      return head;
    }
  } catch (error) {
    if (error instanceof SysError) throw await lost(connection, trace, `Recv failure: ${error.message}`, 56);
    if (!(error instanceof FailureError)) throw error;
    throw await lost(connection, trace, 'Received HTTP/0.9 when not allowed', 1);
  }
  throw await lost(connection, trace, 'Empty reply from server', 52);
}

async function lost({ number, stream }: Connection, trace: Trace, message: string, code: number): Promise<CurlError> {
  stream.close();
  await trace.tell(message);
  await trace.tell(`Closing connection ${number}`);
  return new CurlError(code, message);
}

function statusOf(head: Head): number {
  return Number(/^HTTP\/[\d.]+ (\d{3})/.exec(head.start)?.[1] ?? 0);
}

async function show(head: Head, trace: Trace, { onHead, heed }: HeadTaker, heads: string[]): Promise<void> {
  const lines = [head.start, ...head.fields.map(([name, value]) => `${name}: ${value}`), ''];
  const interim = statusOf(head) === 100;
  if (head.start.startsWith('HTTP/1.0')) await trace.tell('HTTP 1.0, assume close after body');
  for (const [i, line] of (interim ? lines.slice(0, -1) : lines).entries()) {
    const [name, value] = head.fields[i - 1] ?? [];
    if (name !== undefined && value !== undefined) await heed(name, value);
    await trace.received(line);
  }
  const text = lines.map((line) => `${line}\r\n`).join('');
  heads.push(text);
  await onHead(text);
}

function answerOf(head: Head, heads: readonly string[], { args, method }: Plan, requestBytes: number): Answer {
  const status = statusOf(head);
  const bodiless = method === 'HEAD' || has(args, 'I') || status === 204 || status === 304;
  const closes = /\bclose\b/i.test(head.headers['connection'] ?? '') || head.start.startsWith('HTTP/1.0');
  const framing = bodiless ? 0 : framingOf(head.headers, 'close');
  const headerBytes = heads.reduce((size, text) => size + utf8(text).length, 0);
  const keepAlive = !closes && framing !== 'close';
  const { headers, fields } = head;
  return { status, headers, fields, heads, framing, requestBytes, headerBytes, keepAlive };
}

/** Passes the body on. CurlError 18 when it ends early; `received` counts what came. */
export async function receiveBody(
  connection: Connection,
  { framing, headers }: Answer,
  progress: Progress,
  trace: Trace,
  take: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const length = Number(headers['content-length'] ?? 0);
  if (typeof framing === 'number') progress.toReceive = framing || length;
  try {
    let first = true;
    for await (const bytes of connection.reader.body(framing)) {
      if (first || framing !== 'chunked') await trace.data('{', bytes);
      first = false;
      progress.received += bytes.length;
      await take(bytes);
      await progress.changed();
    }
    await take(EMPTY);
  } catch (error) {
    if (error instanceof SysError && error.errno === 'ECONNRESET') {
      throw await lost(connection, trace, `Recv failure: ${error.message}`, 56);
    }
    if (!(error instanceof FailureError)) throw error;
    const missing = typeof framing === 'number' ? framing - progress.received : 0;
    throw typeof framing === 'number'
      ? await lost(connection, trace, `transfer closed with ${missing} bytes remaining to read`, 18)
      : await lost(connection, trace, 'transfer closed with outstanding read data remaining', 18);
  }
}
