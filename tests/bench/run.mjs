// npm run bench: sizes, times and throughputs, beside real Docker's where a real engine is present. Prints a table;
// judges nothing. Medians of several runs.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { buildSite, site } from '../../.config/build.mjs';
import { buildNode } from '../../src/node/drydock.mjs';
import { firstLoad } from '../support/first-load.mjs';
import { dockerRows } from './docker.mjs';
import { loopsRow, restoreInPageRow, restoreRow } from './scale.mjs';
import { shellRows } from './shell.mjs';

const root = join(import.meta.dirname, '../..');
const drydock = join(root, 'src/node/drydock.mjs');
const suite = process.env.DRYDOCK_PARITY ?? join(root, '../shared/oracle');
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (what, value, beside = '') => console.log(`${what.padEnd(66)} ${value.padStart(14)}  ${beside}`);
const ms = (value) => `${value.toFixed(1)} ms`;

function timed(command, args, options = {}) {
  const from = performance.now();
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return performance.now() - from;
}

async function visit(browser, url) {
  const loads = [];
  for (let i = 0; i < 5; i++) {
    const context = await browser.newContext();
    loads.push(await firstLoad(await context.newPage(), url, site));
    await context.close();
  }
  const { files, bytes } = loads[0];
  row('first load, gzip', `${(bytes / 1000).toFixed(1)} kB`, 'reach: 250 kB');
  if (process.env.VERBOSE) for (const [path, size] of files) row(`  ${path}`, `${(size / 1000).toFixed(1)} kB`);
  row('cold visit to prompt', ms(median(loads.map(({ promptMs }) => promptMs))), 'reach: 1000 ms');
}

async function inPage(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'drydock' in window);
  const run = (script) => page.evaluate((text) => window.drydock.run(text), script);
  await run('docker pull -q busybox');
  const latencies = await page.evaluate(async () => {
    const times = [];
    for (let i = 0; i < 21; i++) {
      const from = performance.now();
      await window.drydock.run('docker run --rm busybox true');
      times.push(performance.now() - from);
    }
    return times;
  });
  row('docker run --rm busybox true, in the worker', ms(median(latencies)), `reach: 15 ms; ${realRun()}`);
  const heap = await page.evaluate(async () => {
    const { client } = window.drydock;
    const from = performance.now();
    for (let i = 0; i < 1000; i++) {
      const { Id } = await client.containerCreate({ body: { Image: 'busybox', Cmd: ['sleep', '1000000'] } });
      await client.containerStart({ path: { id: Id } });
    }
    const started = performance.now() - from;
    const asked = performance.now();
    await window.drydock.run('docker ps -q | wc -l');
    return { started, ps: performance.now() - asked };
  });
  row('1,000 containers started, each', ms(heap.started / 1000));
  row('docker ps -q with 1,000 running', ms(heap.ps));
  await context.close();
}

/** Heap that one idle container costs, measured headless where the collector can be called. */
async function idleCost() {
  const code = `
    const { nodeSandbox } = await import(process.argv[1]);
    const sandbox = await nodeSandbox({ hub: process.argv[2], learner: true });
    await sandbox.host.runScript('docker pull -q busybox');
    const body = (text) => (async function* () { yield new TextEncoder().encode(text); })();
    const call = async (target, text) => {
      const answer = await sandbox.api.request({ method: 'POST', target, headers: { 'content-type': 'application/json' }, ...(text && { body: body(text) }) });
      let out = ''; for await (const chunk of answer.body) out += new TextDecoder().decode(chunk);
      return out && JSON.parse(out);
    };
    const start = async () => { const { Id } = await call('/containers/create', JSON.stringify({ Image: 'busybox', Cmd: ['sleep', '1000000'] })); await call('/containers/' + Id + '/start'); };
    for (let i = 0; i < 50; i++) await start();
    await new Promise((r) => setTimeout(r, 1000)); gc();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 1000; i++) await start();
    await new Promise((r) => setTimeout(r, 1500)); gc();
    console.log(process.memoryUsage().heapUsed - before);
    process.exit(0);`;
  const bundle = await buildNode('sandbox');
  const out = execFileSync('node', ['--expose-gc', '--input-type=module', '-e', code, bundle, join(root, 'dist/hub')], {
    encoding: 'utf8',
  });
  row('heap of an idle container, at 1,000', `${(Number(out) / 1000 / 1000).toFixed(1)} kB`);
}

