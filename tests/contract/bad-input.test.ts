/**
 * Input that must not be trusted, through the Engine API: each is answered in real Docker's words (recorded from 26.1.5)
 * and leaves the store as it was, byte for byte; what is good works afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { collect, sourceOf } from '../../src/base/streams.ts';
import { text, utf8 } from '../../src/base/bytes.ts';
import { DEFAULT_HUB, writeTree } from '../../src/node/build-tree.ts';
import { directoryDriver } from '../../src/node/directory-driver.ts';
import { digestOf } from '../../src/oci/digest.ts';
import type { StorageDriver } from '../../src/store/driver.ts';
import { memoryDriver } from '../../src/store/memory/driver.ts';
import { archiveOf, configOf, noise, tarOf } from '../support/archives.ts';
import { badArchives, goodArchive, LOADED, untaggedImage } from '../support/bad-archives.ts';
import { contentsOf, openSandbox, plantImage, type TestSandbox, type Tree } from '../support/sandbox.ts';
import { hurriedClock } from '../support/clock.ts';

const MiB = 1024 * 1024;
const scratch: string[] = [];
afterEach(() => {
  for (const path of scratch.splice(0)) rmSync(path, { recursive: true, force: true });
});

const drivers: Readonly<Record<string, (quotaBytes?: number) => Promise<StorageDriver>>> = {
  memory: async (quotaBytes) => memoryDriver(quotaBytes === undefined ? {} : { quotaBytes }),
  'a directory': async (quotaBytes) => {
    const path = mkdtempSync(join(tmpdir(), 'drydock-bad-'));
    scratch.push(path);
    return directoryDriver(path, quotaBytes === undefined ? {} : { quotaBytes });
  },
};

/** What `docker load -q` or `docker import` prints: messages, errors, one after the other. */
async function ask(sandbox: TestSandbox, target: string, body?: Uint8Array, method: 'POST' | 'DELETE' = 'POST') {
  const response = await sandbox.api.request({
    method,
    target: `/v1.45/${target}`,
    headers: { 'content-type': body ? 'application/x-tar' : 'application/json', 'x-registry-auth': 'e30=' },
    ...(body && { body: sourceOf(body) }),
  });
  const answer = text(await collect(response.body, 8 * MiB));
  const said = [...answer.matchAll(/^\{.*\}\r?$/gm)].map(
    ([line]) => JSON.parse(line) as { stream?: string; error?: string; message?: string; status?: string },
  );
  return said
    .map(({ stream, error, message }) => stream ?? error ?? message ?? '')
    .join('')
    .trim()
    .replace(/docker-import-\d+/g, 'docker-import-N');
}
const load = (sandbox: TestSandbox, archive: Uint8Array) => ask(sandbox, 'images/load?quiet=1', archive);

async function loadsWell(sandbox: TestSandbox): Promise<void> {
  expect(await load(sandbox, await goodArchive())).toBe(LOADED);
  const image = await sandbox.client.imageInspect({ path: { name: 'bad/x:1' } });
  expect(image.Size).toBe(30_012);
  expect(await sandbox.store.verify()).toEqual([]);
}

