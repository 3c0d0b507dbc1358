/** The namespaces of one container: its processes, mounts, host name and terminals. */
import { SysError } from '../errno.ts';
import type { KernelMount, Namespace, NamespaceOptions } from '../kernel.ts';
import { NamespaceHandle } from '../net/machine-network.ts';
import type { Awaitable, ProcessInfo, Sys } from '../sys.ts';
import type { Tty } from '../tty/terminal.ts';
import { createDevfs, createDevpts } from '../vfs/devfs.ts';
import type { Filesystem, Mount } from '../vfs/filesystem.ts';
import { MountTable } from '../vfs/mount-table.ts';
import { createProcfs, createSysfs } from '../vfs/later-filesystems.ts';
import { createTmpfs } from '../vfs/tmpfs.ts';
import { Cgroup, type CgroupLimits } from './cgroup.ts';
import { type Confinement, UNCONFINED } from './confinement.ts';
import { type Group, Session } from './job-control.ts';
import { type Machine, SHM_BYTES } from './machine.ts';
import { Process } from './process.ts';
import { processInfo } from './process-info.ts';
import { type LimitSet, limitSet } from './resource-limits.ts';
import { PidNamespace } from './pid-namespace.ts';

export class NamespaceState implements Namespace {
  hostname: string;
  readonly mounts = new MountTable();
  readonly pids: PidNamespace;
  readonly terminals: (Tty | undefined)[] = [];
  /** What is in /dev/shm; undefined without an IPC namespace. */
  readonly shm: Filesystem | undefined;
  frozen = false;
  gone = false;
  readonly cgroup: Cgroup;
  readonly isMachine: boolean;
  readonly capabilities: ReadonlySet<string> | undefined;
  readonly confinement: Confinement;
  readonly limits: LimitSet;
  readonly sysctls: Readonly<Record<string, string>>;
  readonly oomScoreAdj: number;
  readonly network: NamespaceHandle;
  /** Outermost first; done when every mount is in place. */
  readonly mounted: Awaitable<void>;
  /** The first process: with it the container ends. Pid 1, unless it has joined the pids of others. */
  #main: Process | undefined;
  #count = 0;
  #files: Sys | undefined;
  #outside: Process | undefined;

  constructor(
    readonly machine: Machine,
    options: NamespaceOptions,
  ) {
    this.hostname = options.hostname;
    this.cgroup = new Cgroup(() => this.own(), options.cgroup ?? {}, options.cgroupPath);
    this.confinement = options.confinement ?? UNCONFINED;
    this.isMachine = options.machine ?? false;
    this.pids = this.#pidsFor(options.pids);
    this.shm = this.#shmFor(options);
    this.capabilities = options.capabilities;
    this.limits = limitSet(options.limits);
    this.sysctls = options.sysctls ?? {};
    this.oomScoreAdj = options.oomScoreAdj ?? 0;
    const { network } = machine;
    const handle = options.network ?? (this.isMachine ? network.machine : network.createNamespace());
    if (!(handle instanceof NamespaceHandle)) throw new SysError('EINVAL');
    this.network = handle;
    this.mounted = this.#mountAll(options.mounts, 0);
  }

