// The docker program and the engine beside real Docker's: one run, fifty starts at once, a list of a thousand. Both sides
// run the same shell lines, each in its own shell. `node tests/bench/docker.mjs` measures these rows alone.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildNode } from '../../src/node/drydock.mjs';

const root = join(import.meta.dirname, '../..');
const suite = process.env.DRYDOCK_PARITY ?? join(root, '../shared/oracle');
const wrapper = join(suite, 'with-engine.sh');

const RUN = 'docker run --rm busybox true';
const FIFTY = `for i in $(seq 50); do docker run -d -l bench busybox sleep 1000 >/dev/null & done; wait`;
const REMOVE = `docker ps -aq -f label=bench | xargs docker rm -f >/dev/null`;
const PS = 'docker ps >/dev/null';

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${value.toFixed(1)} ms`;

/** Medians in the sandbox, headless: the learner's shell, docker and engine in one process. */
async function ours() {
  const code = `
    const { nodeSandbox } = await import(process.argv[1]);
    const sandbox = await nodeSandbox({ hub: process.argv[2], learner: true });
    const run = async (script) => {
      const from = performance.now();
      const { status, stderr } = await sandbox.host.runScript(script);
      if (status !== 0) throw new Error(script + ': ' + stderr);
      return performance.now() - from;
    };
    const times = async (count, script) => { const all = []; for (let i = 0; i < count; i++) all.push(await run(script)); return all; };
    await run('docker pull -q busybox');
    await times(5, ${JSON.stringify(RUN)});
    const once = await times(21, ${JSON.stringify(RUN)});
    const fifty = [];
    for (let i = 0; i < 3; i++) { fifty.push(await run(${JSON.stringify(FIFTY)})); await run(${JSON.stringify(REMOVE)}); }
    await run('for i in $(seq 1000); do docker run -d busybox sleep 100000 >/dev/null; done');
    const ps = await times(11, ${JSON.stringify(PS)});
    console.log(JSON.stringify({ once, fifty, ps }));
    process.exit(0);`;
  const bundle = await buildNode('sandbox');
  const out = execFileSync('node', ['--input-type=module', '-e', code, bundle, join(root, 'dist/hub')], {
    encoding: 'utf8',
  });
  return JSON.parse(out.trim().split('\n').at(-1));
}

/** The same lines by the real client on the real engine; undefined without one. A thousand containers are too many for it. */
function theirs() {
  if (!existsSync(wrapper) || spawnSync(wrapper, ['docker', 'version'], { stdio: 'ignore' }).status !== 0)
    return undefined;
  const run = (script) => {
    const from = performance.now();
    const { status, stderr } = spawnSync(wrapper, ['sh', '-c', script], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${script}: ${stderr}`);
    return performance.now() - from;
  };
  run(RUN);
  const once = Array.from({ length: 5 }, () => run(RUN));
  const fifty = [run(FIFTY)];
  run(REMOVE);
  return { once, fifty };
}

export async function dockerRows(row) {
  const own = await ours();
  const real = theirs();
  const beside = (name, reach) =>
    real
      ? `reach: ${reach}x faster; real Docker: ${ms(median(real[name]))}, ${(median(real[name]) / median(own[name])).toFixed(0)}x`
      : `reach: ${reach}x faster; no real Docker here`;
  row('docker run --rm busybox true, headless', ms(median(own.once)), beside('once', 20));
  row('50 x docker run -d at once', ms(median(own.fifty)), beside('fifty', 20));
  row('docker ps with 1,000 containers', ms(median(own.ps)), 'reach: 50 ms');
}

if (process.argv[1] === import.meta.filename)
  await dockerRows((what, value, beside = '') => console.log(`${what.padEnd(66)} ${value.padStart(14)}  ${beside}`));
