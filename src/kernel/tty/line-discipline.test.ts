import { expect, test } from 'vitest';
import { text, utf8 } from '../../base/bytes.ts';
import type { Termios } from '../sys.ts';
import { DEFAULT_TERMIOS, LineDiscipline } from './line-discipline.ts';
import { CC, IFLAG, LFLAG, NEW_FLAGS, type TermiosFlags, termiosFlags, termiosOf } from './termios-flags.ts';

async function typed(keys: string, change: Partial<Termios> = {}) {
  const seen: string[] = [];
  let echo = '';
  const discipline = new LineDiscipline({
    echo: (bytes) => (echo += text(bytes)),
    line: (bytes) => seen.push(`line ${JSON.stringify(text(bytes))}`),
    raw: (bytes) => seen.push(`raw ${JSON.stringify(text(bytes))}`),
    signal: (signal) => seen.push(signal),
    flush: () => seen.push('flush'),
    hold: (stopped) => (echo += stopped ? '<stop>' : '<go>'),
  });
  discipline.change(change);
  await discipline.input(utf8(keys));
  return { seen, echo };
}

test('lines', async () => {
  expect(await typed('ls\rx')).toEqual({ seen: ['line "ls\\n"'], echo: 'ls\nx' });
  expect(await typed('a\x04\x04')).toEqual({ seen: ['line "a"', 'line ""'], echo: 'a' });
});

test('erasing: characters, control characters, words, lines', async () => {
  expect(await typed('aé\x7f\x7f\x7fb\n')).toEqual({ seen: ['line "b\\n"'], echo: 'aé\b \b\b \bb\n' });
  expect((await typed('\x01\x7f\n')).echo).toBe('^A\b \b\b \b\n');
  expect((await typed('one two  \x17\n')).seen).toEqual(['line "one \\n"']);
  expect((await typed('one two\x15x\n')).seen).toEqual(['line "x\\n"']);
  expect((await typed('ab\t\x7fc\n')).echo).toBe(`ab\t${'\b \b'.repeat(6)}c\n`);
});

test('signals throw away what was typed', async () => {
  expect(await typed('abc\x03')).toEqual({ seen: ['flush', 'INT'], echo: '^C' });
  expect(await typed('\x1c\x1a', { echo: false })).toEqual({ seen: ['flush', 'QUIT', 'flush', 'TSTP'], echo: '' });
  expect((await typed('\x03\n', { signals: false })).seen).toEqual(['line "\\u0003\\n"']);
});

test('raw mode', async () => {
  const raw = { canonical: false, echo: false, signals: false, crToNl: false };
  expect(await typed('a\x03\r\x7f', raw)).toEqual({ seen: ['raw "a\\u0003\\r\x7f"'], echo: '' });
  expect((await typed('', raw)).seen).toEqual([]);
  expect((await typed('a\r', { canonical: false })).seen).toEqual(['raw "a\\n"']);
});

test('a line holds 4095 bytes and its newline', async () => {
  const { seen, echo } = await typed(`${'x'.repeat(5000)}\n`);
  expect(seen).toEqual([`line "${'x'.repeat(4095)}\\n"`]);
  expect(echo).toBe(`${'x'.repeat(4095)}${'\x07'.repeat(905)}\n`);
});

/** The attributes of a new terminal with other flags or characters. */
function changed(change: (flags: TermiosFlags) => Partial<TermiosFlags>): Partial<Termios> {
  const flags = termiosFlags(DEFAULT_TERMIOS);
  return termiosOf({ ...flags, ...change(flags) });
}

const withCharacter = (name: keyof typeof CC, code: number) =>
  changed(() => ({ c_cc: NEW_FLAGS.c_cc.map((old, i) => (i === CC[name] ? code : old)) }));

const without = (mask: number) => changed(({ c_lflag }) => ({ c_lflag: c_lflag & ~mask }));

test('a literal next byte', async () => {
  expect(await typed('a\x16\x03b\r')).toEqual({ seen: ['line "a\\u0003b\\n"'], echo: 'a^\b^Cb\n' });
  expect((await typed('\x16\x04\r')).seen).toEqual(['line "\\u0004\\n"']);
  expect((await typed('\x16x\r', without(LFLAG.IEXTEN))).seen).toEqual(['line "\\u0016x\\n"']);
});

test('output is held and goes on', async () => {
  expect(await typed('a\x13b\x11c')).toEqual({ seen: [], echo: 'a<stop>b<go>c' });
  expect((await typed('\x13\x03')).echo).toBe('<stop><go>^C');
  expect((await typed('\x13\r', { flowControl: false })).seen).toEqual(['line "\\u0013\\n"']);
  const any = changed(({ c_iflag }) => ({ c_iflag: c_iflag | IFLAG.IXANY }));
  expect((await typed('\x13b', any)).echo).toBe('<stop><go>b');
  const raw = { canonical: false, echo: false, signals: false, crToNl: false };
  expect(await typed('a\x13b', raw)).toEqual({ seen: ['raw "ab"'], echo: '<stop>' });
});

test('other characters', async () => {
  expect((await typed('\x03\x18', withCharacter('intr', 24))).seen).toEqual(['flush', 'INT']);
  expect((await typed('ab\x08\r', withCharacter('erase', 8))).seen).toEqual(['line "a\\n"']);
  expect((await typed('ab\x10c\r', withCharacter('kill', 16))).seen).toEqual(['line "c\\n"']);
  expect((await typed('ab\x04\x05', withCharacter('eof', 5))).seen).toEqual(['line "ab\\u0004"']);
  expect((await typed('ab;', withCharacter('eol', 59))).seen).toEqual(['line "ab;"']);
});

test('other flags', async () => {
  expect((await typed('\x01', without(LFLAG.ECHOCTL))).echo).toBe('\x01');
  expect((await typed('ab\x15', without(LFLAG.ECHOKE))).echo).toBe('ab^U\n');
  expect((await typed('ab\x7f', without(LFLAG.ECHOE))).echo).toBe('ab^?');
  expect(
    (
      await typed(
        'é\x7f\r',
        changed(() => ({ c_iflag: IFLAG.ICRNL })),
      )
    ).seen,
  ).toEqual(['line "�\\n"']);
  expect(
    (
      await typed(
        'ab\x03',
        changed(({ c_lflag }) => ({ c_lflag: c_lflag | LFLAG.NOFLSH })),
      )
    ).seen,
  ).toEqual(['INT']);
});