describe.each(Object.entries(drivers))('bad input on %s', (_, driverOf) => {
  test('archives are answered in the words of real Docker and leave nothing behind', async () => {
    const driver = await driverOf();
    const sandbox = await openSandbox(driver);
    const before = await contentsOf(driver);
    const wrong: unknown[] = [];
    for (const { name, bytes, said } of await badArchives()) {
      const answer = await load(sandbox, bytes);
      if (answer !== said) wrong.push({ name, said, answer });
      if (answer === LOADED) await ask(sandbox, 'images/bad/x:1?force=1', undefined, 'DELETE');
      if (name.startsWith('tag ')) await ask(sandbox, `images/${await untaggedImage()}`, undefined, 'DELETE');
      expect(await contentsOf(driver), name).toEqual(before);
    }
    expect(wrong).toEqual([]);
    await loadsWell(sandbox);
    await sandbox.close();
  }, 60_000);

  test('no room: the file that found none is named, and all is as before', async () => {
    const driver = await driverOf(20 * MiB);
    const sandbox = await openSandbox(driver);
    const before = await contentsOf(driver);
    const small = tarOf(...[0, 1, 2].map((n) => ({ name: `data/f${n}`, body: noise(4 * MiB, n + 1) })));
    const noRoom = 'no space left on device';
    expect(await load(sandbox, await archiveOf([noise(24 * MiB)]))).toBe(`write /l0.tar: ${noRoom}`);
    expect(await contentsOf(driver)).toEqual(before);
    // A layer that is not compressed needs no room beside the archive's file: this one does.
    const unpacked = await archiveOf([gzipSync(small)], { diffs: [await digestOf(small)] });
    expect(await load(sandbox, unpacked)).toMatch(/^write \/data\/f[0-2]: no space left on device$/);
    expect(await contentsOf(driver)).toEqual(before);
    // A bomb: a thousandth of its size in the archive.
    const bomb = tarOf({ name: 'bomb', body: new Uint8Array(40 * MiB).fill(65) });
    const packed = await archiveOf([gzipSync(bomb)], { diffs: [await digestOf(bomb)] });
    expect(await load(sandbox, packed)).toBe(`write /bomb: ${noRoom}`);
    expect(await ask(sandbox, 'images/create?fromSrc=-&repo=bad/bomb', gzipSync(bomb))).toBe(`write /bomb: ${noRoom}`);
    expect(await contentsOf(driver)).toEqual(before);
    await loadsWell(sandbox);
    await sandbox.close();
  }, 60_000);

  test('names that are none', async () => {
    const driver = await driverOf();
    const sandbox = await openSandbox(driver);
    await loadsWell(sandbox);
    const before = await contentsOf(driver);
    const upper = 'invalid reference format: repository name (bad/X) must be lowercase';
    const tag = 'invalid tag format';
    const answers: Readonly<Record<string, string>> = {
      'images/create?fromImage=BAD/X&tag=1': 'invalid reference format: repository name (X) must be lowercase',
      'images/create?fromImage=bad/X&tag=1': upper,
      'images/create?fromImage=bad&tag=!!': tag,
      'images/bad/x:1/tag?repo=bad/X&tag=1': upper,
      'images/bad/x:1/tag?repo=bad/y&tag=..a': tag,
      'images/bad/X/tag?repo=q': upper,
      'images/bad/X/push': upper,
      'commit?container=nosuch&repo=bad/X': upper,
    };
    const asked = Object.keys(answers).map(async (target) => [target, await ask(sandbox, target)]);
    expect(Object.fromEntries(await Promise.all(asked))).toEqual(answers);
    expect(await ask(sandbox, 'images/create?fromSrc=-&repo=bad/X', tarOf({ name: 'a' }))).toBe(upper);
    expect(await ask(sandbox, 'images/bad/X:1', undefined, 'DELETE')).toBe(upper);
    expect(await contentsOf(driver)).toEqual(before);
    await sandbox.close();
  });

  test('imports', async () => {
    const driver = await driverOf();
    const sandbox = await openSandbox(driver);
    const before = await contentsOf(driver);
    const importing = (tar: Uint8Array) => ask(sandbox, 'images/create?fromSrc=-&repo=bad/imp&tag=1', tar);
    const good = tarOf({ name: 'etc/a', body: noise(30_000) });
    expect(await importing(tarOf({ name: 'a' }, { name: 'a' }))).toBe('duplicates of file paths not supported');
    expect(await importing(good.subarray(0, 5000))).toBe('unexpected EOF');
    expect(await importing(utf8('no tar'.repeat(100)))).toBe('archive/tar: invalid tar header');
    expect(await contentsOf(driver)).toEqual(before);
    expect(await importing(tarOf({ name: '../up', body: 'x' }))).toBe('');
    expect((await sandbox.client.imageInspect({ path: { name: 'bad/imp:1' } })).Size).toBe(1);
    await sandbox.close();
  });
});

/** An image of two layers at docker.io, and the files it is made of. */
async function planted() {
  const tree: Tree = new Map();
  const tars = [
    tarOf({ name: 'etc/a', body: 'hello\n' }, { name: 'big', body: noise(2 * MiB) }),
    tarOf({ name: 'etc/b', body: 'there\n' }),
  ];
  const layers = tars.map((tar) => new Uint8Array(gzipSync(tar)));
  const digests = await plantImage(tree, 'bad/p', '1', await configOf(tars), layers);
  const blob = (digest: string | undefined) => `bad/p/blobs/${digest}`;
  return { tree, config: blob(digests.config), layer: blob(digests.layers[0]), digests };
}
const pull = (sandbox: TestSandbox) => ask(sandbox, 'images/create?fromImage=bad/p&tag=1');
const pulls = async (sandbox: TestSandbox) => {
  expect(await pull(sandbox)).toBe('');
  expect((await sandbox.client.imageInspect({ path: { name: 'bad/p:1' } })).Size).toBe(2 * MiB + 12);
  expect(await sandbox.store.verify()).toEqual([]);
};

