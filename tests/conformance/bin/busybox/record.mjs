// Records what real busybox answers to the scripts of cases/, a script a line: `node record.mjs ROOT [APPLET]...`, as root, with
// ROOT the unpacked root of a busybox image. Each script runs in an empty directory.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const here = import.meta.dirname;
const [root = '', ...wanted] = process.argv.slice(2);
const DIRECTORY = '/tmp/w';

for (const file of readdirSync(join(here, 'cases'))) {
  const applet = basename(file, '.txt');
  if (wanted.length && !wanted.includes(applet)) continue;
  const scripts = readFileSync(join(here, 'cases', file), 'utf8')
    .split('\n')
    .filter(Boolean);
  const answers = scripts.map((script) => {
    rmSync(join(root, DIRECTORY), { recursive: true, force: true });
    mkdirSync(join(root, DIRECTORY), { recursive: true });
    const env = { PATH: '/bin', HOME: '/root', LC_ALL: 'C', TZ: 'UTC' };
    const inside = ['/bin/sh', '-c', `cd ${DIRECTORY}; umask 022; ${script}`];
    const args = ['-k', '1', '10', '/usr/sbin/chroot', root, ...inside];
    const { stdout, stderr, status } = spawnSync('timeout', args, { env, input: '' });
    return { script, stdout: stdout.toString('latin1'), stderr: stderr.toString('latin1'), status };
  });
  writeFileSync(join(here, 'recorded', `${applet}.json`), `${JSON.stringify(answers, null, 1)}\n`);
}