const wrapper = join(suite, 'with-engine.sh');
const real = existsSync(wrapper) && spawnSync(wrapper, ['docker', 'version'], { stdio: 'ignore' }).status === 0;
const realDocker = (...args) => timed(wrapper, ['docker', ...args]);

function realRun() {
  if (!real) return 'no real Docker here';
  realDocker('run', '--rm', 'busybox', 'true');
  return `real Docker: ${ms(median([1, 2, 3, 4, 5].map(() => realDocker('run', '--rm', 'busybox', 'true'))))} with its client`;
}

/** The real client against `drydock engine`, and against real Docker: a 100 MB archive in and out, a commit of 1,000 files. */
async function throughput(scratch) {
  const socket = `unix://${scratch}/engine.sock`;
  const engine = spawn('node', [drydock, 'engine', '--host', socket], { stdio: 'ignore' });
  const ours = (...args) => timed('docker', ['-H', socket, ...args]);
  for (let i = 0; i < 200 && spawnSync('docker', ['-H', socket, 'version'], { stdio: 'ignore' }).status !== 0; i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const archive = join(scratch, 'bench.tar');
  const fill = 'dd if=/dev/urandom of=/big bs=1M count=100 2>/dev/null';
  const many = 'mkdir /m && i=0 && while [ $i -lt 1000 ]; do echo $i > /m/$i; i=$((i+1)); done';
  try {
    ours('pull', '-q', 'busybox');
    ours('run', '--name', 'bench', 'busybox', 'sh', '-c', fill);
    ours('commit', 'bench', 'bench:1');
    const times = { save: [], load: [], commit: [] };
    const theirs = { save: [], load: [], commit: [] };
    for (let i = 0; i < 3; i++) {
      times.save.push(ours('save', '-o', archive, 'bench:1'));
      ours('rmi', '-f', 'bench:1');
      times.load.push(ours('load', '-q', '-i', archive));
      if (!real) continue;
      theirs.load.push(realDocker('load', '-q', '-i', archive));
      theirs.save.push(realDocker('save', '-o', archive, 'bench:1'));
      realDocker('rmi', 'bench:1');
    }
    ours('run', '--name', 'many', 'busybox', 'sh', '-c', many);
    if (real) realDocker('run', '--name', 'bench-many', 'busybox', 'sh', '-c', many);
    for (let i = 0; i < 3; i++) {
      times.commit.push(ours('commit', 'many', `many:${i}`));
      if (real) theirs.commit.push(realDocker('commit', 'bench-many', `bench-many:${i}`));
    }
    if (real) {
      realDocker('rm', 'bench-many');
      realDocker('rmi', 'bench-many:0', 'bench-many:1', 'bench-many:2');
    }
    for (const [what, key] of [
      ['load of a 105 MB archive', 'load'],
      ['save of it', 'save'],
      ['commit of 1,000 files', 'commit'],
    ]) {
      const beside = real
        ? `real Docker: ${ms(median(theirs[key]))}, ratio ${(median(times[key]) / median(theirs[key])).toFixed(2)}`
        : 'no real Docker here';
      row(what, ms(median(times[key])), beside);
    }
  } finally {
    engine.kill('SIGTERM');
  }
}

await buildSite();
const { preview } = await import('vite');
const server = await preview({ root, preview: { port: 4189, host: '127.0.0.1' }, logLevel: 'silent' });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const scratch = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
try {
  const url = 'http://127.0.0.1:4189/';
  await visit(browser, url);
  await inPage(browser, url);
  await loopsRow(row, browser, url);
  await restoreInPageRow(row, browser, url);
  await restoreRow(row);
  await shellRows(row);
  await idleCost();
  await dockerRows(row);
  await throughput(scratch);
} finally {
  await browser.close();
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(0);
