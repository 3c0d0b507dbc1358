import { expect, test } from 'vitest';
import { LIMITS } from '../base/limits.ts';
import { memoryDriver } from './memory/driver.ts';
import { openRecords } from './record-store.ts';

/** Records over a clock whose timers fire when told, and the sizes of what was committed. */
function underTest() {
  const driver = memoryDriver();
  const sizes: number[] = [];
  let full = false;
  const commit: typeof driver.commit = async (batch) => {
    if (full) throw new Error('no room');
    sizes.push(batch.length);
    await driver.commit(batch);
  };
  const due = new Set<() => void>();
  const after = (_: number, fire: () => void) => {
    due.add(fire);
    return () => void due.delete(fire);
  };
  const records = openRecords({ ...driver, commit }, { now: () => 0, after });
  return {
    records,
    sizes,
    setFull: (now: boolean) => void (full = now),
    tick: async () => {
      const now = [...due];
      due.clear();
      for (const fire of now) fire();
      await new Promise(setImmediate);
    },
  };
}

const numbered = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: i }));

test('what trickles goes a portion at a time, each key once with its last value', async () => {
  const { records, sizes, tick } = underTest();
  records.trickle(numbered(LIMITS.recordsPortion + 3));
  records.trickle([{ key: 'k0', value: 'newer' }]);
  await records.write([{ key: 'other', value: 1 }]);
  expect(sizes).toEqual([1]);
  await tick();
  await tick();
  await tick();
  expect(sizes).toEqual([1, LIMITS.recordsPortion, 3]);
  expect(await records.get('k0')).toBe('newer');
});

test('a key may be written both ways: the last value counts', async () => {
  const { records, sizes } = underTest();
  records.trickle(numbered(2));
  records.writeSoon([{ key: 'k0', value: 'soon' }]);
  records.trickle([{ key: 'k0', value: 'last' }]);
  await records.write([{ key: 'other', value: 1 }]);
  expect(sizes).toEqual([2]);
  await records.settle();
  expect(sizes).toEqual([2, 1]);
  expect([await records.get('k0'), await records.get('k1')]).toEqual(['last', 1]);
});

test('what trickles and finds no room is kept for the next time', async () => {
  const { records, sizes, setFull, tick } = underTest();
  setFull(true);
  records.trickle([{ key: 'a', value: 1 }]);
  await tick();
  expect([await records.get('a'), sizes]).toEqual([1, []]);
  setFull(false);
  records.trickle([{ key: 'b', value: 2 }]);
  await tick();
  expect(sizes).toEqual([2]);
});

test('a fresh record that is gone again is never written, and nothing is left to wait for', async () => {
  const { records, sizes, tick } = underTest();
  records.writeSoon([{ key: 'a', value: 1, fresh: true }]);
  records.writeSoon([{ key: 'a' }]);
  await tick();
  await records.settle();
  expect(sizes).toEqual([]);
});
