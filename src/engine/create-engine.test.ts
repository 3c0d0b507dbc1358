import { describe, expect, it } from 'vitest';
import type { BackendAnswer, Call } from '../api/calls.ts';
import type { OperationId } from '../api/operations.ts';
import type { EventMessage } from '../api/types/system.ts';
import { concat, text, utf8 } from '../base/bytes.ts';
import { duplexPair } from '../base/duplex.ts';
import { FailureError } from '../base/errors.ts';
import { Queue } from '../base/queue.ts';
import { collect, sourceOf } from '../base/streams.ts';
import { encodeTar } from '../oci/tar/write.ts';
import type { RemoteRegistry } from '../oci/distribution.ts';
import { memoryDriver } from '../store/memory/driver.ts';
import { openStore } from '../store/open-store.ts';
import type { StorageDriver } from '../store/driver.ts';
import { createEngine } from './create-engine.ts';
import type { ContainerSpec, OutputChunk, RunningContainer, Runtime } from '../oci/runtime.ts';

const systemClock = {
  now: () => performance.timeOrigin + performance.now(),
  after: (ms: number, fire: () => void) => {
    const timer = setTimeout(fire, ms);
    return () => clearTimeout(timer);
  },
};
const random = { bytes: (size: number) => crypto.getRandomValues(new Uint8Array(size)) };

/** `say WORD...` prints, `fail N` exits, `sleep` waits for a signal, `copy` copies its input, others are not found. */
function scriptedRuntime(): Runtime & { readonly snapshots: Set<string> } {
  const snapshots = new Set<string>();
  const unused = () => Promise.reject(new Error('not in this test'));
  return {
    snapshots,
    prepare: async (snapshot) => void snapshots.add(snapshot),
    removeSnapshot: async (snapshot) => void snapshots.delete(snapshot),
    changes: async () => [],
    size: async () => 0,
    diff: async () => undefined,
    export: () => sourceOf(),
    statPath: () => Promise.reject(new FailureError('notFound', 'no such path')),
    archive: unused,
    extract: unused,
    sync: async () => undefined,
    createVolume: async () => undefined,
    removeVolume: async () => undefined,
    fillVolume: async () => undefined,
    volumeSize: async () => 0,
    createBridge: () => undefined,
    removeBridge: () => undefined,
    publish: async () => ({ close: () => undefined }),
    keepOnly: async (kept) => {
      for (const name of [...snapshots]) if (!kept.snapshots.has(name)) snapshots.delete(name);
    },
    start: async (spec) => startScript(spec),
  };
}

function startScript({ argv }: ContainerSpec): RunningContainer {
  const [program = '', ...args] = argv;
  const output = new Queue<OutputChunk>();
  let exit: (exitCode: number) => void = () => undefined;
  const exited = new Promise<{ exitCode: number; oomKilled: boolean }>((resolve) => {
    exit = (exitCode) => {
      output.end();
      resolve({ exitCode, oomKilled: false });
    };
  });
  if (program === 'say') {
    void output.push({ stream: 'stdout', bytes: utf8(`${args.join(' ')}\n`) });
    exit(0);
  } else if (program === 'fail') exit(Number(args[0]));
  else if (program !== 'sleep' && program !== 'copy') {
    throw new FailureError('invalid', `exec: "${program}": executable file not found in $PATH`);
  }
  return {
    pid: 42,
    output,
    writeStdin: async (bytes) => {
      if (program === 'copy') void output.push({ stream: 'stdout', bytes });
      return true;
    },
    closeStdin: () => exit(0),
    resize: () => undefined,
    kill: (signal) => exit(signal === 'KILL' ? 137 : 143),
    exited,
    network: { connect: () => undefined, disconnect: () => undefined, rename: () => undefined, counters: () => ({}) },
    limit: () => undefined,
    readFile: async () => '',
    writeFile: async () => undefined,
    exec: () => Promise.reject(new Error('not in this test')),
    pause: () => undefined,
    unpause: () => undefined,
    processes: () => [],
    busy: () => false,
    usage: () => ({ cpuMs: 0, memoryBytes: 0, pids: 1 }),
  };
}

