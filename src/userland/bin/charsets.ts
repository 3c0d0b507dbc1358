/** Encodings of characters: those of Unicode by rule, others by the tables that the platform's decoder has. */

/** Bytes of the character at `at`, and its code point: size 0 when it is cut off, no code point when it is none. */
export type Decode = (bytes: Uint8Array, at: number) => readonly [size: number, point: number | undefined];

export interface Charset {
  /** What stands in front of all text. */
  readonly mark: readonly number[];
  /** Where the text begins, and how it is read: a mark may decide. */
  start(bytes: Uint8Array): { readonly at: number; readonly decode: Decode };
  /** Undefined for characters that it does not have. */
  encode(point: number): readonly number[] | undefined;
}

const SINGLE = new Set(
  'iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 koi8-r koi8-u macintosh windows-874 windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258'.split(
    ' ',
  ),
);

/** Names as they are listed, and what the platform calls them. */
export const CHARSETS: Readonly<Record<string, string>> = {
  ASCII: 'ascii', 'US-ASCII': 'ascii', 'ANSI_X3.4-1968': 'ascii', 'UTF-8': 'utf-8', UTF8: 'utf-8', 'UTF-16': 'utf-16', 'UTF-16LE': 'utf-16le', 'UTF-16BE': 'utf-16be',
  UTF16: 'utf-16', 'UTF-32': 'utf-32', 'UTF-32LE': 'utf-32le', 'UTF-32BE': 'utf-32be', 'UCS-2': 'utf-16le', 'UCS-4': 'utf-32be', UNICODE: 'utf-16', 'ISO-8859-1': 'latin1', ISO8859_1: 'latin1', 'ISO8859-1': 'latin1',
  ISO_8859_1: 'latin1', LATIN1: 'latin1', L1: 'latin1',
  ...Object.fromEntries([2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16].flatMap((n) => [[`ISO-8859-${n}`, `iso-8859-${n}`], [`ISO8859-${n}`, `iso-8859-${n}`]])),
  LATIN2: 'iso-8859-2', LATIN9: 'iso-8859-15', 'KOI8-R': 'koi8-r', 'KOI8-U': 'koi8-u', MACINTOSH: 'macintosh',
  ...Object.fromEntries([1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258].flatMap((n) => [[`CP${n}`, `windows-${n}`], [`WINDOWS-${n}`, `windows-${n}`]])),
  SHIFT_JIS: 'shift_jis', SJIS: 'shift_jis', 'SHIFT-JIS': 'shift_jis', 'EUC-JP': 'euc-jp', EUCJP: 'euc-jp', 'EUC-KR': 'euc-kr', BIG5: 'big5', GBK: 'gbk', GB2312: 'gbk', GB18030: 'gb18030',
}; // prettier-ignore

export async function charsetOf(name: string): Promise<Charset | undefined> {
  const label = CHARSETS[name.toUpperCase()];
  if (label === undefined) return undefined;
  if (label === 'ascii') return byteCharset((byte) => (byte < 0x80 ? byte : undefined));
  if (label === 'latin1') return byteCharset((byte) => byte);
  if (label === 'utf-8') return UTF8;
  if (label.startsWith('utf-16')) return wide(2, label);
  if (label.startsWith('utf-32')) return wide(4, label);
  if (SINGLE.has(label)) return singleByte(label);
  return tabled(label);
}

function byteCharset(pointOf: (byte: number) => number | undefined): Charset {
  const back = new Map<number, number>();
  for (let byte = 255; byte >= 0; byte--) {
    const point = pointOf(byte);
    if (point !== undefined) back.set(point, byte);
  }
  return {
    mark: [],
    start: () => ({ at: 0, decode: (bytes, at) => [1, pointOf(bytes[at] as number)] }),
    encode: (point) => {
      const byte = back.get(point);
      return byte === undefined ? undefined : [byte];
    },
  };
}

/** Bytes 0x80 to 0x9f of windows-1252, which Node's decoder takes for Latin-1. */
const WINDOWS_1252 = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';

function singleByte(label: string): Charset {
  if (label === 'windows-1252') {
    const point = (byte: number) => (WINDOWS_1252[byte - 0x80] as string).codePointAt(0);
    return byteCharset((byte) =>
      byte < 0x80 || byte >= 0xa0 ? byte : point(byte) === 0xfffd ? undefined : point(byte),
    );
  }
  const decoder = new TextDecoder(label);
  const points = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)).codePointAt(0));
  return byteCharset((byte) => (points[byte] === 0xfffd ? undefined : points[byte]));
}

