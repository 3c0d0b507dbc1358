import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import * as fake from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openIndexedDb } from '../../src/store/indexeddb/driver.ts';
import { storeSuite } from './store-suite.ts';

// idb recognises the classes by their global names.
for (const [name, value] of Object.entries(fake)) {
  if (name.startsWith('IDB')) Object.assign(globalThis, { [name]: value });
}
Object.assign(globalThis, { IDBKeyRange });

function useFreshDatabases(): void {
  Object.defineProperty(globalThis, 'indexedDB', { value: new IDBFactory(), configurable: true, writable: true });
}

storeSuite(
  'IndexedDB',
  () => {
    useFreshDatabases();
    return { open: () => openIndexedDb('drydock') };
  },
  { noQuota: 'fake-indexeddb has none' },
);

test('an upgrade by another tab closes the database, and says so afterwards', async () => {
  useFreshDatabases();
  let told = 0;
  const driver = await openIndexedDb('drydock', { onVersionChange: () => told++ });
  await driver.commit([{ table: 'records', key: 'a', put: 1 }]);
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('drydock');
    request.onsuccess = resolve;
    request.onerror = reject;
  });
  expect(told).toBe(1);
  await expect(driver.get('records', 'a')).rejects.toMatchObject({ kind: 'unavailable' });
});
