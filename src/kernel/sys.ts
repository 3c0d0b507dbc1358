/**
 * The system calls: what a program sees of the kernel, after POSIX. Every call answers `T | Promise<T>`; a program
 * awaits only promises (`if (x instanceof Promise) x = await x`), which keeps the fast path synchronous. A call that
 * fails throws `SysError` (errno.ts). A process that was killed throws `ProcessGone` out of its next call; programs let
 * it pass (`finally` blocks may run, `catch` must rethrow what is not a `SysError`).
 */
import type { Signal } from './signals.ts';
import type { TermiosFlags } from './tty/termios-flags.ts';

export type Awaitable<T> = T | Promise<T>;

/** A program: what an executable file runs. Answers the exit status, 0 to 255. */
export type Program = (sys: Sys) => Awaitable<number>;

/** Finds a program by the name that an executable file holds. A promise when its code is loaded on demand. */
export type ProgramTable = (name: string) => Awaitable<Program | undefined>;

export type FileType = 'file' | 'directory' | 'symlink' | 'fifo' | 'char' | 'block' | 'socket';

export interface Stat {
  readonly dev: number;
  readonly ino: number;
  readonly type: FileType;
  /** Permission bits with setuid, setgid and sticky: 0 to 0o7777. */
  readonly mode: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  /** Of device files. */
  readonly major: number;
  readonly minor: number;
  readonly size: number;
  /** 512-byte units, holes left out. */
  readonly blocks: number;
  /** Milliseconds since the epoch; fractions allowed. */
  readonly atime: number;
  readonly mtime: number;
  readonly ctime: number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly ino: number;
  readonly type: FileType;
}

/** Flags of `open`, as on Linux x86-64. */
export const O = {
  RDONLY: 0,
  WRONLY: 1,
  RDWR: 2,
  CREAT: 0o100,
  EXCL: 0o200,
  NOCTTY: 0o400,
  TRUNC: 0o1000,
  APPEND: 0o2000,
  NONBLOCK: 0o4000,
  DIRECTORY: 0o200000,
  NOFOLLOW: 0o400000,
  CLOEXEC: 0o2000000,
} as const;

export type FileLock = 'shared' | 'exclusive' | 'unlock';

export interface WindowSize {
  readonly rows: number;
  readonly columns: number;
}

/** Terminal attributes: the parts of termios that the line discipline has. */
export interface Termios {
  /** ICANON: input by line, with characters that edit it. */
  readonly canonical: boolean;
  readonly echo: boolean;
  /** ISIG: ^C ^\ ^Z signal the foreground process group. */
  readonly signals: boolean;
  /** ICRNL: carriage return becomes newline on input. */
  readonly crToNl: boolean;
  /** OPOST|ONLCR: newline becomes carriage return and newline on output. */
  readonly nlToCrNl: boolean;
  /** IXON: the characters stop (^S) and start (^Q) hold output and release it. */
  readonly flowControl: boolean;
  /** All flags and characters, where the fields above do not say otherwise; undefined: those of a new terminal. */
  readonly flags?: TermiosFlags | undefined;
}

export type WaitStatus =
  | { readonly kind: 'exited'; readonly status: number }
  /** `core`: RLIMIT_CORE let it be dumped. */
  | { readonly kind: 'signaled'; readonly signal: Signal; readonly core?: true }
  | { readonly kind: 'stopped'; readonly signal: Signal }
  | { readonly kind: 'continued' };

export interface WaitResult {
  readonly pid: number;
  readonly status: WaitStatus;
}

export type SignalAction = 'default' | 'ignore' | ((signal: Signal) => void);

export interface SpawnOptions {
  /** Default: argv of the caller's choice is required; `argv[0]` is the name the program is told. */
  readonly argv: readonly string[];
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  /** Child's descriptors: child fd to parent fd. Default: 0, 1 and 2 as they are. Nothing else is inherited. */
  readonly fds?: ReadonlyMap<number, number>;
  /** 0: a new process group led by the child; n: that group; absent: the parent's. */
  readonly pgid?: number;
  /** Makes the new group the terminal's foreground group before the child runs. */
  readonly foreground?: boolean;
  readonly signals?: ReadonlyMap<Signal, 'default' | 'ignore'>;
  readonly uid?: number;
  readonly gid?: number;
  readonly groups?: readonly number[];
}

