/**
 * PostgreSQL's protocol between frontend and backend, version 3.0: messages cut out of a stream, made, and read.
 * https://www.postgresql.org/docs/18/protocol-message-formats.html
 */
import { concat, EMPTY, text, utf8 } from '../bytes.ts';

export interface WireMessage {
  /** One letter; empty for what begins a connection, which has none. */
  readonly type: string;
  readonly body: Uint8Array;
  /** The message as it came. */
  readonly whole: Uint8Array;
}

/** Codes in the place of the version in what begins a connection. */
export const STARTUP = { version3: 196_608, cancel: 80_877_102, ssl: 80_877_103, gss: 80_877_104 } as const;

const LENGTH_BYTES = 4;
/** As PQ_LARGE_MESSAGE_LIMIT. */
const LARGEST_BYTES = 2 ** 30 - 1;

export class WireError extends Error {
  override name = 'WireError';
}

/** Cuts messages out of a stream. With `startup` the first have no type, until `typed` is called. */
export class MessageSplitter {
  #held: Uint8Array = EMPTY;
  #typed: boolean;

  constructor({ startup }: { readonly startup: boolean }) {
    this.#typed = !startup;
  }

  typed(): void {
    this.#typed = true;
  }

  push(bytes: Uint8Array): void {
    this.#held = this.#held.length === 0 ? bytes : concat([this.#held, bytes]);
  }

  /** The next whole message; undefined until more has come. WireError for a length that cannot be. */
  next(): WireMessage | undefined {
    const before = this.#typed ? 1 : 0;
    if (this.#held.length < before + LENGTH_BYTES) return undefined;
    const length = viewOf(this.#held).getUint32(before);
    if (length < LENGTH_BYTES || length > LARGEST_BYTES) throw new WireError('invalid message length');
    if (this.#held.length < before + length) return undefined;
    const whole = this.#held.subarray(0, before + length);
    this.#held = this.#held.subarray(before + length);
    return {
      type: before ? String.fromCharCode(whole[0] as number) : '',
      body: whole.subarray(before + LENGTH_BYTES),
      whole,
    };
  }
}

/** All messages of bytes that hold nothing else. */
export function messagesIn(bytes: Uint8Array): WireMessage[] {
  const splitter = new MessageSplitter({ startup: false });
  splitter.push(bytes);
  const found: WireMessage[] = [];
  for (let next = splitter.next(); next; next = splitter.next()) found.push(next);
  return found;
}

/** Strings are ended by a zero byte; numbers take four bytes. */
export type Field = string | number | Uint8Array;

export function message(type: string, ...fields: readonly Field[]): Uint8Array {
  const body = concat(fields.map(fieldBytes));
  const head = new Uint8Array(type.length + LENGTH_BYTES);
  if (type !== '') head[0] = type.charCodeAt(0);
  viewOf(head).setUint32(type.length, body.length + LENGTH_BYTES);
  return concat([head, body]);
}

function fieldBytes(field: Field): Uint8Array {
  if (typeof field === 'string') return utf8(`${field}\0`);
  return typeof field === 'number' ? int32(field) : field;
}

export function int32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setInt32(0, value);
  return bytes;
}

export function int16(value: number): Uint8Array {
  const bytes = new Uint8Array(2);
  viewOf(bytes).setInt16(0, value);
  return bytes;
}

/** Reads the fields of a message in their order. */
export class FieldReader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.#at;
  }

  string(): string {
    const end = this.bytes.indexOf(0, this.#at);
    if (end < 0) throw new WireError('invalid string in message');
    const value = text(this.bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return value;
  }

  int32(): number {
    return viewOf(this.take(4)).getInt32(0);
  }

  int16(): number {
    return viewOf(this.take(2)).getInt16(0);
  }

  take(count: number): Uint8Array {
    if (count > this.left) throw new WireError('insufficient data left in message');
    this.#at += count;
    return this.bytes.subarray(this.#at - count, this.#at);
  }
}

/** Fields of ErrorResponse and NoticeResponse by their letters: `S` severity, `C` SQLSTATE, `M` message, `D`, `H`, `P`, `W` … */
export type ReportFields = Readonly<Record<string, string>>;

export function readReport(body: Uint8Array): ReportFields {
  const reader = new FieldReader(body);
  const fields: Record<string, string> = {};
  while (reader.left > 1) {
    const letter = String.fromCharCode(reader.take(1)[0] as number);
    fields[letter] = reader.string();
  }
  return fields;
}

export function report(type: 'E' | 'N', fields: ReportFields): Uint8Array {
  const parts = Object.entries(fields).map(([letter, value]) => utf8(`${letter}${value}\0`));
  return message(type, ...parts, new Uint8Array(1));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