const UTF8: Charset = {
  mark: [],
  start: () => ({ at: 0, decode: decodeUtf8 }),
  encode: (point) => [...new TextEncoder().encode(String.fromCodePoint(point))],
};

function decodeUtf8(bytes: Uint8Array, at: number): readonly [number, number | undefined] {
  const first = bytes[at] as number;
  if (first < 0x80) return [1, first];
  const size =
    first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  if (size === 0) return [1, undefined];
  let point = first & (0x7f >> size);
  for (let i = 1; i < size; i++) {
    const next = bytes[at + i];
    if (next === undefined) return [0, undefined];
    if ((next & 0xc0) !== 0x80) return [i, undefined];
    point = (point << 6) | (next & 0x3f);
  }
  const least = [0, 0, 0x80, 0x800, 0x10000][size] as number;
  return point < least || point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? [size, undefined] : [size, point];
}

/** UTF-16 and UTF-32; without an order in the name, a mark tells it, and is written. */
function wide(unit: 2 | 4, label: string): Charset {
  const little = !label.endsWith('be');
  const marked = !/[lb]e$/.test(label);
  return {
    mark: marked ? (unit === 2 ? [0xff, 0xfe] : [0xff, 0xfe, 0, 0]) : [],
    start: (bytes) => {
      if (!marked || bytes.length < unit) return { at: 0, decode: wideDecoder(unit, little) };
      const first = wordAt(bytes, 0, unit, true);
      const swapped = wordAt(bytes, 0, unit, false);
      if (first === 0xfeff) return { at: unit, decode: wideDecoder(unit, true) };
      return swapped === 0xfeff
        ? { at: unit, decode: wideDecoder(unit, false) }
        : { at: 0, decode: wideDecoder(unit, true) };
    },
    encode: (point) => {
      if (unit === 4 || point < 0x10000) return wordBytes(point, unit, little);
      const rest = point - 0x10000;
      return [...wordBytes(0xd800 + (rest >> 10), 2, little), ...wordBytes(0xdc00 + (rest & 0x3ff), 2, little)];
    },
  };
}

function wordAt(bytes: Uint8Array, at: number, unit: 2 | 4, little: boolean): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return unit === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
}

function wordBytes(value: number, unit: 2 | 4, little: boolean): number[] {
  const bytes = Array.from({ length: unit }, (_, i) => (value >>> (8 * i)) & 0xff);
  return little ? bytes : bytes.reverse();
}

function wideDecoder(unit: 2 | 4, little: boolean): Decode {
  return (bytes, at) => {
    if (at + unit > bytes.length) return [0, undefined];
    const first = wordAt(bytes, at, unit, little);
    if (unit === 4) return [4, first > 0x10ffff || (first >= 0xd800 && first < 0xe000) ? undefined : first];
    if (first < 0xd800 || first >= 0xe000) return [2, first];
    if (first >= 0xdc00) return [2, undefined];
    if (at + 4 > bytes.length) return [0, undefined];
    const second = wordAt(bytes, at + 2, 2, little);
    if (second < 0xdc00 || second >= 0xe000) return [2, undefined];
    return [4, 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)];
  };
}

/** East Asian encodings of one byte or two. */
function tabled(label: string): Charset {
  const decoder = new TextDecoder(label);
  const pointOf = (bytes: Uint8Array) => {
    const text = decoder.decode(bytes);
    const point = text.codePointAt(0);
    return point === undefined || text.includes('\ufffd') || text.length !== String.fromCodePoint(point).length
      ? undefined
      : point;
  };
  const back = new Map<number, readonly number[]>();
  for (let first = 0xfe; first >= 0x81; first--) {
    for (let second = 0xfe; second >= 0x40; second--) {
      const point = pointOf(Uint8Array.of(first, second));
      if (point !== undefined) back.set(point, [first, second]);
    }
  }
  for (let byte = 0; byte < 256; byte++) {
    const point = pointOf(Uint8Array.of(byte));
    if (point !== undefined) back.set(point, [byte]);
  }
  return {
    mark: [],
    start: () => ({
      at: 0,
      decode: (bytes, at) => {
        const single = pointOf(bytes.subarray(at, at + 1));
        if (single !== undefined) return [1, single];
        if (at + 1 >= bytes.length) return [0, undefined];
        return [2, pointOf(bytes.subarray(at, at + 2))];
      },
    }),
    encode: (point) => back.get(point),
  };
}
