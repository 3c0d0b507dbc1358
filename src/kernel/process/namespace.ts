/** The namespaces of one container: its processes, mounts, host name and terminals. */
import { SysError } from '../errno.ts';
import type { KernelMount, Namespace, NamespaceOptions } from '../kernel.ts';
import { NamespaceHandle } from '../net/machine-network.ts';
import type { Awaitable, ProcessInfo, Sys } from '../sys.ts';
import type { Tty } from '../tty/terminal.ts';
import { createDevfs, createDevpts } from '../vfs/devfs.ts';
import type { Mount } from '../vfs/filesystem.ts';
import { MountTable } from '../vfs/mount-table.ts';
import { createProcfs, createSysfs } from '../vfs/later-filesystems.ts';
import { createTmpfs } from '../vfs/tmpfs.ts';
import { Cgroup, type CgroupLimits } from './cgroup.ts';
import { type Group, Session } from './job-control.ts';
import type { Machine } from './machine.ts';
import { Process } from './process.ts';
import { processInfo } from './process-info.ts';
import { type LimitSet, limitSet } from './resource-limits.ts';

export class NamespaceState implements Namespace {
  hostname: string;
  readonly mounts = new MountTable();
  /** By the pids of this namespace, zombies included. */
  readonly table = new Map<number, Process>();
  readonly terminals: (Tty | undefined)[] = [];
  init: Process | undefined;
  frozen = false;
  gone = false;
  readonly cgroup: Cgroup;
  readonly isMachine: boolean;
  readonly capabilities: ReadonlySet<string> | undefined;
  readonly limits: LimitSet;
  readonly sysctls: Readonly<Record<string, string>>;
  readonly oomScoreAdj: number;
  readonly network: NamespaceHandle;
  /** Outermost first; done when every mount is in place. */
  readonly mounted: Awaitable<void>;
  #nextPid = 0;
  #files: Sys | undefined;
  #outside: Process | undefined;

  constructor(
    readonly machine: Machine,
    options: NamespaceOptions,
  ) {
    this.hostname = options.hostname;
    this.cgroup = new Cgroup(() => this.table.values(), options.cgroup ?? {});
    this.isMachine = options.machine ?? false;
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
    return [...this.table.values()].filter(({ ended }) => !ended).map((process) => processInfo(process, true));
  }

  destroy(): void {
    this.gone = true;
    for (const process of [...this.table.values()]) process.end({ kind: 'signaled', signal: 'KILL' });
    for (const process of [...this.table.values()]) this.reaped(process);
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
    if (this.gone) throw new SysError('ESRCH');
    const { pids = Number.POSITIVE_INFINITY } = this.cgroup.limits;
    if (this.table.size >= pids || machine.isFull) throw new SysError('EAGAIN');
    const pid = machine.takePid();
    this.#nextPid = this.isMachine ? pid : this.#nextPid + 1;
    const process = make(pid, this.#nextPid);
    this.table.set(process.nspid, process);
    machine.processes.set(pid, process);
    this.init ??= process;
    return process;
  }

  byPid(nspid: number): Process | undefined {
    return this.table.get(nspid);
  }

  /** What a process here can see: all of the machine, or its own namespace. */
  visible(): Iterable<Process> {
    return this.isMachine ? this.machine.processes.values() : this.table.values();
  }

  find(pid: number): Process | undefined {
    return this.isMachine ? this.machine.processes.get(pid) : this.table.get(pid);
  }

  members(group: Group): Process[] {
    const members: Process[] = [];
    for (const process of this.table.values()) if (process.group === group && !process.ended) members.push(process);
    return members;
  }

  adopt(tty: Tty): void {
    if (tty.index !== undefined && this.terminals[tty.index] === tty) return;
    let index = 0;
    while (this.terminals[index] && !this.terminals[index]?.hungUp) index++;
    this.terminals[index] = tty;
    tty.index = index;
  }

  /** A process has ended: its children are the init's, and the end of init is everybody's. */
  left(process: Process): void {
    if (process.session.nspid === process.nspid && process.session.tty) process.session.hangUp();
    const heir = this.init === process || this.init?.ended ? undefined : this.init;
    const keeps = heir && heir.actions?.get('CHLD') !== 'ignore';
    for (const child of process.children ?? []) {
      child.parent = heir;
      if (child.ended && !keeps) this.reaped(child);
      else if (heir) (heir.children ??= new Set()).add(child);
    }
    if (heir && process.children?.size) heir.childrenChanged();
    process.children = undefined;
    if (!process.parent) this.reaped(process);
    if (this.init !== process) return;
    this.gone = true;
    for (const other of [...this.table.values()]) other.end({ kind: 'signaled', signal: 'KILL' });
  }

  reaped(process: Process): void {
    if (this.table.get(process.nspid) === process) this.table.delete(process.nspid);
    this.machine.processes.delete(process.pid);
  }

  #freeze(frozen: boolean): void {
    if (this.frozen === frozen) return;
    this.frozen = frozen;
    for (const process of [...this.table.values()]) process.refreshed();
  }

  #mountAll(mounts: readonly (Mount | KernelMount)[], from: number): Awaitable<void> {
    for (let i = from; i < mounts.length; i++) {
      const done = this.mount(mounts[i] as Mount);
      if (done instanceof Promise) return done.then(() => this.#mountAll(mounts, i + 1));
    }
  }

  #make({ target, fs, readonly, shmBytes = SHM_BYTES }: KernelMount): Mount[] {
    const { clock } = this.machine;
    const options = { target, ...(readonly !== undefined && { readonly }) };
    const flags = ['nosuid', 'nodev', 'noexec', 'relatime'];
    if (fs === 'proc') return [{ ...options, fs: createProcfs(this), source: 'proc', flags }];
    if (fs === 'sys') return [{ ...options, fs: createSysfs(this), source: 'sysfs', flags }];
    return [
      { ...options, fs: createDevfs({ clock }), source: 'tmpfs', flags: DEV_FLAGS },
      { target: `${target}/pts`, fs: createDevpts(clock, this.terminals), source: 'devpts', flags: PTS_FLAGS },
      {
        target: `${target}/shm`,
        fs: createTmpfs({ clock, maxBytes: shmBytes }),
        source: 'shm',
        flags: shmFlags(shmBytes),
      },
    ];
  }
}

const DEV_FLAGS = ['nosuid', 'size=65536k', 'mode=755'];
const PTS_FLAGS = ['nosuid', 'noexec', 'relatime', 'gid=5', 'mode=620', 'ptmxmode=666'];
const shmFlags = (bytes: number) => ['nosuid', 'nodev', 'noexec', 'relatime', `size=${Math.ceil(bytes / 1024)}k`];

/** Of /dev/shm, Docker's default. */
const SHM_BYTES = 64 * 1024 * 1024;
