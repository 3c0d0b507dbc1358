/** HTTP/1.1 messages on a byte stream (RFC 9112): heads, bodies, and what is left over after them. */
import { concat, EMPTY, text, utf8 } from '../bytes.ts';
import { FailureError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import type { ByteSource } from '../streams.ts';

export type Headers = Readonly<Record<string, string>>;

export interface Head {
  /** The request line or the status line. */
  readonly start: string;
  /** Names in lower case; values of a repeated name joined by a comma. */
  readonly headers: Headers;
  /** As they came: names as spelt, repeated ones apart. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** A body ends after so many bytes, by chunked framing, or with the connection. */
export type Framing = number | 'chunked' | 'close';

/** Reads a connection piece by piece; what a piece leaves over stays for the next. */
export class HttpReader {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = EMPTY;
  #ended = false;
  #filling: Promise<void> | undefined;

  constructor(source: ByteSource) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  /** Undefined when the connection ends before a message begins. */
  async head(): Promise<Head | undefined> {
    let end: number;
    let from = 0;
    while ((end = endOfHead(this.#rest, from)) < 0) {
      if (this.#rest.length > LIMITS.httpHeaderBytes) throw new FailureError('invalid', 'HTTP headers are too long');
      from = Math.max(0, this.#rest.length - 3);
      const before = this.#rest;
      if (await this.#more(true)) continue;
      if (before.length === 0) return undefined;
      throw new FailureError('invalid', 'unexpected EOF');
    }
    const lines = text(this.#rest.subarray(0, end)).split(/\r?\n/);
    this.#rest = this.#rest.subarray(end);
    const headers: Record<string, string> = {};
    const fields: [string, string][] = [];
    for (const line of lines.slice(1)) {
      if (line === '') break;
      const colon = line.indexOf(':');
      if (colon <= 0 || /\s/.test(line.slice(0, colon)))
        throw new FailureError('invalid', `malformed HTTP header: ${line}`);
      const name = line.slice(0, colon).toLowerCase();
      const value = line.slice(colon + 1).trim();
      fields.push([line.slice(0, colon), value]);
      headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
    }
    return { start: lines[0] as string, headers, fields };
  }

  async *body(framing: Framing): AsyncGenerator<Uint8Array> {
    if (framing === 'close') yield* this.rest();
    else if (framing === 'chunked') yield* this.#chunks();
    else yield* this.#exactly(framing);
  }

  /** All that still comes. Unlike a generator, it can be let go while it waits. */
  rest(): ByteSource {
    return {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          if (this.#rest.length === 0) await this.#more(false);
          if (this.#rest.length === 0) return { done: true, value: undefined };
          return { done: false, value: this.#take(this.#rest.length) };
        },
        return: async () => {
          await this.close();
          return { done: true, value: undefined };
        },
      }),
    };
  }

  /** Settles when there is something to read (true), or the other side has ended (false); consumes nothing. */
  async peek(): Promise<boolean> {
    return this.#rest.length > 0 || (await this.#more(false));
  }

  async close(): Promise<void> {
    this.#ended = true;
    await this.#iterator.return?.();
  }

  async *#exactly(size: number): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0;) {
      if (this.#rest.length === 0 && !(await this.#more(false))) throw new FailureError('invalid', 'unexpected EOF');
      const piece = this.#take(left);
      left -= piece.length;
      yield piece;
    }
  }

  async *#chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const line = await this.#line();
      const digits = /^([0-9a-fA-F]{1,8})\s*(;.*)?$/.exec(line)?.[1];
      if (!digits) throw new FailureError('invalid', 'invalid byte in chunk length');
      const size = Number.parseInt(digits, 16);
      if (size === 0) break;
      yield* this.#exactly(size);
      if ((await this.#line()) !== '') throw new FailureError('invalid', 'malformed chunked encoding');
    }
    while ((await this.#line()) !== '');
  }

  async #line(): Promise<string> {
    let end: number;
    while ((end = this.#rest.indexOf(0x0a)) < 0) {
      if (this.#rest.length > LIMITS.httpHeaderBytes) throw new FailureError('invalid', 'HTTP line is too long');
      if (!(await this.#more(true))) throw new FailureError('invalid', 'unexpected EOF');
    }
    return text(this.#take(end + 1)).replace(/\r?\n$/, '');
  }

  #take(max: number): Uint8Array {
    const taken = this.#rest.subarray(0, max);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  /** Gets one more chunk; with `always` even when something is left. One read at a time is under way. */
  async #more(always: boolean): Promise<boolean> {
    const before = this.#rest.length;
    if (before > 0 && !always) return true;
    this.#filling ??= this.#fill().finally(() => (this.#filling = undefined));
    await this.#filling;
    return this.#rest.length > before;
  }

  async #fill(): Promise<void> {
    for (const before = this.#rest.length; !this.#ended && this.#rest.length === before;) {
      const { done, value } = await this.#iterator.next();
      if (done) this.#ended = true;
      else this.#rest = this.#rest.length ? concat([this.#rest, value]) : value;
    }
  }
}

/** The index after the empty line that ends a head, or -1. */
function endOfHead(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x0a, from); at >= 0; at = bytes.indexOf(0x0a, at + 1)) {
    if (bytes[at + 1] === 0x0a) return at + 2;
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) return at + 3;
  }
  return -1;
}

/** `api-version` to `Api-Version`, as Go's canonical MIME header names; a name with capitals stays as it is spelt. */
export function canonicalName(name: string): string {
  if (name !== name.toLowerCase()) return name;
  return name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

/** Headers are written in the order given; a line break in a value would be a second header, so it is a blank. */
export function headBytes(start: string, headers: readonly (readonly [string, string])[]): Uint8Array {
  const lines = headers.map(([name, value]) => `${canonicalName(name)}: ${value.replace(/[\r\n]+/g, ' ')}\r\n`);
  return utf8(`${start}\r\n${lines.join('')}\r\n`);
}

export function chunkBytes(bytes: Uint8Array): Uint8Array {
  return concat([utf8(`${bytes.length.toString(16)}\r\n`), bytes, utf8('\r\n')]);
}

export const LAST_CHUNK = utf8('0\r\n\r\n');

/** What the headers say about the body; `otherwise` when they say nothing. */
export function framingOf(headers: Headers, otherwise: Framing): Framing {
  const encoding = headers['transfer-encoding'];
  if (encoding !== undefined) {
    if (encoding.toLowerCase() !== 'chunked')
      throw new FailureError('notImplemented', `unsupported transfer encoding: ${encoding}`);
    return 'chunked';
  }
  const length = headers['content-length'];
  if (length === undefined) return otherwise;
  if (!/^\d{1,15}$/.test(length)) throw new FailureError('invalid', `bad Content-Length "${length}"`);
  return Number(length);
}