async function setUp(driver: StorageDriver = memoryDriver()) {
  const runtime = scriptedRuntime();
  const store = await openStore(driver, { clock: systemClock, random });
  const engine = await createEngine({ store, runtime, registry: {} as RemoteRegistry, clock: systemClock, random });
  const call = <K extends OperationId>(operation: K, parts: Partial<Call<K>> = {}): Promise<BackendAnswer<K>> =>
    (engine.backend[operation] as unknown as (call: Call<K>) => Promise<BackendAnswer<K>>)({
      path: {},
      query: {},
      headers: {},
      signal: new AbortController().signal,
      ...parts,
    } as Call<K>);
  const importImage = async (name: string) => {
    const file = { name: 'hello', type: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 0, size: 5 } as const;
    const body = sourceOf(encodeTar([{ header: file, body: utf8('hello') }]));
    const messages = [];
    for await (const message of await call('imageCreate', {
      query: { fromSrc: '-', repo: name, changes: ['CMD ["say","by default"]'] },
      body,
    })) {
      messages.push(message);
    }
    return messages[0]?.status ?? '';
  };
  const create = async (name: string, Cmd: string[] | undefined, more: object = {}) =>
    (await call('containerCreate', { query: { name }, body: { Image: 'tiny', Cmd, ...more } })).Id;
  const start = (id: string) => call('containerStart', { path: { id } });
  const wait = async (id: string) => (await call('containerWait', { path: { id } })).settled;
  return { engine, store, runtime, call, importImage, create, start, wait };
}

const failure = (kind: FailureError['kind'], message: string) => new FailureError(kind, message);

