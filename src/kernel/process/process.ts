/**
 * A process: its identity, what it has open, and how it waits. Programs never see this object, only `Sys` over it.
 *
 * A process is running (its program computes or will be resumed), blocked (in one or more `block`s), stopped or frozen
 * (what would resume it is held back), or ended (a zombie until its parent waits). Ending is immediate: descriptors
 * close and parents learn of it at once, while the program unwinds by `ProcessGone` when it next calls.
 */
import { text, utf8 } from '../../base/bytes.ts';
import { ProcessGone, SysError } from '../errno.ts';
import { type Signal, SIGNALS } from '../signals.ts';
import type { Credentials, SignalAction, Sys, WaitStatus } from '../sys.ts';
import type { Inode, Wait } from '../vfs/filesystem.ts';
import type { Location } from '../vfs/location.ts';
import { FileTable } from './file-table.ts';
import type { Group, Session } from './job-control.ts';
import type { NamespaceState } from './namespace.ts';
import type { LimitSet } from './resource-limits.ts';

interface Waiting {
  readonly restart: boolean;
  /** For nothing but its turn. */
  readonly runnable: boolean;
  readonly reject: (error: unknown) => void;
  undo: (() => void) | undefined;
}

interface Held {
  readonly resume: () => void;
  readonly reject: (error: unknown) => void;
}

export class Process implements Wait {
  /** Of the code that runs now; `exec` makes another. */
  sys: Sys | undefined = undefined;
  parent: Process | undefined = undefined;
  children: Process[] | undefined = undefined;
  readonly files = new FileTable();
  #limits: LimitSet;
  /** The next signal for computing too much. */
  #cpuDueMs = Infinity;
  cwd: Location;
  /** Where its absolute paths begin; undefined: the namespace's root. */
  root: Location | undefined = undefined;
  /** From -20, which gets most of the processor, to 19. Told, not enforced. */
  niceness = 0;
  /** The processors it is held to; undefined: all of its container. Told, not enforced. */
  affinity: readonly number[] | undefined = undefined;
  umask = 0o022;
  uid = 0;
  gid = 0;
  euid = 0;
  egid = 0;
  groups: readonly number[] = [];
  argv: readonly string[] = [];
  /** The path that its program was called by. */
  called = '';
  executable = '';
  env: ReadonlyMap<string, string> = NO_VARIABLES;
  program = '';
  actions: Map<Signal, Exclude<SignalAction, 'default'>> | undefined = undefined;
  /** What the program holds besides what every process has. */
  dataBytes = 0;
  #cpuMs = 0;
  readonly started: number;
  /** Set when it has ended: what its parent will be told. */
  ended: WaitStatus | undefined = undefined;
  stopped: Signal | undefined = undefined;
  /** Stopped or continued since the parent last waited. */
  changed: WaitStatus | undefined = undefined;
  onEnd: ((status: WaitStatus) => void) | undefined = undefined;
  /** Children are being started: handlers wait until the call is over. */
  launching = 0;
  /** Something has to be looked at before the next call goes on. */
  attention = false;
  exeInode: Inode | undefined = undefined;
  #pending: Signal[] | undefined = undefined;
  /** What a handler threw while nothing waited. */
  #thrown: { readonly error: unknown } | undefined = undefined;
  #waits: Waiting[] = [];
  #held: Held[] | undefined = undefined;
  /** Wakes those who wait for children. */
  childChanged: (() => void)[] | undefined = undefined;

  constructor(
    readonly namespace: NamespaceState,
    readonly pid: number,
    /** In its namespace. */
    readonly nspid: number,
    public group: Group,
    public session: Session,
    cwd: Location,
  ) {
    this.cwd = cwd;
    this.started = namespace.machine.clock.now();
    this.#limits = namespace.limits;
    this.limits = namespace.limits;
  }

  get limits(): LimitSet {
    return this.#limits;
  }

  set limits(limits: LimitSet) {
    this.#limits = limits;
    this.#cpuDueMs = limits.cpuMs;
    this.files.limit = limits.openFiles;
  }

  get cpuMs(): number {
    return this.#cpuMs;
  }

  set cpuMs(ms: number) {
    const used = ms - this.#cpuMs;
    this.namespace.cgroup.used(used);
    this.namespace.machine.cpuMs += used;
    this.#cpuMs = ms;
    if (ms >= this.#cpuDueMs) this.#spentTime(ms);
  }

  /** RLIMIT_CPU: SIGXCPU each second from the soft limit on, SIGKILL at the hard one. */
  #spentTime(ms: number): void {
    const hardMs = (this.limits.table.cpu?.hard ?? Infinity) * 1000;
    this.#cpuDueMs += 1000;
    // It computes just now: it hears of it in a turn of its own.
    this.namespace.machine.scheduler.later(() => this.raise(ms >= hardMs ? 'KILL' : 'XCPU'));
  }

