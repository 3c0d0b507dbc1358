import { expect, test } from 'vitest';
import { text, utf8 } from '../../base/bytes.ts';
import { memoryDriver } from '../../store/memory/driver.ts';
import { openRecords } from '../../store/record-store.ts';
import { ContainerLog, loadLogs } from './container-log.ts';

/** A clock whose timers ring when they are told to. */
function clockAt(start: number) {
  let now = start;
  const timers = new Set<() => void>();
  return {
    now: () => (now += 1.5),
    after: (_ms: number, fire: () => void) => {
      timers.add(fire);
      return () => timers.delete(fire);
    },
    ring: () => {
      for (const fire of [...timers]) {
        timers.delete(fire);
        fire();
      }
    },
  };
}

test('lines come back with their times and streams, the oldest go, and nothing stays of a log that is removed', async () => {
  const driver = memoryDriver();
  const clock = clockAt(1000);
  const records = openRecords(driver, clock);
  const log = new ContainerLog('c1', { records, clock }, 200_000);
  log.write('stdout', utf8('one\ntw'));
  log.write('stderr', utf8('wrong\n'));
  log.write('stdout', utf8('o\n'));
  clock.ring();
  clock.ring();
  log.write('stdout', utf8('\n'));
  log.write('stdout', utf8('no end'));
  log.end();
  log.save();
  await records.settle();
  const saved = (await loadLogs(openRecords(driver, clock))).get('c1') ?? [];
  const again = new ContainerLog('c1', { records, clock }, 200_000);
  again.load(saved);
  expect(again.entries()).toEqual(log.entries());
  expect(again.entries().map(({ time, stream, bytes }) => [time, stream, text(bytes)])).toEqual([
    [1001.5, 'stdout', 'one\n'],
    [1003, 'stderr', 'wrong\n'],
    [expect.any(Number), 'stdout', 'two\n'],
    [expect.any(Number), 'stdout', '\n'],
    [expect.any(Number), 'stdout', 'no end'],
  ]);
  for (let i = 0; i < 30; i++) {
    again.write('stdout', utf8(`${'x'.repeat(16_000)}\n`));
    if (i % 5 === 0) clock.ring();
  }
  const kept = again.entries().reduce((sum, { bytes }) => sum + bytes.length, 0);
  expect([kept > 100_000, kept <= 200_000 + 16_001, again.entries()[0]?.bytes.length]).toEqual([true, true, 16_001]);
  again.save();
  await records.settle();
  const pieces = (await loadLogs(records)).get('c1') ?? [];
  expect(pieces.reduce((sum, { packed }) => sum + packed.length, 0)).toBeLessThan(220_000);
  again.remove();
  await records.settle();
  expect(await loadLogs(records)).toEqual(new Map());
});
