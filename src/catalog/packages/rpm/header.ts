/** RPM's header structure, in which packages and the database keep what is known of a package (RPM file format, version 3). */
import { concat, utf8 } from '../../../base/bytes.ts';

export type HeaderValue =
  | { readonly type: 'int16' | 'int32'; readonly values: readonly number[] }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'strings' | 'i18n'; readonly values: readonly string[] }
  | { readonly type: 'binary'; readonly bytes: Uint8Array };

export type HeaderEntry = readonly [tag: number, value: HeaderValue];

export const int32 = (...values: readonly number[]): HeaderValue => ({ type: 'int32', values });
export const int16 = (...values: readonly number[]): HeaderValue => ({ type: 'int16', values });
export const string = (value: string): HeaderValue => ({ type: 'string', value });
export const strings = (values: readonly string[]): HeaderValue => ({ type: 'strings', values });
export const i18n = (value: string): HeaderValue => ({ type: 'i18n', values: [value] });
export const binary = (bytes: Uint8Array): HeaderValue => ({ type: 'binary', bytes });

const TYPES = { int16: 3, int32: 4, string: 6, binary: 7, strings: 8, i18n: 9 } as const;
const WIDTHS: Partial<Readonly<Record<HeaderValue['type'], number>>> = { int16: 2, int32: 4 };

/** Entries in the order of their tags, before them the region `tag` that holds them all. */
export function encodeHeader(region: number, entries: readonly HeaderEntry[]): Uint8Array {
  const sorted = [...entries].sort(([a], [b]) => a - b);
  const index: number[][] = [];
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const [tag, value] of sorted) {
    const padding = -size & ((WIDTHS[value.type] ?? 1) - 1);
    if (padding) parts.push(new Uint8Array(padding));
    size += padding;
    const bytes = bytesOf(value);
    index.push([tag, TYPES[value.type], size, countOf(value)]);
    parts.push(bytes);
    size += bytes.length;
  }
  const count = index.length + 1;
  // The region's entry points at a trailer, which says how far back the index goes.
  index.unshift([region, TYPES.binary, size, 16]);
  parts.push(words(region, TYPES.binary, -16 * count, 16));
  const preamble = concat([Uint8Array.of(0x8e, 0xad, 0xe8, 1, 0, 0, 0, 0), words(count, size + 16)]);
  return concat([preamble, ...index.map((entry) => words(...entry)), ...parts]);
}

export function words(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => view.setInt32(i * 4, value));
  return new Uint8Array(view.buffer);
}

function countOf(value: HeaderValue): number {
  if (value.type === 'string') return 1;
  return value.type === 'binary' ? value.bytes.length : value.values.length;
}

function bytesOf(value: HeaderValue): Uint8Array {
  switch (value.type) {
    case 'binary':
      return value.bytes;
    case 'string':
      return utf8(`${value.value}\0`);
    case 'strings':
    case 'i18n':
      return utf8(value.values.map((one) => `${one}\0`).join(''));
    case 'int32':
      return words(...value.values);
    case 'int16': {
      const view = new DataView(new ArrayBuffer(value.values.length * 2));
      value.values.forEach((one, i) => view.setUint16(i * 2, one));
      return new Uint8Array(view.buffer);
    }
  }
}
