/** The checks that end a block of an xz file, by their number in the stream's flags. */
import { crc32 } from '../crc32.ts';
import { Crc64 } from './checksums.ts';

export interface Check {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

export const CHECK_NAMES: Readonly<Record<string, number>> = { none: 0, crc32: 1, crc64: 4, sha256: 10 };
const SIZES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

export function checkSize(id: number): number {
  return SIZES[id] as number;
}

/** Undefined for checks of the future, which no program knows. */
export async function checkOf(id: number): Promise<Check | undefined> {
  switch (id) {
    case 0:
      return { update: () => undefined, digest: () => new Uint8Array(0) };
    case 1: {
      let crc = 0;
      return { update: (bytes) => (crc = crc32(bytes, crc)), digest: () => littleEndian(crc) };
    }
    case 4:
      return new Crc64();
    case 10: {
      const { createSHA256 } = await import('hash-wasm');
      const hash = await createSHA256();
      return { update: (bytes) => hash.update(bytes), digest: () => hash.digest('binary') };
    }
    default:
      return undefined;
  }
}

/** Four bytes, the lowest first. */
export function littleEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** A number in groups of seven bits, the lowest first. */
export function variable(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
  return Uint8Array.from([...bytes, value]);
}
