/** What top measures: the processes, what they computed since the time before, and the machine. */
import type { ProcessInfo } from '../../../kernel/sys.ts';
import { Accounts } from '../lib/accounts.ts';
import { readText } from '../lib/read-text.ts';
import type { Tool } from '../lib/tool.ts';
import { memory, uptimeLine } from '../system.ts';

export interface Task extends ProcessInfo {
  readonly user: string;
  /** Per cent of one processor. */
  readonly share: number;
}

export interface Sample {
  readonly tasks: readonly Task[];
  readonly uptime: string;
  /** kB by the names of /proc/meminfo. */
  readonly memory: ReadonlyMap<string, number>;
  /** Per cent of one processor; all that is simulated runs on the first. */
  readonly used: number;
  readonly nice: number;
  readonly processors: number;
}

/** Linux counts the time of processes in hundredths of a second. */
const ticks = (ms: number) => Math.floor(ms / 10) * 10;

/** Samples of one run; the first looks back to each process's start. */
export function sampler(t: Tool): () => Promise<Sample> {
  let before: { readonly at: number; readonly cpuMs: ReadonlyMap<number, number> } | undefined;
  return async () => {
    const accounts = await Accounts.read(t.sys);
    const now = t.sys.now();
    const processes = t.sys.processes().map((process) => ({ ...process, cpuMs: ticks(process.cpuMs) }));
    const tasks = processes.map((process) => {
      const known = before?.cpuMs.get(process.pid);
      const since = before && known !== undefined ? before.at : process.started;
      const share = Math.min(100, ((process.cpuMs - (known ?? 0)) * 100) / Math.max(1, now - since));
      return { ...process, user: accounts.userName(process.uid), share };
    });
    before = { at: now, cpuMs: new Map(processes.map(({ pid, cpuMs }) => [pid, cpuMs])) };
    const sum = (nice: boolean) =>
      tasks.reduce((total, task) => total + (task.niceness > 0 === nice ? task.share : 0), 0);
    const nice = Math.min(100, sum(true));
    return {
      tasks,
      uptime: await uptimeLine(t),
      memory: await memory(t),
      used: Math.min(100 - nice, sum(false)),
      nice,
      processors: (await readText(t.sys, '/proc/cpuinfo')).match(/^processor\b/gm)?.length ?? 1,
    };
  };
}
