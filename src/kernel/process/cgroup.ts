/**
 * What the processes of one namespace may use together: how many they are, their memory, their share of the processor.
 *
 * Memory is what each process has anyway and what its program says it holds besides (`brk`). Past the limit the largest
 * process is killed, as the OOM killer does. The processor is given in periods, as the CFS bandwidth controller gives it:
 * whoever has used up the share of a period waits for the next.
 */
import { PROCESSORS } from '../../base/machine-size.ts';
import type { Process } from './process.ts';

export interface CgroupLimits {
  /** Processes at once; fork fails with EAGAIN past it. */
  readonly pids?: number | undefined;
  readonly memoryBytes?: number | undefined;
  /** Processors: 0.5 is half of one. */
  readonly cpus?: number | undefined;
  /** Weight among those that want the processor at once; 1024 is usual. Told, not enforced. */
  readonly cpuShares?: number | undefined;
  /** Processors it may run on, as `0` or `0-1`. */
  readonly cpuset?: string | undefined;
  /** Memory and swap together. Told, not enforced: nothing is swapped. */
  readonly swapBytes?: number | undefined;
}

/** Of version 1, which `docker info` names, as the engine's machine mounts them. */
export const CONTROLLERS = [
  'cpu',
  'cpuacct',
  'cpuset',
  'memory',
  'devices',
  'freezer',
  'blkio',
  'pids',
  'systemd',
] as const;

/** The resident set of a small program, as `docker stats` shows busybox's `sleep`. */
const PROCESS_BYTES = 496 * 1024;
const PERIOD_MS = 100;

export class Cgroup {
  oomKilled = false;
  #usedMs = 0;
  #periodStart = 0;

  constructor(
    private readonly members: () => Iterable<Process>,
    public limits: CgroupLimits,
    /** Below the root of each controller, as /proc/PID/cgroup tells it. */
    readonly path = '/',
  ) {}

  /** The numbers of the processors that its processes may run on. */
  get processors(): readonly number[] {
    const all = Array.from({ length: PROCESSORS }, (_, cpu) => cpu);
    const { cpuset } = this.limits;
    if (!cpuset) return all;
    const ranges = cpuset.split(',').map((range) => range.split('-').map(Number));
    return all.filter((cpu) => ranges.some(([from = 0, to = from]) => from <= cpu && cpu <= to));
  }

  get memoryBytes(): number {
    let bytes = 0;
    for (const process of this.members()) bytes += residentBytes(process);
    return bytes;
  }

  /** Kills until what is left has room. */
  reclaim(): void {
    const { memoryBytes: limit } = this.limits;
    if (limit === undefined) return;
    while (this.memoryBytes > limit) {
      const victim = largest(this.members());
      if (!victim) return;
      this.oomKilled = true;
      victim.end({ kind: 'signaled', signal: 'KILL' });
    }
  }

  used(ms: number): void {
    this.#usedMs += ms;
  }

  /** How long nobody here may compute, in milliseconds. */
  throttledMs(now: number): number {
    const { cpus } = this.limits;
    if (!cpus) return 0;
    const share = cpus * PERIOD_MS;
    const periods = Math.floor((now - this.#periodStart) / PERIOD_MS);
    if (periods > 0) {
      this.#usedMs = Math.max(0, this.#usedMs - periods * share);
      this.#periodStart = now - ((now - this.#periodStart) % PERIOD_MS);
    }
    const owed = Math.floor(this.#usedMs / share);
    return owed > 0 ? this.#periodStart + owed * PERIOD_MS - now : 0;
  }
}

/** What a process takes of the memory; nothing once it has ended. */
export function residentBytes({ ended, dataBytes }: Process): number {
  return ended ? 0 : PROCESS_BYTES + dataBytes;
}

/** Whom the OOM killer takes: who holds most; of equals the youngest. */
export function largest(processes: Iterable<Process>): Process | undefined {
  let found: Process | undefined;
  for (const process of processes) {
    if (!process.ended && (!found || process.dataBytes >= found.dataBytes)) found = process;
  }
  return found;
}
