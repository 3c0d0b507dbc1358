/** What the shell says of jobs that stop, end or die. */
import { SIGNALS } from '../../../kernel/signals.ts';
import type { WaitStatus } from '../../../kernel/sys.ts';
import { formatJob } from '../job-lines.ts';
import { type Job, stateOf } from '../jobs.ts';
import type { Shell } from '../shell.ts';
import { shownText } from './shown-text.ts';
import { deathText } from './waiting.ts';

/** What ran in front has stopped: it is a job from now on. */
export async function keepStopped(
  sh: Shell,
  pids: readonly number[],
  ends: readonly (WaitStatus | undefined)[],
  text: string,
): Promise<void> {
  const job = sh.jobs.add(pids[0] as number, pids, await shownText(sh, text), false);
  for (const [i, status] of ends.entries()) if (status) sh.jobs.record(pids[i] as number, status);
  await tellStopped(sh, job);
}

export async function tellStopped(sh: Shell, job: Job): Promise<void> {
  job.told = true;
  await sh.err(`${sh.dialect === 'bash' ? '\n' : ''}${formatJob(sh, job)}\n`);
}

export async function tellDeath(sh: Shell, pid: number, status: WaitStatus | undefined, text: string): Promise<void> {
  const death = status && deathText(status);
  if (!death || (sh.dialect === 'bash' && sh.substitutionDepth > 0)) return;
  const trapped = status.kind === 'signaled' && sh.traps.has(status.signal);
  if (sh.dialect === 'bash' && !sh.interactive && !trapped && death !== SIGNALS.TERM.text) {
    await sh.err(`${sh.prefix()}${String(pid).padStart(5)} ${death.padEnd(24)}${await shownText(sh, text)}\n`);
  } else await sh.err(`${death}\n`);
}

/** A shell without notices of its own tells whoever waits for a job by its name how a signal ended it. */
export async function tellNamedDeath(sh: Shell, { processes, text }: Job): Promise<void> {
  const last = processes.at(-1);
  if (last) await tellDeath(sh, last.pid, last.status, text);
}

/** A script's shell says once how a job in the background died. */
export async function tellJobDeath(sh: Shell, job: Job): Promise<void> {
  const last = job.processes.at(-1);
  if (job.told || sh.interactive || !last) return;
  const monitored = sh.dialect === 'bash' && sh.options.monitor;
  // That of `-c` also tells of those that ended well.
  if (monitored && last.status?.kind !== 'signaled' && sh.commandString === undefined) return;
  job.told = true;
  if (monitored) {
    await sh.err(`${formatJob(sh, job)}\n`);
    return sh.jobs.remove(job);
  }
  if (sh.dialect === 'bash' && last.status?.kind === 'signaled' && last.status.signal === 'TERM') return;
  await tellDeath(sh, last.pid, last.status, job.text);
}

/** Tells of jobs that have changed since; of those that have ended there is nothing more to tell. */
export async function tellJobs(sh: Shell): Promise<void> {
  const bash = sh.dialect === 'bash';
  for (const job of bash ? sh.jobs.all : sh.jobs.ranked()) {
    const state = stateOf(job);
    if (!job.told && !(bash && state === 'Running'))
      await sh.err(`${bash && state === 'Stopped' ? '\n' : ''}${formatJob(sh, job)}\n`);
    job.told = true;
    if (state === 'Done' && !bash) sh.jobs.remove(job);
  }
  // In bash the current one stays so while they are told of.
  for (const job of sh.jobs.all) if (stateOf(job) === 'Done') sh.jobs.remove(job);
}

/** With `set -m` a script tells of those that ended while a command ran in front. */
export async function tellEnded(sh: Shell): Promise<void> {
  for (const job of sh.jobs.all) if (stateOf(job) === 'Done') await tellJobDeath(sh, job);
}
