import { expect, test } from 'vitest';
import { APPLETS } from './applets.ts';
import { UNSIMULATED_APPLETS } from './busybox.ts';
import { PROGRAM_NAMES } from './names.ts';
import { PROGRAMS } from './table.ts';

test('every program is named', () => {
  expect([...PROGRAM_NAMES].sort()).toEqual(Object.keys(PROGRAMS).sort());
});

test('no applet is said not to be simulated that is', () => {
  expect(UNSIMULATED_APPLETS.filter((name) => Object.hasOwn(APPLETS, name))).toEqual([]);
});
