/**
 * gzip as Go's reader has it: what it yields, and how it complains. The platform's stream is quicker where every byte counts, but
 * slower by far on layers of realistic size, which are zeros mostly: it makes memory of each, and whoever comes next looks for them in it.
 */
import { gunzipped, GzipError } from '../base/compression/gzip-decode.ts';
import { FailureError } from '../base/errors.ts';
import type { ByteSource } from '../base/streams.ts';
import { unexpectedEof } from './tar/header.ts';

const GO_WORDS = {
  header: 'gzip: invalid header',
  data: 'flate: corrupt input',
  checksum: 'gzip: invalid checksum',
} as const;

/** Fails with `invalid`, e.g. `gzip: invalid checksum`. A failure of the source passes unchanged. */
export async function* gunzip(source: ByteSource): AsyncGenerator<Uint8Array> {
  try {
    yield* gunzipped(source);
  } catch (error) {
    if (!(error instanceof GzipError)) throw error;
    throw error.reason === 'end'
      ? unexpectedEof()
      : new FailureError('invalid', GO_WORDS[error.reason], { cause: error });
  }
}
