/** jobs, fg, bg, kill, disown, and wait. */
import { SysError } from '../../../kernel/errno.ts';
import type { Signal } from '../../../kernel/signals.ts';
import { parseSignal, signalByNumber, signalNumber, SIGNALS } from '../../../kernel/signals.ts';
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import type { Job } from '../jobs.ts';
import { formatJob, longState } from '../job-lines.ts';
import { stateOf } from '../jobs.ts';
import type { Shell } from '../shell.ts';
import { pollJobs, takeTerminal } from '../run/foreground.ts';
import { tellStopped } from '../run/telling.ts';
import { exitStatusOf, waitStatus } from '../run/waiting.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions, type ParsedOptions } from './builtin.ts';
import { isAmbiguous } from './job-names.ts';

export { wait } from './wait.ts';

export const jobs: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), sh.dialect === 'bash' ? 'lnprsx' : 'lnprs');
  if (options.bad)
    return invalidOption(sh, 'jobs', options.bad, 'jobs [-lnprs] [jobspec ...] or jobs -x command [args]');
  if (has(options, 'x')) return withLeaders(sh, options);
  await pollJobs(sh);
  let status = 0;
  const wanted: Job[] = [];
  for (const spec of options.rest) {
    const job = (await isAmbiguous(sh, 'jobs', spec)) ? undefined : sh.jobs.find(spec);
    if (job) wanted.push(job);
    else if (sh.dialect === 'dash') status = await sh.builtinError('jobs', `No such job: ${spec}`, 2);
    else status = await sh.builtinError('jobs', `${spec}: no such job`, sh.dialect === 'bash' ? 1 : 2);
  }
  for (const job of options.rest.length > 0 ? wanted : listed(sh)) {
    const state = stateOf(job);
    // A script that has waited for a job knows how it ended.
    if (state === 'Done' && job.told && sh.dialect === 'bash' && !sh.interactive) continue;
    if (has(options, 'n') && job.told) continue;
    if (has(options, 'r') && state !== 'Running') continue;
    if (has(options, 's') && state !== 'Stopped') continue;
    if (has(options, 'p')) await sh.out(`${job.processes[0]?.pid}\n`);
    else if (!has(options, 'l')) await sh.out(`${formatJob(sh, job)}\n`);
    else await sh.out(`${formatJob(sh, job, `${job.processes[0]?.pid} `, longState(job))}\n`);
    job.told = true;
    if (state === 'Done') sh.jobs.remove(job);
  }
  return status;
};

/** `jobs -x`: a command, in which names of jobs stand for the pids of their leaders. */
function withLeaders(sh: Shell, { letters, rest }: ParsedOptions): Awaitable<number> {
  if (letters.length > 1) return sh.builtinError('jobs', "no other options allowed with `-x'");
  const leader = (word: string) => (word.startsWith('%') ? sh.jobs.find(word)?.processes[0]?.pid : undefined);
  return rest.length === 0
    ? 0
    : sh.runner.invoke(
        sh,
        rest.map((word) => String(leader(word) ?? word)),
      );
}

/** bash goes by their numbers, the others begin with the current one. */
const listed = (sh: Shell): readonly Job[] => (sh.dialect === 'bash' ? sh.jobs.all : sh.jobs.ranked());

async function jobOf(sh: Shell, builtin: string, spec: string | undefined): Promise<Job | undefined> {
  if (spec !== undefined && (await isAmbiguous(sh, builtin, spec))) return undefined;
  const job = spec === undefined ? sh.jobs.ranked()[0] : sh.jobs.find(spec);
  if (!job)
    await sh.builtinError(
      builtin,
      spec === undefined && sh.dialect !== 'bash' ? 'No current job' : noSuchJob(sh, spec ?? 'current'),
    );
  return job;
}

const noSuchJob = (sh: Shell, spec: string) =>
  sh.dialect === 'dash' ? `No such job: ${spec}` : `${spec}: no such job`;

