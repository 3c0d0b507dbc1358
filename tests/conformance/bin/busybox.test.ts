/** Applets answer as real busybox's do: what busybox/record.mjs recorded, without the usage that a wrong command line earns. */
import { join } from 'node:path';
import { APPLETS } from '../../../src/userland/bin/applets.ts';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { testMachine } from '../../support/kernel.ts';
import { holdTo } from './recordings.ts';

/** Of the busybox image, as far as the scripts meet them. */
const ACCOUNTS = {
  '/etc/passwd': `root:x:0:0:root:/root:/bin/sh
bin:x:2:2:bin:/bin:/bin/false
mail:x:8:8:mail:/var/spool/mail:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`,
  '/etc/group': 'root:x:0:\nbin:x:2:\nmail:x:8:\nnobody:x:65534:\n',
};

async function answer(script: string) {
  const files = { ...ACCOUNTS, '/tmp/w/': '', '/usr/': '' };
  const machine = await testMachine({ programs: programTable(PROGRAMS), bin: ['busybox'], files });
  await machine.files.chmod('/tmp/w', 0o755);
  await machine.files.chmod('/root', 0o700);
  for (const name of [...Object.keys(APPLETS), 'sh']) await machine.files.symlink('/bin/busybox', `/bin/${name}`);
  const env = { PATH: '/bin', HOME: '/root', LC_ALL: 'C', TZ: 'UTC' };
  const got = await machine.run(['/bin/sh', '-c', `cd /tmp/w; umask 022; ${script}`], { env, stdin: '' });
  machine.namespace.destroy();
  return got;
}

holdTo(join(import.meta.dirname, 'busybox', 'recorded'), 'busybox %s', answer);
