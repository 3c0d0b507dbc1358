import { expect, test } from 'vitest';
import { sourceOf } from '../../../base/streams.ts';
import type { Machine } from '../../machine.ts';
import { environment, labels } from './environment.ts';

/** A machine with one file, and FOUR in its environment. */
const machine = (file: Uint8Array) =>
  ({ cwd: '/', env: new Map([['FOUR', '4']]), files: { read: () => sourceOf(file) } }) as unknown as Machine;
const utf8 = (text: string) => new TextEncoder().encode(text);

test('lines of a file: names alone take the value from outside, and make no label', async () => {
  const file = utf8('\ufeffONE=1\r\n#TWO=2\n\n  THREE=3\nFOUR\nFIVE\nSIX=a=b');
  expect(await environment(machine(file), ['f'], [])).toEqual(['ONE=1', 'THREE=3', 'FOUR=4', 'SIX=a=b']);
  expect(await labels(machine(file), ['f'], ['x'])).toEqual({ ONE: '1', THREE: '3', SIX: 'a=b', x: '' });
});

test('bytes that are no UTF-8 are told with the number of their line', async () => {
  const file = Uint8Array.of(0x42, 0x3d, 0x0a, 0x41, 0x3d, 0xff, 0x0a);
  await expect(environment(machine(file), ['latin.env'], [])).rejects.toThrow(
    'invalid env file (latin.env): invalid utf8 bytes at line 2: [65 61 255]',
  );
});
