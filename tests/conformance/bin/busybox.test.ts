/** Applets answer as real busybox's do: what busybox/record.mjs recorded, without the usage that a wrong command line earns. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { APPLETS } from '../../../src/userland/bin/applets.ts';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { testMachine } from '../../support/kernel.ts';

interface Recorded {
  readonly script: string;
  /** Bytes, a character each. */
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

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

const plain = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8');

const FOLDER = join(import.meta.dirname, 'busybox', 'recorded');

describe.each(readdirSync(FOLDER).map((file) => basename(file, '.json')))('busybox %s', (applet) => {
  const answers = JSON.parse(readFileSync(join(FOLDER, `${applet}.json`), 'utf8')) as readonly Recorded[];
  test.each(answers)('$script', async ({ script, stdout, stderr, status }) => {
    expect(await answer(script)).toEqual({ status, stdout: plain(stdout), stderr: plain(stderr) });
  });
});
