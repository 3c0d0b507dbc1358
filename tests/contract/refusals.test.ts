/** What the engine refuses, and what it finds by odd names: recorded from Docker 26.1.5. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTree } from '../../src/node/build-tree.ts';
import { collect } from '../../src/base/streams.ts';
import { memoryDriver } from '../../src/store/memory/driver.ts';
import { openSandbox, type TestSandbox } from '../support/sandbox.ts';

const HUB = join(import.meta.dirname, '../../dist/hub');
let sandbox: TestSandbox;

beforeAll(async () => {
  await writeTree(HUB);
  sandbox = await openSandbox(memoryDriver(), new Map(), HUB);
  await sandbox.host.runScript('docker run -d --name web busybox sleep 1000');
}, 120_000);
afterAll(() => sandbox.close());

/** `POST /build/prune?keep-storage=x`: what the engine answers, its message or all of it. */
async function answered(line: string): Promise<string> {
  const [method, target] = line.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string];
  const { status, body } = await sandbox.api.request({ method, target: `/v1.45${target}`, headers: {} });
  const text = new TextDecoder().decode(await collect(body, 1e6)).trim();
  return `${status} ${/^\{"message":"(.*)"\}$/.exec(text)?.[1]?.replaceAll('\\"', '"') ?? text}`;
}

test.each([
  [
    'POST /build/prune?keep-storage=x',
    '400 keep-storage is in bytes and expects an integer, got x: strconv.Atoi: parsing "x": invalid syntax',
  ],
  ['POST /build?ulimits=x', "400 error reading ulimit settings: invalid character 'x' looking for beginning of value"],
  ['POST /build?cachefrom=[', '400 error reading cache-from: unexpected end of JSON input'],
  ['POST /build?outputs=x', "400 invalid outputs specified: invalid character 'x' looking for beginning of value"],
  ['POST /build?shmsize=x', '500 strconv.ParseInt: parsing "x": invalid syntax'],
  [
    'GET /networks/bridge?verbose=x',
    '400 invalid value for verbose: x: strconv.ParseBool: parsing "x": invalid syntax',
  ],
  ['DELETE /networks/', '400 network  is ambiguous (3 matches found based on ID prefix)'],
  ['POST /containers/nosuch/rename', '400 Neither old nor new names may be empty'],
  ['POST /containers/nosuch/attach?detachKeys=x-', '400 Invalid detach keys (x-) provided'],
  ['POST /images/create?fromSrc=nosuch://x', '500 Get "nosuch://x": unsupported protocol scheme "nosuch"'],
  ['GET /plugins?filters={"x":["1"]}', "400 invalid filter 'x'"],
  ['GET /plugins', '200 []'],
  ['POST /plugins/x/enable', '400 strconv.Atoi: parsing "": invalid syntax'],
  ['POST /session', '400 no upgrade proto in request'],
  ['PUT /volumes/v', '503 volume update only valid for cluster volumes, but swarm is unavailable'],
])('%s', async (line, words) => expect(await answered(line)).toBe(words));

/** What a script prints, ids by their kind. */
async function said(script: string): Promise<string> {
  const { stdout, stderr } = await sandbox.host.runScript(script);
  return `${stdout}${stderr}`.replace(/\b[0-9a-f]{64}\b/g, 'ID').replace(/^Error response from daemon: /gm, '');
}

test('lists before and since take names and whole ids', async () => {
  expect(await said('docker ps -aq -f since=nosuch')).toBe('No such container: nosuch\n');
  expect(await said('docker ps -aq -f before=')).toBe('No such container:\n');
  expect(await said('docker ps -aq -f since=$(docker ps -lq) | wc -l')).toMatch(
    /^0\nNo such container: [0-9a-f]{12}\n$/,
  );
  expect(await said('docker ps -aq -f since=$(docker ps -lq --no-trunc)')).toBe('');
});

test('updates that the control group would not take', async () => {
  const refused = 'Cannot update container ID: ';
  expect(await said('docker update -m 10m web')).toBe(
    `${refused}Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time\n`,
  );
  const runc = `${refused}runc did not terminate successfully: exit status 1: `;
  expect(await said('docker update --cpu-shares 1 web')).toBe(
    `${runc}the minimum allowed cpu-shares is 2\n: unknown\n`,
  );
  expect(await said('docker update --cpu-shares -5 web')).toBe(
    `${runc}the maximum allowed cpu-shares is 262144\n: unknown\n`,
  );
  expect(await said('docker update -m 10m --memory-swap 20m web')).toBe('web\n');
});

test('options that ps does not know', async () => {
  expect(await said('docker top web x y')).toBe('ps: error: unsupported option (BSD syntax)\n');
  expect(await said('docker top web -z')).toBe('ps: error: unsupported SysV option\n');
  expect(await said('docker top web -eo')).toBe('ps: error: format specification must follow -o\n');
  expect(await said('docker top web axo')).toBe('ps: error: format specification must follow o\n');
  expect(await said('docker top web -e -f | head -n 1 | tr -s " "')).toBe('UID PID PPID C STIME TTY TIME CMD\n');
});

test('filters of events ask for a name, whatever has it', async () => {
  await said('docker tag busybox ev:1; docker volume create ev; docker volume create other');
  const actions = await said('docker events --since 0 --until 0s --filter volume=ev --format "{{.Type}} {{.Action}}"');
  expect(actions).toBe('image tag\nvolume create\n');
});

test('networks, volumes and images', async () => {
  const shown = 'docker network create --config-only kept >/dev/null; docker network inspect -f "{{json .IPAM}}" kept';
  expect(await said(shown)).toBe('{"Driver":"default","Options":{},"Config":null}\n');
  expect(await said('docker volume create é')).toContain('create é: "é" includes invalid characters');
  const digest = `sha256:${'0'.repeat(64)}`;
  expect(await said(`docker save busybox@${digest} > /tmp/x`)).toBe('reference does not exist\n');
  const orphan = `docker tag busybox base:1; docker create --name user base:1 >/dev/null; docker rmi -f busybox ev:1 base:1 >/dev/null
    docker rm -f web >/dev/null; docker rmi -f $(docker inspect -f "{{.Image}}" user) >/dev/null; docker commit user`;
  expect(await said(orphan)).toContain('failed to get digest sha256:ID: open /var/lib/docker/image/overlay2/imagedb/');
});
