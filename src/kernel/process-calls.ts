/** System calls that make processes and signal them. */
import { after } from './awaitable.ts';
import { ProcessGone, SysError } from './errno.ts';
import type { ProcessOptions } from './kernel.ts';
import { describe } from './process/file-table.ts';
import { become, checkArguments, type Image, loadImage, runProgram } from './process/execute.ts';
import { type Group, Session, signalGroup } from './process/job-control.ts';
import type { NamespaceState } from './process/namespace.ts';
import { Process } from './process/process.ts';
import { mayFork } from './process/resource-limits.ts';
import type { Signal } from './signals.ts';
import type { Awaitable, Program, SpawnOptions } from './sys.ts';
import { Tty, TtyFile } from './tty/terminal.ts';
import { pathOf } from './vfs/location.ts';
import { walk } from './vfs/walk.ts';
import { startOf } from './process/start.ts';
import { capable } from './vfs/permissions.ts';

export function spawn(process: Process, path: string, options: SpawnOptions): Awaitable<number> {
  const env = options.env ?? process.env;
  checkArguments(options.argv, env);
  const who = {
    euid: options.uid ?? process.euid,
    egid: options.gid ?? process.egid,
    groups: options.groups ?? process.groups,
    capabilities: process.capabilities,
  };
  const changesIdentity = options.uid !== undefined || options.gid !== undefined || options.groups !== undefined;
  if (changesIdentity && !capable(process, 'SETUID')) throw new SysError('EPERM');
  const start = startOf(process);
  if (options.cwd === undefined) return load(start.cwd);
  return after(walk(start, options.cwd), load);

  function load(cwd: Process['cwd']): Awaitable<number> {
    const from = { namespace: process.namespace, root: start.root, cwd, who };
    return after(loadImage(from, path, options.argv), (image) => {
      const child = childOf(process, options);
      child.cwd = cwd;
      inherit(process, child, options);
      become(child, image, env);
      return launch(process, child, image.program);
    });
  }
}

/** Descriptors, identity and signal actions of a spawned child. */
function inherit(process: Process, child: Process, options: SpawnOptions): void {
  if (options.fds) {
    const given = [...options.fds].map(([fd, from]) => [fd, process.files.get(from)] as const);
    for (const [fd, description] of given) child.files.put(fd, description);
  } else {
    for (let fd = 0; fd < 3; fd++) {
      const description = process.files.slots[fd];
      if (description) child.files.put(fd, description);
    }
  }
  if (options.uid !== undefined) child.uid = child.euid = options.uid;
  if (options.gid !== undefined) child.gid = child.egid = options.gid;
  if (options.groups) child.groups = options.groups;
  for (const [signal, action] of process.actions ?? []) {
    if (action === 'ignore') (child.actions ??= new Map()).set(signal, 'ignore');
  }
  for (const [signal, action] of options.signals ?? []) {
    if (action === 'ignore') (child.actions ??= new Map()).set(signal, 'ignore');
    else child.actions?.delete(signal);
  }
}

export function fork(
  process: Process,
  body: Program,
  options: { pgid?: number; foreground?: boolean } | undefined,
): number {
  const child = childOf(process, options ?? {});
  process.files.copyTo(child.files);
  for (const [signal, action] of process.actions ?? []) {
    if (action === 'ignore') (child.actions ??= new Map()).set(signal, 'ignore');
  }
  child.argv = process.argv;
  child.env = process.env;
  child.program = process.program;
  child.called = process.called;
  child.executable = process.executable;
  child.exeInode = process.exeInode;
  return launch(process, child, body);
}

function launch(process: Process, child: Process, program: Program): number {
  process.launching++;
  try {
    runProgram(child, program);
  } finally {
    process.launching--;
  }
  return visiblePid(process, child);
}

export function visiblePid(viewer: Process, process: { readonly pid: number; readonly nspid: number }): number {
  return viewer.namespace.pids.pidOf(process);
}

/** A child with its parent's identity, directory, mask and job. */
function childOf(process: Process, options: { pgid?: number | undefined; foreground?: boolean | undefined }): Process {
  const { namespace } = process;
  if (process.pid === 0) throw new SysError('EPERM');
  if (!mayFork(process)) throw new SysError('EAGAIN');
  const child = namespace.admit((pid, nspid) => {
    let group = process.group;
    if (options.pgid === 0) group = { pid, nspid };
    else if (options.pgid !== undefined) group = groupOf(process, options.pgid);
    return new Process(namespace, pid, nspid, group, process.session, process.cwd);
  });
  child.parent = process;
  (process.children ??= []).push(child);
  child.umask = process.umask;
  child.root = process.root;
  child.niceness = process.niceness;
  child.affinity = process.affinity;
  child.limits = process.limits;
  child.uid = process.uid;
  child.gid = process.gid;
  child.euid = process.euid;
  child.egid = process.egid;
  child.groups = process.groups;
  if (options.foreground && process.session.tty) process.session.foreground = child.group;
  return child;
}

/** A group of the session by its number. EPERM when there is none. */
export function groupOf(process: Process, pgid: number): Group {
  for (const member of process.namespace.pids.table.values()) {
    if (member.group.nspid === pgid && member.session === process.session) return member.group;
  }
  throw new SysError('EPERM');
}

/** Replaces the program. Never returns: the old code unwinds. */
export function exec(
  process: Process,
  path: string,
  argv: readonly string[],
  env: ReadonlyMap<string, string> | undefined,
  leave: () => void,
): Awaitable<never> {
  const environment = env ?? process.env;
  checkArguments(argv, environment);
  const { root, cwd } = startOf(process);
  return after(loadImage({ namespace: process.namespace, root, cwd, who: process }, path, argv), (image: Image) => {
    leave();
    process.files.closeOnExec();
    for (const [signal, action] of process.actions ?? []) if (action !== 'ignore') process.actions?.delete(signal);
    process.abandonWaits();
    become(process, image, environment);
    runProgram(process, image.program);
    throw new ProcessGone();
  });
}