  /** The program holds so many bytes now. Whoever holds most is killed when there is no room for them. */
  brk(bytes: number): void {
    this.dataBytes = bytes;
    this.namespace.cgroup.reclaim();
    this.namespace.machine.reclaim();
    if (this.ended) throw new ProcessGone();
  }

  /** What /proc/PID/comm tells: the base name, at most 15 bytes. */
  get command(): string {
    const name = this.called.slice(this.called.lastIndexOf('/') + 1);
    return text(utf8(name).subarray(0, 15));
  }

  get credentials(): Credentials {
    const { uid, gid, euid, egid, groups } = this;
    return { uid, gid, euid, egid, groups };
  }

  /** For `Identity`: whoever looks in from outside (pid 0) may do everything. */
  get capabilities(): ReadonlySet<string> | undefined {
    return this.pid === 0 ? undefined : this.namespace.capabilities;
  }

  get state(): 'R' | 'S' | 'T' | 'Z' {
    if (this.ended) return 'Z';
    if (this.stopped) return 'T';
    return this.#waits.some(({ runnable }) => !runnable) ? 'S' : 'R';
  }

  get isInit(): boolean {
    return this.namespace.pids.init === this;
  }

  // --- waiting

  block<T>(
    start: (resolve: (value: T) => void, reject: (error: unknown) => void) => () => void,
    options?: { readonly restart?: boolean; readonly runnable?: boolean },
  ): Promise<T> {
    if (this.ended) throw new ProcessGone();
    const { scheduler } = this.namespace.machine;
    if (scheduler.current === this) scheduler.enter(undefined);
    const promise = new Promise<T>((resolve, reject) => {
      const { restart = false, runnable = false } = options ?? {};
      const waiting: Waiting = { restart, runnable, reject, undo: undefined };
      this.#waits.push(waiting);
      const settle = (resume: () => void) => {
        const at = this.#waits.indexOf(waiting);
        if (at < 0) return;
        this.#waits.splice(at, 1);
        this.#resume({ resume, reject });
      };
      waiting.undo = start(
        (value) => settle(() => resolve(value)),
        (error) => settle(() => reject(error)),
      );
    });
    promise.catch(ignore);
    return promise;
  }

  /** Lets others have a turn. */
  yield(): Promise<void> {
    const { machine } = this.namespace;
    return this.block<void>((resolve) => {
      const goOn = () => {
        machine.scheduler.enter(this);
        resolve();
      };
      const throttled = this.#throttledMs;
      if (throttled > 0) return machine.timers.after(throttled, goOn);
      machine.scheduler.later(goOn, this.#inForeground);
      return ignore;
    }, ITS_TURN);
  }

  get #throttledMs(): number {
    return this.namespace.cgroup.throttledMs(this.namespace.machine.clock.now());
  }

  #resume(held: Held): void {
    if (this.stopped || this.namespace.frozen) {
      (this.#held ??= []).push(held);
      return;
    }
    const { scheduler, timers } = this.namespace.machine;
    const throttled = this.namespace.cgroup.limits.cpus ? this.#throttledMs : 0;
    if (throttled > 0) timers.after(throttled, () => this.#resumeInTurn(held));
    else if (scheduler.exhausted()) scheduler.later(() => this.#resumeInTurn(held), this.#inForeground);
    else held.resume();
  }

  /** Somebody waits for it: it is of the learner's machine, or of the job that a terminal shows. */
  get #inForeground(): boolean {
    return this.namespace.isMachine || this.session.foreground === this.group;
  }

  #resumeInTurn(held: Held): void {
    if (this.ended) held.reject(new ProcessGone());
    else if (this.stopped || this.namespace.frozen) this.#resume(held);
    else {
      this.namespace.machine.scheduler.enter(this);
      held.resume();
    }
  }

  /**
   * Before a call: ends a program that is gone, runs handlers that are due, and answers a promise while the process is
   * stopped. `attention` says whether there is anything to do.
   */
  attend(): Promise<void> | undefined {
    if (this.ended) throw new ProcessGone();
    if (this.stopped || this.namespace.frozen) {
      return this.block<void>((resolve) => (resolve(), ignore)).then(() => this.attend());
    }
    this.runHandlers();
    return undefined;
  }

  /** Runs the handlers of signals that came; answers whether there were any. */
  runHandlers(): boolean {
    if (this.#thrown) {
      const { error } = this.#thrown;
      this.#thrown = undefined;
      throw error;
    }
    const pending = this.#pending;
    this.#pending = undefined;
    this.#look();
    for (const signal of pending ?? []) {
      const action = this.actions?.get(signal);
      if (typeof action === 'function') action(signal);
      else if (action !== 'ignore') this.raise(signal);
      if (this.ended) throw new ProcessGone();
    }
    return pending !== undefined;
  }

