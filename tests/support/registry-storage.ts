/** The smallest storage that keeps a registry server's contract, in memory. */
import { FailureError } from '../../src/base/errors.ts';
import { collect, sourceOf } from '../../src/base/streams.ts';
import { digestOf } from '../../src/oci/digest.ts';
import type { Digest } from '../../src/oci/digest-types.ts';
import type { RegistryStorage } from '../../src/registry/server-contents.ts';

export function memoryStorage(): RegistryStorage {
  const blobs = new Map<Digest, Uint8Array>();
  const records = new Map<string, unknown>();
  return {
    content: {
      get: async (digest) => {
        const bytes = blobs.get(digest);
        return bytes && { size: bytes.length, source: () => sourceOf(bytes) };
      },
      ingest: async () => {
        const parts: Uint8Array[] = [];
        return {
          write: async (bytes) => void parts.push(bytes.slice()),
          commit: async (expected) => {
            const bytes = await collect(sourceOf(...parts), 1e9);
            const digest = await digestOf(bytes);
            if (expected && expected !== digest) throw new FailureError('invalid', 'another digest');
            blobs.set(digest, bytes);
            return { digest, size: bytes.length };
          },
          abort: async () => undefined,
        };
      },
    },
    records: {
      get: async <T>(key: string) => records.get(key) as T | undefined,
      list: async <T>(prefix: string) => [...records].filter(([key]) => key.startsWith(prefix)).sort() as [string, T][],
      write: async (batch) => {
        for (const { key, value } of batch) {
          if (value === undefined) records.delete(key);
          else records.set(key, value);
        }
      },
    },
  };
}
