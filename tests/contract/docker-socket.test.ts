/** /var/run/docker.sock on the learner's machine: an ordinary socket file with the engine behind it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryDriver } from '../../src/store/memory/driver.ts';
import { openSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openSandbox(memoryDriver());
});
afterEach(() => sandbox.close());

const run = async (script: string) => {
  const { status, stdout, stderr } = await sandbox.host.runScript(script);
  return `${stdout}${stderr}${status}`;
};

test('speaks HTTP', async () => {
  expect(await run('curl -sS --unix-socket /var/run/docker.sock http://localhost/_ping')).toBe('OK0');
});

test('is for root and the group docker', async () => {
  expect(await run("docker version --format '{{.Server.Version}}'")).toMatch(/^26\.1\.5.*\n0$/);
  expect(await run('sudo chgrp root /run/docker.sock; docker ps')).toBe(
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: ' +
      'Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.50/containers/json": dial unix /var/run/docker.sock: connect: permission denied\n1',
  );
});

test('once removed, nobody finds the engine; another name for it does', async () => {
  expect(await run('sudo ln /run/docker.sock /run/other.sock; sudo rm /run/docker.sock; docker ps')).toBe(
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n1',
  );
  expect(await run("docker -H unix:///run/other.sock version --format '{{.Server.Os}}'")).toBe('linux\n0');
});
