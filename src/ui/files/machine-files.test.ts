import { describe, expect, test } from 'vitest';
import { parseListing, quote, textOf } from './machine-files.ts';

describe('machine files', () => {
  test('a name is one word to the shell, whatever it has in it', () => {
    expect(quote('a b')).toBe(`'a b'`);
    expect(quote(`it's $HOME`)).toBe(`'it'\\''s $HOME'`);
  });

  test('folders come first, and names may hold tabs', () => {
    expect(parseListing('/', 'f\t12\tz\0d\t4096\ty\0N\t0\tx\tx\0')).toEqual([
      { name: 'y', path: '/y', type: 'directory', size: 4096 },
      { name: 'x\tx', path: '/x\tx', type: 'other', size: 0 },
      { name: 'z', path: '/z', type: 'file', size: 12 },
    ]);
    expect(parseListing('/home/learner', '')).toEqual([]);
  });

  test('what is no text is not opened as text', () => {
    expect(textOf(new Uint8Array([104, 105]))).toBe('hi');
    expect(textOf(new Uint8Array([0x1f, 0x8b, 8, 0]))).toBe(undefined);
    expect(textOf(new Uint8Array([0xff, 0xfe, 0x41]))).toBe(undefined);
  });
});
