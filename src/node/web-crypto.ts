/**
 * Node hands each digest of WebCrypto to its thread pool and back, which takes far longer than a digest of a few bytes, and which the
 * event loop knows nothing of. Here they are made at once.
 */
import { createHash } from 'node:crypto';

/** For the whole process. */
export function digestAtOnce(): void {
  crypto.subtle.digest = async (algorithm, data) => {
    const name = typeof algorithm === 'string' ? algorithm : algorithm.name;
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    return new Uint8Array(createHash(name.replace('-', '')).update(bytes).digest()).buffer;
  };
}
