/**
 * What a kill leaves after every single commit of everything that changes the store. One run is recorded; then a disk is
 * made as it was after each of its commits, and a sandbox is started on it: the store is whole, what was acknowledged is
 * there, and nothing is left that nobody names.
 */
import { beforeAll, expect, test } from 'vitest';
import { collect, sourceOf } from '../../src/base/streams.ts';
import { DEFAULT_HUB, writeTree } from '../../src/node/build-tree.ts';
import type { StorageDriver } from '../../src/store/driver.ts';
import { archiveOf, noise, tarOf } from '../support/archives.ts';
import { journal, type Journal } from '../support/journal.ts';
import { orphans } from '../support/orphans.ts';
import { openSandbox, type TestSandbox } from '../support/sandbox.ts';

const MiB = 1024 * 1024;
beforeAll(async () => void (await writeTree(DEFAULT_HUB)), 120_000);

interface Step {
  readonly name: string;
  readonly work: (sandbox: TestSandbox) => Promise<void>;
  /** What is there, or no more there, once the step is acknowledged: as `stateOf` names it. */
  readonly holds: Readonly<Record<string, boolean>>;
  /** What may come and go while it runs. */
  readonly touches?: readonly string[];
}

const shell = (name: string, script: string, holds: Step['holds'], touches: readonly string[] = []): Step => ({
  name,
  work: async ({ host }) => {
    const { status, stderr } = await host.runScript(script);
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
  },
  holds,
  touches,
});

/** What can be told from outside. */
async function stateOf({ client, checkpoints }: TestSandbox): Promise<ReadonlySet<string>> {
  const images = await client.imageList({});
  const containers = await client.containerList({ query: { all: true } });
  const { Volumes } = await client.volumeList({});
  return new Set([
    ...images.flatMap(({ RepoTags }) => RepoTags).map((tag) => `image ${tag}`),
    ...containers.flatMap(({ Names }) => Names).map((name) => `container ${name}`),
    ...containers.map(({ Names, State }) => `container ${Names[0]} ${State === 'created' ? 'created' : 'started'}`),
    ...(Volumes ?? []).map(({ Name }) => `volume ${Name}`),
    ...(await checkpoints.list()).map(({ name }) => `checkpoint ${name}`),
  ]);
}

/** Runs the steps, and then starts a sandbox on what each commit left. */
async function survives(before: readonly Step[], steps: readonly Step[]): Promise<void> {
  const recorded = journal();
  const sandbox = await openSandbox(recorded.driver, new Map(), DEFAULT_HUB);
  for (const { work } of before) await work(sandbox);
  const from = recorded.length;
  const acknowledged: number[] = [];
  for (const { work } of steps) {
    await work(sandbox);
    acknowledged.push(recorded.length);
  }
  await sandbox.close();
  expect(recorded.length).toBeGreaterThan(from);
  const faults: unknown[] = [];
  for (let n = from; n <= recorded.length; n++) {
    const done = acknowledged.filter((length) => length <= n).length;
    const facts = new Map<string, boolean>();
    for (const { holds } of [...before, ...steps.slice(0, done)]) {
      for (const [name, there] of Object.entries(holds)) facts.set(name, there);
    }
    const under = steps[done];
    for (const name of [...Object.keys(under?.holds ?? {}), ...(under?.touches ?? [])]) facts.delete(name);
    const found = await faultsOf(await recorded.after(n), facts);
    if (found.length) faults.push({ n, last: recorded.shown(n - 1), done: steps[done - 1]?.name, found });
  }
  expect(faults).toEqual([]);
}

async function faultsOf(disk: StorageDriver, facts: ReadonlyMap<string, boolean>): Promise<readonly string[]> {
  const sandbox = await openSandbox(disk, new Map(), DEFAULT_HUB);
  try {
    const state = await stateOf(sandbox);
    const wrong = [...facts].filter(([name, there]) => state.has(name) !== there);
    return [
      ...(await sandbox.store.verify()),
      ...wrong.map(([name, there]) => (there ? `${name} is missing` : `${name} is there`)),
      ...(await orphans(disk)),
    ];
  } finally {
    await sandbox.close();
  }
}

const pulled = shell('pull', 'docker pull -q busybox', { 'image busybox:latest': true });

test(
  'pull, remove, and pull again',
  () =>
    survives(
      [],
      [
        shell('pull', 'docker pull -q alpine', { 'image alpine:latest': true }),
        shell('remove', 'docker rmi alpine:latest', { 'image alpine:latest': false }),
        shell('pull again', 'docker pull -q alpine', { 'image alpine:latest': true }),
        shell('run', 'docker run --name one alpine:latest sh -c "echo 1 > /note"', { 'container /one': true }),
        shell('commit', 'docker commit one kept:1', { 'image kept:1': true }),
        shell('remove by force', 'docker rm one; docker rmi -f alpine:latest', {
          'image alpine:latest': false,
          'container /one': false,
        }),
        shell('and again', 'docker pull -q alpine', { 'image alpine:latest': true }),
      ],
    ),
  120_000,
);

test(
  'containers and volumes',
  () =>
    survives(
      [pulled],
      [
        shell('create', 'docker create --name one -v data:/data busybox sh -c "echo 1 > /data/file; echo out"', {
          'container /one': true,
          'volume data': true,
        }),
        shell('start', 'docker start -a one', { 'container /one started': true }),
        shell('volume', 'docker volume create more', { 'volume more': true }),
        shell('run', 'docker run --rm -v more:/more busybox touch /more/file', {}),
        shell('running', 'docker run -d --name two --restart always -v /own busybox sleep 1000', {
          'container /two': true,
        }),
        shell('rename', 'docker rename one three', {
          'container /one': false,
          'container /one started': false,
          'container /three': true,
        }),
        shell('remove', 'docker rm -f three two', { 'container /three': false, 'container /two': false }),
        shell('remove volumes', 'docker volume rm data more', { 'volume data': false, 'volume more': false }),
      ],
    ),
  120_000,
);

