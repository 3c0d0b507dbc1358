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

/**
 * What follows the last member is nothing: `docker import` of such a file succeeds, since a tar has ended by then (measured on
 * 26.1.5). Fails with `invalid`, e.g. `gzip: invalid checksum`. A failure of the source passes unchanged.
 */
export async function* gunzip(source: ByteSource): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  try {
    yield* gunzipped({ [Symbol.asyncIterator]: () => ({ next: () => pieces.next() }) }, () => undefined);
    // A source that is held against a digest says at its end whether it was another.
    while (!(await pieces.next()).done);
  } catch (error) {
    if (!(error instanceof GzipError)) throw error;
    throw error.reason === 'end'
      ? unexpectedEof()
      : new FailureError('invalid', GO_WORDS[error.reason], { cause: error });
  } finally {
    await pieces.return?.();
  }
}
