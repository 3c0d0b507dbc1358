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
let afterZeros: ((sum: number) => number) | undefined;

export async function* gzipFiles(source: ByteSource): AsyncGenerator<Uint8Array> {
  zeroBlock ??= flushed(ZEROS);
  afterZeros ??= checksumAfter(ZEROS);
  let zeros: Uint8Array | undefined;
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
    size += chunk.length;
    // The same piece of zeros comes again and again: it is looked at once.
    if (chunk === zeros || (chunk.length === PIECE_BYTES && ZEROS.equals(chunk))) {
      zeros = chunk;
      sum = afterZeros(sum);
      if (held.length) yield block();
      yield zeroBlock;
      continue;
    }
    sum = crc32(chunk, sum);
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

/**
 * The CRC-32 of what came before and then `bytes`, from that of what came before: it is an affine function over GF(2), so its values at
 * zero and at the 32 single bits are enough, gathered into a table for each byte.
 */
function checksumAfter(bytes: Uint8Array): (sum: number) => number {
  const atZero = crc32(bytes, 0);
  const columns = Array.from({ length: 32 }, (_, bit) => crc32(bytes, (1 << bit) >>> 0) ^ atZero);
  const tables = [0, 8, 16, 24].map((shift) =>
    Int32Array.from({ length: 256 }, (_, byte) =>
      columns.slice(shift, shift + 8).reduce((total, column, bit) => ((byte >> bit) & 1 ? total ^ column : total), 0),
    ),
  );
  return (sum) => tables.reduce((total, table, i) => total ^ (table[(sum >>> (8 * i)) & 255] as number), atZero) >>> 0;
}
