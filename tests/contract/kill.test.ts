/**
 * `drydock engine --data DIR` is killed in the middle of pulls, loads and commits. After each restart everything that was
 * acknowledged is there, and what the store holds is whole.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../../src/api/client/create-client.ts';
import type { EngineClient } from '../../src/api/calls.ts';
import type { JsonMessage } from '../../src/api/types/image.ts';
import { sourceOf } from '../../src/base/streams.ts';
import { systemClock, systemRandom } from '../../src/base/ports.ts';
import { directoryDriver } from '../../src/node/directory-driver.ts';
import { DEFAULT_HUB, writeTree } from '../../src/node/build-tree.ts';

import { socketTransport } from '../../src/node/socket-transport.ts';
import { openStore } from '../../src/store/open-store.ts';
import { archiveOf, noise, seeded, tarOf } from '../support/archives.ts';

const KILLS = 20;
const DRYDOCK = join(import.meta.dirname, '../../src/node/drydock.mjs');
const scratch = mkdtempSync(join(tmpdir(), 'drydock-kill-'));
const data = join(scratch, 'data');
const socket = `unix://${join(scratch, 'engine.sock')}`;
let engine: ChildProcess | undefined;

async function start(): Promise<EngineClient> {
  const child = spawn(process.execPath, [DRYDOCK, 'engine', '--data', data, '-H', socket], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  engine = child;
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (bytes) => (said += String(bytes)));
    child.stdout.on('data', () => resolve());
    child.once('exit', (status) => reject(new Error(`the engine ended with ${status}: ${said}`)));
  });
  return createClient(socketTransport(socket));
}

async function kill(): Promise<void> {
  const child = engine;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

beforeAll(async () => {
  await writeTree(DEFAULT_HUB);
  execFileSync(process.execPath, [DRYDOCK, 'help']); // builds it
}, 120_000);
afterAll(async () => {
  await kill();
  rmSync(scratch, { recursive: true, force: true });
});

/** Fails as docker would. */
async function finish(messages: AsyncIterable<JsonMessage>): Promise<void> {
  for await (const { error } of messages) if (error) throw new Error(error);
}

/** Work for the engine. Each answers the name of the image that is there once it has settled. */
type Work = (client: EngineClient, round: number) => Promise<string>;

const pull = async (client: EngineClient, fromImage: string, tag: string) => {
  await finish(await client.imageCreate({ query: { fromImage, tag } }));
  return `${fromImage}:${tag}`;
};

const IMAGES = ['busybox:latest', 'alpine:3.20', 'ubuntu:14.04', 'debian:12', 'nginx:latest', 'redis:latest'];

const works: Readonly<Record<string, Work>> = {
  pull: (client, round) => {
    const [name, tag] = (IMAGES[Math.floor(round / 4) % IMAGES.length] as string).split(':') as [string, string];
    return pull(client, name, tag);
  },
  'load a small image': (client, round) => load(client, round, 20_000),
  'load a larger image': (client, round) => load(client, round, 6 * 1024 * 1024),
  commit: async (client, round) => {
    const tag = `commit-${round}`;
    const { Id } = await client.containerCreate({ query: {}, body: { Image: 'base:1', Cmd: ['x'] } });
    const body = sourceOf(tarOf({ name: `of-${round}`, body: noise(300_000, round + 1) }));
    await client.containerArchivePut({ path: { id: Id }, query: { path: '/' }, body });
    await client.imageCommit({ query: { container: Id, repo: 'kill', tag } });
    return `kill:${tag}`;
  },
};

async function load(client: EngineClient, round: number, size: number): Promise<string> {
  const layers = [tarOf({ name: 'a', body: noise(size, round + 1) }), tarOf({ name: 'b', body: `${round}\n` })];
  const tag = `kill:load-${round}`;
  await finish(
    await client.imageLoad({ query: { quiet: true }, body: sourceOf(await archiveOf(layers, { tags: [tag] })) }),
  );
  return tag;
}

/** What is wrong with what the dead engine left, to a process that opens it. */
async function faults(): Promise<readonly string[]> {
  const driver = await directoryDriver(data);
  const store = await openStore(driver, { clock: systemClock, random: systemRandom });
  try {
    return await store.verify();
  } finally {
    store.close();
  }
}

test(`${KILLS} kills at odd moments lose nothing that was acknowledged`, async () => {
  const random = seeded(9);
  /** Acknowledged images; undefined where the engine was killed before it could tell the size. */
  const sizes = new Map<string, number | undefined>();
  const size = async (client: EngineClient, name: string) => (await client.imageInspect({ path: { name } })).Size;
  let interrupted = 0;
  for (let round = 0; round <= KILLS; round++) {
    const client = await start();
    for (const [name, was] of sizes) {
      const now = await size(client, name);
      expect(now, `${name} before round ${round}`).toBe(was ?? now);
    }
    if (round === 0) {
      const layer = tarOf({ name: 'base', body: noise(1000) });
      await finish(
        await client.imageLoad({
          query: { quiet: true },
          body: sourceOf(await archiveOf([layer], { tags: ['base:1'] })),
        }),
      );
      sizes.set('base:1', await size(client, 'base:1'));
    }
    const work = Object.values(works)[round % Object.keys(works).length] as Work;
    let acknowledged: string | undefined;
    const working = work(client, round).then(
      async (name) => {
        acknowledged = name;
        sizes.set(name, await size(client, name).catch(() => undefined));
      },
      () => undefined,
    );
    // Some are let finish, so that there is something to lose.
    if (round % 5 === 4) await working;
    else await new Promise((resolve) => setTimeout(resolve, random() * 250));
    await kill();
    await working;
    if (!acknowledged) interrupted++;
    // Every other time the next engine is the first to see what is left.
    if (round % 2 === 0) expect(await faults(), `after round ${round}`).toEqual([]);
  }
  expect(await faults()).toEqual([]);
  if (process.env.VERBOSE) console.log({ interrupted, kept: sizes.size });
  expect(interrupted).toBeGreaterThan(3);
  expect(sizes.size).toBeGreaterThan(4);
}, 120_000);
