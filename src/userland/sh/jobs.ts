/** The table of jobs: pipelines in the background or stopped. */
import type { WaitStatus } from '../../kernel/sys.ts';
import { SIGNALS, signalNumber } from '../../kernel/signals.ts';

export interface JobProcess {
  readonly pid: number;
  status: WaitStatus | undefined;
}

export interface Job {
  readonly id: number;
  /** 0 when the job has no process group of its own. */
  readonly pgid: number;
  readonly processes: JobProcess[];
  readonly text: string;
  /** The user has been told of its present state. */
  told: boolean;
  /** Raised each time it is stopped or resumed: the highest is `%+`. */
  recency: number;
  background: boolean;
}

export type JobState = 'Running' | 'Stopped' | 'Done';

export class JobTable {
  #jobs: Job[] = [];
  #clock = 0;

  get all(): readonly Job[] {
    return this.#jobs;
  }

  add(pgid: number, pids: readonly number[], text: string, background: boolean): Job {
    const id = (this.#jobs.at(-1)?.id ?? 0) + 1;
    const processes = pids.map((pid) => ({ pid, status: undefined }));
    const job: Job = { id, pgid, processes, text, told: true, recency: ++this.#clock, background };
    this.#jobs.push(job);
    return job;
  }

  remove(job: Job): void {
    this.#jobs = this.#jobs.filter((other) => other !== job);
  }

  touch(job: Job): void {
    job.recency = ++this.#clock;
  }

  /** What a subshell sees of its parent's jobs. */
  view(): JobTable {
    const table = new JobTable();
    table.#jobs = this.#jobs.map((job) => ({ ...job, processes: job.processes.map((process) => ({ ...process })) }));
    return table;
  }

  byPid(pid: number): Job | undefined {
    return this.#jobs.find((job) => job.processes.some((process) => process.pid === pid));
  }

  /** Keeps what a wait answered. */
  record(pid: number, status: WaitStatus): Job | undefined {
    const job = this.byPid(pid);
    const process = job?.processes.find((candidate) => candidate.pid === pid);
    if (!job || !process) return undefined;
    const before = stateOf(job);
    process.status = status.kind === 'continued' ? undefined : status;
    if (stateOf(job) !== before) {
      job.told = false;
      if (stateOf(job) === 'Stopped') this.touch(job);
    }
    return job;
  }

  /** Stopped jobs first, then by how recent: the current one and the one before. */
  ranked(): readonly Job[] {
    const weight = (job: Job) => (stateOf(job) === 'Stopped' ? 1e9 : 0) + job.recency;
    return [...this.#jobs].sort((a, b) => weight(b) - weight(a));
  }

  mark(job: Job): '+' | '-' | ' ' {
    const [current, previous] = this.ranked();
    return job === current ? '+' : job === previous ? '-' : ' ';
  }

  /** `%1`, `%%`, `%+`, `%-`, `%name`, `%?part`; a bare pid is not a job. */
  find(spec: string): Job | undefined {
    const name = spec.replace(/^%/, '');
    if (name === '' || name === '%' || name === '+') return this.ranked()[0];
    if (name === '-') return this.ranked()[1] ?? this.ranked()[0];
    if (/^\d+$/.test(name)) return this.#jobs.find((job) => job.id === Number(name));
    if (name.startsWith('?')) return this.#jobs.find((job) => job.text.includes(name.slice(1)));
    return this.#jobs.find((job) => job.text.startsWith(name));
  }
}

export function stateOf(job: Job): JobState {
  if (job.processes.every((process) => process.status && process.status.kind !== 'stopped')) return 'Done';
  if (job.processes.every((process) => process.status)) return 'Stopped';
  return 'Running';
}

/** The status of its last process. */
export function jobStatus(job: Job): number {
  const status = job.processes.at(-1)?.status;
  if (!status || status.kind === 'continued') return 0;
  return status.kind === 'exited' ? status.status : 128 + signalNumber(status.signal);
}

/** A line of `jobs` without its newline, as bash writes it; `pid` ends in a blank. */
export function jobLine(job: Job, mark: string, pid: string, state: string): string {
  const running = stateOf(job) === 'Running' && job.background ? ' &' : '';
  return `[${job.id}]${mark} ${pid || ' '}${state.padEnd(24)}${job.text}${running}`;
}

export function stateText(job: Job): string {
  const state = stateOf(job);
  if (state !== 'Done') return state;
  const status = job.processes.at(-1)?.status;
  if (status?.kind === 'signaled') return SIGNALS[status.signal].text;
  if (status?.kind === 'exited' && status.status !== 0) return `Exit ${status.status}`;
  return 'Done';
}