export interface Credentials {
  readonly uid: number;
  readonly gid: number;
  readonly euid: number;
  readonly egid: number;
  readonly groups: readonly number[];
}

export interface SystemName {
  readonly sysname: string;
  readonly nodename: string;
  readonly release: string;
  readonly version: string;
  readonly machine: string;
}

/** Where a socket is: an IPv4 (or IPv6) address and a port, or a path in the file system. */
export type SocketAddress = { readonly address: string; readonly port: number } | { readonly path: string };

export interface BindOptions {
  /** IPV6_V6ONLY: `::` leaves IPv4 to other sockets. */
  readonly v6only?: boolean;
}

export interface InterfaceInfo {
  /** `lo`, `eth0`, `docker0`, `br-<12 hex>`. */
  readonly name: string;
  readonly index: number;
  /** Of the other end of a veth pair, in another namespace: `eth0@if7`. */
  readonly peerIndex?: number;
  /** The bridge it is a port of. */
  readonly master?: string;
  readonly up: boolean;
  readonly loopback: boolean;
  readonly mtu: number;
  /** `02:42:ac:11:00:02`. */
  readonly mac: string;
  readonly addresses: readonly { readonly address: string; readonly prefix: number; readonly broadcast?: string }[];
  readonly received: { readonly bytes: number; readonly packets: number };
  readonly sent: { readonly bytes: number; readonly packets: number };
}

export interface RouteInfo {
  /** `default` or `172.17.0.0/16`. */
  readonly destination: string;
  readonly gateway: string | undefined;
  readonly interface: string;
  readonly source: string | undefined;
}

/** A socket as ss and netstat list it. */
export interface SocketInfo {
  readonly protocol: 'tcp' | 'udp' | 'unix';
  /** Of Unix sockets; TCP is a stream, UDP is datagrams. */
  readonly type?: 'stream' | 'datagram';
  readonly state: 'LISTEN' | 'ESTAB' | 'SYN-SENT' | 'CLOSE-WAIT' | 'FIN-WAIT-2' | 'TIME-WAIT' | 'UNCONN';
  readonly local: SocketAddress;
  readonly peer: SocketAddress | undefined;
  /** Bytes not yet read, and not yet taken by the peer. */
  readonly receiveQueue: number;
  readonly sendQueue: number;
  readonly pid: number | undefined;
  readonly fd: number | undefined;
  readonly uid: number;
  readonly inode: number;
}

export interface Sys {
  // --- the process itself
  readonly pid: number;
  readonly ppid: number;
  /** `argv[0]` included. */
  readonly argv: readonly string[];
  /** The process's own environment: a value that processes share, so nobody changes it in place. */
  readonly env: ReadonlyMap<string, string>;
  /** Sets a variable of it, or removes it. */
  setenv(name: string, value: string | undefined): void;
  /** The name in the executable file: `ls` for GNU's, `busybox` for an applet of busybox. */
  readonly program: string;
  readonly credentials: Credentials;
  readonly cwd: string;
  chdir(path: string): Awaitable<void>;
  /** Where absolute paths begin from now on, for this process and those it starts: chroot(2). */
  chroot(path: string): Awaitable<void>;
  /** Sets the file mode creation mask and answers the old one. */
  umask(mask: number): number;
  uname(): SystemName;
  /** From -20 to 19, of a process or, with 0, of this one: getpriority(2). */
  niceness(pid: number): number;
  setNiceness(pid: number, value: number): void;
  /** The processors a process (0 or none: this one) may run on, by number: sched_getaffinity(2). ESRCH. */
  affinity(pid?: number): readonly number[];
  /** sched_setaffinity(2). EINVAL when none of them is there for its container; ESRCH, EPERM. */
  setAffinity(pid: number, processors: readonly number[]): void;
  setHostname(name: string): void;
  /** What ps and /proc/PID/cmdline show from now on in place of the arguments, as servers overwrite theirs. */
  setTitle(title: string): void;
  setCredentials(change: Partial<Credentials>): void;
  /** Ends the process: throws, never returns. */
  exit(status: number): never;

  // --- time
  /** Milliseconds since the epoch. */
  now(): number;
  /** Fails with EINTR when a handled signal arrives. */
  sleep(ms: number): Promise<void>;
  /** Call in loops: lets others run when the time slice is used up, and ends a killed process. */
  tick(): Awaitable<void>;
  random(size: number): Uint8Array;
  /**
   * Tells how many bytes the program holds in buffers that may grow without a bound (brk(2)). Past the limits of its
   * container, or of the machine, the process that holds most is killed.
   */
  brk(bytes: number): void;

