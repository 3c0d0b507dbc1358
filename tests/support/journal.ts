/** A driver that remembers every commit, so that a disk can be made as it was after any of them: what a kill leaves. */
import type { Mutation, StorageDriver } from '../../src/store/driver.ts';
import { memoryDriver } from '../../src/store/memory/driver.ts';

export interface Journal {
  readonly driver: StorageDriver;
  /** Commits so far. */
  readonly length: number;
  /** What the last of the mutations did, in short. */
  shown(n: number): string;
  /** A disk after the first `n` commits. */
  after(n: number): Promise<StorageDriver>;
}

export function journal(): Journal {
  const disk = memoryDriver();
  const commits: (readonly Mutation[])[] = [];
  return {
    driver: {
      ...disk,
      commit: async (batch) => {
        const copy = batch.map(copyOf);
        await disk.commit(copy);
        commits.push(copy);
      },
    },
    get length() {
      return commits.length;
    },
    shown: (n) => (commits[n] ?? []).map(shownOf).join(', ').slice(0, 300),
    after: async (n) => {
      const copy = memoryDriver();
      for (const batch of commits.slice(0, n)) await copy.commit(batch);
      return copy;
    },
  };
}

/** The caller may go on with what it handed in. */
function copyOf(mutation: Mutation): Mutation {
  if (!('put' in mutation)) return mutation;
  return { ...mutation, put: structuredClone(mutation.put) };
}

function shownOf(mutation: Mutation): string {
  if ('put' in mutation) return `+${mutation.key}`;
  return 'delete' in mutation ? `-${mutation.delete}` : `-${mutation.deleteFrom}*`;
}