  #look(): void {
    const signals = this.#pending !== undefined || this.#thrown !== undefined;
    this.attention = signals || this.ended !== undefined || this.stopped !== undefined || this.namespace.frozen;
  }

  // --- signals

  /** A signal comes from anywhere. `own`: from a process of this namespace. */
  raise(signal: Signal, own = false): void {
    if (this.ended) return;
    if (signal === 'CONT') this.#continue();
    const action = this.actions?.get(signal) ?? 'default';
    if (signal === 'KILL' || signal === 'STOP') {
      if (this.isInit && own) return;
      if (signal === 'KILL') this.end({ kind: 'signaled', signal });
      else this.stop(signal);
      return;
    }
    if (action === 'ignore') return;
    if (action === 'default') this.#default(signal);
    else this.#handle(signal);
  }

  #default(signal: Signal): void {
    const does = SIGNALS[signal].action;
    if (does === 'ignore' || does === 'continue' || this.isInit) return;
    // Who is stopped dies when it goes on.
    if (this.namespace.frozen || (this.stopped && does !== 'stop')) this.#queue(signal);
    else if (does === 'stop') {
      if (!this.session.orphaned(this.group)) this.stop(signal);
    } else {
      const core = does === 'core' && (this.limits.table.core?.soft ?? 0) > 0;
      this.end({ kind: 'signaled', signal, ...(core && { core }) });
    }
  }

  #handle(signal: Signal): void {
    this.#queue(signal);
    // One thread: whoever is signalled is waiting for something, or signals itself.
    if (this.stopped || this.namespace.frozen || this.launching > 0) return;
    const interrupted = this.#waits.filter(({ restart }) => !restart);
    try {
      this.runHandlers();
    } catch (error) {
      if (this.ended) return;
      // The handler left: its exception takes the place of what was waited for, or comes out of the next call.
      if (this.#waits.length === 0) {
        this.#thrown = { error };
        this.attention = true;
      }
      for (const waiting of this.#waits.splice(0)) this.#abandon(waiting, error);
      return;
    }
    for (const waiting of interrupted) {
      const at = this.#waits.indexOf(waiting);
      if (at < 0) continue;
      this.#waits.splice(at, 1);
      this.#abandon(waiting, new SysError('EINTR'));
    }
  }

  #queue(signal: Signal): void {
    if (!this.#pending?.includes(signal)) (this.#pending ??= []).push(signal);
    this.attention = true;
  }

  #abandon(waiting: Waiting, error: unknown): void {
    waiting.undo?.();
    waiting.reject(error);
  }

  stop(signal: Signal): void {
    if (this.stopped) return;
    this.stopped = signal;
    this.attention = true;
    this.changed = { kind: 'stopped', signal };
    this.#tellParent();
  }

  #continue(): void {
    if (!this.stopped) return;
    this.stopped = undefined;
    this.changed = { kind: 'continued' };
    this.#tellParent();
    this.released();
    // It may be behind now: who reads there is to look.
    this.session.tty?.readable.wake();
  }

  /** No longer stopped or frozen: what was held goes on. */
  released(): void {
    this.#look();
    if (this.stopped || this.namespace.frozen) return;
    const pending = this.#pending;
    this.#pending = undefined;
    for (const signal of pending ?? []) this.raise(signal);
    this.#look();
    const held = this.#held;
    this.#held = undefined;
    for (const one of held ?? []) this.#resume(one);
  }

  /** After the namespace was frozen or thawed. */
  refreshed(): void {
    this.#look();
    if (!this.namespace.frozen) this.released();
  }

  /** The code that waits is replaced: it unwinds. */
  abandonWaits(): void {
    const gone = new ProcessGone();
    for (const waiting of this.#waits.splice(0)) this.#abandon(waiting, gone);
  }

  // --- the end

  /** Ends the process at once. */
  end(status: WaitStatus): void {
    if (this.ended) return;
    this.ended = status;
    this.attention = true;
    const { machine } = this.namespace;
    if (machine.scheduler.current === this) machine.scheduler.enter(undefined);
    if (this.#waits.length > 0) this.abandonWaits();
    if (this.#held) {
      for (const held of this.#held.splice(0)) held.reject(new ProcessGone());
    }
    this.files.closeAll();
    this.namespace.left(this);
    this.#tellParent();
    this.onEnd?.(status);
  }

  #tellParent(): void {
    const { parent } = this;
    if (!parent) return;
    if (this.ended && parent.actions?.get('CHLD') === 'ignore') {
      parent.reap(this);
    }
    parent.childrenChanged();
    parent.raise('CHLD', true);
  }

  /** The child has ended, and nobody will ask for it again. */
  reap(child: Process): void {
    const { children } = this;
    const at = children?.indexOf(child) ?? -1;
    if (at >= 0) children?.splice(at, 1);
    child.namespace.reaped(child);
  }

  /** Wakes those who wait for children. */
  childrenChanged(): void {
    const waiting = this.childChanged;
    this.childChanged = undefined;
    for (const wake of waiting ?? []) wake();
  }
}

const ITS_TURN = { restart: true, runnable: true };
const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

function ignore(): void {}
