import { beforeEach, describe, expect, test } from 'vitest';
import { text, utf8 } from '../base/bytes.ts';
import { systemClock, systemRandom } from '../base/ports.ts';
import { programHeader } from '../base/program-file.ts';
import { collect, sourceOf } from '../base/streams.ts';
import { createKernel } from '../kernel/create-kernel.ts';
import { O, type Program } from '../kernel/sys.ts';
import type { ChainId } from '../oci/digest-types.ts';
import type { ContainerSpec, RunningProcess } from '../oci/runtime.ts';
import type { TarHeader } from '../oci/tar/header.ts';
import { encodeTar } from '../oci/tar/write.ts';
import { memoryDriver } from '../store/memory/driver.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createRuntime, type KernelRuntime } from './create-runtime.ts';
import { Snapshots } from './snapshots.ts';

const programs: Record<string, Program> = {
  /** Prints its arguments, or what it reads when there are none. */
  say: async (sys) => {
    const bytes = sys.argv.length > 1 ? utf8(`${sys.argv.slice(1).join(' ')}\n`) : await sys.read(0, 1000);
    await sys.write(1, bytes);
    await sys.write(2, utf8('err\n'));
    return 3;
  },
  /** `put PATH TEXT` writes a file; without a text it removes it. */
  put: async (sys) => {
    const [, path = '', content] = sys.argv;
    if (content === undefined) await sys.unlink(path);
    else {
      const fd = await sys.open(path, O.WRONLY | O.CREAT, 0o644);
      await sys.write(fd, utf8(content));
    }
    return 0;
  },
  /** Its pid, and the commands that it sees. */
  see: async (sys) => {
    const all = sys.processes().map(({ pid, command }) => `${pid}:${command}`);
    await sys.write(1, utf8(`${sys.pid} ${all.join(' ')}\n`));
    return 0;
  },
  hang: async (sys) => {
    await sys.sleep(1e6);
    return 0;
  },
};

const header = (name: string, type: TarHeader['type'], mode: number, size = 0): TarHeader => ({
  name,
  type,
  mode,
  uid: 0,
  gid: 0,
  mtime: 0,
  size,
});
const passwd = utf8('root:x:0:0:root:/root:/bin/sh\n');
const image = encodeTar([
  { header: header('bin', 'directory', 0o755) },
  ...Object.keys(programs).map((name) => {
    const body = programHeader(name);
    return { header: header(`bin/${name}`, 'file', 0o755, body.length), body };
  }),
  ...Object.entries({ lost: '#!/nosuch\n', plain: 'no program\n' }).map(([name, content]) => ({
    header: header(`bin/${name}`, 'file', 0o755, content.length),
    body: utf8(content),
  })),
  { header: header('etc', 'directory', 0o755) },
  { header: header('etc/passwd', 'file', 0o644, passwd.length), body: passwd },
]);

const spec = (argv: readonly string[], change: Partial<ContainerSpec> = {}): ContainerSpec => ({
  id: 'c',
  snapshot: 'c',
  rootPath: '/merged',
  argv,
  env: ['PATH=/bin'],
  cwd: '',
  user: '',
  groups: [],
  terminal: undefined,
  stdin: false,
  hostname: 'box',
  readonlyRoot: false,
  init: false,
  shmBytes: 64 * 1024 * 1024,
  capabilities: undefined,
  ulimits: {},
  cgroup: {
    pids: undefined,
    memoryBytes: undefined,
    cpus: undefined,
    cpuShares: undefined,
    cpuset: undefined,
    swapBytes: undefined,
  },
  cgroupPath: '/docker/c',
  confinement: { noNewPrivileges: false, seccomp: true, masked: true },
  sysctls: {},
  oomScoreAdj: 0,
  devices: {},
  mounts: [],
  files: { '/etc/hostname': 'box\n' },
  network: { mode: 'none' },
  pid: 'private',
  ipc: 'private',
  ...change,
});

