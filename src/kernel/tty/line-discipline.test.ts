import { expect, test } from 'vitest';
import { text, utf8 } from '../../base/bytes.ts';
import type { Termios } from '../sys.ts';
import { LineDiscipline } from './line-discipline.ts';

function typed(keys: string, change: Partial<Termios> = {}) {
  const seen: string[] = [];
  let echo = '';
  const discipline = new LineDiscipline({
    echo: (bytes) => (echo += text(bytes)),
    line: (bytes) => seen.push(`line ${JSON.stringify(text(bytes))}`),
    raw: (bytes) => seen.push(`raw ${JSON.stringify(text(bytes))}`),
    signal: (signal) => seen.push(signal),
    flush: () => seen.push('flush'),
  });
  discipline.change(change);
  discipline.input(utf8(keys));
  return { seen, echo };
}

test('lines', () => {
  expect(typed('ls\rx')).toEqual({ seen: ['line "ls\\n"'], echo: 'ls\nx' });
  expect(typed('a\x04\x04')).toEqual({ seen: ['line "a"', 'line ""'], echo: 'a' });
});

test('erasing: characters, control characters, words, lines', () => {
  expect(typed('aé\x7f\x08\x08b\n')).toEqual({ seen: ['line "b\\n"'], echo: 'aé\b \b\b \bb\n' });
  expect(typed('\x01\x7f\n').echo).toBe('^A\b \b\b \b\n');
  expect(typed('one two  \x17\n').seen).toEqual(['line "one \\n"']);
  expect(typed('one two\x15x\n').seen).toEqual(['line "x\\n"']);
  expect(typed('ab\t\x7fc\n').echo).toBe(`ab\t${'\b \b'.repeat(6)}c\n`);
});

test('signals throw away what was typed', () => {
  expect(typed('abc\x03')).toEqual({ seen: ['flush', 'INT'], echo: 'abc^C' });
  expect(typed('\x1c\x1a', { echo: false })).toEqual({ seen: ['flush', 'QUIT', 'flush', 'TSTP'], echo: '' });
  expect(typed('\x03\n', { signals: false }).seen).toEqual(['line "\\u0003\\n"']);
});

test('raw mode', () => {
  const raw = { canonical: false, echo: false, signals: false, crToNl: false };
  expect(typed('a\x03\r\x7f', raw)).toEqual({ seen: ['raw "a\\u0003\\r\x7f"'], echo: '' });
  expect(typed('', raw).seen).toEqual([]);
  expect(typed('a\r', { canonical: false }).seen).toEqual(['raw "a\\n"']);
});

test('a line holds 4095 bytes and its newline', () => {
  const { seen, echo } = typed(`${'x'.repeat(5000)}\n`);
  expect(seen).toEqual([`line "${'x'.repeat(4095)}\\n"`]);
  expect(echo).toBe(`${'x'.repeat(4095)}${'\x07'.repeat(905)}\n`);
});
