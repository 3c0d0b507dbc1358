/**
 * Shell strings are JavaScript strings, yet data may hold bytes that are no UTF-8. Such a byte 0x80-0xff travels as the
 * lone surrogate U+DC80-U+DCFF (Python's "surrogateescape") and becomes the same byte again on its way out.
 */
import { text, utf8 } from '../../base/bytes.ts';

const SURROGATES = /[\ud800-\udfff]/;

export function encodeText(string: string): Uint8Array {
  if (!SURROGATES.test(string)) return utf8(string);
  const out: number[] = [];
  for (const char of string) {
    const code = char.codePointAt(0) as number;
    if (code >= 0xdc80 && code <= 0xdcff) out.push(code - 0xdc00);
    else for (const byte of utf8(char)) out.push(byte);
  }
  return Uint8Array.from(out);
}

export function decodeText(bytes: Uint8Array): string {
  const plain = text(bytes);
  if (!plain.includes('\ufffd')) return plain;
  let out = '';
  for (let i = 0; i < bytes.length;) {
    const size = sequenceSize(bytes, i);
    if (size === 0) {
      out += String.fromCharCode(0xdc00 + (bytes[i] as number));
      i++;
      continue;
    }
    out += text(bytes.subarray(i, i + size));
    i += size;
  }
  return out;
}

/** Bytes of the well-formed UTF-8 sequence at `at`; 0 when there is none. */
function sequenceSize(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  const size = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
  if (size === 0 || at + size > bytes.length) return 0;
  for (let i = 1; i < size; i++) if (((bytes[at + i] as number) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] as number;
  if (lead === 0xe0 && second < 0xa0) return 0;
  if (lead === 0xed && second > 0x9f) return 0;
  if (lead === 0xf0 && second < 0x90) return 0;
  if (lead === 0xf4 && second > 0x8f) return 0;
  return size;
}

/** A character for each byte, as shells have them that know no others. */
export function asBytes(string: string): string {
  return /^[\0-\x7f]*$/.test(string) ? string : String.fromCharCode(...encodeText(string));
}

export function fromBytes(bytes: string): string {
  return /^[\0-\x7f]*$/.test(bytes) ? bytes : decodeText(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}
