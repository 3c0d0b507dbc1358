import { expect, test } from 'vitest';
import { concat } from '../../../base/bytes.ts';
import { RpmError, RpmHeader, TAG } from './header.ts';

const MAGIC = Uint8Array.of(0x8e, 0xad, 0xe8, 1, 0, 0, 0, 0);

const HEADER = new RpmHeader([
  [TAG.BASENAMES, ['bash', 'sh']],
  [TAG.NAME, 'bash'],
  [TAG.FILESIZES, [960_472, 4]],
]);

test('what is written is read, in a file with its magic too', () => {
  const bytes = HEADER.encode();
  const file = concat([new Uint8Array(3), MAGIC, bytes, bytes]);
  const { header, size } = RpmHeader.parse(file, 3);
  expect(size).toBe(MAGIC.length + bytes.length);
  expect(header.string(TAG.NAME)).toBe('bash');
  expect(header.strings(TAG.BASENAMES)).toEqual(['bash', 'sh']);
  expect(header.numbers(TAG.FILESIZES)).toEqual([960_472, 4]);
  expect(header.number(TAG.INSTALLTIME)).toBeUndefined();
  expect(header.encode()).toEqual(bytes);
});

test('a header with one more value is written with it and all others, and the first stays as it is', () => {
  const { header } = RpmHeader.parse(HEADER.encode());
  const installed = RpmHeader.parse(header.with(TAG.INSTALLTIME, [7]).encode()).header;
  expect(installed.number(TAG.INSTALLTIME)).toBe(7);
  expect(installed.strings(TAG.BASENAMES)).toEqual(['bash', 'sh']);
  expect(header.encode()).toEqual(HEADER.encode());
});

test('a number that would stand behind the end is refused at once', () => {
  const bytes = HEADER.encode().slice();
  const sizes = 8 + 16;
  expect(new DataView(bytes.buffer).getUint32(sizes)).toBe(TAG.FILESIZES);
  new DataView(bytes.buffer).setUint32(sizes + 12, 1000);
  expect(() => RpmHeader.parse(bytes)).toThrow(RpmError);
});
