/** Programs answer as real ones do: what record.mjs recorded of scripts over the options that people use. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
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

const ACCOUNTS = {
  '/etc/passwd':
    'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nbin:x:2:2:bin:/bin:/usr/sbin/nologin\n' +
    'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
  '/etc/group': 'root:x:0:\ndaemon:x:1:\nbin:x:2:\nsys:x:3:\nadm:x:4:\nnogroup:x:65534:\n',
};

async function answer(script: string) {
  const machine = await testMachine({
    programs: programTable(PROGRAMS),
    bin: Object.keys(PROGRAMS),
    files: { ...ACCOUNTS, '/tmp/w/': '', '/usr/': '' },
  });
  await machine.files.symlink('/bin', '/usr/bin');
  await machine.files.symlink('/bin', '/usr/sbin');
  await machine.files.symlink('dash', '/bin/sh');
  const env = { PATH: '/usr/bin', HOME: '/root', LC_ALL: 'C', TZ: 'UTC' };
  const got = await machine.run(['bash', '-c', `cd /tmp/w; umask 022; ${script}`], { env, stdin: '' });
  machine.namespace.destroy();
  return got;
}

/** Where a program lies differs, and nothing else. */
function plain(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8').replaceAll('/usr/bin/', '/bin/');
}

const FOLDER = join(import.meta.dirname, 'recorded');

describe.each(readdirSync(FOLDER).map((file) => basename(file, '.json')))('%s', (program) => {
  const answers = JSON.parse(readFileSync(join(FOLDER, `${program}.json`), 'utf8')) as readonly Recorded[];
  test.each(answers)('$script', async ({ script, stdout, stderr, status }) => {
    const got = await answer(script);
    expect({
      ...got,
      stdout: got.stdout.replaceAll('/usr/bin/', '/bin/'),
      stderr: got.stderr.replaceAll('/usr/bin/', '/bin/'),
    }).toEqual({
      status,
      stdout: plain(stdout),
      stderr: plain(stderr),
    });
  });
});
