/** Tabs and places of terminals. */
import { expect, test } from 'vitest';
import { Terminals } from './terminals.svelte.ts';

const seen = ({ ids, panes, active }: Terminals) => `${ids.join()} | ${panes.join()} | ${active}`;

test('new terminals and tabs take the place of the active one', () => {
  const terminals = new Terminals();
  terminals.add();
  expect(seen(terminals)).toBe('1,2 | 2 | 2');
  terminals.show(1);
  expect(seen(terminals)).toBe('1,2 | 1 | 1');
  terminals.next();
  expect(seen(terminals)).toBe('1,2 | 2 | 2');
});

test('a split shows another beside the active one, and is left to the active one', () => {
  const terminals = new Terminals();
  terminals.toggleSplit();
  expect(seen(terminals)).toBe('1,2 | 1,2 | 2');
  terminals.next();
  expect(seen(terminals)).toBe('1,2 | 1,2 | 1');
  terminals.add();
  expect(seen(terminals)).toBe('1,2,3 | 3,2 | 3');
  terminals.show(1);
  expect(seen(terminals)).toBe('1,2,3 | 1,2 | 1');
  terminals.show(2);
  terminals.toggleSplit();
  expect(seen(terminals)).toBe('1,2,3 | 2 | 2');
  terminals.toggleSplit();
  expect(seen(terminals)).toBe('1,2,3 | 2,1 | 1');
});

test('closing one in sight leaves the other; closing all but one leaves that', () => {
  const terminals = new Terminals();
  terminals.toggleSplit();
  terminals.close(2);
  expect(seen(terminals)).toBe('1 | 1 | 1');
  terminals.add();
  terminals.add();
  terminals.close(3);
  expect(seen(terminals)).toBe('1,2 | 2 | 2');
  terminals.toggleSplit();
  terminals.show(2);
  terminals.close(1);
  expect(seen(terminals)).toBe('2 | 2 | 2');
});
