/**
 * Checkpoints of a whole sandbox: what was taken comes back to the last byte, on this machine and on another one, and
 * what cannot be read changes nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { concat, text, utf8 } from '../../src/base/bytes.ts';
import { collect, sourceOf, type ByteSource } from '../../src/base/streams.ts';
import { DEFAULT_HUB, writeTree } from '../../src/node/build-tree.ts';
import { directoryDriver } from '../../src/node/directory-driver.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { encodeTar } from '../../src/oci/tar/write.ts';
import { readTar } from '../../src/oci/tar/read.ts';
import type { TarHeader } from '../../src/oci/tar/header.ts';
import type { StorageDriver } from '../../src/store/driver.ts';
import { memoryDriver } from '../../src/store/memory/driver.ts';
import { contentsOf, openSandbox, type TestSandbox } from '../support/sandbox.ts';

const MiB = 1024 * 1024;
const scratch: string[] = [];
beforeAll(async () => void (await writeTree(DEFAULT_HUB)), 120_000);
afterEach(() => {
  for (const path of scratch.splice(0)) rmSync(path, { recursive: true, force: true });
});

const drivers: Readonly<Record<string, () => Promise<StorageDriver>>> = {
  memory: async () => memoryDriver(),
  'a directory': async () => {
    const path = mkdtempSync(join(tmpdir(), 'drydock-checkpoint-'));
    scratch.push(path);
    return directoryDriver(path);
  },
};

const open = (driver: StorageDriver) => openSandbox(driver, new Map(), DEFAULT_HUB);

async function run(sandbox: TestSandbox, script: string): Promise<string> {
  const { stdout, stderr } = await sandbox.host.runScript(script);
  return stdout + stderr;
}

/** Something of everything: images, tags, a build cache, containers that ran and run, a volume, files at home, logs. */
const SETUP = `
docker pull -q busybox; docker pull -q alpine
docker run --name done -v data:/data busybox sh -c 'echo one > /data/file; echo out; echo two > /note; rm /etc/group'
docker run -d --name on --restart always busybox sh -c 'echo up >> /ups; sleep 1000'
docker commit -m note done noted:1
mkdir -p ~/app; cd ~/app; echo hello > file; printf 'FROM busybox\\nCOPY file /file\\nRUN echo built > /built\\n' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t built:1 .
head -c 700000 /dev/urandom > ~/big; ln -s big ~/link; chmod 640 ~/big
docker network create --label a=b inner
`;
/** What a learner can see of the state, in a form that a power cycle does not change. */
const LOOK = `
docker images -a --no-trunc --format '{{.Repository}}:{{.Tag}} {{.ID}} {{.Size}}' | sort
docker ps -a --no-trunc --format '{{.ID}} {{.Names}} {{.Image}} {{.Command}}' | sort
docker diff done; docker logs done; docker volume ls -q; docker network ls -q --no-trunc | sort
docker inspect -f '{{.RestartCount}} {{.HostConfig.RestartPolicy.Name}} {{json .Mounts}}' done on
docker run --rm -v data:/data noted:1 cat /data/file /note
docker run --rm built:1 cat /file /built
cd; ls -l --time-style=full-iso | grep -v '^total'; sha256sum big link; cat .bashrc app/Dockerfile
`;
const CHANGES = `
echo changed > ~/app/file; rm ~/big; echo x >> ~/.bashrc; touch ~/new
docker run --rm -v data:/data busybox sh -c 'echo changed > /data/file; echo more > /data/more'
docker rm -f done on; docker rmi -f built:1 noted:1 alpine; docker network rm inner; docker tag busybox mine:1
docker run --name later busybox touch /later; docker volume create other; docker builder prune -af; docker image prune -af
`;

