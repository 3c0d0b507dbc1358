/** The table of jobs: pipelines in the background or stopped. */
import type { WaitResult, WaitStatus } from '../../kernel/sys.ts';
import { signalNumber } from '../../kernel/signals.ts';

export interface JobProcess {
  readonly pid: number;
  status: WaitStatus | undefined;
}

export interface Job {
  readonly id: number;
  /** 0 when the job has no process group of its own. */
  readonly pgid: number;
  readonly processes: JobProcess[];
  /** As it is listed. */
  text: string;
  /** The user has been told of its present state. */
  told: boolean;
  /** Raised each time it is stopped or resumed: the highest is `%+`, but in bash. */
  recency: number;
  background: boolean;
  /** Somebody has waited for it: without job control dash and busybox give its number away once they need one. */
  waited?: boolean;
  /** Its end is known. */
  onEnd?: () => void;
}

export type JobState = 'Running' | 'Stopped' | 'Done';

export class JobTable {
  #jobs: Job[] = [];
  #clock = 0;
  /** `%+` and `%-` of bash. */
  #current: Job | undefined;
  #previous: Job | undefined;
  /** How those ended that are no longer jobs, or never were: `wait` of bash still knows. */
  readonly ended = new Map<number, WaitStatus>();

  constructor(private readonly bash: boolean) {}

  get all(): readonly Job[] {
    return this.#jobs;
  }

  add(pgid: number, pids: readonly number[], text: string, background: boolean): Job {
    const id = this.bash ? (this.#jobs.at(-1)?.id ?? 0) + 1 : this.#lowestFree();
    const processes = pids.map((pid) => ({ pid, status: undefined }));
    const job: Job = { id, pgid, processes, text, told: true, recency: ++this.#clock, background };
    this.#jobs.push(job);
    this.#choose();
    return job;
  }

  #lowestFree(): number {
    for (let id = 1; ; id++) if (!this.#jobs.some((job) => job.id === id)) return id;
  }

  /** A process is to be started without job control: the first job that was waited for makes room. */
  reuse(): void {
    const [first] = this.#jobs.filter(({ waited }) => waited).sort((a, b) => a.id - b.id);
    if (first) this.remove(first);
  }

  remove(job: Job): void {
    this.#jobs = this.#jobs.filter((other) => other !== job);
    for (const { pid, status } of this.bash ? job.processes : []) if (status) this.ended.set(pid, status);
    if (job === this.#current || job === this.#previous) this.#choose();
  }

  /** It is the current one now. */
  touch(job: Job): void {
    job.recency = ++this.#clock;
    if (this.#current !== job) [this.#previous, this.#current] = [this.#current, job];
    if (this.#previous !== job && this.#is(this.#previous, 'Stopped')) return;
    const before = this.#is(job, 'Stopped') ? this.#newest('Stopped', job) : undefined;
    this.#previous = before ?? this.#newest('Running', this.#is(job, 'Running') ? job : undefined) ?? job;
  }

  /** Which is current when none was made so: the stopped ones come first. */
  #choose(): void {
    const stopped = [this.#current, this.#previous].find((job) => this.#is(job, 'Stopped'));
    const current = stopped ?? this.#newest('Stopped') ?? this.#newest('Running');
    if (current) this.touch(current);
    else this.#current = this.#previous = undefined;
  }

  /** A stopped one goes on behind: of bash's, the current one is chosen anew. */
  resumed(): void {
    if (this.bash) this.#choose();
  }

  #is(job: Job | undefined, state: JobState): boolean {
    return job !== undefined && this.#jobs.includes(job) && stateOf(job) === state;
  }

  /** The last of those before one. */
  #newest(state: JobState, before?: Job): Job | undefined {
    const jobs = before ? this.#jobs.slice(0, this.#jobs.indexOf(before)) : this.#jobs;
    return jobs.findLast((job) => stateOf(job) === state);
  }

  /** What a subshell sees of its parent's jobs. */
  view(): JobTable {
    const table = new JobTable(this.bash);
    table.#jobs = this.#jobs.map((job) => ({ ...job, processes: job.processes.map((process) => ({ ...process })) }));
    table.#choose();
    return table;
  }

  byPid(pid: number): Job | undefined {
    return this.#jobs.find((job) => job.processes.some((process) => process.pid === pid));
  }

  /** Keeps what a wait answered, of a child that is no job too. */
  note(result: WaitResult | undefined): void {
    if (result && !this.record(result.pid, result.status) && result.status.kind !== 'continued')
      this.ended.set(result.pid, result.status);
  }

  /** Keeps what a wait answered of a job. */
  record(pid: number, status: WaitStatus): Job | undefined {
    const job = this.byPid(pid);
    const process = job?.processes.find((candidate) => candidate.pid === pid);
    if (!job || !process) return undefined;
    const before = stateOf(job);
    process.status = status.kind === 'continued' ? undefined : status;
    if (stateOf(job) !== before) {
      job.told = false;
      if (stateOf(job) === 'Done') job.onEnd?.();
      if (stateOf(job) === 'Stopped') this.touch(job);
      else if (before === 'Stopped' && stateOf(job) === 'Running') this.#choose();
    }
    return job;
  }

  /** Stopped jobs first, then by how recent: the current one and the one before. */
  ranked(): readonly Job[] {
    if (this.bash) return [this.#current, this.#previous].filter((job) => job !== undefined);
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
