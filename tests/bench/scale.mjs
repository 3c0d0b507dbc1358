// Many containers and a kept sandbox: what thousands of them take, and how soon everything is there again.
// `node tests/bench/scale.mjs` measures the headless rows alone.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNode } from '../../src/node/drydock.mjs';

const root = join(import.meta.dirname, '../..');
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const p95 = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)];
const ms = (value) => `${value.toFixed(1)} ms`;

const KEEP = `docker pull -q busybox
for i in $(seq 20); do docker run --name c$i busybox sh -c "echo $i > /note"; docker commit c$i kept:$i; done`;

/** From a folder with 20 images and 20 containers to the first answers of the engine; the program is loaded by then. */
export async function restoreRow(row) {
  const bundle = await buildNode('sandbox');
  const data = mkdtempSync(join(tmpdir(), 'drydock-restore-'));
  const code = `
    const { nodeSandbox } = await import(process.argv[1]);
    const from = performance.now();
    const sandbox = await nodeSandbox({ hub: process.argv[2], learner: true, data: process.argv[3] });
    if (process.argv[4]) {
      const { status, stderr } = await sandbox.host.runScript(process.argv[4]);
      if (status !== 0) throw new Error(stderr);
    } else {
      const ask = async (target) => {
        const { body } = await sandbox.api.request({ method: 'GET', target, headers: {} });
        let text = '';
        for await (const bytes of body) text += new TextDecoder().decode(bytes);
        return JSON.parse(text).length;
      };
      console.log(JSON.stringify([await ask('/images/json'), await ask('/containers/json?all=1'), performance.now() - from]));
    }
    await sandbox.close();
    process.exit(0);`;
  const run = (...more) =>
    execFileSync('node', ['--input-type=module', '-e', code, bundle, join(root, 'dist/hub'), data, ...more], {
      encoding: 'utf8',
    });
  try {
    run(KEEP);
    const times = Array.from({ length: 5 }, () => {
      const [images, containers, time] = JSON.parse(run());
      if (images !== 21 || containers !== 20)
        throw new Error(`${images} images and ${containers} containers came back`);
      return time;
    });
    row('20 images and 20 containers are there again, headless', ms(median(times)), 'reach: 300 ms');
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** The same in the page: from a reload to the answer of `docker ps -a`. */
export async function restoreInPageRow(row, browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const ready = () => page.waitForFunction(() => 'drydock' in window, undefined, { polling: 10 });
  const count = (script) => page.evaluate((text) => window.drydock.run(text), script);
  await page.goto(url);
  await ready();
  const made = await count(KEEP);
  if (made.status !== 0) throw new Error(made.stderr);
  const times = [];
  for (let i = 0; i < 5; i++) {
    const from = performance.now();
    await page.reload({ waitUntil: 'commit' });
    await ready();
    const { stdout } = await count('docker ps -aq | wc -l');
    times.push(performance.now() - from);
    if (stdout.trim() !== '20') throw new Error(`${stdout.trim()} containers came back`);
  }
  row('20 images and 20 containers, reload of the page to docker ps -a', ms(median(times)));
  await context.close();
}

const LOOP = ['sh', '-c', 'while true; do echo; sleep 1; done'];

/** Heap of the page's worker, and how long a command takes, while `count` containers each print a line a second. */
export async function loopsRow(row, browser, url, count = 5000) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'drydock' in window);
  await page.evaluate(() => window.drydock.run('docker pull -q busybox; docker run --rm busybox true; echo x | cat'));
  const worker = await workerOf(context, page);
  const started = await page.evaluate(
    async ([Cmd, count]) => {
      const { client } = window.drydock;
      const from = performance.now();
      for (let i = 0; i < count; i++) {
        const { Id } = await client.containerCreate({ body: { Image: 'busybox', Cmd } });
        await client.containerStart({ path: { id: Id } });
      }
      return performance.now() - from;
    },
    [LOOP, count],
  );
  const times = await page.evaluate(async () => {
    const all = [];
    for (let i = 0; i < 100; i++) {
      const from = performance.now();
      await window.drydock.run('echo x | cat');
      all.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return all;
  });
  await worker('HeapProfiler.enable');
  await worker('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await worker('Runtime.getHeapUsage');
  const name = `${count.toLocaleString('en')} containers that print a line a second`;
  row(`${name}: start, each`, ms(started / count));
  row(`${name}: heap of the worker`, `${((usedSize + backingStorageSize) / 1e6).toFixed(0)} MB`, 'reach: 150 MB');
  row(`${name}: a command, p95`, ms(p95(times)), `reach: 50 ms; median ${ms(median(times))}`);
  await context.close();
}

/** Asks the page's worker over the browser's debugging protocol. */
async function workerOf(context, page) {
  const session = await context.newCDPSession(page);
  const attached = new Promise((resolve) =>
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') resolve(sessionId);
    }),
  );
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const sessionId = await attached;
  const waiting = new Map();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
  });
  let last = 0;
  return (method) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: last, method }) });
    });
}

if (process.argv[1] === import.meta.filename)
  await restoreRow((what, value, beside = '') => console.log(`${what.padEnd(66)} ${value.padStart(14)}  ${beside}`));
