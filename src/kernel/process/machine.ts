/** What all namespaces of one kernel share: time, the table of processes, the programs. */
import { LIMITS } from '../../base/limits.ts';
import type { Clock, Random } from '../../base/ports.ts';
import type { KernelOptions } from '../kernel.ts';
import { MachineNetwork } from '../net/machine-network.ts';
import { Outside } from '../net/outside.ts';
import { Scheduler } from '../scheduler.ts';
import type { ProgramTable, Sys } from '../sys.ts';
import { Timers } from '../timers.ts';
import { createTmpfs } from '../vfs/tmpfs.ts';
import type { Filesystem } from '../vfs/filesystem.ts';
import { largest, residentBytes } from './cgroup.ts';
import { PidNamespace } from './pid-namespace.ts';
import { LoadAverage } from './load-average.ts';
import type { Process } from './process.ts';

/** Of /dev/shm, Docker's default. */
export const SHM_BYTES = 64 * 1024 * 1024;

export class Machine {
  readonly clock: Clock;
  readonly random: Random;
  readonly programs: ProgramTable;
  readonly release: string;
  readonly scheduler: Scheduler;
  readonly timers: Timers;
  readonly network: MachineNetwork;
  /** By the machine's pids, zombies included. */
  readonly processes = new Map<number, Process>();
  readonly booted: number;
  /** What all processes have computed, those that are gone too. */
  cpuMs = 0;
  readonly #load: LoadAverage;
  readonly pids = new PidNamespace(this, true);
  #nextPid = 0;
  #shm: Filesystem | undefined;

  constructor(
    options: KernelOptions,
    /** The calls of one program run by a process. */
    readonly systemCalls: (process: Process) => Sys,
  ) {
    this.clock = options.clock;
    this.random = options.random;
    this.programs = options.programs;
    this.release = options.release;
    this.booted = options.clock.now();
    this.#load = new LoadAverage(this.booted);
    this.scheduler = new Scheduler(options.clock);
    const { scheduler } = this;
    this.timers = new Timers(
      options.clock,
      () => scheduler.refresh(),
      (resume) => scheduler.later(resume),
    );
    const { clock, random, timers } = this;
    let index = 1;
    this.network = new MachineNetwork({
      clock,
      random,
      timers,
      internet: options.internet,
      outside: new Outside(options.internet),
      takeIndex: () => ++index,
    });
  }

  /** Of the last one, five and fifteen minutes. */
  loadAverages(): readonly number[] {
    return this.#load.read(this.clock.now(), this.cpuMs);
  }

  get residentBytes(): number {
    let bytes = 0;
    for (const process of this.processes.values()) bytes += residentBytes(process);
    return bytes;
  }

  get isFull(): boolean {
    return this.processes.size >= LIMITS.processes;
  }

  /** Kills the largest of all processes until the machine has memory again. */
  reclaim(): void {
    for (;;) {
      let bytes = 0;
      for (const { dataBytes, ended } of this.processes.values()) if (!ended) bytes += dataBytes;
      const victim = bytes > LIMITS.memoryBytes ? largest(this.processes.values()) : undefined;
      if (!victim) return;
      victim.end({ kind: 'signaled', signal: 'KILL' });
    }
  }

  /** What is in the machine's /dev/shm. */
  get shm(): Filesystem {
    return (this.#shm ??= createTmpfs({ clock: this.clock, maxBytes: SHM_BYTES }));
  }

  takePid(): number {
    return ++this.#nextPid;
  }
}
