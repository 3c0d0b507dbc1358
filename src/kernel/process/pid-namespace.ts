/**
 * Process ids as one container sees them, or several that share them (`--pid container:x`). The machine's are those of
 * every process; who has them (`--pid host`) sees all.
 */
import type { Machine } from './machine.ts';
import type { Process } from './process.ts';

export class PidNamespace {
  /** By the pids of this namespace, zombies included. */
  readonly table = new Map<number, Process>();
  /** Pid 1: with it all others end. */
  init: Process | undefined;
  gone = false;
  /** Processes of several containers are in it. */
  shared = false;
  #next = 0;

  constructor(
    private readonly machine: Machine,
    readonly isMachine = false,
  ) {}

  /** The number of a process in here, of the machine's number. */
  number(pid: number): number {
    this.#next = this.isMachine ? pid : this.#next + 1;
    return this.#next;
  }

  /** Numbers that nobody shall have: those of threads that come and go before a program runs. */
  pass(count: number): void {
    if (!this.isMachine) this.#next += count;
  }

  /** What a process here can see. */
  visible(): Iterable<Process> {
    return this.isMachine ? this.machine.processes.values() : this.table.values();
  }

  find(pid: number): Process | undefined {
    return this.isMachine ? this.machine.processes.get(pid) : this.table.get(pid);
  }

  /** The number by which a process here knows another one. */
  pidOf({ pid, nspid }: { readonly pid: number; readonly nspid: number }): number {
    return this.isMachine ? pid : nspid;
  }

  /** Who adopts the children of a process that ends. */
  heirOf(process: Process): Process | undefined {
    return this.init === process || this.init?.ended ? undefined : this.init;
  }
}
