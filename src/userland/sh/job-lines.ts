/** A job's line, each shell's own. */
import type { Job } from './jobs.ts';
import { jobLine, stateText } from './jobs.ts';
import type { Shell } from './shell.ts';

export function formatJob(sh: Shell, job: Job, options: { pid?: boolean } = {}): string {
  const mark = sh.jobs.mark(job);
  if (sh.dialect === 'bash') return jobLine(job, mark, options);
  const pid = options.pid ? `${job.processes[0]?.pid} ` : '';
  const head = sh.dialect === 'dash' ? `[${job.id}] ${mark} ` : `[${job.id}]${mark}  `;
  return `${head}${pid}${stateText(job).padEnd(26)} ${job.text}`;
}
