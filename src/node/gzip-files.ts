/**
 * gzip for trees of files that are mostly zeros. Runs of zeros are compressed once and spliced in: deflate blocks that end at a full
 * flush stand on their own (RFC 1951), so they may be repeated. Level 6, no time in the header: the same bytes give the same bytes.
 */
import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { ByteSource } from '../base/streams.ts';

/** Zeros are spliced in pieces of this size. */
const PIECE_BYTES = 64 * 1024;
const ZEROS = Buffer.alloc(PIECE_BYTES);
/** What is held back until enough is there to be worth a block of its own. */
const BLOCK_BYTES = 1024 * 1024;

const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
/** An empty last block. */
const END = Uint8Array.of(3, 0);

const flushed = (bytes: Uint8Array) => deflateRawSync(bytes, { level: 6, finishFlush: constants.Z_FULL_FLUSH });

let zeroBlock: Uint8Array | undefined;

export async function* gzipFiles(source: ByteSource): AsyncGenerator<Uint8Array> {
  zeroBlock ??= flushed(ZEROS);
  let sum = 0;
  let size = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const block = () => {
    const bytes = flushed(Buffer.concat(held));
    held = [];
    heldBytes = 0;
    return bytes;
  };
  yield HEADER;
  for await (const chunk of source) {
    sum = crc32(chunk, sum);
    size += chunk.length;
    if (chunk.length === PIECE_BYTES && ZEROS.equals(chunk)) {
      if (held.length) yield block();
      yield zeroBlock;
      continue;
    }
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes >= BLOCK_BYTES) yield block();
  }
  if (held.length) yield block();
  yield END;
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(sum, 0);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  yield trailer;
}
