import { expect, test } from 'vitest';
import { Scheduler } from './scheduler.ts';

test('what somebody waits for has every other turn, each kind in its order', async () => {
  const scheduler = new Scheduler({ now: () => 0, after: () => () => undefined });
  const ran: string[] = [];
  const all = ['b1', 'b2', 'b3', 'f1', 'f2', 'b4', 'f3'].map(
    (name) =>
      new Promise<void>((resolve) =>
        scheduler.later(() => {
          ran.push(name);
          resolve();
        }, name.startsWith('f')),
      ),
  );
  await Promise.all(all);
  expect(ran).toEqual(['f1', 'b1', 'f2', 'b2', 'f3', 'b3', 'b4']);
});