export const fg: Builtin = async (sh, words) => {
  if (!sh.options.monitor) return noJobControl(sh, 'fg');
  const job = await jobOf(sh, 'fg', words[1]);
  if (!job) return 1;
  await sh.out(`${job.text}\n`);
  job.background = false;
  if (sh.terminalFd !== undefined) sh.sys.tcsetpgrp(sh.terminalFd, job.pgid);
  resume(sh, job);
  let status = 0;
  for (const process of job.processes) {
    if (process.status && process.status.kind !== 'stopped') continue;
    const ended = await waitStatus(sh, process.pid, true);
    process.status = ended ?? { kind: 'exited', status: 127 };
    status = exitStatusOf(process.status);
  }
  takeTerminal(sh);
  if (stateOf(job) === 'Stopped') {
    sh.jobs.touch(job);
    await tellStopped(sh, job);
  } else {
    sh.jobs.remove(job);
    if (sh.dialect !== 'bash') await tellDeaths(sh, job);
    else if (job.processes.at(-1)?.status?.kind === 'signaled') await sh.err('\n');
  }
  return status;
};

/** How each process of a job died; ^C needs no word. */
async function tellDeaths(sh: Shell, { processes }: Job): Promise<void> {
  const deaths = processes.flatMap(({ status }) => (status?.kind === 'signaled' ? status.signal : []));
  if (deaths.includes('INT')) return sh.err('\n');
  for (const signal of deaths) await sh.err(`${SIGNALS[signal].text}\n`);
}

export const bg: Builtin = async (sh, words) => {
  if (!sh.options.monitor) return noJobControl(sh, 'bg');
  const job = await jobOf(sh, 'bg', words[1]);
  if (!job) return 1;
  if (stateOf(job) !== 'Stopped') return sh.builtinError('bg', `job ${job.id} already in background`, 0);
  job.background = true;
  resume(sh, job);
  const bash = sh.dialect === 'bash';
  await sh.out(`[${job.id}]${bash ? sh.jobs.mark(job).trim() : ''} ${job.text}${bash ? ' &' : ''}\n`);
  sh.jobs.resumed();
  return 0;
};

function noJobControl(sh: Shell, name: string) {
  return sh.builtinError(
    name,
    sh.dialect === 'bash' ? 'no job control' : 'No current job',
    sh.dialect === 'bash' ? 1 : 2,
  );
}

