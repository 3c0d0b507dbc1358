/** wait: for all jobs, for some, for the next one. */
import { SysError } from '../../../kernel/errno.ts';
import { signalNumber } from '../../../kernel/signals.ts';
import { formatJob } from '../job-lines.ts';
import type { Job } from '../jobs.ts';
import { jobStatus, stateOf } from '../jobs.ts';
import { jobControl } from '../run/foreground.ts';
import { tellJobDeath, tellNamedDeath } from '../run/telling.ts';
import { exitStatusOf } from '../run/waiting.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';
import { isAmbiguous } from './job-names.ts';

export const wait: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), { bash: 'fnp:', ash: 'n', dash: '' }[sh.dialect]);
  if (options.bad) return invalidOption(sh, 'wait', options.bad, 'wait [-fn] [-p var] [id ...]');
  const variable = new Map(options.letters).get('p');
  if (variable !== undefined) sh.vars.unset(variable);
  if (has(options, 'n')) return waitNext(sh, variable, options.rest);
  if (options.rest.length === 0) return waitAll(sh);
  let status = 0;
  const waited: Job[] = [];
  for (const spec of options.rest) {
    const job = spec.startsWith('%') ? sh.jobs.find(spec) : sh.jobs.byPid(Number(spec));
    status = await waitOne(sh, spec, waited);
    if (variable !== undefined && job) sh.vars.set(variable, String(job.processes.at(-1)?.pid));
  }
  for (const job of waited) sh.jobs.remove(job);
  return status;
};

/** dash and busybox tell of what was waited for when they are asked; with job control also at the prompt. */
const toldLater = (sh: Shell) => sh.dialect !== 'bash';

/** An interactive bash tells of jobs by itself. */
const tellsJobs = (sh: Shell) => sh.dialect === 'bash' && sh.interactive && jobControl(sh);

async function waitAll(sh: Shell): Promise<number> {
  const before = [...sh.jobs.all];
  for (const job of before) {
    const ran = stateOf(job) !== 'Done';
    for (const process of job.processes) {
      while (!process.status) {
        const interrupted = await waitPid(sh, process.pid);
        if (interrupted !== undefined) return interrupted;
      }
    }
    if (sh.dialect === 'bash') await tellJobDeath(sh, job);
    if (ran) await tellWaited(sh, job);
    if (stateOf(job) !== 'Done') continue;
    if (toldLater(sh)) job.waited = !sh.options.monitor;
    else sh.jobs.remove(job);
  }
  if (sh.dialect === 'bash') forgetEnded(sh, before);
  return 0;
}

/** Who has waited for all knows of none any more, but for the last one of a script. */
function forgetEnded(sh: Shell, waited: readonly Job[]): void {
  sh.jobs.ended.clear();
  const last = waited.map(({ processes }) => processes.at(-1)).find((process) => process?.pid === sh.lastBackground);
  if (last?.status && !sh.interactive && sh.commandString === undefined) sh.jobs.ended.set(last.pid, last.status);
}

/** An interactive bash tells at once how the job that was waited for by its name has ended. */
async function tellWaited(sh: Shell, job: Job): Promise<void> {
  if (!tellsJobs(sh)) return;
  if (stateOf(job) === 'Done' && !job.told) await sh.err(`${formatJob(sh, job)}\n`);
}

/** Waits for one child and records it; a status when a trapped signal came instead. */
async function waitPid(sh: Shell, pid: number): Promise<number | undefined> {
  try {
    sh.jobs.note(await sh.sys.wait(-1));
    return undefined;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'EINTR') {
      const signal = sh.pending[0];
      if (signal) return 128 + signalNumber(signal);
      return sh.interrupted ? 130 : undefined;
    }
    sh.jobs.record(pid, { kind: 'exited', status: 127 });
    return undefined;
  }
}

/** `waited`: gets the job once the shell may forget it. */
async function waitOne(sh: Shell, spec: string, waited: Job[]): Promise<number> {
  if (!spec.startsWith('%') && !/^\d+$/.test(spec)) {
    if (sh.dialect !== 'bash') return sh.builtinError('wait', `Illegal number: ${spec}`, 2);
    return sh.builtinError('wait', `\`${spec}': not a pid or valid job spec`);
  }
  if (await isAmbiguous(sh, 'wait', spec)) return 127;
  const job = spec.startsWith('%') ? sh.jobs.find(spec) : sh.jobs.byPid(Number(spec));
  if (!job) {
    if (spec.startsWith('%')) {
      if (sh.dialect === 'dash') return sh.builtinError('wait', `No such job: ${spec}`, 2);
      return sh.builtinError('wait', `${spec}: no such job`, 127);
    }
    const ended = sh.jobs.ended.get(Number(spec));
    if (ended) return exitStatusOf(ended);
    if (sh.dialect === 'bash') return sh.builtinError('wait', `pid ${spec} is not a child of this shell`, 127);
    return 127;
  }
  const wanted = spec.startsWith('%') ? job.processes : job.processes.filter((process) => process.pid === Number(spec));
  for (const process of wanted) {
    while (!process.status) {
      const interrupted = await waitPid(sh, process.pid);
      if (interrupted !== undefined) return interrupted;
    }
  }
  const last = wanted.at(-1)?.status;
  await tellJobDeath(sh, job);
  await tellWaited(sh, job);
  if (toldLater(sh)) {
    job.waited = !sh.options.monitor;
    if (sh.interactive) await tellNamedDeath(sh, job);
    return last ? exitStatusOf(last) : 0;
  }
  if (stateOf(job) === 'Done' && !tellsJobs(sh)) waited.push(job);
  else job.told = true;
  return last ? exitStatusOf(last) : 0;
}

/** `variable` is told whose end it was: `wait -p`. */
async function waitNext(sh: Shell, variable: string | undefined, specs: readonly string[]): Promise<number> {
  const wanted: Job[] = [];
  for (const spec of specs) {
    const job = spec.startsWith('%') ? sh.jobs.find(spec) : sh.jobs.byPid(Number(spec));
    if (job) wanted.push(job);
    else await sh.builtinError('wait', `${spec}: no such job`);
  }
  const awaited = () => (specs.length > 0 ? wanted : sh.jobs.all);
  // The text of `-c` has lost those that ended before.
  const fresh = ({ told }: Job) => specs.length > 0 || (!told && sh.commandString === undefined);
  const found = awaited().find((job) => stateOf(job) === 'Done' && fresh(job));
  if (found) {
    sh.jobs.remove(found);
    if (variable !== undefined) sh.vars.set(variable, String(found.processes.at(-1)?.pid));
    return jobStatus(found);
  }
  if (awaited().every((job) => stateOf(job) === 'Done')) return 127;
  for (;;) {
    const result = await sh.sys.wait(-1);
    const job = result && sh.jobs.record(result.pid, result.status);
    if (!job || stateOf(job) !== 'Done' || !awaited().includes(job)) continue;
    await tellWaited(sh, job);
    sh.jobs.remove(job);
    if (variable !== undefined) sh.vars.set(variable, String(result.pid));
    return jobStatus(job);
  }
}
