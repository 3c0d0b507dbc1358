/**
 * RPM headers (rpm's file format, version 3): an index of tags over a store of values, all numbers big-endian. In files a magic
 * of 8 bytes stands before them, in the database it does not.
 */
import { concat, text, utf8 } from '../../../base/bytes.ts';

export class RpmError extends Error {
  override name = 'RpmError';
}

/** Tags by their names in rpm's queries. */
export const TAG = {
  NAME: 1000, VERSION: 1001, RELEASE: 1002, EPOCH: 1003, SUMMARY: 1004, DESCRIPTION: 1005, BUILDTIME: 1006, BUILDHOST: 1007, INSTALLTIME: 1008,
  SIZE: 1009, VENDOR: 1011, LICENSE: 1014, PACKAGER: 1015, GROUP: 1016, URL: 1020, ARCH: 1022, PREIN: 1023, POSTIN: 1024, PREUN: 1025, POSTUN: 1026,
  FILESIZES: 1028, FILEMODES: 1030, FILEMTIMES: 1034, FILELINKTOS: 1036, FILEFLAGS: 1037, FILEUSERNAME: 1039, FILEGROUPNAME: 1040, SOURCERPM: 1044,
  PROVIDENAME: 1047, REQUIREFLAGS: 1048, REQUIRENAME: 1049, REQUIREVERSION: 1050, CONFLICTNAME: 1054, OBSOLETENAME: 1090, PROVIDEFLAGS: 1112,
  PROVIDEVERSION: 1113, DIRINDEXES: 1116, BASENAMES: 1117, DIRNAMES: 1118, PAYLOADCOMPRESSOR: 1125,
} as const; // prettier-ignore

type Value = string | readonly string[] | readonly number[] | Uint8Array;

/** Below are regions, which say how far a signature reaches. */
const FIRST_TAG = 100;
const MAGIC = [0x8e, 0xad, 0xe8, 0x01];
const PREAMBLE = 8;
const ENTRY = 16;

export interface ParsedHeader {
  readonly header: RpmHeader;
  /** Bytes that it takes, with its magic where it has one. */
  readonly size: number;
}

export class RpmHeader {
  /** Values, or how to read them: of most headers a name and a version are asked for, and never the hundreds of files. */
  readonly #values: Map<number, Value | (() => Value)>;
  #encoded: Uint8Array | undefined;

  constructor(values: Iterable<readonly [tag: number, value: Value | (() => Value)]>) {
    this.#values = new Map(values);
  }

  static parse(bytes: Uint8Array, offset = 0): ParsedHeader {
    const magic = MAGIC.every((byte, i) => bytes[offset + i] === byte) ? PREAMBLE : 0;
    const start = offset + magic;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    if (start + PREAMBLE > bytes.length) throw new RpmError('hdr size(0): BAD, read returned 0');
    const [count, stored] = [view.getUint32(start), view.getUint32(start + 4)];
    const store = PREAMBLE + count * ENTRY;
    const end = start + store + stored;
    if (count === 0 || count > 65_535 || end > bytes.length) throw new RpmError('hdr blob: BAD');
    const own = bytes.slice(start, end);
    const values: [number, () => Value][] = [];
    for (let i = 0; i < count; i++) {
      const at = start + PREAMBLE + i * ENTRY;
      const [type, from, size] = [view.getUint32(at + 4), store + view.getUint32(at + 8), view.getUint32(at + 12)];
      if (from + (WIDTH[type] ?? 0) * size > own.length) throw new RpmError('hdr blob: BAD');
      values.push([view.getUint32(at), () => readValue(own, from, type, size)]);
    }
    const header = new RpmHeader(values);
    header.#encoded = own;
    return { header, size: end - offset };
  }

  #value(tag: number): Value | undefined {
    const value = this.#values.get(tag);
    if (typeof value !== 'function') return value;
    const read = value();
    this.#values.set(tag, read);
    return read;
  }

  string(tag: number): string {
    const value = this.#value(tag);
    return typeof value === 'string' ? value : Array.isArray(value) ? String(value[0] ?? '') : '';
  }

  strings(tag: number): readonly string[] {
    const value = this.#value(tag);
    return typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : [];
  }

  numbers(tag: number): readonly number[] {
    const value = this.#value(tag);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
  }

  number(tag: number): number | undefined {
    return this.numbers(tag)[0];
  }

  with(tag: number, value: readonly number[]): RpmHeader {
    return new RpmHeader([...this.#values, [tag, value]]);
  }

  /** As the database keeps it: the bytes that it was read from, or with numbers of 32 bits, which every reader takes. Not to be changed. */
  encode(): Uint8Array {
    return (this.#encoded ??= this.#encode());
  }

  #encode(): Uint8Array {
    const entries: number[][] = [];
    const store: Uint8Array[] = [];
    let size = 0;
    for (const tag of [...this.#values.keys()].sort((a, b) => a - b)) {
      if (tag < FIRST_TAG) continue;
      const [type, bytes, count, alignment] = encoded(this.#value(tag) as Value);
      const padding = (alignment - (size % alignment)) % alignment;
      store.push(new Uint8Array(padding), bytes);
      entries.push([tag, type, size + padding, count]);
      size += padding + bytes.length;
    }
    return concat([words([entries.length, size]), ...entries.map(words), ...store]);
  }
}

const STRING = 6;
const BINARY = 7;
const STRINGS = 8;
const WIDTH: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 };

function readValue(bytes: Uint8Array, at: number, type: number, count: number): Value {
  if (type === BINARY) return bytes.subarray(at, at + count);
  const width = WIDTH[type];
  if (width !== undefined) {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const read = (offset: number) =>
      width === 1
        ? view.getUint8(offset)
        : width === 2
          ? view.getUint16(offset)
          : width === 4
            ? view.getUint32(offset)
            : Number(view.getBigUint64(offset));
    return Array.from({ length: count }, (_, i) => read(at + i * width));
  }
  const strings: string[] = [];
  for (let i = 0, from = at; i < (type === STRING ? 1 : count) && from < bytes.length; i++) {
    const zero = bytes.indexOf(0, from);
    strings.push(text(bytes.subarray(from, zero < 0 ? bytes.length : zero)));
    from = zero + 1;
  }
  return type === STRINGS ? strings : (strings[0] ?? '');
}

function encoded(value: Value): readonly [type: number, bytes: Uint8Array, count: number, alignment: number] {
  if (typeof value === 'string') return [STRING, utf8(`${value}\0`), 1, 1];
  if (value instanceof Uint8Array) return [BINARY, value, value.length, 1];
  if (value.every((item) => typeof item === 'number')) return [4, words(value), value.length, 4];
  return [STRINGS, utf8(value.map((item) => `${item}\0`).join('')), value.length, 1];
}

function words(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setUint32(i * 4, value));
  return bytes;
}