describe('pulls that go wrong', () => {
  test('other bytes than the manifest names are refused before anything looks into them', async () => {
    const { tree, config, layer, digests } = await planted();
    const driver = memoryDriver();
    const sandbox = await openSandbox(driver, tree);
    const before = await contentsOf(driver);
    const bytes = tree.get(layer) as Uint8Array;
    const verification = `filesystem layer verification failed for digest ${digests.layers[0]}`;
    const configuration = `image config verification failed for digest ${digests.config}`;
    const changed = bytes.slice();
    changed[5000]! ^= 255;
    for (const [path, other, said] of [
      [layer, changed, verification],
      [layer, bytes.subarray(0, 5000), verification],
      [layer, Buffer.concat([bytes, utf8('more')]), verification],
      [layer, tarOf({ name: 'other' }), verification],
      [layer, undefined, 'unknown blob'],
      [config, utf8('{}'), `error pulling image configuration: ${configuration}`],
      [config, undefined, 'error pulling image configuration: download failed after attempts=1: unknown blob'],
    ] as const) {
      const right = tree.get(path)!;
      if (other) tree.set(path, other);
      else tree.delete(path);
      expect(await pull(sandbox)).toBe(said);
      expect(await contentsOf(driver)).toEqual(before);
      tree.set(path, right);
    }
    await pulls(sandbox);
    await sandbox.close();
  });

  test('an image whose layers are not those of its config', async () => {
    const tree: Tree = new Map();
    const [one, other] = [tarOf({ name: 'a' }), tarOf({ name: 'b' })];
    await plantImage(tree, 'bad/p', '1', await configOf([one]), [gzipSync(other)]);
    const driver = memoryDriver();
    const sandbox = await openSandbox(driver, tree);
    const before = await contentsOf(driver);
    expect(await pull(sandbox)).toBe("layers from manifest don't match image configuration");
    expect(await contentsOf(driver)).toEqual(before);
    await sandbox.close();
  });

  test('a client that goes away, and a registry that breaks off', async () => {
    const { tree, layer } = await planted();
    const driver = memoryDriver();
    const sandbox = await openSandbox(driver, tree, undefined, hurriedClock);
    const before = await contentsOf(driver);
    const bytes = tree.get(layer) as Uint8Array;
    type End = (controller: ReadableStreamDefaultController, signal: AbortSignal | undefined) => void;
    const half = (end: End) => (signal: AbortSignal | undefined) =>
      new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(bytes.slice(0, bytes.length / 2));
          end(controller, signal);
        },
      });
    let left = false;
    const hang: End = (controller, signal) =>
      signal?.addEventListener('abort', () => {
        left = true;
        controller.error(signal.reason);
      });
    tree.set(layer, half(hang));
    const leaving = new AbortController();
    const response = await sandbox.api.request({
      method: 'POST',
      target: '/v1.45/images/create?fromImage=bad/p&tag=1',
      headers: {},
      signal: leaving.signal,
    });
    const reading = collect(response.body, MiB);
    await new Promise((resolve) => setTimeout(resolve, 100));
    leaving.abort(new Error('gone'));
    await expect(reading).rejects.toThrow('gone');
    await expect.poll(() => left).toBe(true);
    await expect.poll(() => contentsOf(driver)).toEqual(before);

    const reset: End = (controller) => controller.error(new Error('connection reset by peer'));
    let tries = 0;
    const breaking = (times: number) => (signal: AbortSignal | undefined) =>
      ++tries > times ? new Blob([bytes as Uint8Array<ArrayBuffer>]).stream() : half(reset)(signal);
    tree.set(layer, breaking(Infinity));
    expect(await pull(sandbox)).toBe('connection reset by peer');
    expect(tries).toBe(5);
    expect(await contentsOf(driver)).toEqual(before);
    tries = 0;
    tree.set(layer, breaking(2));
    await pulls(sandbox);
    expect(tries).toBe(3);
    await sandbox.close();
  });

  test('one image pulled five times at once is there once', async () => {
    const { tree, layer } = await planted();
    let fetched = 0;
    const bytes = tree.get(layer) as Uint8Array;
    tree.set(layer, () => {
      fetched++;
      return new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
    });
    const driver = memoryDriver();
    const sandbox = await openSandbox(driver, tree);
    expect(await Promise.all([1, 2, 3, 4, 5].map(() => pull(sandbox)))).toEqual(['', '', '', '', '']);
    await pulls(sandbox);
    expect(fetched).toBe(1);
    expect(await sandbox.store.layers.list()).toHaveLength(2);
    await sandbox.close();
  });
});

