/**
 * The system calls as programs have them. Each first looks whether the process has to attend to something (a signal,
 * being stopped, its end), then acts at once when it can.
 */
import { after } from './awaitable.ts';
import { ProcessGone, SysError } from './errno.ts';
import type { Datagram, Socket } from './net/socket.ts';
import { open } from './open-call.ts';
import { flock } from './file-locks.ts';
import * as mounting from './mount-calls.ts';
import * as paths from './path-calls.ts';
import { Pipe, PipeFile } from './pipe.ts';
import { poll, type PollFd } from './poll-call.ts';
import * as processes from './process-calls.ts';
import { Description } from './process/file-table.ts';
import { mayChange, mayRead } from './process/job-control.ts';
import { mountList } from './process/mount-list.ts';
import { limitedWrite, setResourceLimit } from './process/resource-limits.ts';
import { processInfo } from './process/process-info.ts';
import type { Process } from './process/process.ts';
import { startOf } from './process/start.ts';
import { capable } from './vfs/permissions.ts';
import { waitFor, type WaitOptions } from './process/wait.ts';
import { SIGNALS, type Signal } from './signals.ts';
import { anySocketCalls, socketCalls, socketCallsOn } from './later-sockets.ts';
import { broken } from './broken-pipe.ts';
import type * as S from './sys.ts';
import { O } from './sys.ts';
import * as terminals from './terminal-calls.ts';
import { TtyFile } from './tty/terminal.ts';
import { walk } from './vfs/walk.ts';

type Awaitable<T> = S.Awaitable<T>;

/** Of a `listen` that names none. */
const DEFAULT_BACKLOG = 128;

/** Stands in for the process of code that `exec` has replaced. */
const REPLACED = {
  attention: true,
  attend: () => {
    throw new ProcessGone();
  },
} as unknown as Process;

export class SystemCalls implements S.Sys {
  #process: Process;

  constructor(process: Process) {
    this.#process = process;
  }

