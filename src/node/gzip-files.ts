/**
 * gzip for trees of files that are mostly zeros. Runs of zeros are compressed once and spliced in: deflate blocks that end at a full
 * flush stand on their own (RFC 1951), so they may be repeated. Level 6, no time in the header: the same bytes give the same bytes.
 */
import { constants, deflateRawSync } from 'node:zlib';
import { crc32 } from '../base/crc32.ts';
import type { ByteSource } from '../base/streams.ts';
import { knownZero, ZEROS_BYTES, zeros } from '../base/zeros.ts';

/** What is held back until enough is there to be worth a block of its own. */
const BLOCK_BYTES = 1024 * 1024;
/** Fewer zeros are data like any other: a block of their own would be longer. */
const SPLICED_BYTES = 32 * 1024;

const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
/** An empty last block. */
const END = Uint8Array.of(3, 0);

export async function* gzipFiles(source: ByteSource): AsyncGenerator<Uint8Array> {
  let sum = 0;
  let size = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const hold = (bytes: Uint8Array) => {
    held.push(bytes);
    heldBytes += bytes.length;
  };
  const block = () => {
    const bytes = flushed(Buffer.concat(held));
    held = [];
    heldBytes = 0;
    return bytes;
  };
  yield HEADER;
  for await (const chunk of source) {
    size += chunk.length;
    sum = crc32(chunk, sum);
    if (knownZero(chunk) && chunk.length >= SPLICED_BYTES) {
      if (held.length) yield block();
      for (const power of powersOf(chunk.length)) yield zeroBlock(power);
      hold(zeros(chunk.length % SPLICED_BYTES));
    } else {
      hold(chunk);
    }
    if (heldBytes >= BLOCK_BYTES) yield block();
  }
  if (held.length) yield block();
  yield END;
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(sum, 0);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  yield trailer;
}

function flushed(bytes: Uint8Array): Uint8Array {
  return deflateRawSync(bytes, { level: 6, finishFlush: constants.Z_FULL_FLUSH });
}

/** The powers of two that make up a length, the largest first, down to SPLICED_BYTES: what is less is left over. */
function* powersOf(length: number): Generator<number> {
  for (let power = ZEROS_BYTES; power >= SPLICED_BYTES; power /= 2) if (length & power) yield power;
}

const ZERO_BLOCKS = new Map<number, Uint8Array>();

function zeroBlock(length: number): Uint8Array {
  const known = ZERO_BLOCKS.get(length) ?? flushed(zeros(length));
  ZERO_BLOCKS.set(length, known);
  return known;
}
