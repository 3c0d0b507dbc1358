import { expect, test } from 'vitest';
import { text, utf8 } from '../../base/bytes.ts';
import { statusOf, testMachine, type TestMachine } from '../../../tests/support/kernel.ts';
import { programTable } from '../programs.ts';
import { PROGRAMS } from './table.ts';

const machine = (files: Record<string, string> = {}) =>
  testMachine({ programs: programTable(PROGRAMS), bin: Object.keys(PROGRAMS), files });

/** Runs a program on a terminal of 10 by 40 and types `keys`, one after another, once it has drawn something. */
async function typed(m: TestMachine, argv: readonly string[], keys: readonly string[]) {
  const terminal = m.kernel.createTerminal({ rows: 10, columns: 40 });
  let screen = '';
  const drawn = (async () => {
    for await (const bytes of terminal.output) screen += text(bytes);
  })();
  const process = await m.kernel.spawn(m.namespace, {
    path: `/bin/${argv[0]}`,
    argv,
    env: new Map([['PATH', '/bin']]),
    cwd: '/tmp',
    uid: 0,
    gid: 0,
    groups: [],
    files: [terminal.open(), terminal.open(), terminal.open()],
    terminal,
  });
  for (const key of keys) {
    const before = screen.length;
    for (let i = 0; i < 50 && screen.length === before; i++) await new Promise((resolve) => setTimeout(resolve, 2));
    await terminal.input(utf8(key));
  }
  const status = statusOf(await process.exited);
  terminal.close();
  await drawn;
  return { status, screen };
}

test('vi changes a file: motions, operators, undo, put, substitute, write', async () => {
  const m = await machine({ '/tmp/f': 'one two\nthree\nfour\n' });
  const keys = ['dw', 'A!', '\x1b', 'jdd', 'p', 'x', 'u', 'yyP', ':%s/t/T/g\r', 'GAst\x1b', 'onew\x1b', ':wq\r'];
  expect((await typed(m, ['vi', 'f'], keys)).status).toBe(0);
  expect(await m.readFile('/tmp/f')).toBe('Two!\nfour\nThree\nThreest\nnew\n');
});

test('vi refuses to leave a changed text, and leaves it with :q!', async () => {
  const m = await machine({ '/tmp/f': 'one\n' });
  const { screen, status } = await typed(m, ['vi', 'f'], ['x', ':q\r', ':q!\r']);
  expect(status).toBe(0);
  expect(screen).toContain('No write since last change');
  expect(await m.readFile('/tmp/f')).toBe('one\n');
});

test('nano writes what was typed', async () => {
  const m = await machine();
  expect((await typed(m, ['nano', 'f'], ['hi\rthere', '\x0f', '\r', '\x18'])).status).toBe(0);
  expect(await m.readFile('/tmp/f')).toBe('hi\nthere\n');
});

test('less pages, searches and quits', async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `line ${i + 1}\n`).join('');
  const m = await machine({ '/tmp/f': lines });
  const { screen, status } = await typed(m, ['less', 'f'], [' ', '/line 33\r', 'q']);
  expect(status).toBe(0);
  expect(screen).toContain('line 18');
  expect(screen).toContain('line 33');
});

test('tail -f shows what is appended', async () => {
  const m = await machine({ '/tmp/f': 'a\n' });
  let out = '';
  const process = await m.start(['tail', '-f', '-s', '0.1', '/tmp/f'], { stdout: (bytes) => (out += text(bytes)) });
  await m.run(['bash', '-c', 'sleep 0.1; echo b >> /tmp/f; sleep 0.3']);
  process.kill('TERM');
  expect(statusOf(await process.exited)).toBe(143);
  expect(out).toBe('a\nb\n');
});

test('docker-init passes signals on and answers its child’s status', async () => {
  const m = await machine();
  expect((await m.run(['docker-init', '--', 'bash', '-c', 'exit 7'])).status).toBe(7);
  const process = await m.start(['docker-init', '--', 'sleep', '100']);
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.kill('TERM');
  expect(statusOf(await process.exited)).toBe(143);
});