describe('an engine', () => {
  it('runs a container: attached output, exit code, log, events', async () => {
    const { call, importImage, create, start } = await setUp();
    await importImage('tiny');
    const id = await create('web', undefined);
    const hijack = await call('containerAttach', { path: { id }, query: { stream: true, stdout: true, stderr: true } });
    const [ours, theirs] = duplexPair();
    const conversation = hijack.converse?.(theirs);
    const { settled } = await call('containerWait', { path: { id }, query: { condition: 'next-exit' } });
    await start(id);
    expect([...(await collect(ours.source, 1000))]).toEqual([1, 0, 0, 0, 0, 0, 0, 11, ...utf8('by default\n')]);
    expect(await settled).toEqual({ StatusCode: 0 });
    await conversation;
    const logs = await call('containerLogs', { path: { id }, query: { stdout: true, tail: 'all' } });
    expect(text((await collect(logs.source, 1000)).subarray(8))).toBe('by default\n');
    const until = String(Date.now() / 1000 + 0.01);
    const seen: EventMessage[] = [];
    for await (const event of await call('systemEvents', { query: { since: '1', until } })) seen.push(event);
    expect(seen.map(({ Type, Action }) => `${Type} ${Action}`)).toEqual([
      'image tag',
      'image import',
      'container create',
      'container attach',
      'network connect',
      'container start',
      'network disconnect',
      'container die',
    ]);
  });

  it('hands input over, closes it once, and removes what was to be removed', async () => {
    const { call, importImage, create, start, runtime } = await setUp();
    await importImage('tiny');
    const id = await create('cat', ['copy'], { OpenStdin: true, StdinOnce: true, HostConfig: { AutoRemove: true } });
    const query = { stream: true, stdin: true, stdout: true };
    const hijack = await call('containerAttach', { path: { id }, query });
    const [ours, theirs] = duplexPair();
    void hijack.converse?.(theirs);
    const { settled } = await call('containerWait', { path: { id }, query: { condition: 'removed' } });
    await ours.write(utf8('early '));
    await start(id);
    await ours.write(utf8('late'));
    ours.closeWrite();
    const frames = await collect(ours.source, 1000);
    expect(text(concat([frames.subarray(8, 14), frames.subarray(22)]))).toBe('early late');
    expect(await settled).toEqual({ StatusCode: 0 });
    expect([...runtime.snapshots]).toEqual([]);
    await expect(call('containerInspect', { path: { id } })).rejects.toEqual(
      failure('notFound', `No such container: ${id}`),
    );
  });

  it('answers a wait only when the attached stream has ended, however long its client was kept from reading', async () => {
    const { call, importImage, create, start } = await setUp();
    await importImage('tiny');
    const id = await create('web', ['say', 'hello']);
    const hijack = await call('containerAttach', { path: { id }, query: { stream: true, stdout: true } });
    const [ours, theirs] = duplexPair();
    void hijack.converse?.(theirs);
    const order: string[] = [];
    const { settled } = await call('containerWait', { path: { id }, query: { condition: 'next-exit' } });
    const waited = settled.then(() => order.push('wait'));
    await start(id);
    // The whole program stands still for longer than a client may take.
    for (const until = performance.now() + 150; performance.now() < until;);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await collect(ours.source, 1000);
    order.push('stream');
    await waited;
    expect(order).toEqual(['stream', 'wait']);
  });

  it('shows nobody the end of a container before its output is on its way', async () => {
    const { call, importImage, create, start } = await setUp();
    await importImage('tiny');
    const id = await create('web', undefined);
    const hijack = await call('containerAttach', { path: { id }, query: { stream: true, stdout: true } });
    const [ours, theirs] = duplexPair();
    void hijack.converse?.(theirs);
    await start(id);
    const read = ours.source[Symbol.asyncIterator]();
    const order: string[] = [];
    await new Promise((resolve) => setTimeout(resolve, 5));
    // The process has ended, and nothing has been read yet.
    const waited = call('containerWait', { path: { id } }).then(async ({ settled }) => {
      await settled;
      order.push('end');
    });
    await new Promise((resolve) => setImmediate(resolve));
    await read.next();
    order.push('output');
    await waited;
    expect(order).toEqual(['output', 'end']);
  });

  it('fills in what a bare request leaves out as real Docker does', async () => {
    const { call, importImage, create } = await setUp();
    await importImage('tiny');
    await call('networkCreate', { body: { Name: 'app' } });
    const id = await create('bare', undefined, { Volumes: { '/data': {} } });
    const bare = await call('containerInspect', { path: { id } });
    expect(bare.HostConfig).toMatchObject({ PortBindings: null, CapAdd: null, SecurityOpt: null, IpcMode: 'private' });
    expect(bare.Config.Labels).toEqual({});
    expect(bare.Mounts[0]?.Source).toMatch(/^\/var\/lib\/docker\/volumes\//);
    const [listed] = await call('containerList', { query: { all: true } });
    expect(listed?.Mounts).toEqual([{ ...bare.Mounts[0], Source: '' }]);
    const other = await create('other', undefined, {
      MacAddress: '02:42:ac:11:00:09',
      HostConfig: {
        PortBindings: { '80/tcp': [{ HostPort: '0' }] },
        CapAdd: ['net_admin'],
        PidMode: 'host',
        SecurityOpt: ['apparmor=mine'],
        BlkioWeight: 300,
        VolumesFrom: ['bare'],
      },
    });
    const inspected = await call('containerInspect', { path: { id: other } });
    expect(inspected).toMatchObject({
      AppArmorProfile: 'mine',
      HostConfig: {
        PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '0' }] },
        CapAdd: ['net_admin'],
        SecurityOpt: ['apparmor=mine', 'label=disable'],
        BlkioWeight: 0,
      },
      Config: { MacAddress: '02:42:ac:11:00:09' },
      NetworkSettings: { Networks: { bridge: { MacAddress: '02:42:ac:11:00:09' } } },
      Mounts: [{ Mode: '' }],
    });
    const mac = { MacAddress: '02:42:ac:11:00:09' };
    const networks = (EndpointsConfig: object) => ({ ...mac, NetworkingConfig: { EndpointsConfig } });
    await expect(create('apart', undefined, networks({ app: {} }))).rejects.toThrow(
      /^if a container-wide MAC address is supplied, HostConfig.NetworkMode must match the identity of a network/,
    );
    await expect(
      create('apart', undefined, networks({ default: { MacAddress: '02:42:ac:11:00:08' } })),
    ).rejects.toThrow(
      /^the container-wide MAC address must match the endpoint-specific MAC address for the main network/,
    );
    const alone = await create('alone', undefined, { NetworkDisabled: true });
    const { NetworkSettings } = await call('containerInspect', { path: { id: alone } });
    expect(NetworkSettings.Networks).toEqual({});
    const [image] = await call('imageList', { query: { 'shared-size': true } });
    expect(image).toMatchObject({ Containers: -1, SharedSize: 0 });
    expect((await call('systemDataUsage')).Images).toMatchObject([{ Containers: 3, RepoTags: ['tiny:latest'] }]);
  });

  it('tells failures in the words of real Docker', async () => {
    const { call, importImage, create, start } = await setUp();
    await importImage('tiny');
    const id = await create('one', ['nosuch']);
    await expect(create('one', undefined)).rejects.toEqual(
      failure(
        'conflict',
        `Conflict. The container name "/one" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.`,
      ),
    );
    await expect(start(id)).rejects.toEqual(
      failure(
        'invalid',
        'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: unknown',
      ),
    );
    const { State } = await call('containerInspect', { path: { id } });
    expect([State.Status, State.ExitCode]).toEqual(['created', 127]);
    await create('two', ['sleep'], { HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } } });
    const three = { HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } } };
    await create('three', ['sleep'], three);
    await start('two');
    await expect(start('three')).rejects.toThrow(/Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/);
    await expect(call('containerDelete', { path: { id: 'two' } })).rejects.toEqual(
      failure(
        'conflict',
        'cannot remove container "/two": container is running: stop the container before removing or force remove',
      ),
    );
    await expect(call('imageDelete', { path: { name: 'tiny' } })).rejects.toThrow(
      /^conflict: unable to remove repository reference "tiny" \(must force\) - container \w{12} is using its referenced image \w{12}$/,
    );
    await expect(call('containerRestart', { path: { id: 'two' }, query: { signal: 'NOPE' } })).rejects.toEqual(
      failure('system', 'Cannot restart container two: invalid signal: NOPE'),
    );
    await call('networkCreate', { body: { Name: 'app' } });
    const { Id: two } = await call('containerInspect', { path: { id: 'two' } });
    await expect(call('networkDisconnect', { path: { id: 'app' }, body: { Container: 'two' } })).rejects.toEqual(
      failure('system', `container ${two} is not connected to network app`),
    );
    await call('containerDelete', { path: { id: 'two' }, query: { force: true } });
  });

  it('restarts what a user starts anew as soon as at first, and starts nothing whose limits an update broke', async () => {
    const { call, importImage, create, start } = await setUp();
    await importImage('tiny');
    const id = await create('back', ['fail', '7'], {
      HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } },
    });
    const ended = async () => {
      const from = performance.now();
      await start(id);
      for (;;) {
        const { RestartCount, State } = await call('containerInspect', { path: { id } });
        if (RestartCount === 2 && State.Status === 'exited') return performance.now() - from;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    await ended();
    // 100 and 200 ms; were it 400 and 800, it would not have been forgotten.
    expect(await ended()).toBeLessThan(1000);
    const MiB = 1024 * 1024;
    await create('full', ['sleep'], { HostConfig: { Memory: 64 * MiB } });
    await call('containerUpdate', { path: { id: 'full' }, body: { MemoryReservation: 128 * MiB } });
    await expect(start('full')).rejects.toEqual(
      failure('invalid', 'Minimum memory limit can not be less than memory reservation limit, see usage'),
    );
  });

  it('takes away a volume without a name with the last container that has it, inherited or not', async () => {
    const { call, importImage, create } = await setUp();
    await importImage('tiny');
    await create('first', ['sleep'], { Volumes: { '/data': {} } });
    await create('heir', ['sleep'], { HostConfig: { VolumesFrom: ['first'] } });
    const left = async () => (await call('volumeList')).Volumes?.length ?? 0;
    await call('containerDelete', { path: { id: 'first' }, query: { v: true } });
    expect(await left()).toBe(1);
    await call('containerDelete', { path: { id: 'heir' }, query: { v: true } });
    expect(await left()).toBe(0);
  });

  it('tells of the pause of a commit that then fails, and of a prune of the cache', async () => {
    const { call, importImage, create, start } = await setUp();
    await importImage('tiny');
    await create('up', ['sleep']);
    await start('up');
    const since = String(Date.now() / 1000);
    await expect(call('imageCommit', { query: { container: 'up', changes: ['NOSUCH x'] } })).rejects.toThrow();
    await call('buildPrune');
    const seen: string[] = [];
    const until = String(Date.now() / 1000 + 0.01);
    for await (const { Type, Action } of await call('systemEvents', { query: { since, until } }))
      seen.push(`${Type} ${Action}`);
    expect(seen.slice(-3)).toEqual(['container pause', 'container unpause', 'builder prune']);
    await call('containerDelete', { path: { id: 'up' }, query: { force: true } });
  });

  it('saves and loads an image with the same id, and frees its layers when it goes', async () => {
    const { call, importImage, store } = await setUp();
    const id = await importImage('tiny');
    const archive = await collect((await call('imageGetAll', { query: { names: ['tiny'] } })).source, 1e6);
    const [layer] = await store.layers.list();
    expect(await call('imageDelete', { path: { name: 'tiny' } })).toEqual([
      { Untagged: 'tiny:latest' },
      { Deleted: id },
      { Deleted: layer?.chainId },
    ]);
    expect([await store.layers.list(), await store.content.list()]).toEqual([[], []]);
    const messages = [];
    for await (const message of await call('imageLoad', { query: { quiet: true }, body: sourceOf(archive) })) {
      messages.push(message);
    }
    expect(messages).toEqual([{ stream: 'Loaded image: tiny:latest\n' }]);
    expect((await call('imageInspect', { path: { name: 'tiny' } })).Id).toBe(id);
    expect((await store.content.list()).map(({ digest }) => digest)).toEqual([id]);
  });

  it('finds everything again, stopped, and starts what its policy says', async () => {
    const driver = memoryDriver();
    const before = await setUp(driver);
    await before.importImage('tiny');
    const always = await before.create('always', ['sleep'], { HostConfig: { RestartPolicy: { Name: 'always' } } });
    const plain = await before.create('plain', ['sleep']);
    await before.create('gone', ['say', 'kept'], {});
    for (const id of [always, plain, 'gone']) await before.start(id);
    await before.wait('gone');
    await before.engine.close();
    const after = await setUp(driver);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const list = await after.call('containerList', { query: { all: true } });
    expect(list.map(({ Names, State, Status }) => [Names[0], State, Status])).toEqual([
      ['/gone', 'exited', 'Exited (0) Less than a second ago'],
      ['/plain', 'exited', 'Exited (255) Less than a second ago'],
      ['/always', 'running', 'Up Less than a second'],
    ]);
    const logs = await after.call('containerLogs', { path: { id: 'gone' }, query: { stdout: true } });
    expect(text((await collect(logs.source, 1000)).subarray(8))).toBe('kept\n');
    await after.call('containerStop', { path: { id: 'always' } });
    expect((await after.call('containerInspect', { path: { id: 'always' } })).State.ExitCode).toBe(143);
  });
});
