import { expect, test } from 'vitest';
import { sideBySide } from './each.ts';

test('a thousand names need no thousand connections, and each has its own outcome', async () => {
  let [now, most] = [0, 0];
  const names = Array.from({ length: 1000 }, (_, i) => `c${i}`);
  const outcomes = await Promise.all(
    sideBySide(names, async (name) => {
      most = Math.max(most, ++now);
      await Promise.resolve();
      now -= 1;
      if (name.endsWith('9')) throw new Error(name);
    }),
  );
  expect(most).toBe(50);
  expect(outcomes.map((outcome) => outcome && (outcome.error as Error).message)).toEqual(
    names.map((name) => (name.endsWith('9') ? name : undefined)),
  );
});
