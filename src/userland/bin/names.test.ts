import { expect, test } from 'vitest';
import { PROGRAM_NAMES } from './names.ts';
import { PROGRAMS } from './table.ts';

test('every program is named', () => {
  expect([...PROGRAM_NAMES].sort()).toEqual(Object.keys(PROGRAMS).sort());
});
