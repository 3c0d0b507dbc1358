/** The cyclic redundancy checks of bzip2 (highest bit first) and of xz (lowest bit first, 32 and 64 bits). */
import { knownZero } from '../../../base/zeros.ts';

function table(polynomial: number, highestFirst: boolean): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = highestFirst ? byte << 24 : byte;
    for (let bit = 0; bit < 8; bit++) {
      if (highestFirst) value = value & 0x80000000 ? (value << 1) ^ polynomial : value << 1;
      else value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    }
    return value;
  });
}

export const BZIP2_CRC = table(0x04c11db7, true);

/** How many bytes are taken at once: one table for each, of what it does with so many bytes behind it. */
const SLICES = 8;
const CRC32 = (() => {
  const tables = new Int32Array(256 * SLICES);
  tables.set(table(0xedb88320, false));
  for (let i = 256; i < tables.length; i++) {
    const before = tables[i - 256] as number;
    tables[i] = (before >>> 8) ^ (tables[before & 0xff] as number);
  }
  return tables;
})();

/** What 1, 2, 4 … zeros make of each bit of a checksum: 32 numbers of each; more of them as they are asked for. */
const ZERO_STEPS: Int32Array[] = [];

function zeroStep(n: number): Int32Array {
  return (ZERO_STEPS[n] ??= Int32Array.from({ length: 32 }, (_, bit) => {
    if (n === 0) return ((1 << bit) >>> 8) ^ (CRC32[(1 << bit) & 0xff] as number);
    return stepped(zeroStep(n - 1), zeroStep(n - 1)[bit] as number);
  }));
}

function stepped(step: Int32Array, crc: number): number {
  let out = 0;
  for (let bit = 0; bit < 32; bit++) if ((crc >>> bit) & 1) out ^= step[bit] as number;
  return out;
}

function crc32OfZeros(length: number, before: number): number {
  let crc = ~before;
  for (let n = 0; length >> n; n++) if ((length >> n) & 1) crc = stepped(zeroStep(n), crc);
  return ~crc >>> 0;
}

export function crc32(bytes: Uint8Array, before = 0): number {
  if (knownZero(bytes)) return crc32OfZeros(bytes.length, before);
  const tables = CRC32;
  let crc = ~before;
  let i = 0;
  for (const end = bytes.length - SLICES; i <= end; i += SLICES) {
    crc =
      (tables[1792 + (((bytes[i] as number) ^ crc) & 0xff)] as number) ^
      (tables[1536 + (((bytes[i + 1] as number) ^ (crc >>> 8)) & 0xff)] as number) ^
      (tables[1280 + (((bytes[i + 2] as number) ^ (crc >>> 16)) & 0xff)] as number) ^
      (tables[1024 + ((bytes[i + 3] as number) ^ (crc >>> 24))] as number) ^
      (tables[768 + (bytes[i + 4] as number)] as number) ^
      (tables[512 + (bytes[i + 5] as number)] as number) ^
      (tables[256 + (bytes[i + 6] as number)] as number) ^
      (tables[bytes[i + 7] as number] as number);
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ (tables[(crc ^ (bytes[i] as number)) & 0xff] as number);
  return ~crc >>> 0;
}

/** ECMA-182's polynomial, reflected, in halves: JavaScript's bit operations are of 32 bits. */
const [CRC64_LOW, CRC64_HIGH] = (() => {
  const low = new Uint32Array(256);
  const high = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let [l, h] = [byte, 0];
    for (let bit = 0; bit < 8; bit++) {
      const odd = l & 1;
      l = (l >>> 1) | (h << 31);
      h >>>= 1;
      if (odd) {
        l ^= 0xd7870f42;
        h ^= 0xc96c5795;
      }
    }
    low[byte] = l;
    high[byte] = h;
  }
  return [low, high];
})();

export class Crc64 {
  #low = 0xffffffff;
  #high = 0xffffffff;

  update(bytes: Uint8Array): void {
    let [low, high] = [this.#low, this.#high];
    for (let i = 0; i < bytes.length; i++) {
      const at = (low ^ (bytes[i] as number)) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (CRC64_LOW[at] as number);
      high = (high >>> 8) ^ (CRC64_HIGH[at] as number);
    }
    [this.#low, this.#high] = [low, high];
  }

  /** Eight bytes, the lowest first. */
  digest(): Uint8Array {
    const bytes = new Uint8Array(8);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, ~this.#low, true);
    view.setUint32(4, ~this.#high, true);
    return bytes;
  }
}
