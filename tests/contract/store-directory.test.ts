import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { directoryDriver } from '../../src/node/directory-driver.ts';
import { storeSuite } from './store-suite.ts';

const directory = () => mkdtempSync(join(tmpdir(), 'drydock-store-'));

storeSuite('a directory', () => {
  const path = directory();
  return {
    open: (options) => directoryDriver(path, options),
    dispose: () => rmSync(path, { recursive: true }),
  };
});

test('a batch that was cut off by a kill never happened, and its chunk files go', async () => {
  const path = directory();
  const log = join(path, 'records.log');
  const first = await directoryDriver(path);
  await first.commit([{ table: 'records', key: 'a', put: 1 }], { durability: 'strict' });
  const whole = statSync(log).size;
  await first.commit([
    { table: 'chunks', key: 'c', put: new Uint8Array([1, 2, 3]) },
    { table: 'records', key: 'a', put: 2 },
  ]);
  first.close();
  const end = statSync(log).size;
  for (const size of [end - 1, whole + 9, whole + 3]) {
    truncateSync(log, size);
    const driver = await directoryDriver(path);
    expect([await driver.get('records', 'a'), await driver.get('chunks', 'c')]).toEqual([1, undefined]);
    expect([readdirSync(join(path, 'chunks')), statSync(log).size]).toEqual([[], whole]);
    driver.close();
    appendFileSync(log, new Uint8Array(end - whole)); // zeros, as some file systems leave them
  }
  rmSync(path, { recursive: true });
});

test('a directory that a living process has open is refused, a dead one is taken over', async () => {
  const path = directory();
  (await directoryDriver(path)).close();
  writeFileSync(join(path, 'lock'), '1');
  await expect(directoryDriver(path)).rejects.toMatchObject({ kind: 'unavailable' });
  writeFileSync(join(path, 'lock'), String(2 ** 22 + 7));
  (await directoryDriver(path)).close();
  rmSync(path, { recursive: true });
});
