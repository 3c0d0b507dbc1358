/** How a layer or archive is compressed, told by its first bytes as Docker does, and undone while streaming. */
import { FailureError, messageOf } from '../base/errors.ts';
import { fromReadable, toReadable } from '../base/streams.ts';
import type { ByteSource } from '../base/streams.ts';
import { unexpectedEof } from './tar/header.ts';

export type Compression = 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz';

/** Bytes from the front that are enough for `detectCompression`. */
export const MAGIC_BYTES = 6;

const MAGIC: readonly (readonly [Compression, readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

export function detectCompression(head: Uint8Array): Compression {
  const found = MAGIC.find(([, magic]) => magic.every((byte, i) => head[i] === byte));
  return found ? found[0] : 'none';
}

/** The uncompressed bytes of a source, whatever it is. Fails with `invalid` on damaged input, in the words of Go's readers. */
export async function* decompress(source: ByteSource): AsyncGenerator<Uint8Array> {
  const { head, whole } = await peek(source);
  const compression = detectCompression(head);
  switch (compression) {
    case 'none':
      return yield* whole;
    case 'gzip':
      return yield* (await import('./unpack-gzip.ts')).gunzip(whole);
    case 'zstd':
      return yield* unzstd(whole);
    case 'xz':
      return yield* (await import('./unpack-xz-bzip2.ts')).unxz(whole);
    case 'bzip2':
      return yield* (await import('./unpack-xz-bzip2.ts')).bunzip2(whole);
  }
}

export function gzip(source: ByteSource): ByteSource {
  return fromReadable(toReadable(source).pipeThrough(new CompressionStream('gzip')));
}

/** The first bytes of a source, and all of it. */
export async function peek(source: ByteSource): Promise<{ head: Uint8Array; whole: AsyncGenerator<Uint8Array> }> {
  const chunks = source[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  const head = new Uint8Array(MAGIC_BYTES);
  let size = 0;
  while (size < MAGIC_BYTES) {
    const { done, value } = await chunks.next();
    if (done) break;
    held.push(value);
    head.set(value.subarray(0, MAGIC_BYTES - size), size);
    size += value.length;
  }
  return { head: head.subarray(0, size), whole: resume(held, chunks) };
}

async function* resume(held: readonly Uint8Array[], chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* held;
    for (;;) {
      const { done, value } = await chunks.next();
      if (done) return;
      yield value;
    }
  } finally {
    await chunks.return?.();
  }
}

async function* unzstd(source: ByteSource): AsyncGenerator<Uint8Array> {
  const { Decompress, ZstdErrorCode } = await import('fzstd');
  const out: Uint8Array[] = [];
  const stream = new Decompress((chunk) => void out.push(chunk));
  const push = (chunk: Uint8Array, final: boolean) => {
    try {
      stream.push(chunk, final);
    } catch (error) {
      const { code } = error as { code?: number };
      if (code === ZstdErrorCode.UnexpectedEOF) throw unexpectedEof();
      throw new FailureError('invalid', `zstd: ${messageOf(error)}`, { cause: error });
    }
  };
  for await (const chunk of source) {
    push(chunk, false);
    yield* out.splice(0);
  }
  push(new Uint8Array(0), true);
  yield* out.splice(0);
}
