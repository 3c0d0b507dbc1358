/**
 * The kernel as the rest of Drydock uses it: namespaces (what a container or the learner's machine is), processes in
 * them, terminals, and host ends for their descriptors.
 */
import type { Duplex } from '../base/duplex.ts';
import type { Ports } from '../base/ports.ts';
import type { ByteSource } from '../base/streams.ts';
import type { Internet } from './internet.ts';
import type { Network, NetworkNamespace } from './network.ts';
import type { CgroupLimits } from './process/cgroup.ts';
import type { Confinement } from './process/confinement.ts';
import type { Signal } from './signals.ts';
import type { ProcessInfo, ProgramTable, ResourceLimits, Sys, Awaitable, WaitStatus, WindowSize } from './sys.ts';
import type { Mount, OpenFile } from './vfs/filesystem.ts';

export interface KernelOptions extends Ports {
  readonly programs: ProgramTable;
  /** Linux release that uname tells. */
  readonly release: string;
  /** What is beyond the machine; without it the machine has no uplink. */
  readonly internet?: Internet;
}

/**
 * A file system that the kernel makes for the namespace: `proc` shows its processes, `dev` has the devices and its
 * terminals in /dev/pts, `shm` is the tmpfs in which processes share memory, `sys` a minimal sysfs.
 */
export interface KernelMount {
  /** Absolute path in the mount namespace; the directory has to exist. */
  readonly target: string;
  readonly fs: 'proc' | 'dev' | 'sys' | 'shm';
  readonly readonly?: boolean;
  /** Of `shm`: its size; default 64 MiB. */
  readonly shmBytes?: number;
  /** Of `dev`: whether it has a console; default yes. */
  readonly console?: boolean;
}

export interface NamespaceOptions {
  readonly hostname: string;
  /** In order; the first is the root. */
  readonly mounts: readonly (Mount | KernelMount)[];
  /** What root may do in it, without `CAP_`; default everything. */
  readonly capabilities?: ReadonlySet<string> | undefined;
  /** `ulimit` of its processes; what is missing has the kernel's default. */
  readonly limits?: ResourceLimits;
  /** What its processes may use together. */
  readonly cgroup?: CgroupLimits;
  /** Where that control group is on the machine, as its processes are told; default `/`. */
  readonly cgroupPath?: string;
  /** Default: none. */
  readonly confinement?: Confinement;
  /** Kernel parameters as /proc/sys shows them there, by their dotted names. */
  readonly sysctls?: Readonly<Record<string, string>>;
  /** Shown by /proc/PID/oom_score_adj. */
  readonly oomScoreAdj?: number;
  /** The machine's own namespace: its pids are the machine's, and it sees the processes of all namespaces. */
  readonly machine?: boolean;
  /** Whose process ids it shares: another namespace's, or the machine's. Default: its own. */
  readonly pids?: Namespace | 'machine' | undefined;
  /** Whose /dev/shm it shares. `none`: there is none. Default: its own. */
  readonly ipc?: Namespace | 'machine' | 'none' | undefined;
  /** The network namespace its processes are in. Default: the machine's for the machine, else a fresh one. */
  readonly network?: NetworkNamespace;
}

/** pid, mount, uts and net namespaces of one container. */
export interface Namespace {
  readonly hostname: string;
  readonly network: NetworkNamespace;
  /** Running processes, zombies left out. */
  processes(): readonly ProcessInfo[];
  mount(mount: Mount | KernelMount): Awaitable<void>;
  /** A short-lived view of the files with root's rights: for `docker cp`, user lookup, checks. No process is made. */
  readonly files: Sys;
  /** Of all its processes together. */
  readonly memoryBytes: number;
  /** A process was killed for want of memory. */
  readonly oomKilled: boolean;
  /** Other limits from now on. */
  limit(limits: CgroupLimits): void;
  /** SIGKILL to everything, then the namespace is gone. */
  destroy(): void;
  /** SIGSTOP-like freeze of all processes, as the freezer cgroup. */
  freeze(): void;
  thaw(): void;
}

export interface ProcessOptions {
  /** Absolute path of the executable in the namespace, found by the caller. */
  readonly path: string;
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** Descriptors 0, 1, 2 … */
  readonly files: readonly OpenFile[];
  /** Makes the process a session leader with this controlling terminal. */
  readonly terminal?: Terminal;
  /** Process ids that whoever started it took after its own, before it became the program; default none. */
  readonly launcherThreads?: number;
}

export interface Process {
  /** As the machine sees it (unique over all namespaces). */
  readonly pid: number;
  /** Settles when it has ended. */
  readonly exited: Promise<WaitStatus>;
  kill(signal: Signal): void;
}

/** A pseudo terminal. The master side is this object; the slave side is `open()`. */
export interface Terminal {
  /** What a terminal would draw; consumed once. Ends when the terminal is closed. */
  readonly output: ByteSource;
  /** Keys typed, through the line discipline. Settles when there is room for more. */
  input(bytes: Uint8Array): Awaitable<void>;
  resize(size: WindowSize): void;
  readonly size: WindowSize;
  /** A descriptor of the slave side. */
  open(): OpenFile;
  /** Hang-up: SIGHUP to the session, end of output. */
  close(): void;
}

export interface Kernel {
  readonly network: Network;
  createNamespace(options: NamespaceOptions): Namespace;
  /**
   * Starts a process in a namespace. When the first one of a namespace ends, the rest is killed; it is pid 1 unless the namespace shares pids.
   * Fails with ENOENT, EACCES (not executable), EISDIR or ENOEXEC as execve does; nothing has started then.
   */
  spawn(namespace: Namespace, options: ProcessOptions): Awaitable<Process>;
  /**
   * Accepts connections to a Unix socket in place of a process. The file is made, root's alone, when it is not there; a
   * socket file that is there already keeps its owner and mode.
   */
  listenUnix(namespace: Namespace, path: string, accept: (connection: Duplex) => void): Awaitable<{ close(): void }>;
  createTerminal(size: WindowSize): Terminal;
  /** A pipe between the outside and a process. */
  createPipe(): { readonly reader: OpenFile; readonly writer: OpenFile };
  /** A write-only file whose writes go to `write`; a promise holds the writer back. */
  createSink(write: (bytes: Uint8Array) => Awaitable<void>, closed?: () => void): OpenFile;
  /** A read-only file on a stream. */
  createSource(source: ByteSource): OpenFile;
  nullFile(): OpenFile;
  /** Every process of the machine. */
  processes(): readonly ProcessInfo[];
}
