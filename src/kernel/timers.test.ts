import { expect, test } from 'vitest';
import { Timers } from './timers.ts';

test('timers that are due together fire a few in a turn, in their order', () => {
  let now = 0;
  const host: { readonly at: number; readonly fire: () => void }[] = [];
  const turns: (() => void)[] = [];
  const after = (ms: number, fire: () => void) => {
    const timer = { at: now + ms, fire };
    host.push(timer);
    return () => void host.splice(host.indexOf(timer), 1);
  };
  const timers = new Timers(
    { now: () => now, after },
    () => undefined,
    (resume) => void turns.push(resume),
  );
  const fired: number[] = [];
  for (let i = 0; i < 40; i++) timers.after(10, () => fired.push(i));
  timers.after(20, () => fired.push(40));
  now = 10;
  host.shift()?.fire();
  const counts = [fired.length];
  // One that is set meanwhile, and due, waits for its place.
  timers.after(0, () => fired.push(100));
  expect(host).toEqual([]);
  while (turns.length > 0) {
    turns.shift()?.();
    counts.push(fired.length);
  }
  expect(counts[0]).toBeLessThan(40);
  expect(Math.max(...counts.map((count, i) => count - (counts[i - 1] ?? 0)))).toBe(counts[0]);
  expect(fired).toEqual([...Array.from({ length: 40 }, (_, i) => i), 100]);
  expect(host.map(({ at }) => at)).toEqual([20]);
});
