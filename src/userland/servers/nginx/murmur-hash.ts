/** MurmurHash2 of 32 bits with seed 0 (Austin Appleby, public domain), by which split_clients shares clients out. */
import { utf8 } from '../../../base/bytes.ts';

const M = 0x5bd1e995;

export function murmurHash2(text: string): number {
  const bytes = utf8(text);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hash = bytes.length;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    let word = Math.imul(view.getUint32(at, true), M);
    word = Math.imul(word ^ (word >>> 24), M);
    hash = Math.imul(hash, M) ^ word;
  }
  if (at < bytes.length) {
    for (let i = bytes.length - 1; i >= at; i--) hash ^= (bytes[i] as number) << (8 * (i - at));
    hash = Math.imul(hash, M);
  }
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return (hash ^ (hash >>> 15)) >>> 0;
}
