/**
 * Records what the real shells answer: `node tests/conformance/sh/record.mjs [NAME...]`. Writes recorded.json, which
 * conformance.test.ts holds Drydock's shell to; what is in it already stays, but for the names given. Needs bash 5.2, dash 0.5.12 and, by its
 * path in BUSYBOX, busybox 1.37 for cases of `both`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

const out = new URL('recorded.json', import.meta.url);
const before = new Map(JSON.parse(readFileSync(out, 'utf8')).map((item) => [keyOf(item), item]));
const again = new Set(process.argv.slice(2));
const cases = [];

function keyOf({ shell, name, script }) {
  return [shell, name, script].join('\n');
}

function record(shell, name, script) {
  const known = before.get(keyOf({ shell, name, script }));
  if (known && !again.has(name)) return void cases.push(known);
  const cwd = mkdtempSync(join(tmpdir(), 'sh-'));
  const env = { PATH: '/usr/bin:/bin', HOME: '/root', LC_ALL: 'C.UTF-8' };
  const [file, argv0] = shell === 'ash' ? [process.env.BUSYBOX, 'sh'] : [`/bin/${shell}`, shell];
  // Not a socket, which bash would take for a remote shell's and read ~/.bashrc.
  const stdio = ['ignore', 'pipe', 'pipe'];
  const result = spawnSync(file, ['-c', script], { argv0, cwd, env, stdio, timeout: 10_000 });
  rmSync(cwd, { recursive: true, force: true });
  const clean = (bytes) => bytes.toString('utf8').replaceAll(cwd, '/work').replaceAll('/usr/bin/', '/bin/');
  cases.push({
    shell,
    name,
    script,
    stdout: clean(result.stdout),
    stderr: clean(result.stderr),
    status: result.status ?? 128 + constants.signals[result.signal],
  });
}

const SHELLS = { both: ['bash', 'dash', 'ash'], two: ['bash', 'dash'], bash: ['bash'], dash: ['dash'] };
const text = readFileSync(new URL('scripts.txt', import.meta.url), 'utf8');
for (const [, group, name, script] of text.matchAll(/^### (\w+): (.*)\n([^]*?)\n(?=### |$(?![^]))/gm)) {
  for (const shell of SHELLS[group]) record(shell, name, script);
}
writeFileSync(out, `${JSON.stringify(cases, null, 1)}\n`);
