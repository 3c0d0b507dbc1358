/** jobs, fg, bg, wait, kill, disown. */
import { SysError } from '../../../kernel/errno.ts';
import type { Signal } from '../../../kernel/signals.ts';
import { parseSignal, signalByNumber, signalNumber, SIGNALS } from '../../../kernel/signals.ts';
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import type { Job } from '../jobs.ts';
import { formatJob, longState } from '../job-lines.ts';
import { jobStatus, stateOf } from '../jobs.ts';
import type { Shell } from '../shell.ts';
import { jobControl, pollJobs, takeTerminal } from '../run/foreground.ts';
import { tellJobDeath, tellNamedDeath, tellStopped } from '../run/telling.ts';
import { exitStatusOf, waitStatus } from '../run/waiting.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions, type ParsedOptions } from './builtin.ts';

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

/** Whether a name is that of several jobs, of which bash takes none, and tells. */
async function isAmbiguous(sh: Shell, builtin: string, spec: string): Promise<boolean> {
  const [, part, name = ''] = /^%(\?)?(.*)$/.exec(spec) ?? [];
  if (sh.dialect !== 'bash' || (!part && /^([%+-]|\d*)$/.test(name))) return false;
  const found = sh.jobs.all.filter(({ text }) => (part ? text.includes(name) : text.startsWith(name)));
  if (found.length < 2) return false;
  await sh.builtinError(builtin, `${name}: ambiguous job spec`);
  return true;
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

/** With job control dash and busybox tell of what was waited for at the prompt, or when they are asked. */
const toldLater = (sh: Shell) => sh.dialect !== 'bash' && sh.options.monitor;

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
    if (stateOf(job) === 'Done' && !toldLater(sh)) sh.jobs.remove(job);
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
