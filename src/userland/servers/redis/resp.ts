/** RESP2, the protocol of Redis: requests as arrays of bulk strings or inline words, replies. Strings are byte strings. */
import type { ByteSource } from '../../../base/streams.ts';
import { fromBytes } from '../../bin/lib/byte-string.ts';

export type Reply =
  | string
  | number
  | null
  | readonly Reply[]
  | { readonly status: string }
  | { readonly error: string }
  | { readonly nilArray: true }
  /** Several replies one after the other, as SUBSCRIBE gives them; none when empty. */
  | { readonly each: readonly Reply[] };

export const OK: Reply = { status: 'OK' };

export function errorReply(message: string): Reply {
  return { error: message };
}

export function encode(reply: Reply): string {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'string') return `$${reply.length}\r\n${reply}\r\n`;
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (isList(reply)) return `*${reply.length}\r\n${reply.map(encode).join('')}`;
  if ('status' in reply) return `+${reply.status}\r\n`;
  if ('error' in reply) return `-${reply.error.replace(/[\r\n]/g, ' ')}\r\n`;
  if ('each' in reply) return reply.each.map(encode).join('');
  return '*-1\r\n';
}

export function isList(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}

/** What came is not RESP: the server says so and closes. */
export class ProtocolError extends Error {
  override name = 'ProtocolError';
}

const MAX_BULK = 512 * 1024 * 1024;
const MAX_INLINE = 64 * 1024;

/** Reads a connection piece by piece. */
export class RespReader {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #buffer = '';

  constructor(source: ByteSource) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  /** The next command's words; undefined at the end. An empty line is a command without words. */
  async command(): Promise<readonly string[] | undefined> {
    const line = await this.#line();
    if (line === undefined) return undefined;
    if (!line.startsWith('*')) return inlineWords(line);
    const count = Number(line.slice(1));
    if (!Number.isInteger(count) || count > 1024 * 1024) throw new ProtocolError('invalid multibulk length');
    const words: string[] = [];
    for (let i = 0; i < count; i++) {
      const head = await this.#line();
      if (head === undefined) return undefined;
      if (!head.startsWith('$')) throw new ProtocolError(`expected '$', got '${head[0] ?? ' '}'`);
      const size = Number(head.slice(1));
      if (!Number.isInteger(size) || size < 0 || size > MAX_BULK) throw new ProtocolError('invalid bulk length');
      const word = await this.#exactly(size + 2);
      if (word === undefined) return undefined;
      words.push(word.slice(0, size));
    }
    return words;
  }

  /** The next reply, for clients; undefined at the end. */
  async reply(): Promise<Reply | undefined> {
    const line = await this.#line();
    if (line === undefined) return undefined;
    const rest = line.slice(1);
    switch (line[0]) {
      case '+':
        return { status: rest };
      case '-':
        return { error: rest };
      case ':':
        return Number(rest);
      case '$': {
        if (rest === '-1') return null;
        return (await this.#exactly(Number(rest) + 2))?.slice(0, -2);
      }
      case '*': {
        if (rest === '-1') return { nilArray: true };
        const list: Reply[] = [];
        for (let i = 0; i < Number(rest); i++) {
          const item = await this.reply();
          if (item === undefined) return undefined;
          list.push(item);
        }
        return list;
      }
      default:
        throw new ProtocolError(`Protocol error, got ${JSON.stringify(line[0] ?? '')} as reply type byte`);
    }
  }

  async #line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#buffer.indexOf('\n');
      if (end >= 0) {
        const line = this.#buffer.slice(0, end).replace(/\r$/, '');
        this.#buffer = this.#buffer.slice(end + 1);
        return line;
      }
      if (this.#buffer.length > MAX_INLINE) throw new ProtocolError('too big inline request');
      if (!(await this.#more())) return undefined;
    }
  }

  async #exactly(size: number): Promise<string | undefined> {
    while (this.#buffer.length < size) if (!(await this.#more())) return undefined;
    const taken = this.#buffer.slice(0, size);
    this.#buffer = this.#buffer.slice(size);
    return taken;
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#iterator.next();
    if (done) return false;
    this.#buffer += fromBytes(value);
    return true;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b' };

/** Words of an inline command or a line typed at redis-cli (sdssplitargs). */
export function inlineWords(line: string): readonly string[] {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    while (/\s/.test(line[at] ?? '')) at++;
    if (at >= line.length) break;
    let word = '';
    let quote = '';
    for (; at < line.length; at++) {
      const char = line[at] as string;
      if (quote === '"' && char === '\\' && at + 1 < line.length) {
        const hex = /^x([0-9a-fA-F]{2})/.exec(line.slice(at + 1));
        const next = line[++at] as string;
        word += hex ? String.fromCharCode(Number.parseInt(hex[1] as string, 16)) : (ESCAPES[next] ?? next);
        if (hex) at += 2;
      } else if (quote === "'" && char === '\\' && line[at + 1] === "'") word += line[++at];
      else if (quote !== '') {
        if (char !== quote) word += char;
        else if (line[at + 1] !== undefined && !/\s/.test(line[at + 1] as string))
          throw new ProtocolError('unbalanced quotes in request');
        else quote = '';
      } else if (char === '"' || char === "'") quote = char;
      else if (/\s/.test(char)) break;
      else word += char;
    }
    if (quote !== '') throw new ProtocolError('unbalanced quotes in request');
    words.push(word);
  }
  return words;
}
