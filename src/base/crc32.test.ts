import { crc32 as zlibCrc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { zeros } from './zeros.ts';
import { crc32 } from './crc32.ts';

test.each([0, 1, 7, 8, 9, 255, 65_536])(
  'the CRC-32 of %i bytes, and of so many zeros behind others, is that of zlib',
  (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 37);
    expect(crc32(bytes)).toBe(zlibCrc32(bytes));
    expect(crc32(bytes.subarray(3), crc32(bytes.subarray(0, 3)))).toBe(zlibCrc32(bytes));
    expect(crc32(zeros(length), crc32(bytes))).toBe(zlibCrc32(new Uint8Array(length), zlibCrc32(bytes)));
  },
);
