/** xz by the program that Docker starts for it, bzip2 by Go's reader: what they yield, and how they complain. */
import { FailureError } from '../base/errors.ts';
import type { ByteSource } from '../base/streams.ts';
import { bzip2Decoded } from '../base/compression/bzip2-decode.ts';
import { CompressionError, Feed } from '../base/compression/feed.ts';
import { xzDecoded } from '../base/compression/xz-decode.ts';
import { unexpectedEof } from './tar/header.ts';

/** What xz prints of its input. */
const XZ_WORDS = {
  magic: 'File format not recognized',
  end: 'Unexpected end of input',
  data: 'Compressed data is corrupt',
  options: 'Unsupported options',
} as const;

/** Fails with `invalid`, e.g. `exit status 1: xz: (stdin): Compressed data is corrupt`. */
export async function* unxz(source: ByteSource): AsyncGenerator<Uint8Array> {
  try {
    yield* xzDecoded(new Feed(source), () => undefined);
  } catch (error) {
    if (!(error instanceof CompressionError)) throw error;
    throw new FailureError('invalid', `exit status 1: xz: (stdin): ${XZ_WORDS[error.reason]}`, { cause: error });
  }
}

/** Fails with `invalid`, e.g. `bzip2 data invalid: checksum mismatch`. */
export async function* bunzip2(source: ByteSource): AsyncGenerator<Uint8Array> {
  try {
    yield* bzip2Decoded(source);
  } catch (error) {
    if (!(error instanceof CompressionError)) throw error;
    throw error.reason === 'end' ? unexpectedEof() : new FailureError('invalid', bzip2Words(error), { cause: error });
  }
}

function bzip2Words({ reason, message }: CompressionError): string {
  const said = message !== reason ? message : 'checksum mismatch';
  // The first three bytes were bzip2's, or nobody would have come here.
  return `bzip2 data invalid: ${reason === 'magic' ? 'invalid compression level' : said}`;
}
