/** What the next command may count on once `docker run -d` has answered, as it may with a real engine. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_HUB, writeTree } from '../../src/node/build-tree.ts';
import { memoryDriver } from '../../src/store/memory/driver.ts';
import { openSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  await writeTree(DEFAULT_HUB);
  sandbox = await openSandbox(memoryDriver(), new Map(), DEFAULT_HUB);
  await sandbox.host.runScript('docker pull -q busybox; docker pull -q redis; docker network create app');
}, 120_000);
afterAll(() => sandbox.close());

async function run(script: string): Promise<string> {
  const { stdout, stderr } = await sandbox.host.runScript(script);
  return stdout + stderr;
}

test('a server listens, whose entrypoint has gone through several programs', async () => {
  // Here a program's modules are compiled when it first runs, which takes longer than a start may.
  await run('docker run --rm redis redis-server --version; docker run --rm redis redis-cli --version');
  await run('docker run -d --name db --network app redis');
  expect(await run('docker run --rm --network app redis redis-cli -h db ping')).toBe('PONG\n');
  await run("docker run -d --name web busybox sh -c 'mkdir /www; echo hi > /www/index.html; httpd -f -h /www'");
  expect(await run('docker run --rm --network container:web busybox wget -qO- localhost')).toBe('hi\n');
});

test('a shell has set its traps, after a restart too', async () => {
  await run(`docker run -d --name trap busybox sh -c 'trap "exit 3" TERM; while :; do sleep 0.1; done'`);
  expect(await run("docker stop trap; docker inspect -f '{{.State.ExitCode}}' trap")).toBe('trap\n3\n');
  expect(await run("docker restart trap; docker stop trap; docker inspect -f '{{.State.ExitCode}}' trap")).toBe(
    'trap\ntrap\n3\n',
  );
});

test('what computes without end is not waited for', async () => {
  await run("docker run -d --name busy busybox sh -c 'while :; do :; done'");
  expect(
    await run("docker top busy -o pid,stat | grep -c R; docker kill busy; docker inspect -f '{{.State.Status}}' busy"),
  ).toBe('1\nbusy\nexited\n');
});