test(
  'commit, tag, save, load and remove',
  () =>
    survives(
      [pulled],
      [
        shell('change', 'docker run --name one busybox sh -c "echo 1 > /note; head -c 300000 /dev/urandom > /big"', {
          'container /one': true,
        }),
        shell('commit', 'docker commit one kept:1', { 'image kept:1': true }),
        shell('tag', 'docker tag kept:1 kept:2', { 'image kept:2': true }),
        shell('save', 'docker save -o a.tar kept:1', {}),
        shell('remove', 'docker rmi kept:1 kept:2', { 'image kept:1': false, 'image kept:2': false }),
        shell('load', 'docker load -q -i a.tar; rm a.tar', { 'image kept:1': true }),
        shell('prune', 'docker rm one; docker image prune -af', {
          'container /one': false,
          'container /one started': false,
          'image kept:1': false,
          'image busybox:latest': false,
        }),
      ],
    ),
  120_000,
);

test(
  'a load of several commits',
  () =>
    survives(
      [],
      [
        {
          name: 'load',
          work: async ({ client }) => {
            const archive = await archiveOf([tarOf({ name: 'a', body: noise(17 * MiB) })], { tags: ['large:1'] });
            for await (const _ of await client.imageLoad({ query: { quiet: true }, body: sourceOf(archive) }));
          },
          holds: { 'image large:1': true },
        },
        shell('remove', 'docker rmi large:1', { 'image large:1': false }),
      ],
    ),
  120_000,
);

test(
  'builds',
  () =>
    survives(
      [
        pulled,
        shell(
          'write',
          `echo a > a; printf 'FROM busybox AS one\\nCOPY a /a\\nRUN echo b > /b\\nFROM busybox\\nCOPY --from=one /b /c\\nLABEL x=y\\n' > Dockerfile`,
          {},
        ),
      ],
      [
        shell('build', 'DOCKER_BUILDKIT=0 docker build -q -t built:1 .', { 'image built:1': true }),
        shell('change and build', 'echo b > a; DOCKER_BUILDKIT=0 docker build -q -t built:1 .', {
          'image built:1': true,
        }),
        shell('remove', 'docker rmi built:1; docker image prune -f', { 'image built:1': false }),
      ],
    ),
  120_000,
);

test('checkpoints, and the file of a sandbox', async () => {
  let file: Uint8Array | undefined;
  const act = (name: string, work: Step['work'], holds: Step['holds'], touches: readonly string[] = []): Step => ({
    name,
    work,
    holds,
    touches,
  });
  await survives(
    [pulled, shell('run', 'docker run --name one -v data:/data busybox sh -c "echo 1 > /data/1"', {})],
    [
      act('take', async ({ checkpoints }) => void (await checkpoints.take('a')), { 'checkpoint a': true }),
      act(
        'export',
        async ({ checkpoints }) => {
          file = await collect(checkpoints.export(), 64 * MiB);
        },
        {},
      ),
      shell('change', 'docker rm one; docker rmi busybox; docker volume rm data; docker pull -q alpine; echo x > x', {
        'container /one': false,
        'image busybox:latest': false,
        'volume data': false,
        'image alpine:latest': true,
      }),
      act('take again', async ({ checkpoints }) => void (await checkpoints.take('b')), { 'checkpoint b': true }),
      act('restore', ({ checkpoints }) => checkpoints.restore('a'), {
        'container /one': true,
        'image busybox:latest': true,
        'volume data': true,
        'image alpine:latest': false,
      }),
      act('drop', ({ checkpoints }) => checkpoints.drop('b'), { 'checkpoint b': false }),
      shell('change more', 'docker rm one; docker volume create mine', {
        'container /one': false,
        'volume mine': true,
      }),
      act('import', ({ checkpoints }) => checkpoints.import(sourceOf(file as Uint8Array)), {
        'container /one': true,
        'volume mine': false,
      }),
      act('reset', ({ checkpoints }) => checkpoints.reset(), {
        'container /one': false,
        'image busybox:latest': false,
        'volume data': false,
        'checkpoint a': false,
      }),
    ],
  );
}, 120_000);

test('a disk is the same however often it is made', async () => {
  const recorded: Journal = journal();
  const sandbox = await openSandbox(recorded.driver, new Map(), DEFAULT_HUB);
  await pulled.work(sandbox);
  await sandbox.close();
  const [one, two] = await Promise.all([recorded.after(recorded.length), recorded.after(recorded.length)]);
  expect(await one.list('records', '', '\uffff')).toEqual(await two.list('records', '', '\uffff'));
  // Planted: a commit that is missing is found.
  const broken = await recorded.after(recorded.length);
  const [reference] = await broken.keys('records', 'root/record/references/', 'root/record/references0');
  await broken.commit([{ table: 'records', delete: reference as string }]);
  const others = await broken.keys('records', 'root/record/references/', 'root/record/references0');
  await broken.commit(others.map((key) => ({ table: 'records', delete: key })));
  await broken.commit([{ table: 'chunks', key: 'c/wx/00000000', put: new Uint8Array(1) }]);
  expect(await faultsOf(broken, new Map([['image busybox:latest', true]]))).toEqual([
    'image busybox:latest is missing',
    'chunk c/wx/00000000 is named by nothing',
  ]);
});