  // --- descriptors
  open(path: string, flags: number, mode?: number): Awaitable<number>;
  close(fd: number): Awaitable<void>;
  /** Some bytes, at most `max`; empty at the end of the file. The bytes belong to the caller: never written again. */
  read(fd: number, max: number): Awaitable<Uint8Array>;
  /** Writes all of `bytes`, waiting where it must; answers their number. The kernel may keep `bytes`: don't reuse it. */
  write(fd: number, bytes: Uint8Array): Awaitable<number>;
  seek(fd: number, offset: number, whence: 'set' | 'current' | 'end'): Awaitable<number>;
  truncate(fd: number, size: number): Awaitable<void>;
  dup(fd: number, atLeast?: number): number;
  dup2(fd: number, to: number): Awaitable<number>;
  /** Descriptors that are open, ascending. */
  descriptors(): readonly number[];
  setCloexec(fd: number, on: boolean): void;
  pipe(): readonly [reader: number, writer: number];
  fstat(fd: number): Awaitable<Stat>;
  /** flock(2). EAGAIN when another holds it and `wait` is false; waiting ends with EINTR by a signal. */
  flock(fd: number, kind: FileLock, wait: boolean): Awaitable<void>;
  /** Settles when a read (or write) on any of the descriptors would not wait; the ready ones. Empty after `timeoutMs`. */
  poll(fds: readonly { fd: number; events: 'read' | 'write' }[], timeoutMs?: number): Awaitable<readonly number[]>;

  // --- sockets: TCP and UDP over the namespace's interfaces, and Unix sockets. `read`, `write`, `poll` and `close` work on them
  /** `icmp` is the ping socket: datagrams of an echo request's payload, no port. */
  socket(domain: 'inet' | 'unix', type: 'stream' | 'datagram' | 'icmp'): Awaitable<number>;
  /** EADDRINUSE, EADDRNOTAVAIL; EACCES below port 1024 without root. Port 0: an ephemeral one. Address `0.0.0.0` or `::`: any. */
  bind(fd: number, address: SocketAddress, options?: BindOptions): Awaitable<void>;
  listen(fd: number, backlog?: number): void;
  /** The next connection's descriptor; waits for one. */
  accept(fd: number): Awaitable<number>;
  /** ECONNREFUSED, ENETUNREACH, EHOSTUNREACH; ETIMEDOUT after the real time-out, EINTR by a signal. */
  connect(fd: number, address: SocketAddress): Awaitable<void>;
  shutdown(fd: number, how: 'read' | 'write' | 'both'): void;
  sendto(fd: number, bytes: Uint8Array, address: SocketAddress): Awaitable<number>;
  /** One datagram; `from` tells its sender, `ttl` what was left of the packet's time to live (icmp sockets). */
  recvfrom(
    fd: number,
    max: number,
  ): Awaitable<{ readonly bytes: Uint8Array; readonly from: SocketAddress; readonly ttl?: number }>;
  getsockname(fd: number): SocketAddress;
  /** ENOTCONN when it has no peer. */
  getpeername(fd: number): SocketAddress;
  /** What `ip addr`, `ip route`, `ss` and /proc/net show of this process's network namespace. */
  interfaces(): readonly InterfaceInfo[];
  /** Of IPv4, unless `6` is asked for. */
  routes(family?: 4 | 6): readonly RouteInfo[];
  sockets(): readonly SocketInfo[];

  // --- the terminal
  isatty(fd: number): boolean;
  tcgetattr(fd: number): Termios;
  tcsetattr(fd: number, change: Partial<Termios>): void;
  windowSize(fd: number): WindowSize;
  setWindowSize(fd: number, size: WindowSize): void;
  tcgetpgrp(fd: number): number;
  tcsetpgrp(fd: number, pgid: number): void;
  /** `/dev/pts/0`, or undefined when it is no terminal. */
  ttyname(fd: number): string | undefined;