describe.each(Object.entries(drivers))('checkpoints on %s', (_, driverOf) => {
  test('what was taken comes back, again and again', async () => {
    const driver = await driverOf();
    const sandbox = await open(driver);
    await sandbox.checkpoints.take('empty');
    await run(sandbox, SETUP);
    const before = await run(sandbox, LOOK);
    expect(before).toContain('one\ntwo\nhello\nbuilt\n');
    await sandbox.checkpoints.take('full');
    for (let i = 0; i < 2; i++) {
      await run(sandbox, CHANGES);
      expect(await run(sandbox, 'docker images -q alpine; ls ~/big 2>&1')).toContain('No such file');
      expect(await sandbox.store.verify()).toEqual([]);
      await sandbox.checkpoints.restore('full');
      expect(await run(sandbox, LOOK)).toBe(before);
      expect(await run(sandbox, 'docker inspect -f "{{.State.Status}}" done on')).toBe('exited\nrunning\n');
      expect(await sandbox.store.verify()).toEqual([]);
    }
    expect((await sandbox.checkpoints.list()).map(({ name }) => name)).toEqual(['empty', 'full']);
    await sandbox.checkpoints.restore('empty');
    expect(await run(sandbox, 'docker images -q; docker ps -aq; docker volume ls -q; ls ~')).toBe('');
    await sandbox.checkpoints.restore('full');
    await sandbox.close();
  }, 60_000);

  test('what only a checkpoint names goes with it', async () => {
    const driver = await driverOf();
    const sandbox = await open(driver);
    const before = await contentsOf(driver);
    await sandbox.checkpoints.take('empty');
    await run(sandbox, SETUP);
    await sandbox.checkpoints.take('step');
    await run(sandbox, 'head -c 300000 /dev/urandom > ~/big');
    await sandbox.checkpoints.take('step');
    await sandbox.checkpoints.restore('empty');
    await sandbox.checkpoints.drop('step');
    await sandbox.checkpoints.drop('empty');
    expect(await contentsOf(driver)).toEqual(before);
    await sandbox.close();
  }, 60_000);
});

async function fileOf(sandbox: TestSandbox): Promise<Uint8Array> {
  return collect(sandbox.checkpoints.export(), 64 * MiB);
}