  /** For calls that answer at once: they go through while the process is stopped. */
  get #now(): Process {
    const process = this.#process;
    const { scheduler } = process.namespace?.machine ?? {};
    if (scheduler && scheduler.current !== process) scheduler.enter(process);
    if (process.attention) {
      if (process === REPLACED || process.ended) throw new ProcessGone();
      if (!process.stopped && !process.namespace.frozen) process.runHandlers();
    }
    return process;
  }

  #call<T>(act: (process: Process) => Awaitable<T>): Awaitable<T> {
    const process = this.#process;
    if (process.attention) {
      const held = process.attend();
      if (held) return held.then(() => this.#call(act));
    }
    const { scheduler } = process.namespace.machine;
    if (scheduler.current !== process) scheduler.enter(process);
    return act(process);
  }

  // --- the process itself
  get pid(): number {
    return processes.visiblePid(this.#now, this.#process);
  }
  get ppid(): number {
    const { parent } = this.#now;
    return parent ? processes.visiblePid(this.#process, parent) : 0;
  }
  get argv(): readonly string[] {
    return this.#process.argv;
  }
  get env(): ReadonlyMap<string, string> {
    return this.#process.env;
  }
  setenv(name: string, value: string | undefined): void {
    const env = new Map(this.#process.env);
    if (value === undefined) env.delete(name);
    else env.set(name, value);
    this.#process.env = env;
  }
  get program(): string {
    return this.#process.program;
  }
  get credentials(): S.Credentials {
    return this.#now.credentials;
  }
  get cwd(): string {
    return processes.cwdOf(this.#now);
  }
  chdir(path: string): Awaitable<void> {
    return this.#call((process) => paths.chdir(process, path));
  }
  chroot(path: string): Awaitable<void> {
    return this.#call((process) => paths.chroot(process, path));
  }
  niceness(pid: number): number {
    return processes.niceness(this.#now, pid);
  }
  setNiceness(pid: number, value: number): void {
    processes.setNiceness(this.#now, pid, value);
  }
  umask(mask: number): number {
    const process = this.#now;
    const before = process.umask;
    process.umask = mask & 0o777;
    return before;
  }
  uname(): S.SystemName {
    const { namespace } = this.#now;
    const { release } = namespace.machine;
    const version = '#1 SMP PREEMPT_DYNAMIC';
    return { sysname: 'Linux', nodename: namespace.hostname, release, version, machine: 'x86_64' };
  }
  affinity(pid = 0): readonly number[] {
    return processes.affinity(this.#now, pid);
  }
  setAffinity(pid: number, processors: readonly number[]): void {
    processes.setAffinity(this.#now, pid, processors);
  }
  setTitle(title: string): void {
    this.#process.argv = [title];
  }

  setHostname(name: string): void {
    const process = this.#now;
    if (!capable(process, 'SYS_ADMIN')) throw new SysError('EPERM');
    process.namespace.hostname = name;
  }
  setCredentials(change: Partial<S.Credentials>): void {
    const process = this.#now;
    const { uid, gid, euid, egid } = process;
    const may = (id: number | undefined, own: readonly number[]) => id === undefined || own.includes(id);
    const allowed = may(change.uid, [uid, euid]) && may(change.euid, [uid, euid]);
    const allowedGroup = may(change.gid, [gid, egid]) && may(change.egid, [gid, egid]);
    const privileged = capable(process, 'SETUID') && (change.groups === undefined || capable(process, 'SETGID'));
    if (!privileged && !(allowed && allowedGroup && change.groups === undefined)) throw new SysError('EPERM');
    process.uid = change.uid ?? uid;
    process.gid = change.gid ?? gid;
    process.euid = change.euid ?? euid;
    process.egid = change.egid ?? egid;
    process.groups = change.groups ?? process.groups;
  }
  exit(status: number): never {
    this.#now.end({ kind: 'exited', status: status & 0xff });
    throw new ProcessGone();
  }

  // --- time
  now(): number {
    return this.#process.namespace.machine.clock.now();
  }
  sleep(ms: number): Promise<void> {
    const slept = this.#call((process) =>
      process.block<void>((resolve) => process.namespace.machine.timers.after(ms, resolve)),
    );
    return slept as Promise<void>;
  }
  tick(): Awaitable<void> {
    const process = this.#process;
    if (process.attention) {
      const held = process.attend();
      if (held) return held;
    }
    const { scheduler } = process.namespace.machine;
    if (scheduler.exhausted()) return process.yield();
  }
  random(size: number): Uint8Array {
    return this.#now.namespace.machine.random.bytes(size);
  }

  brk(bytes: number): void {
    this.#now.brk(bytes);
  }

  // --- descriptors
  open(path: string, flags: number, mode = 0o666): Awaitable<number> {
    return this.#call((process) => open(process, path, flags, mode));
  }
  close(fd: number): Awaitable<void> {
    return this.#now.files.close(fd);
  }
  read(fd: number, max: number): Awaitable<Uint8Array> {
    const process = this.#process;
    if (process.attention) {
      const held = process.attend();
      if (held) return held.then(() => this.read(fd, max));
    }
    const { scheduler } = process.namespace.machine;
    if (scheduler.current !== process) scheduler.enter(process);
    const { file } = process.files.get(fd);
    if (!(file instanceof TtyFile)) return file.read(max, process);
    const may = () => mayRead(process, file.tty);
    return may() ? file.read(max, process, may) : this.#call(() => this.read(fd, max));
  }
  write(fd: number, bytes: Uint8Array): Awaitable<number> {
    const process = this.#process;
    if (process.attention) {
      const held = process.attend();
      if (held) return held.then(() => this.write(fd, bytes));
    }
    const { scheduler } = process.namespace.machine;
    if (scheduler.current !== process) scheduler.enter(process);
    try {
      const { file } = process.files.get(fd);
      if (file instanceof TtyFile && file.tty.stopsWriters && !mayChange(process, file.tty))
        return this.#call(() => this.write(fd, bytes));
      const unlimited = process.limits.fileBytes === Infinity;
      const written = unlimited ? file.write(bytes, process) : limitedWrite(process, file, bytes);
      return written instanceof Promise ? written.catch((error: unknown) => broken(process, error)) : written;
    } catch (error) {
      return broken(process, error);
    }
  }
  seek(fd: number, offset: number, whence: 'set' | 'current' | 'end'): Awaitable<number> {
    return this.#call((process) => {
      const { file } = process.files.get(fd);
      if (!file.seek) throw new SysError('ESPIPE');
      return file.seek(offset, whence);
    });
  }
  truncate(fd: number, size: number): Awaitable<void> {
    return this.#call((process) => {
      const { file } = process.files.get(fd);
      if (!file.truncate) throw new SysError('EINVAL');
      return file.truncate(size);
    });
  }
  flock(fd: number, kind: S.FileLock, wait: boolean): Awaitable<void> {
    return this.#call((process) => flock(process, fd, kind, wait));
  }
  dup(fd: number, atLeast = 0): number {
    const { files } = this.#now;
    return files.add(files.get(fd), atLeast);
  }
  dup2(fd: number, to: number): Awaitable<number> {
    const { files } = this.#now;
    const description = files.get(fd);
    if (to < 0 || to >= files.limit) throw new SysError('EBADF');
    if (fd === to) return to;
    const closed = files.slots[to] ? files.close(to) : undefined;
    files.put(to, description);
    return closed instanceof Promise ? closed.then(() => to) : to;
  }
  descriptors(): readonly number[] {
    return this.#now.files.open();
  }
  setCloexec(fd: number, on: boolean): void {
    this.#now.files.setCloexec(fd, on);
  }
  pipe(): readonly [reader: number, writer: number] {
    const process = this.#now;
    const pipe = new Pipe();
    const now = this.now();
    const reader = process.files.add(new Description(new PipeFile(pipe, O.RDONLY, undefined, now)));
    return [reader, process.files.add(new Description(new PipeFile(pipe, O.WRONLY, undefined, now)))];
  }
  fstat(fd: number): Awaitable<S.Stat> {
    return this.#call((process) => process.files.get(fd).file.stat());
  }
  poll(fds: readonly PollFd[], timeoutMs?: number): Awaitable<readonly number[]> {
    return this.#call((process) => poll(process, fds, timeoutMs));
  }

  // --- sockets
  socket(domain: 'inet' | 'unix', type: 'stream' | 'datagram' | 'icmp'): Awaitable<number> {
    return this.#call((process) => after(socketCalls(), (calls) => calls.socket(process, domain, type)));
  }
  bind(fd: number, address: S.SocketAddress, options?: S.BindOptions): Awaitable<void> {
    return this.#call((process) => socketCallsOn(process, fd).bind(process, fd, address, options));
  }
  listen(fd: number, backlog = DEFAULT_BACKLOG): void {
    this.#socket(fd).listen(backlog);
  }
  accept(fd: number): Awaitable<number> {
    return this.#call((process) => socketCallsOn(process, fd).accept(process, fd));
  }
  connect(fd: number, address: S.SocketAddress): Awaitable<void> {
    return this.#call((process) => socketCallsOn(process, fd).connect(process, fd, address));
  }
  shutdown(fd: number, how: 'read' | 'write' | 'both'): void {
    this.#socket(fd).shutdown(how);
  }
  sendto(fd: number, bytes: Uint8Array, address: S.SocketAddress): Awaitable<number> {
    return this.#call((process) => socketCallsOn(process, fd).sendto(process, fd, bytes, address));
  }
  recvfrom(fd: number, max: number): Awaitable<Datagram> {
    return this.#call((process) => socketCallsOn(process, fd).socketOf(process, fd).recvfrom(max, process));
  }
  getsockname(fd: number): S.SocketAddress {
    return this.#socket(fd).name;
  }
  getpeername(fd: number): S.SocketAddress {
    const process = this.#now;
    return socketCallsOn(process, fd).getpeername(process, fd);
  }
  #socket(fd: number): Socket {
    const process = this.#now;
    return socketCallsOn(process, fd).socketOf(process, fd);
  }
  interfaces(): readonly S.InterfaceInfo[] {
    return this.#now.namespace.network.state.interfaces();
  }
  routes(family?: 4 | 6): readonly S.RouteInfo[] {
    return this.#now.namespace.network.state.routes(family);
  }
  sockets(): readonly S.SocketInfo[] {
    return anySocketCalls()?.sockets(this.#now) ?? [];
  }

  // --- the terminal
  isatty(fd: number): boolean {
    return this.#now.files.slots[fd]?.file instanceof TtyFile;
  }
  tcgetattr(fd: number): S.Termios {
    return terminals.terminalOf(this.#now, fd).discipline.termios;
  }
  tcsetattr(fd: number, change: Partial<S.Termios>): void {
    terminals.tcsetattr(this.#now, fd, change);
  }
  windowSize(fd: number): S.WindowSize {
    return terminals.terminalOf(this.#now, fd).size;
  }
  setWindowSize(fd: number, size: S.WindowSize): void {
    terminals.setWindowSize(this.#now, fd, size);
  }
  tcgetpgrp(fd: number): number {
    return terminals.tcgetpgrp(this.#now, fd);
  }
  tcsetpgrp(fd: number, pgid: number): void {
    terminals.tcsetpgrp(this.#now, fd, pgid);
  }
  ttyname(fd: number): string | undefined {
    return terminals.ttyname(this.#now, fd);
  }

  // --- files by path
  stat(path: string): Awaitable<S.Stat> {
    return this.#call((process) => paths.statPath(process, path, true));
  }
  lstat(path: string): Awaitable<S.Stat> {
    return this.#call((process) => paths.statPath(process, path, false));
  }
  readdir(path: string): Awaitable<readonly S.DirectoryEntry[]> {
    return this.#call((process) => paths.readdir(process, path));
  }
  readlink(path: string): Awaitable<string> {
    return this.#call((process) => paths.readlink(process, path));
  }
  realpath(path: string): Awaitable<string> {
    return this.#call((process) => paths.realpath(process, path));
  }
  access(path: string, mode: { read?: boolean; write?: boolean; execute?: boolean }): Awaitable<boolean> {
    return this.#call((process) => paths.access(process, path, mode));
  }
  mkdir(path: string, mode = 0o777): Awaitable<void> {
    return this.#call((process) => paths.make(process, path, { type: 'directory', mode }));
  }
  rmdir(path: string): Awaitable<void> {
    return this.#call((process) => paths.rmdir(process, path));
  }
  unlink(path: string): Awaitable<void> {
    return this.#call((process) => paths.unlink(process, path));
  }
  rename(from: string, to: string): Awaitable<void> {
    return this.#call((process) => paths.rename(process, from, to));
  }
  link(existing: string, path: string): Awaitable<void> {
    return this.#call((process) => paths.link(process, existing, path));
  }
  symlink(target: string, path: string): Awaitable<void> {
    if (target === '') throw new SysError('ENOENT');
    return this.#call((process) => paths.make(process, path, { type: 'symlink', mode: 0o777, target }));
  }
  mknod(path: string, type: 'fifo' | 'char' | 'block', mode: number, major = 0, minor = 0): Awaitable<void> {
    return this.#call((process) => {
      if (type !== 'fifo' && !capable(process, 'MKNOD')) throw new SysError('EPERM');
      return paths.make(process, path, { type, mode, major, minor });
    });
  }
  chmod(path: string, mode: number): Awaitable<void> {
    return this.#call((process) => paths.chmod(process, path, mode));
  }
  chown(path: string, uid: number, gid: number, options?: { followLink?: boolean }): Awaitable<void> {
    return this.#call((process) => paths.chown(process, path, uid, gid, options?.followLink ?? true));
  }
  utimes(path: string, atime: number, mtime: number, options?: { followLink?: boolean }): Awaitable<void> {
    return this.#call((process) => paths.utimes(process, path, atime, mtime, options?.followLink ?? true));
  }
  mounts(): readonly S.MountInfo[] {
    return mountList(this.#now.namespace);
  }
  mount(source: string, target: string, type: string, options: readonly string[]): Awaitable<void> {
    return this.#call((process) => mounting.mount(process, source, target, type, options));
  }
  umount(target: string, detach = false): Awaitable<void> {
    return this.#call((process) => mounting.umount(process, target, detach));
  }
  resourceLimits(): S.ResourceLimits {
    return this.#now.limits.table;
  }
  setResourceLimit(name: string, limit: S.ResourceLimit): void {
    setResourceLimit(this.#now, name, limit);
  }
  statfs(path: string): Awaitable<S.StatFs> {
    return this.#call((process) => {
      const place = walk(startOf(process), path);
      return place instanceof Promise ? place.then(({ inode }) => inode.fs.statfs()) : place.inode.fs.statfs();
    });
  }

  // --- processes
  spawn(path: string, options: S.SpawnOptions): Awaitable<number> {
    return this.#call((process) => processes.spawn(process, path, options));
  }
  fork(body: S.Program, options?: { pgid?: number; foreground?: boolean }): number {
    return processes.fork(this.#now, body, options);
  }
  exec(path: string, argv: readonly string[], env?: ReadonlyMap<string, string>): Awaitable<never> {
    const leave = () => {
      this.#process = REPLACED;
    };
    return this.#call((process) => processes.exec(process, path, argv, env, leave));
  }
  wait(pid: number, options: WaitOptions = {}): Awaitable<S.WaitResult | undefined> {
    return this.#call((process) => waitFor(process, pid, options));
  }
  kill(pid: number, signal: Signal | 0): void {
    processes.kill(this.#now, pid, signal);
  }
  signal(signal: Signal, action: S.SignalAction): S.SignalAction {
    const process = this.#now;
    if (signal === 'KILL' || signal === 'STOP' || !(signal in SIGNALS)) throw new SysError('EINVAL');
    const before = process.actions?.get(signal) ?? 'default';
    if (action === 'default') process.actions?.delete(signal);
    else (process.actions ??= new Map()).set(signal, action);
    return before;
  }
  getpgid(pid = 0): number {
    const process = this.#now;
    const target = pid === 0 ? process : process.namespace.pids.find(pid);
    if (!target) throw new SysError('ESRCH');
    return processes.visiblePid(process, target.group);
  }
  setpgid(pid: number, pgid: number): void {
    processes.setpgid(this.#now, pid, pgid);
  }
  getsid(): number {
    const process = this.#now;
    return processes.visiblePid(process, process.session);
  }
  setsid(): number {
    return processes.setsid(this.#now);
  }
  processes(): readonly S.ProcessInfo[] {
    const { pids } = this.#now.namespace;
    return [...pids.visible()].map((process) => processInfo(process, pids.isMachine));
  }
}
