import { expect, test } from 'vitest';
import { LIMITS } from '../base/limits.ts';
import { historyText, type TypedCommand } from './history.ts';

const typed = (command: string): TypedCommand => ({ command, status: 0, prompt: '$' });

test('a command is one line', () => {
  expect(historyText([typed('cat <<E\n a\nE'), { command: 'ls', status: 2, prompt: '#' }])).toBe(
    '0 $ cat <<E a E\n2 # ls\n',
  );
});

test('whatever was pasted fits into an environment, and what came last is there', () => {
  const text = historyText([
    typed('first'),
    ...Array.from({ length: 100 }, () => typed('x'.repeat(9000))),
    typed('last'),
  ]);
  expect(text.length).toBeLessThanOrEqual(LIMITS.lessonHistory);
  expect(text).toMatch(/^0 \$ x+\n[^]*\n0 \$ last\n$/);
  expect(text).not.toContain('first');
});