describe('the file of a sandbox', () => {
  test('makes the same sandbox of another one, which is no part of it', async () => {
    const here = await open(memoryDriver());
    await run(here, SETUP);
    const before = await run(here, LOOK);
    const file = await fileOf(here);
    expect(await here.checkpoints.list()).toEqual([]);
    await here.close();

    const driver = { ...memoryDriver(), close: () => undefined };
    const there = await open(driver);
    await run(there, 'docker pull -q ubuntu:14.04; echo mine > ~/mine; docker create --name mine ubuntu:14.04');
    await there.checkpoints.import(inPieces(file));
    expect(await run(there, LOOK)).toBe(before);
    expect(await run(there, 'docker images -q ubuntu; docker ps -aqf name=mine; cat ~/mine')).toMatch(/No such file/);
    expect([await there.store.verify(), await there.checkpoints.list()]).toEqual([[], []]);
    await there.close();
    const again = await open(driver);
    expect(await run(again, LOOK)).toBe(before);
    await again.close();
  }, 60_000);

  test('is the same for the same state', async () => {
    const driver = memoryDriver();
    const sandbox = await open(driver);
    await run(sandbox, 'docker pull -q busybox; docker create --name a busybox; echo a > ~/a; sleep 0.5');
    await sandbox.checkpoints.take('one');
    const digest = async () => digestOf(gunzipSync(await collect(sandbox.store.checkpoints.export('one'), 64 * MiB)));
    expect(await digest()).toBe(await digest());
    await sandbox.close();
  });

  test('damaged, cut off, foreign or newer is refused, and the state is as it was', async () => {
    const here = await open(memoryDriver());
    await run(here, 'docker pull -q busybox; docker run --name a busybox sh -c "echo a > /a"; echo a > ~/a');
    const file = await fileOf(here);
    await here.close();
    const entries = await entriesOf(file);
    const without = (name: RegExp) => packed(entries.filter(({ header }) => !name.test(header.name)));
    const changed = (name: RegExp, change: (body: Uint8Array) => Uint8Array) =>
      packed(
        entries.map(({ header, body }) => {
          const bytes = name.test(header.name) ? change(body) : body;
          return { header: { ...header, size: bytes.length }, body: bytes };
        }),
      );
    const flip = (body: Uint8Array) => {
      const copy = new Uint8Array(body);
      copy[copy.length >> 1]! ^= 1;
      return copy;
    };
    const text_ = (from: string, to: string) => (body: Uint8Array) => utf8(text(body).replace(from, to));
    const foreign = 'this is not the file of a Drydock sandbox';
    const cases: Readonly<Record<string, readonly [Uint8Array, string | RegExp]>> = {
      empty: [new Uint8Array(0), foreign],
      'no archive': [utf8('hello'.repeat(1000)), foreign],
      'another archive': [packed([entries[1]!]), foreign],
      'another gzip': [gzipSync('hello'), foreign],
      'cut off early': [file.subarray(0, 100), foreign],
      'cut off in the middle': [file.subarray(0, file.length >> 1), /^the sandbox file is damaged: /],
      'cut off late': [file.subarray(0, file.length - 2000), /^the sandbox file is damaged: /],
      'flipped bits': [flip(file), /^the sandbox file is damaged: /],
      newer: [
        changed(/sandbox\.json/, text_('"version": 1', '"version": 2')),
        'the sandbox file has version 2: this Drydock reads version 1',
      ],
      'a blob': [changed(/^blobs/, flip), /^the sandbox file is damaged: unexpected commit digest/],
      'a layer': [changed(/^layers/, flip), /^the sandbox file is damaged: /],
      'a file': [changed(/^files/, flip), /^the sandbox file is damaged: files\/sha256\/[0-9a-f]{64} has other bytes/],
      'the root': [changed(/^root/, flip), /^the sandbox file is damaged: root/],
      'the header': [
        changed(/sandbox\.json/, text_('"created": 1', '"created": 2')),
        /is not the one it was made with$/,
      ],
      'no blob': [without(/^blobs/), /^the sandbox file is damaged: blob .* is missing$/],
      'no layer': [without(/^layers/), /^the sandbox file is damaged: layer .* is missing$/],
      'no file': [without(/^files/), /^the sandbox file is damaged: file .* is missing$/],
      'no root': [without(/^root/), 'the sandbox file is damaged: it ends too early'],
      'something else': [
        packed([...entries.slice(0, 1), { header: { ...entries[0]!.header, name: '../x', size: 1 }, body: utf8('x') }]),
        'the sandbox file is damaged: ../x does not belong there',
      ],
    };
    const driver = memoryDriver();
    const sandbox = await open(driver);
    await run(
      sandbox,
      'docker pull -q alpine; docker run --name mine alpine sh -c "echo mine > /mine"; echo mine > ~/mine; sleep 0.5',
    );
    await sandbox.checkpoints.take('mine');
    const before = await contentsOf(driver);
    const kernel = sandbox.kernel;
    for (const [name, [bytes, message]] of Object.entries(cases)) {
      const answer = await sandbox.checkpoints.import(inPieces(bytes)).then(
        () => 'accepted',
        (error: Error) => error.message,
      );
      if (typeof message === 'string') expect(answer, name).toBe(message);
      else expect(answer, name).toMatch(message);
      expect(await contentsOf(driver), name).toEqual(before);
    }
    expect(sandbox.kernel).toBe(kernel);
    await sandbox.close();
  }, 60_000);

  test('that finds no room is refused, and the state is as it was', async () => {
    const here = await open(memoryDriver());
    await run(here, 'docker pull -q busybox; head -c 9000000 /dev/urandom > ~/big');
    const file = await fileOf(here);
    await here.close();
    const driver = memoryDriver({ quotaBytes: 8 * MiB });
    const sandbox = await open(driver);
    await run(sandbox, 'docker pull -q busybox; sleep 0.5');
    const before = await contentsOf(driver);
    await expect(sandbox.checkpoints.import(inPieces(file))).rejects.toMatchObject({ kind: 'noSpace' });
    expect(await contentsOf(driver)).toEqual(before);
    await sandbox.close();
  }, 30_000);

  test('whose state does not start is put back', async () => {
    const here = await open(memoryDriver());
    await here.store.records.write([{ key: 'containers/x', value: null }]);
    const file = await fileOf(here);
    await here.close();
    const driver = memoryDriver();
    const sandbox = await open(driver);
    await run(sandbox, 'docker pull -q busybox; echo mine > ~/mine');
    await expect(sandbox.checkpoints.import(inPieces(file))).rejects.toThrow(/^the sandbox file does not start: /);
    expect(await run(sandbox, 'cat ~/mine; docker run --rm busybox echo on')).toBe('mine\non\n');
    expect(await sandbox.checkpoints.list()).toEqual([]);
    await sandbox.close();
  });
});

