import { expect, test } from 'vitest';
import { testMachine } from '../../../tests/support/kernel.ts';
import { programTable } from '../programs.ts';
import { PROGRAMS } from './table.ts';

const machine = () =>
  testMachine({
    programs: programTable(PROGRAMS),
    bin: ['update-alternatives'],
    files: {
      '/usr/bin/vim': '',
      '/usr/bin/ed': '',
      '/var/lib/dpkg/': '',
    },
  });

test('the choice of highest priority is linked, until another one is set', async () => {
  const m = await machine();
  const run = async (...args: string[]) => (await m.run(['update-alternatives', ...args])).stdout;
  expect(await run('--install', '/usr/bin/editor', 'editor', '/usr/bin/ed', '5')).toBe(
    'update-alternatives: using /usr/bin/ed to provide /usr/bin/editor (editor) in auto mode\n',
  );
  expect(await run('--install', '/usr/bin/editor', 'editor', '/usr/bin/vim', '30')).toBe(
    'update-alternatives: using /usr/bin/vim to provide /usr/bin/editor (editor) in auto mode\n',
  );
  expect(await m.files.readlink('/usr/bin/editor')).toBe('/etc/alternatives/editor');
  expect(await m.readFile('/var/lib/dpkg/alternatives/editor')).toBe(
    'auto\n/usr/bin/editor\n\n/usr/bin/ed\n5\n/usr/bin/vim\n30\n\n',
  );
  expect(await run('--set', 'editor', '/usr/bin/ed')).toContain('in manual mode');
  expect(await run('--remove', 'editor', '/usr/bin/ed')).toContain('using /usr/bin/vim');
  await run('--remove', 'editor', '/usr/bin/vim');
  await expect(async () => m.files.lstat('/usr/bin/editor')).rejects.toThrow('No such file');
});

test('what is not there is refused', async () => {
  const m = await machine();
  const { status, stderr } = await m.run([
    'update-alternatives',
    '--install',
    '/usr/bin/x',
    'x',
    '/usr/bin/nothing',
    '1',
  ]);
  expect([status, stderr]).toEqual([2, "update-alternatives: alternative path /usr/bin/nothing doesn't exist\n"]);
  expect((await m.run(['update-alternatives', '--set', 'x', '/y'])).stderr).toBe(
    'update-alternatives: no alternatives for x\n',
  );
});
