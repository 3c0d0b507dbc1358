import { describe, expect, test } from 'vitest';
import { KeyDecoder } from './keys.ts';
import type { EditorEvent } from './editor-events.ts';
import { LineEditor } from './line-editor.ts';

interface Typed {
  readonly text: string;
  readonly cursor: number;
  readonly output: string;
  readonly event: EditorEvent | undefined;
}

const HISTORY = ['echo one', 'ls -l /tmp', 'echo two'];

function type(keys: string, style: 'readline' | 'busybox' = 'readline', columns = 80): Typed {
  const editor = new LineEditor({ prompt: '$ ', columns, history: HISTORY, style });
  const decoder = new KeyDecoder();
  let output = '';
  let event: EditorEvent | undefined;
  for (const byte of new TextEncoder().encode(keys)) {
    const key = decoder.feed(byte);
    if (!key) continue;
    const result = editor.key(key);
    output += result.output;
    event = result.event ?? event;
  }
  return { text: editor.text, cursor: editor.cursor, output, event };
}

describe('keys change the line', () => {
  test.each([
    ['moves and inserts', 'ab\x01X\x05Y\x02\x7fZ', 'XaZY', 3],
    ['kills and yanks', 'one two\x17\x15\x19\x19', 'one twoone two', 14],
    ['kills to the end', 'abc def\x1bb\x0b', 'abc ', 4],
    ['deletes forward', 'abc\x01\x04\x1b[3~', 'c', 0],
    ['moves by words', 'one two three\x1bb\x1bbX\x1bf-', 'one Xtwo- three', 9],
    ['swaps characters', 'ab\x14', 'ba', 2],
    ['recalls the history', 'draft\x10\x1b[A', 'ls -l /tmp', 10],
    ['comes back to the draft', 'draft\x10\x0e', 'draft', 5],
    ['takes the last word', 'cat \x1b.', 'cat two', 7],
    ['searches backwards', '\x12one\x05', 'echo one', 8],
    ['searches further', '\x12echo\x12\x05', 'echo one', 8],
    ['leaves a search', 'x\x12one\x07', 'x', 1],
    ['pastes lines as one', '\x1b[200~a\rb\n\x1b[201~', 'a\nb\n', 4],
    ['does not take answers of the terminal for keys', 'a\x1b[12;40Rb', 'ab', 2],
    ['keeps characters whole', 'é日本\x02\x7f', 'é本', 1],
  ])('%s', (_name, keys, text, cursor) => {
    expect(type(keys)).toMatchObject({ text, cursor });
  });

  test('events', () => {
    expect(type('echo hi\r').event).toEqual({ kind: 'line', text: 'echo hi' });
    expect(type('\x04').event).toEqual({ kind: 'end' });
    expect(type('ab\x04').event).toBeUndefined();
    expect(type('ab\x03').event).toEqual({ kind: 'interrupt' });
    expect(type('ls /e\t').event).toMatchObject({ kind: 'complete', before: 'ls /e', again: false, mode: 'complete' });
  });
});

describe('drawing', () => {
  // What busybox 1.37 writes for the same keys.
  test('changes in the middle, as busybox draws them', () => {
    expect(type('ab\x01X\x05Y\x02\x7fZ\r', 'busybox').output).toBe('ab\b\bXab\b\babY\b\bY\x1b[J\bZY\bY\n');
    expect(type('\x10', 'busybox').output).toBe('\r$ echo two\x1b[J');
    expect(type('echo a\x1b[D\x1b[DX\x1b[3~\r', 'busybox').output).toBe('echo a\b\bX a\b\ba\x1b[J\ba\n');
  });

  test('wraps at the edge and comes back', () => {
    expect(type('abcdefghX\x7f', 'readline', 10).output).toBe('abcdefgh \rX\b\x1b[J');
    expect(type('abcdefghij\x01', 'readline', 10).output).toBe('abcdefgh \rij\x1b[1A\r\x1b[2C');
  });

  test('wide characters take two columns', () => {
    expect(type('日本\x02X').output).toBe('日本\b\bX本\b\b');
  });

  test('lists what Tab found when it comes twice', () => {
    const editor = new LineEditor({ prompt: '$ ', columns: 20, history: [], style: 'readline' });
    for (const char of 'ls /') editor.key({ kind: 'key', text: char });
    const choice = { replace: 1, text: '/', candidates: ['bin/', 'etc/', 'home/', 'usr/'] };
    expect(editor.complete(choice, false)).toBe('\x07');
    expect(editor.complete(choice, true)).toBe('\nbin/   home/  \netc/   usr/   \n$ ls /');
    expect(editor.complete({ replace: 1, text: '/etc/', candidates: ['etc/'] }, false)).toBe('etc/');
    expect(editor.text).toBe('ls /etc/');
  });
});
