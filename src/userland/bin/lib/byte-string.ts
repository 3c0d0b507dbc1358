/**
 * Byte strings: JavaScript strings whose characters are bytes (0 to 255). Programs that work on the content of files
 * use them, because file content need not be UTF-8 and the C locale counts bytes.
 */
import { decodeText, encodeText } from '../../sh/text-bytes.ts';

const SLICE = 8192;

export function fromBytes(bytes: Uint8Array): string {
  if (bytes.length <= SLICE) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let out = '';
  for (let at = 0; at < bytes.length; at += SLICE) {
    out += String.fromCharCode.apply(null, bytes.subarray(at, at + SLICE) as unknown as number[]);
  }
  return out;
}

export function toBytes(string: string): Uint8Array {
  const bytes = new Uint8Array(string.length);
  for (let i = 0; i < string.length; i++) bytes[i] = string.charCodeAt(i);
  return bytes;
}

const PLAIN = /^[\x00-\x7f]*$/;

/** Text (an argument, a file name) as the byte string of its UTF-8 form. */
export function fromText(value: string): string {
  return PLAIN.test(value) ? value : fromBytes(encodeText(value));
}

/** The text that a byte string spells in UTF-8: for names read from files. */
export function toText(value: string): string {
  return PLAIN.test(value) ? value : decodeText(toBytes(value));
}
