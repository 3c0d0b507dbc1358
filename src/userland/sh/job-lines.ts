/** A job's line, each shell's own. */
import type { Job } from './jobs.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { stateOf } from './jobs.ts';
import type { Shell } from './shell.ts';

/** `pid` ends in a blank. */
export function formatJob(sh: Shell, job: Job, pid = '', state = stateIn(sh, job)): string {
  const mark = sh.jobs.mark(job);
  if (sh.dialect === 'bash') return jobLine(job, mark, pid, state);
  const text = (pid + state.replace(/Exit (.*)/, 'Done($1)')).padEnd(26);
  return `[${job.id}]${sh.dialect === 'dash' ? ` ${mark}` : `${mark} `} ${text} ${job.text}`;
}

/** bash tells why a job is stopped only where it is asked for more. */
const stateIn = (sh: Shell, job: Job): string => (sh.dialect === 'bash' ? stateText(job) : longState(job));

/** With why it is stopped, where ^Z was not. */
export function longState(job: Job): string {
  const status = job.processes.find((process) => process.status?.kind === 'stopped')?.status;
  if (status?.kind !== 'stopped' || stateOf(job) !== 'Stopped') return stateText(job);
  const why = { STOP: 'signal', TTIN: 'tty input', TTOU: 'tty output' }[status.signal as string];
  return why ? `Stopped (${why})` : 'Stopped';
}

/** A line of `jobs` without its newline, as bash writes it; `pid` ends in a blank. */
function jobLine(job: Job, mark: string, pid: string, state: string): string {
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
