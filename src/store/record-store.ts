/** Plain data under names, in the driver's records table. */
import type { StorageDriver } from './driver.ts';
import { after, recordKey } from './keys.ts';
import type { Records } from './store.ts';

export function openRecords(driver: StorageDriver): Records {
  return {
    get: async <T>(key: string) => (await driver.get('records', recordKey.plain(key))) as T | undefined,
    list: async <T>(prefix: string) => {
      const from = recordKey.plain(prefix);
      const found = await driver.list('records', from, after(from));
      return found.map(([key, value]) => [key.slice(recordKey.plain('').length), value as T] as const);
    },
    write: (batch) =>
      driver.commit(
        batch.map(({ key, value }) =>
          value === undefined
            ? { table: 'records', delete: recordKey.plain(key) }
            : { table: 'records', key: recordKey.plain(key), put: value },
        ),
        // A reference is what makes content reachable: it asks for more than the end of the process.
        { durability: batch.some(({ key }) => /^(images|references)\//.test(key)) ? 'strict' : 'relaxed' },
      ),
  };
}
