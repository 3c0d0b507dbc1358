/** A job's line, each shell's own. */
import type { Job } from './jobs.ts';
import { jobLine, stateText } from './jobs.ts';
import type { Shell } from './shell.ts';

/** `pid` ends in a blank. */
export function formatJob(sh: Shell, job: Job, pid = '', state = stateText(job)): string {
  const mark = sh.jobs.mark(job);
  if (sh.dialect === 'bash') return jobLine(job, mark, pid, state);
  const text = (pid + state.replace(/Exit (.*)/, 'Done($1)')).padEnd(26);
  return `[${job.id}]${sh.dialect === 'dash' ? ` ${mark}` : `${mark} `} ${text} ${job.text}`;
}