describe('a power cycle', () => {
  test('hangs up terminals and breaks off requests; new ones wait and are answered', async () => {
    const sandbox = await open(memoryDriver());
    await run(sandbox, 'docker pull -q busybox');
    await sandbox.checkpoints.take('start');
    const session = await sandbox.host.login({ rows: 24, columns: 80 });
    let shown = '';
    const hungUp = (async () => {
      for await (const bytes of session.output) shown += text(bytes);
    })();
    await expect.poll(() => shown).toContain('$ ');
    const events = await sandbox.client.systemEvents({});
    const following = (async () => {
      for await (const _ of events);
    })();
    following.catch(() => undefined);
    const script = sandbox.host.runScript('docker run --name long busybox sleep 1000');
    await expect.poll(() => run(sandbox, 'docker ps -q')).not.toBe('');
    const [, images] = await Promise.all([sandbox.checkpoints.restore('start'), sandbox.client.imageList({})]);
    expect(images).toHaveLength(1);
    await hungUp;
    expect(await session.exited).toBeGreaterThan(0);
    await following.catch((error: Error) => error);
    expect((await script).status).toBeGreaterThan(0);
    expect(await run(sandbox, 'docker ps -aq; docker run --rm busybox echo on')).toBe('on\n');
    expect(await sandbox.store.verify()).toEqual([]);
    await sandbox.close();
  }, 30_000);

  test('names that are none, and a checkpoint that is not there', async () => {
    const sandbox = await open(memoryDriver());
    await expect(sandbox.checkpoints.restore('no')).rejects.toMatchObject({ kind: 'notFound' });
    await expect(sandbox.checkpoints.drop('no')).rejects.toMatchObject({ kind: 'notFound' });
    for (const name of ['', '.import']) {
      await expect(sandbox.checkpoints.take(name)).rejects.toMatchObject({ kind: 'invalid' });
    }
    await sandbox.close();
  });

  test('a reset leaves nothing', async () => {
    const driver = memoryDriver();
    const fresh = await open(driver);
    const before = await contentsOf(driver);
    await run(fresh, SETUP);
    await fresh.checkpoints.take('one');
    await fresh.checkpoints.reset();
    expect(await run(fresh, 'docker images -q; docker ps -aq; ls ~')).toBe('');
    // The networks are made anew: only their IDs are others.
    const keys = async () => (await contentsOf(driver)).map(([key]) => key.replace(/[0-9a-f]{64}/, 'ID'));
    expect(await keys()).toEqual(before.map(([key]) => key.replace(/[0-9a-f]{64}/, 'ID')));
    await fresh.close();
  }, 30_000);
});

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 50_001) yield bytes.subarray(at, at + 50_001);
}

interface Entry {
  readonly header: TarHeader;
  readonly body: Uint8Array;
}

async function entriesOf(file: Uint8Array): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  const source: ByteSource = sourceOf(gunzipSync(file));
  for await (const { header, body } of readTar(source)) {
    const parts: Uint8Array[] = [];
    for await (const part of body) parts.push(part.slice());
    entries.push({ header, body: parts.length ? concat(parts) : new Uint8Array(0) });
  }
  return entries;
}

const packed = (entries: readonly Entry[]): Uint8Array => gzipSync(encodeTar(entries));
