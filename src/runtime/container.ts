/** Starts a container: its mounts, its namespace, its first process. */
import { EMPTY, utf8 } from '../base/bytes.ts';
import { PROGRAM_HEADER_BYTES, programHeader } from '../base/program-file.ts';
import { FailureError } from '../base/errors.ts';
import type { Clock } from '../base/ports.ts';
import type { Kernel, KernelMount, Namespace } from '../kernel/kernel.ts';
import { createOverlay, type Overlay } from '../kernel/vfs/overlay.ts';
import type { Sys } from '../kernel/sys.ts';
import type { Mount } from '../kernel/vfs/filesystem.ts';
import type { TreeNode } from '../kernel/vfs/tree.ts';
import type { ContainerSpec, MountSpec, NamespaceMode, ProcessSpec, RunningContainer } from '../oci/runtime.ts';
import { type ContainerNetwork, type NetworkContext, openNetwork } from './container-network.ts';
import { makeDirectories, prepareLaunch, readText, writeText } from './launch.ts';
import { startProcess } from './process.ts';
import { makeMountPoint, makePoint } from './mount-point.ts';
import { inVolume, isFileMount, resolvedSubpath } from './storage-view.ts';
import { topProcesses } from './top-processes.ts';
import { tmpfsOf } from './tmpfs-mount.ts';
import { userNames } from './user.ts';

export interface StartContext {
  readonly kernel: Kernel;
  readonly clock: Clock;
  readonly root: Overlay;
  volume(name: string): Promise<Overlay>;
  bind(source: string): Promise<Pick<Mount, 'fs' | 'subpath'>>;
  readonly networks: NetworkContext;
  /** The namespace of a running container. */
  find(id: string): Namespace | undefined;
}

export interface StartedContainer {
  readonly namespace: Namespace;
  readonly network: ContainerNetwork;
  readonly container: RunningContainer;
  /** Mounts that are not only the processes': what `docker cp` sees besides the root. */
  readonly storage: readonly Mount[];
}

const INIT_PATH = '/sbin/docker-init';
/** The file of a file system that has no other. */
const ALONE = '/file';

export async function startContainer(spec: ContainerSpec, context: StartContext): Promise<StartedContainer> {
  const { kernel } = context;
  const mounts = await plannedMounts(spec, context);
  const network = openNetwork(spec.network, context.networks);
  let namespace: Namespace;
  try {
    namespace = kernel.createNamespace({
      hostname: spec.hostname,
      mounts,
      network: network.namespace,
      capabilities: spec.capabilities,
      limits: spec.ulimits,
      cgroup: spec.cgroup,
      cgroupPath: spec.cgroupPath,
      confinement: spec.confinement,
      sysctls: spec.sysctls,
      oomScoreAdj: spec.oomScoreAdj,
      pids: joined(spec.pid, 'PID', context),
      ipc: spec.ipc === 'none' ? 'none' : joined(spec.ipc, 'IPC', context),
    });
  } catch (error) {
    // A mount that does not fit, such as a file over a directory: the address is free again.
    network.close();
    throw error;
  }
  const end = () => {
    namespace.destroy();
    network.close();
  };
  try {
    await makeDevices(namespace, spec.devices);
    const wanted = spec.init ? { ...spec, argv: [INIT_PATH, '--', ...spec.argv] } : spec;
    // What the learner named is looked for first, so that its error is told, not docker-init's.
    if (spec.init) await prepareLaunch(namespace, spec, { makeCwd: true });
    const process = await startProcess(
      kernel,
      namespace,
      await prepareLaunch(namespace, wanted, { makeCwd: true }),
      spec,
    );
    void process.exited.then(end);
    const container = containerOf(namespace, network, process, spec, mounts, context);
    return { namespace, network, container, storage: storageOf(mounts, spec) };
  } catch (error) {
    end();
    throw error;
  }
}