async function outcome(process: RunningProcess) {
  const out = { stdout: '', stderr: '' };
  for await (const { stream, bytes } of process.output) out[stream] += text(bytes);
  return { ...out, ...(await process.exited) };
}

describe('createRuntime', () => {
  let store: Store;
  let runtime: KernelRuntime;
  let chain: ChainId;

  beforeEach(async () => {
    const ports = { clock: systemClock, random: systemRandom };
    store = await openStore(memoryDriver(), ports);
    const kernel = createKernel({ ...ports, release: 'test', programs: (name) => programs[name] });
    runtime = createRuntime({
      kernel,
      store,
      ...ports,
      snapshots: new Snapshots(store.files, ports.clock),
      bind: () => Promise.reject(new Error('no binds')),
    });
    chain = (await store.layers.apply(sourceOf(image), undefined)).chainId;
    await runtime.prepare('c', chain);
  });

  test('runs a process with streams and exit status', async () => {
    expect(await outcome(await runtime.start(spec(['say', 'hello'])))).toEqual({
      stdout: 'hello\n',
      stderr: 'err\n',
      exitCode: 3,
      oomKilled: false,
    });
  });

  test('a container can have the process ids of another one, and ends with its pid 1', async () => {
    await Promise.all(['d', 'e'].map((name) => runtime.prepare(name, chain)));
    const first = await runtime.start(spec(['hang']));
    const joined = (id: string, argv: string[]) =>
      runtime.start(spec(argv, { id, snapshot: id, pid: { container: 'c' }, ipc: { container: 'c' } }));
    const second = await joined('d', ['hang']);
    expect((await outcome(await joined('e', ['see']))).stdout).toBe('13 1:hang 7:hang 13:see\n');
    expect([first, second].map((one) => one.processes().length)).toEqual([1, 1]);
    first.kill('KILL');
    expect(await second.exited).toMatchObject({ exitCode: 137 });
    await first.exited;
    await expect(joined('e', ['see'])).rejects.toThrow('failed to join PID namespace: container c is not running');
  });

  test('what was started last in shared process ids ends alone', async () => {
    await runtime.prepare('d', chain);
    const first = await runtime.start(spec(['hang']));
    const second = await runtime.start(spec(['hang'], { id: 'd', snapshot: 'd', pid: { container: 'c' } }));
    const exec = await second.exec({ ...spec(['hang']) });
    second.kill('TERM');
    expect(await second.exited).toMatchObject({ exitCode: 143 });
    expect(await exec.exited).toMatchObject({ exitCode: 137 });
    expect(first.processes().length).toBe(1);
    first.kill('KILL');
    await first.exited;
  });

  test('standard input arrives; on a terminal newlines become CR LF', async () => {
    const piped = await runtime.start(spec(['say'], { stdin: true }));
    expect(await piped.writeStdin(utf8('typed'))).toBe(true);
    piped.closeStdin();
    expect((await outcome(piped)).stdout).toBe('typed');
    const onTerminal = await runtime.start(spec(['say', 'x'], { terminal: { rows: 24, columns: 80 } }));
    expect(await outcome(onTerminal)).toMatchObject({ stdout: 'x\r\nerr\r\n', stderr: '', exitCode: 3 });
  });

  test('what cannot start says why as runc does', async () => {
    const failure = (argv: string[], change = {}) =>
      runtime.start(spec(argv, change)).catch((error: Error) => error.message);
    expect(await failure(['nosuch'])).toBe('exec: "nosuch": executable file not found in $PATH');
    expect(await failure(['/nosuch'])).toBe('exec: "/nosuch": stat /nosuch: no such file or directory');
    expect(await failure(['/etc'])).toBe('exec: "/etc": is a directory');
    expect(await failure(['/etc/passwd'])).toBe('exec: "/etc/passwd": permission denied');
    expect(await failure(['say'], { user: 'joe' })).toBe('unable to find user joe: no matching entries in passwd file');
  });

  test('what the kernel cannot execute has begun: runc says why in its place, on a terminal too', async () => {
    const text = (why: string) => ({ stdout: '', stderr: `exec ${why}\n`, exitCode: 1, oomKilled: false });
    expect(await outcome(await runtime.start(spec(['/bin/lost'])))).toEqual(
      text('/bin/lost: no such file or directory'),
    );
    const main = await runtime.start(spec(['hang']));
    expect(await outcome(await main.exec(spec(['plain'])))).toEqual(text('/bin/plain: exec format error'));
    main.kill('KILL');
    await main.exited;
    const onTerminal = await runtime.start(spec(['plain'], { terminal: { rows: 24, columns: 80 } }));
    expect(await outcome(onTerminal)).toMatchObject({ stdout: 'exec /bin/plain: exec format error\r\n', exitCode: 1 });
  });

  test('changes become a layer that another container stands on; the init layer never shows', async () => {
    await outcome(await runtime.start(spec(['put', '/note', 'hi'])));
    await outcome(await runtime.start(spec(['put', '/etc/passwd'])));
    expect(await runtime.changes('c')).toEqual([
      { path: '/etc', kind: 0 },
      { path: '/etc/passwd', kind: 2 },
      { path: '/note', kind: 1 },
    ]);
    expect(await runtime.size('c')).toBe(2);
    const tar = await runtime.diff('c');
    const layer = await store.layers.apply(tar!, chain);
    expect((await store.layers.entries(layer.chainId)).map(({ path }) => path)).toEqual([
      'etc',
      'etc/.wh.passwd',
      'note',
    ]);
    await runtime.prepare('d', layer.chainId);
    const { tar: note } = await runtime.archive({ snapshot: 'd' }, '/note');
    expect(text(await collect(note, 10_000))).toContain('hi');
    await expect(runtime.statPath({ snapshot: 'd' }, '/etc/passwd')).rejects.toThrow(
      'Could not find the file /etc/passwd',
    );
  });

  test('a writable layer outlives the runtime that made it', async () => {
    await outcome(await runtime.start(spec(['put', '/note', 'kept'])));
    await runtime.sync('c');
    const ports = { clock: systemClock, random: systemRandom };
    const kernel = createKernel({ ...ports, release: 'test', programs: (name) => programs[name] });
    const next = createRuntime({
      kernel,
      store,
      ...ports,
      snapshots: new Snapshots(store.files, ports.clock),
      bind: () => Promise.reject(new Error('no')),
    });
    expect(await next.changes('c')).toEqual([{ path: '/note', kind: 1 }]);
    const { tar } = await next.archive({ snapshot: 'c' }, '/note');
    expect(text(await collect(tar, 10_000))).toContain('kept');
  });

  test('exec joins the container; kill tells 137; its end ends the exec', async () => {
    const container = await runtime.start(spec(['hang']));
    expect(await outcome(await container.exec({ ...spec(['say', 'in']), env: [] }))).toMatchObject({ stdout: 'in\n' });
    const other = await container.exec(spec(['hang']));
    expect(container.processes().map(({ command }) => command)).toEqual(['hang', 'hang']);
    container.kill('KILL');
    expect((await container.exited).exitCode).toBe(137);
    expect((await other.exited).exitCode).toBe(137);
  });

  test('volumes keep files between containers and begin with what the image has', async () => {
    await runtime.createVolume('v');
    const mounts = [{ type: 'volume', name: 'v', target: '/etc', readonly: false }] as const;
    await runtime.fillVolume('v', { snapshot: 'c', target: '/etc', rootPath: '/merged' });
    await outcome(await runtime.start(spec(['put', '/etc/extra', 'x'], { mounts })));
    expect(await runtime.changes('c')).toEqual([]);
    const seen = await runtime.start(spec(['hang'], { mounts }));
    const { tar } = await runtime.archive({ snapshot: 'c' }, '/etc');
    const bytes = text(await collect(tar, 100_000));
    expect(bytes).toContain('etc/extra');
    expect(bytes).toContain('etc/passwd');
    seen.kill('KILL');
  });
});
