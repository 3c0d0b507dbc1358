// The shell and the kernel beside the real machine's: a loop, pipes, and how long it takes to start a program.
// `node tests/bench/shell.mjs` measures these rows alone.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildNode } from '../../src/node/drydock.mjs';

const root = join(import.meta.dirname, '../..');
const LOOP = 'i=0; while [ $i -lt 1000000 ]; do i=$((i+1)); done';
const EMPTY_LOOP = 'i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done';
const SPAWNS = 'i=0; while [ $i -lt 50000 ]; do /bin/true; i=$((i+1)); done';
const YES = 'yes | head -n 10000000 | wc -l';
const PIPED_BYTES = 2 ** 31;
const PIPE = `dd if=/dev/zero bs=64k count=${PIPED_BYTES / 65536} 2>/dev/null | cat | wc -c`;

const least = (values) => Math.min(...values);
const ms = (value) => `${value.toFixed(1)} ms`;

/** Three times each in one sandbox, in milliseconds; what was printed is checked. */
function ours(bundle, scripts) {
  const code = `
    const { nodeSandbox } = await import(process.argv[1]);
    const sandbox = await nodeSandbox({ hub: process.argv[2], learner: true });
    const all = [];
    for (const script of JSON.parse(process.argv[3])) {
      const times = [];
      let printed = '';
      for (let i = 0; i < 4; i++) {
        const from = performance.now();
        const { status, stdout, stderr } = await sandbox.host.runScript(script);
        if (status !== 0) throw new Error(script + ': ' + stderr);
        // The first time loads programs.
        if (i > 0) times.push(performance.now() - from);
        printed = stdout;
      }
      all.push({ times, printed });
    }
    console.log(JSON.stringify(all));
    process.exit(0);`;
  const args = ['--input-type=module', '-e', code, bundle, join(root, 'dist/hub'), JSON.stringify(scripts)];
  return JSON.parse(execFileSync('node', args, { encoding: 'utf8' }).trim().split('\n').at(-1));
}

function theirs(script) {
  const times = [];
  let printed = '';
  for (let i = 0; i < 3; i++) {
    const from = performance.now();
    printed = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
    times.push(performance.now() - from);
  }
  return { times, printed };
}

export async function shellRows(row) {
  const inDash = (script) => `dash -c '${script}'`;
  const [loop, empty, spawns, yes, pipe] = ours(await buildNode('sandbox'), [
    inDash(LOOP),
    inDash(EMPTY_LOOP),
    inDash(SPAWNS),
    YES,
    PIPE,
  ]);
  const beside = (own, script, reach) => {
    const real = theirs(script);
    if (real.printed !== own.printed) throw new Error(`${script}: ${own.printed} is not ${real.printed}`);
    const [mine, native] = [least(own.times), least(real.times)];
    return [ms(mine), `reach: ${reach}; real: ${ms(native)}, ratio ${(mine / native).toFixed(2)}`];
  };
  const hasDash = spawnSync('dash', ['-c', ':']).status === 0;
  if (hasDash) row('a million turns of a while loop, in dash', ...beside(loop, inDash(LOOP), 'ratio 1'));
  else row('a million turns of a while loop, in dash', ms(least(loop.times)), 'no real dash here');
  row('yes | head -n 10000000 | wc -l', ...beside(yes, YES, 'ratio 5'));
  row('pipe of 64 kB chunks', `${(PIPED_BYTES / 1e3 / least(pipe.times)).toFixed(0)} MB/s`, 'reach: 500 MB/s');
  const { spawnMicroseconds } = await import(
    pathToFileURL(await buildNode('bench-spawn', 'tests/bench/spawn.ts')).href
  );
  row(
    'a program started and waited for, by the kernel alone',
    `${(await spawnMicroseconds()).toFixed(1)} us`,
    'reach: 5 us',
  );
  const spawn = (least(spawns.times) - least(empty.times)) / 50;
  row('/bin/true from a shell, each', `${spawn.toFixed(1)} us`, 'path, program file, process, exit status');
}

if (process.argv[1] === import.meta.filename)
  await shellRows((what, value, beside = '') => console.log(`${what.padEnd(66)} ${value.padStart(14)}  ${beside}`));