  // --- files by path
  stat(path: string): Awaitable<Stat>;
  lstat(path: string): Awaitable<Stat>;
  readdir(path: string): Awaitable<readonly DirectoryEntry[]>;
  readlink(path: string): Awaitable<string>;
  realpath(path: string): Awaitable<string>;
  access(path: string, mode: { read?: boolean; write?: boolean; execute?: boolean }): Awaitable<boolean>;
  mkdir(path: string, mode?: number): Awaitable<void>;
  rmdir(path: string): Awaitable<void>;
  unlink(path: string): Awaitable<void>;
  rename(from: string, to: string): Awaitable<void>;
  link(existing: string, path: string): Awaitable<void>;
  symlink(target: string, path: string): Awaitable<void>;
  mknod(path: string, type: 'fifo' | 'char' | 'block', mode: number, major?: number, minor?: number): Awaitable<void>;
  chmod(path: string, mode: number): Awaitable<void>;
  chown(path: string, uid: number, gid: number, options?: { followLink?: boolean }): Awaitable<void>;
  utimes(path: string, atime: number, mtime: number, options?: { followLink?: boolean }): Awaitable<void>;
  /** What is mounted, as /proc/self/mounts tells it. */
  mounts(): readonly MountInfo[];
  /**
   * Mounts a new file system, `tmpfs` or `proc`. EPERM without the right to, ENODEV for other types, ENOTDIR.
   */
  mount(source: string, target: string, type: string, options: readonly string[]): Awaitable<void>;
  /** EPERM, EINVAL when nothing is mounted there. */
  umount(target: string, detach?: boolean): Awaitable<void>;
  /** getrlimit(2), of all there are. */
  resourceLimits(): ResourceLimits;
  /** setrlimit(2). EINVAL: soft above hard. EPERM: above what is hard, without the right to. */
  setResourceLimit(name: string, limit: ResourceLimit): void;
  statfs(path: string): Awaitable<StatFs>;

  // --- processes
  /** Starts an executable file found at `path` (no search in PATH: the caller does it). Answers the child's pid. */
  spawn(path: string, options: SpawnOptions): Awaitable<number>;
  /**
   * Runs `body` as a child process that shares the program's code: a copy of descriptors, environment, directory and
   * signal actions (handlers become default). What `fork` is for a shell's subshells.
   */
  fork(body: (child: Sys) => Awaitable<number>, options?: { pgid?: number; foreground?: boolean }): number;
  /** Replaces the program of this process; descriptors without CLOEXEC stay. Never returns. */
  exec(path: string, argv: readonly string[], env?: ReadonlyMap<string, string>): Awaitable<never>;
  /**
   * Waits for a child (`pid` -1: any). Undefined with `noHang` when none has changed. `untraced` reports stopped ones.
   * ECHILD when there is no such child.
   */
  wait(pid: number, options?: { noHang?: boolean; untraced?: boolean }): Awaitable<WaitResult | undefined>;
  /** pid 0: own group; negative: that group; signal 0 only checks. */
  kill(pid: number, signal: Signal | 0): void;
  signal(signal: Signal, action: SignalAction): SignalAction;
  getpgid(pid?: number): number;
  setpgid(pid: number, pgid: number): void;
  getsid(): number;
  setsid(): number;
  /** Every process this one can see. */
  processes(): readonly ProcessInfo[];
}

/** In bytes, seconds or counts; Infinity is none. */
export interface ResourceLimit {
  readonly soft: number;
  readonly hard: number;
}

/** As `--ulimit` names them. */
export type ResourceLimits = Readonly<Record<string, ResourceLimit>>;

export interface MountInfo {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: string;
  /** What of the file system is mounted, where that is not its root. */
  readonly root?: string | undefined;
  /** The number by which `stat` knows the file system. */
  readonly device?: number | undefined;
}

export interface StatFs {
  readonly type: string;
  readonly blockSize: number;
  readonly blocks: number;
  readonly free: number;
}

export interface ProcessInfo {
  readonly pid: number;
  readonly ppid: number;
  readonly pgid: number;
  readonly sid: number;
  readonly uid: number;
  readonly gid: number;
  /** `R`, `S`, `T` or `Z`. */
  readonly state: 'R' | 'S' | 'T' | 'Z';
  /** As in /proc/PID/comm, at most 15 bytes. */
  readonly command: string;
  readonly argv: readonly string[];
  /** `pts/0` or `?`. */
  readonly tty: string;
  /** Milliseconds since the epoch. */
  readonly started: number;
  /** Milliseconds of CPU time. */
  readonly cpuMs: number;
  readonly niceness: number;
  /** What it takes of the memory; no address space beside that is simulated. 0 for a zombie. */
  readonly residentBytes: number;
}
