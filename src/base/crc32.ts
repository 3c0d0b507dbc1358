/** The CRC-32 of gzip, zip and xz (RFC 1952, section 8): reflected, over the polynomial 0x04c11db7. */
import { knownZero } from './zeros.ts';

/** How many bytes are taken at once: one table for each, of what it does with so many bytes behind it. */
const SLICES = 8;
const CRC32 = (() => {
  const tables = new Int32Array(256 * SLICES);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    tables[byte] = value;
  }
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

/** Of `bytes` behind what has the checksum `before`. Known zeros are counted, not read. */
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
