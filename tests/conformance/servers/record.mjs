// Records what real servers (of Debian) answer to cases/: `node record.mjs [NAME]...`, as root, where nginx-light, apache2 and
// redis-server are installed and do not run. Each file of cases has processes, a network and a /w of its own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersIn, parseCases, wholeScript } from './server-cases.mjs';

const here = import.meta.dirname;
const PREPARE =
  'ip link set lo up; mount -t tmpfs none /w; mount -t tmpfs none /var/log; mkdir /var/log/nginx /var/log/apache2 /var/log/redis; hostname test; exec dash -c "$1"';
const NAMESPACES = ['--mount', '--uts', '--ipc', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];

mkdirSync('/w', { recursive: true });
const wanted = process.argv.slice(2);
for (const file of readdirSync(join(here, 'cases'))) {
  const name = file.replace(/\.sh$/, '');
  if (wanted.length && !wanted.includes(name)) continue;
  const parsed = parseCases(readFileSync(join(here, 'cases', file), 'utf8'));
  const { stdout } = spawnSync('unshare', [...NAMESPACES, 'sh', '-c', PREPARE, 'sh', wholeScript(parsed)], {
    encoding: 'utf8',
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LC_ALL: 'C' },
  });
  const answers = answersIn(stdout);
  if (answers.length !== parsed.cases.length) throw new Error(`${file}: ${answers.length} answers\n${stdout}`);
  const recorded = Object.fromEntries(parsed.cases.map((item, i) => [item.name, answers[i]]));
  writeFileSync(join(here, 'recorded', `${name}.json`), `${JSON.stringify(recorded, undefined, 1)}\n`);
  console.log(`${name}: ${answers.length}`);
}