export function kill(process: Process, pid: number, signal: Signal | 0): void {
  const { namespace } = process;
  const { pids } = namespace;
  const send = (target: Process) => {
    if (!maySignal(process, target)) throw new SysError('EPERM');
    if (signal !== 0) target.raise(signal, target.namespace.pids === pids);
  };
  if (pid > 0) {
    const target = pids.find(pid);
    if (!target) throw new SysError('ESRCH');
    send(target);
  } else if (pid === -1) {
    const others = [...pids.visible()].filter((one) => one !== process && !one.isInit && one.pid !== 0);
    if (others.length === 0) throw new SysError('ESRCH');
    for (const other of others) if (maySignal(process, other) && signal !== 0) other.raise(signal, true);
  } else {
    const pgid = pid === 0 ? process.group.nspid : -pid;
    const group = [...pids.table.values()].find((one) => one.group.nspid === pgid && !one.ended)?.group;
    if (!group) throw new SysError('ESRCH');
    if (signal !== 0) signalGroup(namespace, group, signal, true);
  }
  if (process.ended) throw new ProcessGone();
}

function maySignal(process: Process, target: Process): boolean {
  if (capable(process, 'KILL')) return true;
  return process.euid === target.uid || process.uid === target.uid;
}

export function setpgid(process: Process, pid: number, pgid: number): void {
  const target = pid === 0 ? process : process.namespace.byPid(pid);
  if (!target || (target !== process && target.parent !== process)) throw new SysError('ESRCH');
  if (target.session !== process.session || target.session.nspid === target.nspid) throw new SysError('EPERM');
  if (pgid === 0 || pgid === target.nspid) {
    if (target.group.nspid !== target.nspid) target.group = { pid: target.pid, nspid: target.nspid };
  } else target.group = groupOf(process, pgid);
}

export function setsid(process: Process): number {
  if (process.group.nspid === process.nspid) throw new SysError('EPERM');
  process.group = { pid: process.pid, nspid: process.nspid };
  process.session = new Session(process.namespace, process.pid, process.nspid);
  return visiblePid(process, process);
}

/** A process started from outside of its namespace; its parent is nobody in there. */
export function spawnOutside(namespace: NamespaceState, options: ProcessOptions): Awaitable<Process> {
  const { env } = options;
  checkArguments(options.argv, env);
  const { root } = namespace.mounts;
  const who = { euid: options.uid, egid: options.gid, groups: options.groups };
  return after(walk({ root, cwd: root, who }, options.cwd), (cwd) => {
    if (cwd.inode.type !== 'directory') throw new SysError('ENOTDIR');
    const from = { namespace, root, cwd, who };
    return after(loadImage(from, options.path, options.argv), (image) => {
      const process = namespace.admit(
        (pid, nspid) => new Process(namespace, pid, nspid, { pid, nspid }, new Session(namespace, pid, nspid), cwd),
      );
      namespace.pids.pass(options.launcherThreads ?? 0);
      process.uid = process.euid = options.uid;
      process.gid = process.egid = options.gid;
      process.groups = options.groups;
      options.files.forEach((file, fd) => process.files.put(fd, describe(file)));
      for (const file of options.files) if (file instanceof TtyFile) namespace.adopt(file.tty);
      if (options.terminal instanceof Tty) process.session.control(options.terminal, process.group);
      become(process, image, env);
      return startOutside(process, image.program);
    });
  });
}

/** Started once the caller holds the process, so that it can watch its end. */
function startOutside(process: Process, program: Program): Process {
  queueMicrotask(() => runProgram(process, program));
  return process;
}

export function cwdOf(process: Process): string {
  return pathOf(process.cwd, process.root);
}

/** getpriority(2) and setpriority(2) of a process, 0 for the caller's own. */
export function niceness(process: Process, pid: number): number {
  return living(process, pid).niceness;
}

/** ESRCH; EPERM: another user's; EACCES: only the privileged give a process more of the processor. */
export function setNiceness(process: Process, pid: number, value: number): void {
  const { target, privileged } = schedulable(process, pid);
  const wanted = Math.max(-20, Math.min(19, Math.trunc(value)));
  if (wanted < target.niceness && !privileged) throw new SysError('EACCES');
  target.niceness = wanted;
}

/** sched_getaffinity(2) and sched_setaffinity(2), of processors by number. */
export function affinity(process: Process, pid: number): readonly number[] {
  const { affinity: own, namespace } = living(process, pid);
  const { processors } = namespace.cgroup;
  const left = own ? processors.filter((one) => own.includes(one)) : processors;
  return left.length ? left : processors;
}

/** EINVAL: none of the processors is its container's. */
export function setAffinity(process: Process, pid: number, wanted: readonly number[]): void {
  const { target } = schedulable(process, pid);
  const own = target.namespace.cgroup.processors.filter((one) => wanted.includes(one));
  if (own.length === 0) throw new SysError('EINVAL');
  target.affinity = own;
}

/** A process whose scheduling the caller may change: its own user's, or any with the right to. */
function schedulable(process: Process, pid: number): { readonly target: Process; readonly privileged: boolean } {
  const target = living(process, pid);
  const privileged = capable(process, 'SYS_NICE');
  if (!privileged && process.euid !== target.uid && process.euid !== target.euid) throw new SysError('EPERM');
  return { target, privileged };
}

function living(process: Process, pid: number): Process {
  const target = pid === 0 ? process : process.namespace.pids.find(pid);
  if (!target || target.ended) throw new SysError('ESRCH');
  return target;
}