function resume(sh: Shell, job: Job): void {
  for (const process of job.processes) if (process.status?.kind === 'stopped') process.status = undefined;
  try {
    sh.sys.kill(-job.pgid, 'CONT');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

const KILL_USAGE = 'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n';

export const kill: Builtin = async (sh, words) => {
  let args = words.slice(1);
  let signal: Signal | 0 = 'TERM';
  const first = args[0];
  if (first === '-l' || first === '-L') return listSignals(sh, args.slice(1));
  if (first === '-s' || (first === '-n' && sh.dialect === 'bash')) {
    const [, name] = args;
    if (name === undefined) return noSignal(sh, first);
    const parsed = signalWord(name);
    if (parsed === undefined) return badSignal(sh, name);
    signal = parsed;
    args = args.slice(2);
  } else if (first && first !== '--' && /^-./.test(first)) {
    const parsed = signalWord(first.slice(1));
    if (parsed === undefined) return badSignal(sh, first.slice(1));
    signal = parsed;
    args = args.slice(1);
  }
  if (args[0] === '--') args = args.slice(1);
  // A child that has ended is gone once the shell has looked, which bash alone does at once.
  if (sh.dialect === 'bash') await pollJobs(sh);
  if (args.length === 0) {
    if (sh.dialect === 'bash') await sh.err(KILL_USAGE);
    else if (sh.dialect === 'dash')
      await sh.builtinError(
        'kill',
        'Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]',
      );
    else await sh.err('sh: you need to specify whom to kill\n');
    return sh.dialect === 'ash' ? 1 : 2;
  }
  let status = 0;
  for (const spec of args) status = (await killOne(sh, spec, signal)) || status;
  return status;
};

function signalWord(word: string): Signal | 0 | undefined {
  return word === '0' ? 0 : parseSignal(word);
}

/** `kill -s` alone, which busybox takes for the name of a signal. */
function noSignal(sh: Shell, option: string) {
  if (sh.dialect === 'ash') return badSignal(sh, option.slice(1));
  if (sh.dialect === 'bash') return sh.builtinError('kill', `${option}: option requires an argument`);
  return sh.builtinError('kill', `No arg for ${option} option`, 2);
}

function badSignal(sh: Shell, word: string) {
  if (sh.dialect === 'bash') return sh.builtinError('kill', `${word}: invalid signal specification`);
  if (sh.dialect === 'ash') return chain(sh.complain(`bad signal name '${word}'`), () => 1);
  return sh.builtinError('kill', `Illegal option -${word[0] ?? ''}`, 2);
}

async function killOne(sh: Shell, spec: string, signal: Signal | 0): Promise<number> {
  let target: number;
  if (spec.startsWith('%')) {
    if (await isAmbiguous(sh, 'kill', spec)) return 1;
    const job = sh.jobs.find(spec);
    if (!job) return sh.builtinError('kill', noSuchJob(sh, spec));
    if (job.pgid === 0) {
      for (const process of job.processes) sh.sys.kill(process.pid, signal);
      return 0;
    }
    target = -job.pgid;
    const stopped = sh.dialect === 'bash' && stateOf(job) === 'Stopped';
    if (stopped) job.told = false;
    if (stopped && (signal === 'TERM' || signal === 'HUP')) {
      sh.sys.kill(target, signal);
      try {
        sh.sys.kill(target, 'CONT');
      } catch (error) {
        // It is gone already.
        if (!(error instanceof SysError)) throw error;
      }
      return 0;
    }
  } else {
    if (!/^-?\d+$/.test(spec)) {
      if (sh.dialect === 'bash') return sh.builtinError('kill', `${spec}: arguments must be process or job IDs`);
      if (sh.dialect === 'ash') return chain(sh.complain(`invalid number '${spec}'`), () => 1);
      return sh.builtinError('kill', `Illegal number: ${spec}`, 2);
    }
    target = Number(spec);
  }
  try {
    sh.sys.kill(target, signal);
    // Who is stopped is so at once, where dying takes a moment.
    if (signal === 'STOP' || signal === 'TSTP') await pollJobs(sh);
    return 0;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (sh.dialect === 'bash') return sh.builtinError('kill', `(${spec}) - ${error.message}`);
    if (sh.dialect === 'dash') return sh.builtinError('kill', `${error.message}\n`);
    await sh.complain(`can't kill pid ${spec}: ${error.message}`);
    return 1;
  }
}

async function listSignals(sh: Shell, args: readonly string[]): Promise<number> {
  if (args.length === 0) {
    const entries = Object.entries(SIGNALS);
    if (sh.dialect === 'bash') {
      const cells = entries.map(([name, { number }]) => `${String(number).padStart(2)}) SIG${name}`);
      for (let i = 0; i < cells.length; i += 5) await sh.out(`${cells.slice(i, i + 5).join('\t')}\n`);
    } else for (const [name] of entries) await sh.out(`${name}\n`);
    return 0;
  }
  let status = 0;
  for (const word of sh.dialect === 'dash' ? args.slice(0, 1) : args) {
    if (sh.dialect === 'dash' && !/^\d+$/.test(word)) return sh.builtinError('kill', `Illegal number: ${word}`, 2);
    const number = Number(word);
    const numbered = sh.dialect === 'ash' ? number & 127 : number > 128 ? number - 128 : number;
    const found = /^\d+$/.test(word) ? signalByNumber(numbered) : parseSignal(word);
    // What has no name is its number to busybox.
    if (!found && sh.dialect === 'ash' && /^\d+$/.test(word)) await sh.out(`${numbered}\n`);
    else if (!found && sh.dialect === 'dash')
      return sh.builtinError('kill', `invalid signal number or exit status: ${word}`, 2);
    else if (!found) {
      status = await badSignal(sh, word);
      if (sh.dialect !== 'bash') return status;
    } else await sh.out(/^\d+$/.test(word) ? `${found}\n` : `${signalNumber(found)}\n`);
  }
  return status;
}

export const disown: Builtin = async (sh, words) => {
  const specs = words.slice(1).filter((word) => !word.startsWith('-'));
  const all = words.includes('-a');
  // With -h a job only gets no HUP from the shell, and stays in the table.
  const keeps = words.includes('-h');
  if (all && !keeps) for (const job of [...sh.jobs.all]) sh.jobs.remove(job);
  for (const spec of specs.length > 0 || all ? specs : ['%+']) {
    const job = spec.startsWith('%') ? sh.jobs.find(spec) : sh.jobs.byPid(Number(spec));
    if (!job) return sh.builtinError('disown', `${spec === '%+' ? 'current' : spec}: no such job`);
    if (!keeps) sh.jobs.remove(job);
  }
  return 0;
};
