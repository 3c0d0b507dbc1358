/** HTTP clients answer as real ones do against one server: what record.mjs recorded. */
import { join } from 'node:path';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { testMachine } from '../../support/kernel.ts';
import { holdTo } from '../bin/recordings.ts';
import { recorderServer } from './server-program.ts';

const table = programTable(PROGRAMS);

async function answer(script: string) {
  let listens: () => void = () => undefined;
  const listening = new Promise<void>((resolve) => (listens = resolve));
  const machine = await testMachine({
    programs: (name) => (name === 'recorder-server' ? (sys) => recorderServer(sys, listens) : table(name)),
    bin: [...Object.keys(PROGRAMS), 'recorder-server'],
    files: { '/etc/hosts': '127.0.0.1 localhost test\n', '/tmp/w/': '', '/usr/': '' },
  });
  await machine.files.symlink('/bin', '/usr/bin');
  await machine.files.symlink('dash', '/bin/sh');
  await machine.start(['recorder-server']);
  await listening;
  const env = { PATH: '/usr/bin', HOME: '/root', LC_ALL: 'C', TZ: 'UTC' };
  const got = await machine.run(['bash', '-c', `cd /tmp/w; umask 022; ${script}`], { env, stdin: '' });
  machine.namespace.destroy();
  return got;
}

/** Where the memory of a real program lies is no fact of it. */
const timeless = (text: string) => text.replace(/0x[0-9a-f]{9,}/g, '0xADDRESS').replace(/after \d+ ms/g, 'after N ms');

holdTo(join(import.meta.dirname, 'recorded'), '%s', answer, timeless);
