/** Records what real programs answer to the scripts of FOLDER/cases, a script a line. Each runs in an empty directory. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withoutHelp } from './without-help.mjs';

const DIRECTORY = '/tmp/w';

/** `command` makes of a script the words that run it; `path` is what it finds programs by; its directory lies below `root`. */
export function record(folder, wanted, { command, path, root = '/' }) {
  for (const file of readdirSync(join(folder, 'cases'))) {
    const program = basename(file, '.txt');
    if (wanted.length && !wanted.includes(program)) continue;
    const scripts = readFileSync(join(folder, 'cases', file), 'utf8')
      .split('\n')
      .filter(Boolean);
    const answers = scripts.map((script) => {
      rmSync(join(root, DIRECTORY), { recursive: true, force: true });
      mkdirSync(join(root, DIRECTORY), { recursive: true });
      const env = { PATH: path, HOME: '/root', LC_ALL: 'C', TZ: 'UTC' };
      const args = ['-k', '1', '10', ...command(`cd ${DIRECTORY}; umask 022; ${script}`)];
      const { stdout, stderr, status } = spawnSync('timeout', args, { env, input: '' });
      const [out, err] = [stdout, stderr].map((bytes) => withoutHelp(bytes.toString('latin1')));
      return { script, stdout: out, stderr: err, status };
    });
    writeFileSync(join(folder, 'recorded', `${program}.json`), `${JSON.stringify(answers, null, 1)}\n`);
  }
}