/** A program on a terminal whose screen can be waited for. */
async function onTerminal(m: TestMachine, argv: readonly string[], env: Record<string, string> = {}) {
  const terminal = m.kernel.createTerminal({ rows: 10, columns: 40 });
  const shown = { text: '' };
  void (async () => {
    for await (const bytes of terminal.output) shown.text += text(bytes);
  })();
  const process = await m.kernel.spawn(m.namespace, {
    path: `/bin/${argv[0]}`,
    argv,
    env: new Map(Object.entries({ PATH: '/bin', HOME: '/tmp', PS1: '$ ', ...env })),
    cwd: '/tmp',
    uid: 0,
    gid: 0,
    groups: [],
    files: [terminal.open(), terminal.open(), terminal.open()],
    terminal,
  });
  const until = (wanted: (screen: string) => boolean) => expect.poll(() => wanted(shown.text)).toBe(true);
  return { terminal, process, shown, until };
}

test('top redraws, takes a new size of the window, and leaves by q', async () => {
  const m = await machine();
  const { terminal, process, shown, until } = await onTerminal(m, ['top', '-d', '0.05']);
  await until((screen) => screen.split('\x1b[H').length > 3);
  expect(shown.text.split('\x1b[H').at(-2)?.split('\n').length).toBeLessThanOrEqual(10);
  terminal.resize({ rows: 5, columns: 20 });
  shown.text = '';
  await until((screen) => screen.split('\x1b[H').length > 3);
  const lines =
    shown.text
      .split('\x1b[H')
      .at(-2)
      ?.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '')
      .split('\n') ?? [];
  expect(lines.length).toBeLessThanOrEqual(5);
  expect(lines.filter((line) => line.trimEnd().length > 20)).toEqual([]);
  await terminal.input(utf8('q'));
  expect(statusOf(await process.exited)).toBe(0);
});

test.each([
  ['\x03', 130],
  ['\x1c', 131],
  ['\x04', 0],
])('the cooked terminal turns %j into the end of cat', async (key, status) => {
  const m = await machine();
  const { terminal, process, until } = await onTerminal(m, ['cat']);
  await terminal.input(utf8('line\r'));
  await until((screen) => screen.includes('line\r\nline\r\n'));
  await terminal.input(utf8(key));
  expect(statusOf(await process.exited)).toBe(status);
});

test('keys that signal in cooked mode are keys in raw mode', async () => {
  const m = await machine();
  const { terminal, process, until } = await onTerminal(m, ['vi', 'f']);
  await until((screen) => screen.includes('~'));
  for (const key of ['\x1c', '\x1a', 'ihello', '\x03', ':wq\r']) await terminal.input(utf8(key));
  expect(statusOf(await process.exited)).toBe(0);
  expect(await m.readFile('/tmp/f')).toBe('hello\n');
});

test('^Z stops a program and fg brings it back', async () => {
  const m = await machine();
  const { terminal, process, shown, until } = await onTerminal(m, ['bash', '--norc']);
  await until((screen) => screen.endsWith('$ '));
  await terminal.input(utf8('cat\r'));
  await until((screen) => screen.includes('cat\r\n'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await terminal.input(utf8('one\r'));
  await until((screen) => screen.includes('one\r\none\r\n'));
  await terminal.input(utf8('\x1a'));
  await until((screen) => screen.includes('Stopped'));
  shown.text = '';
  await terminal.input(utf8('fg\r'));
  await until((screen) => screen.includes('cat\r\n'));
  await terminal.input(utf8('two\r'));
  await until((screen) => screen.includes('two\r\ntwo\r\n'));
  await terminal.input(utf8('\x04'));
  await terminal.input(utf8('exit 3\r'));
  expect(statusOf(await process.exited)).toBe(3);
});

test('a paste of 200 lines reaches a shell whole, with and without brackets', async () => {
  const m = await machine();
  const lines = (file: string) => Array.from({ length: 200 }, (_, i) => `echo ${i} >> ${file}\r`).join('');
  const { terminal, process, until } = await onTerminal(m, ['bash', '--norc']);
  await until((screen) => screen.endsWith('$ '));
  await terminal.input(utf8(`\x1b[200~${lines('a')}\x1b[201~\r`));
  await terminal.input(utf8(lines('b')));
  await terminal.input(utf8('exit\r'));
  expect(statusOf(await process.exited)).toBe(0);
  const wanted = Array.from({ length: 200 }, (_, i) => `${i}\n`).join('');
  expect([await m.readFile('/tmp/a'), await m.readFile('/tmp/b')]).toEqual([wanted, wanted]);
});