/** Undefined: a namespace of its own. */
function joined(mode: NamespaceMode, kind: string, { find }: StartContext): Namespace | 'machine' | undefined {
  if (mode === 'private') return undefined;
  if (mode === 'host') return 'machine';
  const other = find(mode.container);
  if (other) return other;
  throw new FailureError('conflict', `failed to join ${kind} namespace: container ${mode.container} is not running`);
}

/** Device nodes under other names; those that every container has under their own are there. */
async function makeDevices({ files }: Namespace, devices: ContainerSpec['devices']): Promise<void> {
  for (const [path, device] of Object.entries(devices)) {
    if (path === device) continue;
    const { type, mode, major, minor } = await files.stat(device);
    if (type !== 'char') continue;
    await makeDirectories(files, path.slice(0, path.lastIndexOf('/')));
    await files.mknod(path, 'char', mode & 0o777, major, minor);
  }
}

function storageOf(mounts: readonly (Mount | KernelMount)[], spec: ContainerSpec): readonly Mount[] {
  const transient = new Set(['/', ...spec.mounts.filter(({ type }) => type === 'tmpfs').map(({ target }) => target)]);
  return mounts.filter((mount): mount is Mount => typeof mount.fs !== 'string' && !transient.has(mount.target));
}

function containerOf(
  namespace: Namespace,
  network: ContainerNetwork,
  process: Awaited<ReturnType<typeof startProcess>>,
  spec: ContainerSpec,
  mounts: readonly (Mount | KernelMount)[],
  { kernel }: StartContext,
): RunningContainer {
  let names: ReadonlyMap<number, string> = new Map([[0, 'root']]);
  void readText(namespace.files, '/etc/passwd').then(
    (passwd) => (names = userNames(passwd)),
    () => undefined,
  );
  return {
    ...process,
    exited: process.exited.then((exit) => ({ ...exit, oomKilled: namespace.oomKilled })),
    limit: (limits) => namespace.limit(limits),
    network,
    readFile: (path) => readText(namespace.files, path),
    writeFile: (path, content) => writeOwn(kernel, namespace, mounts, path, content),
    exec: async (wanted: ProcessSpec) => {
      // An exec begins with the container's own environment, as runc has it.
      const merged = { ...wanted, env: [...spec.env, ...wanted.env] };
      return startProcess(kernel, namespace, await prepareLaunch(namespace, merged, { makeCwd: false }), wanted);
    },
    pause: () => namespace.freeze(),
    unpause: () => namespace.thaw(),
    processes: () => topProcesses(namespace.processes(), names),
    busy: () => namespace.processes().some(({ state }) => state === 'R'),
    usage: () => {
      const processes = namespace.processes();
      return {
        cpuMs: processes.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
        memoryBytes: namespace.memoryBytes,
        pids: processes.length,
      };
    },
  };
}

/** Docker's own files can be written by Docker where the container only reads them. */
async function writeOwn(
  kernel: Kernel,
  namespace: Namespace,
  mounts: readonly (Mount | KernelMount)[],
  path: string,
  content: string,
): Promise<void> {
  const own = mounts.find(
    ({ target, readonly, ...mount }) => target === path && readonly && subpathOf(mount) === ALONE,
  );
  if (!own || typeof own.fs === 'string') return writeText(namespace.files, path, content);
  const outside = kernel.createNamespace({ hostname: '', mounts: [{ target: '/', fs: own.fs }] });
  try {
    await writeText(outside.files, ALONE, content);
  } finally {
    outside.destroy();
  }
}

const subpathOf = (mount: object) => ('subpath' in mount ? mount.subpath : undefined);

/**
 * Everything to mount, the root first. Mount points that are missing are made in the container's own layer beforehand,
 * as runc does, even when its root will be read-only.
 */