describe('images in use', () => {
  beforeAll(async () => void (await writeTree(DEFAULT_HUB)), 120_000);
  const open = async (driver: StorageDriver) => {
    const sandbox = await openSandbox(driver, new Map(), DEFAULT_HUB);
    const run = async (script: string) => {
      const { stdout, stderr } = await sandbox.host.runScript(script);
      return (stdout + stderr).trim();
    };
    await run('docker pull -q busybox:latest');
    return { sandbox, run };
  };

  test('an image is not removed under a container, and goes with its last one', async () => {
    const driver = memoryDriver();
    const { sandbox, run } = await open(driver);
    const image = (await run('docker images -q')).slice(0, 12);
    const container = (await run('docker run -d --name user busybox sleep 100')).slice(0, 12);
    expect(await run('docker rmi busybox')).toBe(
      `Error response from daemon: conflict: unable to remove repository reference "busybox" (must force) - container ${container} is using its referenced image ${image}`,
    );
    expect(await run(`docker rmi -f ${image}`)).toBe(
      `Error response from daemon: conflict: unable to delete ${image} (cannot be forced) - image is being used by running container ${container}`,
    );
    expect(await run('docker rmi -f busybox; docker exec user cat /etc/passwd | head -n1')).toMatch(/root:x?:0:0/);
    expect(await sandbox.store.verify()).toEqual([]);
    expect(await run('docker restart -t 0 user && docker exec user echo on')).toBe('user\non');
    expect(await run(`docker rm -f user && docker rmi ${image}; docker images -aq`)).not.toContain(image.repeat(2));
    expect([await sandbox.store.layers.list(), await sandbox.store.content.list()]).toEqual([[], []]);
    await sandbox.close();
  }, 20_000);

  test('commits of a container that goes on writing are whole', async () => {
    const { sandbox, run } = await open(memoryDriver());
    const loop = 'i=0; while true; do i=$((i+1)); echo $i > /t; mv /t /n; rm -f /gone; cp /n /gone; done';
    await run(`docker run -d --name writer busybox sh -c '${loop}'`);
    await run('docker exec writer sh -c "until [ -e /n ]; do sleep 0.05; done"');
    for (let i = 0; i < 6; i++) {
      expect(await run(`docker commit -p=${i % 2 === 0} writer bad/writer:${i}`)).toMatch(/^sha256:[0-9a-f]{64}$/);
    }
    expect(await run('docker inspect -f "{{.State.Status}}" writer; docker rm -f writer')).toBe('running\nwriter');
    const seen: number[] = [];
    for (let i = 0; i < 6; i++) seen.push(Number(await run(`docker run --rm bad/writer:${i} cat /n`)));
    expect(
      seen.every((n, i) => n > 0 && n >= (seen[i - 1] ?? 0)),
      seen.join(' '),
    ).toBe(true);
    expect(await sandbox.store.verify()).toEqual([]);
    await sandbox.close();
  }, 20_000);

  test('a commit that finds no room names the file, and the container goes on', async () => {
    const driver = memoryDriver({ quotaBytes: 24 * MiB });
    const { sandbox, run } = await open(driver);
    const noise = 'dd if=/dev/urandom of=/big bs=1M count=14 2>/dev/null; sleep 100';
    await run(
      `docker run -d --name full busybox sh -c '${noise}'; docker exec full sh -c 'while [ ! -s /big ]; do sleep 0.1; done'; sleep 1`,
    );
    const images = await sandbox.store.layers.list();
    expect(await run('docker commit full bad/full:1')).toBe(
      'Error response from daemon: write /big: no space left on device',
    );
    expect([await sandbox.store.layers.list(), await sandbox.store.verify()]).toEqual([images, []]);
    expect(await run('docker exec full rm /big && docker commit full bad/full:1')).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await run('docker rm -f full')).toBe('full');
    await sandbox.close();
  }, 20_000);
});
