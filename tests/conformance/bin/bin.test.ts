/** Programs answer as real ones do: what record.mjs recorded of scripts over the options that people use. */
import { join } from 'node:path';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { testMachine } from '../../support/kernel.ts';
import { holdTo } from './recordings.ts';

/** Of Debian's, as far as the scripts meet them. */
const ACCOUNTS = {
  '/etc/passwd': `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`,
  '/etc/group': `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
www-data:x:33:
users:x:100:
nogroup:x:65534:
`,
};

async function answer(script: string) {
  const machine = await testMachine({
    programs: programTable(PROGRAMS),
    bin: Object.keys(PROGRAMS),
    files: { ...ACCOUNTS, '/tmp/w/': '', '/usr/': '', '/home/': '' },
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
