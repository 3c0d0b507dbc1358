// Records what real programs answer to cases.json: `node record.mjs gnu` on a Debian machine (as root, in a scratch
// directory it makes), `node record.mjs busybox ROOT` with the unpacked root of a busybox image.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [flavour, root = ''] = process.argv.slice(2);
const here = import.meta.dirname;
const cases = JSON.parse(readFileSync(join(here, 'cases.json'), 'utf8'));
const answers = {};
for (const { name, script } of cases) {
  const inside = flavour === 'gnu' ? mkdtempSync(join(tmpdir(), 'record-')) : '/tmp/w';
  if (flavour !== 'gnu') mkdirSync(join(root, inside), { recursive: true });
  const body = `cd ${inside}; umask 022; ${script}`;
  const env = { PATH: '/usr/bin:/bin', HOME: '/root', LC_ALL: 'C' };
  const [program, args] = flavour === 'gnu' ? ['bash', ['-c', body]] : ['/usr/sbin/chroot', [root, '/bin/sh', '-c', body]];
  const { stdout, stderr, status } = spawnSync(program, args, { env, input: '', encoding: 'utf8' });
  answers[name] = { stdout, stderr, status };
  rmSync(flavour === 'gnu' ? inside : join(root, inside), { recursive: true });
}
writeFileSync(join(here, `${flavour}.json`), `${JSON.stringify(answers, null, 2)}\n`);
