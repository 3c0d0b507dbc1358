/** Foreground and background work: processes of a pipeline as one job, the terminal handed over and taken back. */
import { SysError } from '../../../kernel/errno.ts';
import type { WaitStatus } from '../../../kernel/sys.ts';
import { BreakFlow, ExitFlow, InterruptFlow } from '../flow.ts';
import type { Shell } from '../shell.ts';
import { deathText, exitStatusOf, waitStatus } from './waiting.ts';

export function jobControl(sh: Shell): boolean {
  return sh.options.monitor && sh.subshells === 0;
}

/** Options for the first and the further processes of a job. */
export function groupOptions(sh: Shell, leader: number | undefined, foreground: boolean) {
  if (!jobControl(sh)) return {};
  return { pgid: leader ?? 0, foreground: foreground && sh.terminalFd !== undefined && leader === undefined };
}

/** Waits for a foreground job's processes; answers each one's status. */
export async function waitForeground(sh: Shell, pids: readonly number[], text: string): Promise<number[]> {
  const control = jobControl(sh);
  if (!control) sh.jobs.reuse();
  const ends: (WaitStatus | undefined)[] = [];
  let interrupted = false;
  let dies = false;
  const last = pids.at(-1);
  // A script of bash outlives ^C where the program does, unless that has ended before.
  const outlive = () => {
    interrupted = true;
    dies = !sh.sys.processes().some(({ pid, state }) => pid === last && state !== 'Z');
  };
  const before = sh.dialect === 'bash' && !sh.interactive ? sh.sys.signal('INT', outlive) : undefined;
  const minds = before !== undefined && before !== 'ignore' && !sh.traps.has('INT');
  if (before && !minds) sh.sys.signal('INT', before);
  for (const pid of pids) ends.push(await waitStatus(sh, pid, control));
  if (minds) sh.sys.signal('INT', before);
  const end = ends.at(-1);
  if (dies || (interrupted && end?.kind === 'signaled' && end.signal === 'INT')) throw new ExitFlow(130, 'INT');
  if (control) takeTerminal(sh);
  if (control && sh.dialect === 'bash' && (sh.jobs.all.length > 0 || !sh.interactive)) {
    await pollJobs(sh);
    const { tellEnded, tellJobs } = await import('./telling.ts');
    await (sh.interactive ? tellJobs : tellEnded)(sh);
  }
  const stopped = ends.findIndex((status) => status?.kind === 'stopped');
  if (stopped >= 0) {
    await (await import('./telling.ts')).keepStopped(sh, pids, ends, text);
    // Or the loop would start the next one at once.
    if (sh.loopDepth && sh.dialect === 'bash')
      throw new BreakFlow(sh.loopDepth, exitStatusOf(ends[stopped] as WaitStatus));
  } else {
    const last = ends.at(-1);
    if (last && deathText(last)) await (await import('./telling.ts')).tellDeath(sh, pids.at(-1) as number, last, text);
  }
  const statuses = ends.map((status) => (status ? exitStatusOf(status) : 127));
  if (sh.interactive && ends.some((status) => status?.kind === 'signaled' && status.signal === 'INT')) {
    if (sh.dialect !== 'bash' && sh.traps.has('INT')) {
      // As if the shell had been told of ^C with the program.
      if (sh.traps.get('INT')) sh.pending.push('INT');
      return statuses;
    }
    await sh.err('\n');
    sh.status = 130;
    sh.pipeStatus = statuses;
    throw new InterruptFlow();
  }
  return statuses;
}

/** The shell's own group in front again. */
export function takeTerminal(sh: Shell): void {
  if (sh.terminalFd === undefined) return;
  try {
    sh.sys.tcsetpgrp(sh.terminalFd, sh.sys.getpgid());
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** Reaps what has changed without waiting; jobs remember it. */
export async function pollJobs(sh: Shell): Promise<void> {
  for (;;) {
    try {
      const result = await sh.sys.wait(-1, { noHang: true, untraced: jobControl(sh) });
      if (!result) return;
      sh.jobs.note(result);
    } catch (error) {
      if (error instanceof SysError) return;
      throw error;
    }
  }
}

export async function reapHelpers(sh: Shell, leftovers: readonly number[]): Promise<void> {
  for (const fd of leftovers) {
    sh.inherited.delete(fd);
    try {
      await sh.sys.close(fd);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  const waiting: number[] = [];
  for (const pid of sh.helpers) {
    try {
      if (!sh.jobs.ended.delete(pid) && !(await sh.sys.wait(pid, { noHang: true }))) waiting.push(pid);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  sh.helpers = waiting;
}