async function plannedMounts(spec: ContainerSpec, context: StartContext): Promise<(Mount | KernelMount)[]> {
  const before = context.kernel.createNamespace({ hostname: '', mounts: [{ target: '/', fs: context.root }] });
  try {
    const mounts: { readonly mount: Mount; readonly isFile: boolean; readonly wanted?: MountSpec }[] = [];
    for (const wanted of spec.mounts) mounts.push({ ...(await resolveMount(wanted, context)), wanted });
    const given = new Set(spec.mounts.map(({ target }) => target));
    for (const [target, content] of Object.entries(spec.files)) {
      if (given.has(target)) continue;
      const fs = fileOverlay(utf8(content), 0o644, context.clock);
      const root = `/var/lib/docker/containers/${spec.id}${target.slice(target.lastIndexOf('/'))}`;
      const mount = { target, fs, subpath: ALONE, root, source: '/dev/vda1', readonly: spec.readonlyRoot };
      mounts.push({ mount, isFile: true });
    }
    if (spec.init) {
      const fs = fileOverlay(programHeader('docker-init'), 0o755, context.clock, PROGRAM_HEADER_BYTES);
      mounts.push({ mount: { target: INIT_PATH, fs, subpath: ALONE, readonly: true }, isFile: true });
    }
    mounts.sort((a, b) => depth(a.mount) - depth(b.mount));
    const below: Mount[] = [{ target: '/', fs: context.root }];
    const { requireFit, refuseHidden } = spec.mounts.length ? await import('./mount-fit.ts') : {};
    for (const { mount, isFile, wanted } of mounts) {
      const inSys = mount.target.startsWith('/sys/');
      const around = inSys
        ? [...below, { target: '/sys', fs: 'sys' as const, readonly: spec.confinement.masked }]
        : below;
      const point = { target: mount.target, isFile };
      const fit = { isFile, rootPath: spec.rootPath, below: around };
      const check = wanted && (async (files: Sys) => requireFit?.(files, wanted, fit));
      if (wanted) await refuseHidden?.(wanted, mount, spec.network.mode === 'host');
      // A view of its own for each would be most of what a start costs.
      if (inSys || below.some(({ target }) => mount.target.startsWith(`${target}/`))) {
        await makeMountPoint(context.kernel, around, point, check);
      } else await makePoint(before.files, point, check);
      below.push(mount);
    }
    return [
      { target: '/', fs: context.root, readonly: spec.readonlyRoot },
      { target: '/proc', fs: 'proc' },
      { target: '/dev', fs: 'dev', console: spec.terminal !== undefined },
      { target: '/sys', fs: 'sys', readonly: spec.confinement.masked },
      { target: '/dev/shm', fs: 'shm', shmBytes: spec.shmBytes },
      ...mounts.map(({ mount }) => mount),
    ];
  } finally {
    before.destroy();
  }
}

async function resolveMount(spec: MountSpec, context: StartContext): Promise<{ mount: Mount; isFile: boolean }> {
  const { target, readonly } = spec;
  if (spec.type === 'tmpfs') {
    return { mount: { target, readonly, ...tmpfsOf(target, spec.options, context.clock) }, isFile: false };
  }
  if (spec.type === 'bind') {
    const bound = await context.bind(spec.source);
    return { mount: { target, readonly, ...bound, source: spec.source }, isFile: await isFileMount(bound) };
  }
  const fs = await context.volume(spec.name);
  const subpath = spec.subpath && (await resolvedSubpath(fs, spec.name, spec.subpath));
  const mount: Mount = { target, readonly, fs, source: '/dev/vda1', ...inVolume(subpath) };
  return { mount, isFile: spec.subpath !== undefined && (await isFileMount(mount)) };
}

/** What is mounted inside another mount comes later, as Docker sorts them. */
const depth = ({ target }: Mount) => target.split('/').length;

/** A file system that holds one file, `/file`. */
function fileOverlay(bytes: Uint8Array, mode: number, clock: Clock, size = bytes.length): Overlay {
  const mtime = clock.now();
  const file: TreeNode = {
    type: 'file',
    mode,
    uid: 0,
    gid: 0,
    mtime,
    content: { size, read: (offset, length) => (length ? bytes.subarray(offset, offset + length) : EMPTY) },
  };
  const lower: TreeNode = {
    type: 'directory',
    mode: 0o755,
    uid: 0,
    gid: 0,
    mtime,
    children: new Map([['file', file]]),
  };
  return createOverlay({ lower, clock, type: 'ext4' });
}