  get files(): Sys {
    return (this.#files ??= this.machine.systemCalls(this.outside));
  }

  /** Stands for those who look in from outside: root, and in no table. */
  get outside(): Process {
    if (this.#outside) return this.#outside;
    const group: Group = { pid: 0, nspid: 0 };
    this.#outside = new Process(this, 0, 0, group, new Session(this, 0, 0), this.mounts.root);
    this.#outside.umask = 0;
    return this.#outside;
  }

  mount(mount: Mount | KernelMount): Awaitable<void> {
    if (typeof mount.fs !== 'string') return this.mounts.add(mount as Mount);
    return this.#mountAll(this.#make(mount as KernelMount), 0);
  }

  processes(): ProcessInfo[] {
    return [...this.own()].filter(({ ended }) => !ended).map((process) => processInfo(process, true));
  }

  destroy(): void {
    this.gone = true;
    this.#killAll();
    for (const process of [...this.own()]) this.reaped(process);
  }

  get memoryBytes(): number {
    return this.cgroup.memoryBytes;
  }

  get oomKilled(): boolean {
    return this.cgroup.oomKilled;
  }

  limit(limits: CgroupLimits): void {
    this.cgroup.limits = limits;
    this.cgroup.reclaim();
  }

  freeze(): void {
    this.#freeze(true);
  }

  thaw(): void {
    this.#freeze(false);
  }

  // --- what processes ask

  /** A place in the tables. EAGAIN past the limits. */
  admit(make: (pid: number, nspid: number) => Process): Process {
    const { machine } = this;
    const { pids } = this;
    if (this.gone || pids.gone) throw new SysError('ESRCH');
    const limit = this.cgroup.limits.pids ?? Number.POSITIVE_INFINITY;
    if (this.#count >= limit || machine.isFull) throw new SysError('EAGAIN');
    const pid = machine.takePid();
    const process = make(pid, pids.number(pid));
    pids.table.set(process.nspid, process);
    machine.processes.set(pid, process);
    this.#count++;
    this.#main ??= process;
    pids.init ??= process;
    return process;
  }

  byPid(nspid: number): Process | undefined {
    return this.pids.table.get(nspid);
  }

  members(group: Group): Process[] {
    const members: Process[] = [];
    for (const process of this.pids.table.values())
      if (process.group === group && !process.ended) members.push(process);
    return members;
  }

  adopt(tty: Tty): void {
    if (tty.index !== undefined && this.terminals[tty.index] === tty) return;
    let index = 0;
    while (this.terminals[index] && !this.terminals[index]?.hungUp) index++;
    this.terminals[index] = tty;
    tty.index = index;
  }

  /** A process has ended: its children are pid 1's, and the end of that one is everybody's. */
  left(process: Process): void {
    if (process.session.nspid === process.nspid && process.session.tty) process.session.hangUp();
    const { pids } = this;
    const heir = pids.heirOf(process);
    const keeps = heir && heir.actions?.get('CHLD') !== 'ignore';
    for (const child of process.children ?? []) {
      child.parent = heir;
      if (child.ended && !keeps) child.namespace.reaped(child);
      else if (heir) (heir.children ??= []).push(child);
    }
    if (heir && process.children?.length) heir.childrenChanged();
    process.children = undefined;
    if (!process.parent) this.reaped(process);
    if (this.#main !== process) return;
    this.gone = true;
    if (pids.init === process) {
      pids.gone = true;
      for (const other of [...pids.table.values()]) other.end({ kind: 'signaled', signal: 'KILL' });
    } else this.#killAll();
  }

  reaped(process: Process): void {
    const { table } = this.pids;
    if (table.get(process.nspid) === process) {
      table.delete(process.nspid);
      this.#count--;
    }
    this.machine.processes.delete(process.pid);
  }

  #freeze(frozen: boolean): void {
    if (this.frozen === frozen) return;
    this.frozen = frozen;
    for (const process of [...this.own()]) process.refreshed();
  }

  #killAll(): void {
    for (const process of [...this.own()]) process.end({ kind: 'signaled', signal: 'KILL' });
  }

  /** Its own processes: of pids that are shared, those that were started here. */
  own(): Iterable<Process> {
    const { table, shared } = this.pids;
    if (!shared) return table.values();
    return [...table.values()].filter(({ namespace }) => namespace === this);
  }

  #pidsFor(wanted: NamespaceOptions['pids']): PidNamespace {
    const { machine } = this;
    if (this.isMachine) return machine.pids;
    if (wanted === undefined) return new PidNamespace(machine);
    const joined = wanted === 'machine' ? machine.pids : stateOf(wanted).pids;
    joined.shared = true;
    return joined;
  }

  #shmFor({ ipc, mounts }: NamespaceOptions): Filesystem | undefined {
    if (ipc === 'none') return undefined;
    const { machine } = this;
    if (ipc === 'machine' || this.isMachine) return machine.shm;
    if (ipc) return stateOf(ipc).shm;
    const shm = mounts.find((mount): mount is KernelMount => mount.fs === 'shm');
    return createTmpfs({ clock: machine.clock, maxBytes: shm?.shmBytes ?? SHM_BYTES });
  }

  #mountAll(mounts: readonly (Mount | KernelMount)[], from: number): Awaitable<void> {
    for (let i = from; i < mounts.length; i++) {
      const done = this.mount(mounts[i] as Mount);
      if (done instanceof Promise) return done.then(() => this.#mountAll(mounts, i + 1));
    }
  }

  #make({ target, fs, readonly, shmBytes = SHM_BYTES, console = true }: KernelMount): Mount[] {
    const { clock } = this.machine;
    const options = { target, ...(readonly !== undefined && { readonly }) };
    const flags = ['nosuid', 'nodev', 'noexec', 'relatime'];
    if (fs === 'proc') return [{ ...options, fs: createProcfs(this), source: 'proc', flags }];
    if (fs === 'sys') return [{ ...options, fs: createSysfs(this), source: 'sysfs', flags }];
    const shm = this.shm ? [{ ...options, fs: this.shm, source: 'shm', flags: shmFlags(shmBytes) }] : [];
    if (fs === 'shm') return shm;
    const extras = [...(console ? (['console'] as const) : []), ...(this.shm ? (['shm'] as const) : [])];
    return [
      { ...options, fs: createDevfs({ clock, extras }), source: 'tmpfs', flags: DEV_FLAGS },
      { target: `${target}/pts`, fs: createDevpts(clock, this.terminals), source: 'devpts', flags: PTS_FLAGS },
    ];
  }
}

const DEV_FLAGS = ['nosuid', 'size=65536k', 'mode=755'];
const PTS_FLAGS = ['nosuid', 'noexec', 'relatime', 'gid=5', 'mode=620', 'ptmxmode=666'];
const shmFlags = (bytes: number) => ['nosuid', 'nodev', 'noexec', 'relatime', `size=${Math.ceil(bytes / 1024)}k`];

function stateOf(namespace: Namespace): NamespaceState {
  if (!(namespace instanceof NamespaceState)) throw new SysError('EINVAL');
  return namespace;
}
