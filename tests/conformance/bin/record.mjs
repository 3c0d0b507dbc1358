// Records what real programs (GNU's and their like, on a Debian machine) answer to the scripts of cases/, a script a line:
// `node record.mjs [PROGRAM]...`, as root. Each script runs in an empty directory.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const here = import.meta.dirname;
const wanted = process.argv.slice(2);
const DIRECTORY = '/tmp/w';

for (const file of readdirSync(join(here, 'cases'))) {
  const program = basename(file, '.txt');
  if (wanted.length && !wanted.includes(program)) continue;
  const scripts = readFileSync(join(here, 'cases', file), 'utf8')
    .split('\n')
    .filter(Boolean);
  const answers = scripts.map((script) => {
    rmSync(DIRECTORY, { recursive: true, force: true });
    mkdirSync(DIRECTORY);
    const env = { PATH: '/usr/bin:/usr/sbin:/bin:/sbin', HOME: '/root', LC_ALL: 'C', TZ: 'UTC' };
    const args = ['-k', '1', '10', 'bash', '--norc', '-c', `cd ${DIRECTORY}; umask 022; ${script}`];
    const { stdout, stderr, status } = spawnSync('timeout', args, { env, input: '' });
    return { script, stdout: stdout.toString('latin1'), stderr: stderr.toString('latin1'), status };
  });
  writeFileSync(join(here, 'recorded', `${program}.json`), `${JSON.stringify(answers, null, 1)}\n`);
}
