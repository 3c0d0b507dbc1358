import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { concat, text, utf8 } from '../base/bytes.ts';
import { collect, sourceOf } from '../base/streams.ts';
import { decompress, gzip } from './compression.ts';

const open = async (...chunks: Uint8Array[]) => text(await collect(decompress(sourceOf(...chunks)), 1e6));
/** `hello hello hello\n` by zstd 1.5, xz 5.8 and bzip2 1.0. */
const ZSTD = fromBase64('KLUv/QRYbQAAOGhlbGxvIAoBADFKEaOqdM4=');
const XZ = fromBase64(
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AARAAxdADQZSe6N6U9+ISGwAAAfAdnIh8FDyAABKBLJamKOH7bzfQEAAAAABFla',
);
const BZIP2 = fromBase64('QlpoOTFBWSZTWeW18wkAAARRAAAQQAACRKAAIbUYDAKQacKjC7kinChIctr5hIA=');

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

function changed(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

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

// As `docker import` takes the same bytes (26.1.5).
test('gzip of several members is read on, and what follows them is nothing', async () => {
  const [one, two] = [gzipSync('one '), gzipSync('two')];
  expect(await open(concat([one, two]))).toBe('one two');
  expect(await open(concat([one, two, utf8('garbage')]))).toBe('one two');
  expect(await open(concat([one, two, new Uint8Array(100)]))).toBe('one two');
});

test('what follows the last member is read all the same: at its end a source says that it was wrong', async () => {
  const wrong = (async function* () {
    yield gzipSync('one');
    // More than is read ahead.
    for (let i = 0; i < 3; i++) yield new Uint8Array(100_000).fill(7);
    throw new Error('another digest');
  })();
  await expect(collect(decompress(wrong), 100)).rejects.toThrow('another digest');
});

test('who reads no further lets the source of gzip go', async () => {
  let closed = false;
  const source = (async function* () {
    try {
      for (;;) yield gzipSync(crypto.getRandomValues(new Uint8Array(60_000)));
    } finally {
      closed = true;
    }
  })();
  for await (const piece of decompress(source)) if (piece.length) break;
  expect(closed).toBe(true);
});

test('a failure behind the decompression passes unchanged', async () => {
  const failing = (async function* () {
    yield Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0);
    throw new Error('connection reset');
  })();
  await expect(collect(decompress(failing), 100)).rejects.toThrow('connection reset');
});

test('zstd is read, cut zstd is told', async () => {
  expect(await open(ZSTD.subarray(0, 9), ZSTD.subarray(9))).toBe('hello hello hello\n');
  await expect(open(ZSTD.subarray(0, 12))).rejects.toMatchObject({ message: 'unexpected EOF' });
});

// Recorded from `docker import` of the same bytes.
test('xz is read as by its program, bzip2 as by Go', async () => {
  expect(await open(XZ.subarray(0, 9), XZ.subarray(9))).toBe('hello hello hello\n');
  expect(await open(BZIP2.subarray(0, 9), BZIP2.subarray(9))).toBe('hello hello hello\n');
  const xz = (why: string) => ({ kind: 'invalid', message: `exit status 1: xz: (stdin): ${why}` });
  await expect(open(XZ.subarray(0, 20))).rejects.toMatchObject(xz('Unexpected end of input'));
  await expect(open(changed(XZ, 7))).rejects.toMatchObject(xz('Compressed data is corrupt'));
  const bzip2 = (why: string) => ({ kind: 'invalid', message: `bzip2 data invalid: ${why}` });
  await expect(open(BZIP2.subarray(0, 20))).rejects.toMatchObject({ message: 'unexpected EOF' });
  await expect(open(utf8('BZh9xxxxxxxxxxxxx'))).rejects.toMatchObject(bzip2('bad magic value found'));
  await expect(open(utf8('BZhxxxxxxxxxxxxx'))).rejects.toMatchObject(bzip2('invalid compression level'));
});
