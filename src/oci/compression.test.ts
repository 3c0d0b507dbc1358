import { expect, test } from 'vitest';
import { concat, text, utf8 } from '../base/bytes.ts';
import { collect, sourceOf } from '../base/streams.ts';
import { decompress, gzip } from './compression.ts';

const open = async (...chunks: Uint8Array[]) => text(await collect(decompress(sourceOf(...chunks)), 1e6));
/** `hello hello hello\n` by zstd 1.5. */
const ZSTD = Uint8Array.from(Buffer.from('KLUv/QRYbQAAOGhlbGxvIAoBADFKEaOqdM4=', 'base64'));

test('gzip there and back, in odd pieces; plain bytes pass', async () => {
  const words = utf8('hello '.repeat(10_000));
  const packed = await collect(gzip(sourceOf(words)), 1e6);
  expect(packed.length).toBeLessThan(1000);
  expect(await open(packed.subarray(0, 2), packed.subarray(2, 40), packed.subarray(40))).toBe(text(words));
  expect([await open(utf8('a'), utf8('b')), await open()]).toEqual(['ab', '']);
});

test('damaged gzip fails in the words of Go', async () => {
  const packed = await collect(gzip(sourceOf(utf8('hello '.repeat(100)))), 1e6);
  const wrong = packed.slice();
  wrong[wrong.length - 6]! ^= 1;
  await expect(open(packed.subarray(0, 20))).rejects.toMatchObject({ kind: 'invalid', message: 'unexpected EOF' });
  await expect(open(packed.subarray(0, -3))).rejects.toMatchObject({ kind: 'invalid', message: 'unexpected EOF' });
  await expect(open(wrong)).rejects.toMatchObject({ kind: 'invalid', message: 'gzip: invalid checksum' });
  const corrupt = concat([packed.subarray(0, 10), utf8('\xff\xff\xff\xff garbage')]);
  await expect(open(corrupt)).rejects.toMatchObject({ kind: 'invalid', message: 'flate: corrupt input' });
});

test('a failure behind the decompression passes unchanged', async () => {
  const failing = (async function* () {
    yield Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0);
    throw new Error('connection reset');
  })();
  await expect(collect(decompress(failing), 100)).rejects.toThrow('connection reset');
});

test('zstd is read, cut zstd is told; bzip2 and xz say that they are not simulated', async () => {
  expect(await open(ZSTD.subarray(0, 9), ZSTD.subarray(9))).toBe('hello hello hello\n');
  await expect(open(ZSTD.subarray(0, 12))).rejects.toMatchObject({ message: 'unexpected EOF' });
  await expect(open(utf8('BZh91AY'))).rejects.toMatchObject({ kind: 'notImplemented' });
  await expect(open(Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0))).rejects.toMatchObject({
    message: 'xz archives are not simulated: real Docker would decompress this with unxz',
  });
});
