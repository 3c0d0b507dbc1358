import { expect, test } from 'vitest';
import { text, utf8 } from '../base/bytes.ts';
import { testMachine } from '../../tests/support/kernel.ts';
import { O, type Program } from './sys.ts';

const echo: Program = async (sys) => {
  await sys.write(1, utf8(`${sys.argv.slice(1).join(' ')}\n`));
  return 0;
};

const cat: Program = async (sys) => {
  for (;;) {
    const chunk = await sys.read(0, 65_536);
    if (chunk.length === 0) return 0;
    await sys.write(1, chunk);
  }
};

const pipeline: Program = async (sys) => {
  const [reader, writer] = sys.pipe();
  const first = await sys.spawn('/bin/echo', { argv: ['echo', 'through', 'a', 'pipe'], fds: new Map([[1, writer]]) });
  const second = await sys.spawn('/bin/cat', {
    argv: ['cat'],
    fds: new Map([
      [0, reader],
      [1, 1],
    ]),
  });
  await sys.close(writer);
  await sys.close(reader);
  const statuses = [await sys.wait(first), await sys.wait(second)];
  await sys.write(2, utf8(JSON.stringify(statuses.map((result) => result?.status))));
  return 7;
};

test('a pipeline of two programs', async () => {
  const machine = await testMachine({ programs: { echo, cat, pipeline } });
  expect(await machine.run(['pipeline'])).toEqual({
    status: 7,
    stdout: 'through a pipe\n',
    stderr: '[{"kind":"exited","status":0},{"kind":"exited","status":0}]',
  });
});

test('standard input, files and /proc', async () => {
  const machine = await testMachine({
    programs: {
      cat,
      show: async (sys) => {
        for (const path of sys.argv.slice(1)) {
          const fd = await sys.open(path, O.RDONLY);
          await sys.write(1, await sys.read(fd, 4096));
        }
        return 0;
      },
    },
    files: { '/etc/motd': 'hello\n', '/tmp/run': '#!/bin/show /etc/motd\n' },
  });
  expect(await machine.run(['cat'], { stdin: 'typed' })).toEqual({ status: 0, stdout: 'typed', stderr: '' });
  const shown = await machine.run(['show', '/etc/motd', '/proc/self/cmdline', '/proc/sys/kernel/hostname']);
  expect(shown.stdout).toBe('hello\nshow\0/etc/motd\0/proc/self/cmdline\0/proc/sys/kernel/hostname\0test\n');
  expect((await machine.run(['/tmp/run'])).stdout).toBe('hello\n#!/bin/show /etc/motd\n');
});

test('running what cannot run', async () => {
  const machine = await testMachine({ programs: {}, files: { '/bin/text': 'echo', '/bin/data': 'x' } });
  await machine.files.chmod('/bin/text', 0o755);
  await expect(machine.run(['text'])).rejects.toMatchObject({ errno: 'ENOEXEC' });
  await expect(machine.run(['data'])).rejects.toMatchObject({ errno: 'EACCES' });
  await expect(machine.run(['none'])).rejects.toMatchObject({ errno: 'ENOENT' });
  await expect(machine.run(['/bin/'])).rejects.toMatchObject({ errno: 'EACCES' });
});

test('a terminal echoes, edits lines and ends by ^D', async () => {
  const machine = await testMachine({ programs: { cat } });
  const terminal = machine.kernel.createTerminal({ rows: 24, columns: 80 });
  const process = await machine.kernel.spawn(machine.namespace, {
    path: '/bin/cat',
    argv: ['cat'],
    env: new Map(),
    cwd: '/',
    uid: 0,
    gid: 0,
    groups: [],
    files: [terminal.open(), terminal.open(), terminal.open()],
    terminal,
  });
  await terminal.input(utf8('helo\x7flo\r'));
  await terminal.input(utf8('\x04'));
  expect(await process.exited).toEqual({ kind: 'exited', status: 0 });
  terminal.close();
  let shown = '';
  for await (const chunk of terminal.output) shown += text(chunk);
  expect(shown).toBe('helo\b \blo\r\nhello\r\n');
});
