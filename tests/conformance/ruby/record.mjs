// Records what real Ruby answers to the scripts: `node tests/conformance/ruby/record.mjs` with Debian 12's ruby installed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const scripts = readFileSync(join(here, 'scripts.txt'), 'utf8').split(/^### /m).slice(1);
const recorded = scripts.map((script) => {
  const end = script.indexOf('\n');
  const folder = mkdtempSync(join(tmpdir(), 'ruby-'));
  writeFileSync(join(folder, 'main.rb'), script.slice(end + 1));
  const { status, stdout, stderr } = spawnSync(
    'ruby',
    ['--disable=error_highlight', '--disable=did_you_mean', 'main.rb'],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: '/root', LANG: 'C.UTF-8' },
    },
  );
  rmSync(folder, { recursive: true });
  return { name: script.slice(0, end), status, stdout, stderr };
});
writeFileSync(join(here, 'recorded.json'), `${JSON.stringify(recorded, null, 2)}\n`);
