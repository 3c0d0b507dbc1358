/** Programs answer as real ones do: what record.mjs recorded of scripts over the options that people use. */
import { join } from 'node:path';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { testMachine } from '../../support/kernel.ts';
import { ACCOUNTS } from './accounts.mjs';
import { holdTo } from './recordings.ts';

async function answer(script: string) {
  const machine = await testMachine({
    programs: programTable(PROGRAMS),
    bin: Object.keys(PROGRAMS),
    files: { ...ACCOUNTS, '/tmp/w/': '', '/usr/': '', '/home/': '', '/var/mail/': '' },
  });
  await machine.files.chmod('/tmp/w', 0o755);
  await machine.files.chmod('/root', 0o700);
  for (const name of ['newgrp', 'sg']) await machine.files.chmod(`/bin/${name}`, 0o4755);
  await machine.files.symlink('/bin', '/usr/bin');
  await machine.files.symlink('/bin', '/usr/sbin');
  await machine.files.symlink('dash', '/bin/sh');
  const env = { PATH: '/usr/bin', HOME: '/root', LC_ALL: 'C', TZ: 'UTC' };
  const got = await machine.run(['bash', '-c', `cd /tmp/w; umask 022; ${script}`], { env, stdin: '' });
  machine.namespace.destroy();
  return got;
}

/** Where a program lies differs, and nothing else. */
const unplaced = (text: string) => text.replaceAll('/usr/bin/', '/bin/');

holdTo(join(import.meta.dirname, 'recorded'), '%s', answer, unplaced);
