import { describe, expect, test } from 'vitest';
import { testMachine } from '../../../tests/support/kernel.ts';
import { programTable } from '../programs.ts';
import busyboxAnswers from './testdata/busybox.json' with { type: 'json' };
import cases from './testdata/cases.json' with { type: 'json' };
import gnuAnswers from './testdata/gnu.json' with { type: 'json' };
import { APPLETS } from './applets.ts';
import { PROGRAMS } from './table.ts';

const ACCOUNTS = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n',
  '/etc/group': 'root:x:0:\nmail:x:8:\nnobody:x:65534:\n',
};

async function machine(flavour: 'gnu' | 'busybox') {
  const bin = flavour === 'gnu' ? Object.keys(PROGRAMS) : ['busybox'];
  const made = await testMachine({ programs: programTable(PROGRAMS), bin, files: { ...ACCOUNTS, '/tmp/w/': '' } });
  const links = flavour === 'gnu' ? [] : Object.keys(APPLETS);
  for (const name of links) await made.files.symlink('/bin/busybox', `/bin/${name}`);
  await made.files.symlink(flavour === 'gnu' ? '/bin/bash' : '/bin/busybox', '/bin/sh');
  return made;
}

/** Names of shells and of the file that holds a script differ; nothing else does. */
function forgiven(stderr: string): string {
  return stderr.replaceAll('/usr/bin/', '/bin/');
}

describe.each([
  ['gnu', gnuAnswers, 'bash'],
  ['busybox', busyboxAnswers, 'sh'],
] as const)('answers as real %s programs', (flavour, answers, shell) => {
  test.each(cases)('$name', async ({ name, script }) => {
    const { run } = await machine(flavour);
    const env = { LC_ALL: 'C', PATH: '/bin' };
    const got = await run([shell, '-c', `cd /tmp/w; umask 022; ${script}`], { env, stdin: '' });
    const real = answers[name as keyof typeof answers];
    expect({ ...got, stderr: forgiven(got.stderr) }).toEqual({ ...real, stderr: forgiven(real.stderr) });
  });
});

test('an option that is real but not simulated is named', async () => {
  const { run } = await machine('gnu');
  expect(await run(['ls', '--dired'])).toEqual({
    status: 2,
    stdout: '',
    stderr: "ls: option '--dired' is not simulated in Drydock\n",
  });
});

test('a program whose reader has gone ends without a word', async () => {
  const { run } = await machine('gnu');
  expect(await run(['bash', '-c', 'yes | head -n 1; echo ${PIPESTATUS[0]}'])).toEqual({
    status: 0,
    stdout: 'y\n141\n',
    stderr: '',
  });
});

test('busybox by its own name runs an applet, or says that there is none', async () => {
  const { run } = await machine('busybox');
  expect(await run(['busybox', 'echo', 'a'])).toEqual({ status: 0, stdout: 'a\n', stderr: '' });
  expect(await run(['busybox', 'sh', '-c', 'echo b'])).toEqual({ status: 0, stdout: 'b\n', stderr: '' });
  expect(await run(['busybox', 'nosuch'])).toEqual({ status: 127, stdout: '', stderr: 'nosuch: applet not found\n' });
});
