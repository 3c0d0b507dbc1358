/** `GET /containers/{id}/top`: what `ps` on the machine would say of a container's processes. */
import type { Call } from '../../api/calls.ts';
import type { ContainerTopResponse } from '../../api/types/container.ts';
import { MEMORY_BYTES } from '../../base/machine-size.ts';
import { FailureError } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import type { TopProcess } from '../../oci/runtime.ts';
import { publishContainer } from './container-events.ts';
import { requireRunning } from './signalling.ts';
import { nameOf, selectionOf } from './top-selection.ts';

interface Column {
  readonly title: string;
  readonly value: (process: TopProcess, now: number) => string;
}

const percent = ({ cpuMs, started }: TopProcess, now: number) => (cpuMs / Math.max(1, now - started)) * 100;
const kilobytes = ({ residentBytes }: TopProcess) => String(Math.round(residentBytes / 1024));
const MEMORY_SHARE: Column = {
  title: '%MEM',
  value: ({ residentBytes }) => ((residentBytes * 100) / MEMORY_BYTES).toFixed(1),
};
const COMMAND: Column = { title: 'COMMAND', value: ({ command }) => command };

/** The columns of procps that `ps -o` can ask for, as far as the sandbox knows their values. */
const COLUMNS: Readonly<Record<string, Column>> = {
  pid: { title: 'PID', value: ({ pid }) => String(pid) },
  ppid: { title: 'PPID', value: ({ ppid }) => String(ppid) },
  pgid: { title: 'PGID', value: ({ pgid }) => String(pgid) },
  pgrp: { title: 'PGRP', value: ({ pgid }) => String(pgid) },
  sid: { title: 'SID', value: ({ sid }) => String(sid) },
  sess: { title: 'SESS', value: ({ sid }) => String(sid) },
  nlwp: { title: 'NLWP', value: () => '1' },
  ni: { title: 'NI', value: ({ niceness }) => String(niceness) },
  uid: { title: 'UID', value: ({ uid }) => String(uid) },
  euid: { title: 'EUID', value: ({ uid }) => String(uid) },
  ruid: { title: 'RUID', value: ({ uid }) => String(uid) },
  user: { title: 'USER', value: ({ user }) => user },
  euser: { title: 'EUSER', value: ({ user }) => user },
  ruser: { title: 'RUSER', value: ({ user }) => user },
  uname: { title: 'USER', value: ({ user }) => user },
  tty: { title: 'TT', value: ({ tty }) => tty },
  tt: { title: 'TT', value: ({ tty }) => tty },
  comm: { title: 'COMMAND', value: nameOf },
  ucmd: { title: 'CMD', value: nameOf },
  cmd: { title: 'CMD', value: ({ command }) => command },
  args: COMMAND,
  command: COMMAND,
  time: { title: 'TIME', value: ({ cpuMs }) => clockTime(cpuMs) },
  cputime: { title: 'TIME', value: ({ cpuMs }) => clockTime(cpuMs) },
  etime: { title: 'ELAPSED', value: ({ started }, now) => elapsed(now - started) },
  etimes: { title: 'ELAPSED', value: ({ started }, now) => String(Math.floor((now - started) / 1000)) },
  stime: { title: 'STIME', value: ({ started }, now) => startTime(started, now) },
  start: { title: 'STARTED', value: ({ started }) => new Date(started).toISOString().slice(11, 19) },
  stat: { title: 'STAT', value: ({ stat }) => stat },
  s: { title: 'S', value: ({ stat }) => stat.slice(0, 1) },
  state: { title: 'S', value: ({ stat }) => stat.slice(0, 1) },
  c: { title: 'C', value: (process, now) => String(Math.min(99, Math.floor(percent(process, now)))) },
  pcpu: { title: '%CPU', value: (process, now) => percent(process, now).toFixed(1) },
  pmem: MEMORY_SHARE,
  '%mem': MEMORY_SHARE,
  vsz: { title: 'VSZ', value: kilobytes },
  rss: { title: 'RSS', value: kilobytes },
  '%cpu': { title: '%CPU', value: (process, now) => percent(process, now).toFixed(1) },
};

const named = (names: string): readonly Column[] =>
  names.split(' ').map((name) => {
    const found = COLUMNS[name] as Column;
    return name === 'tty' ? { ...found, title: 'TTY' } : found;
  });
const SHORT = named('pid tty time ucmd');
const JOBS = named('pid pgid sid tty time ucmd');

const FULL: readonly Column[] = [
  { title: 'UID', value: ({ user }) => user },
  COLUMNS.pid as Column,
  COLUMNS.ppid as Column,
  COLUMNS.c as Column,
  COLUMNS.stime as Column,
  { title: 'TTY', value: ({ tty }) => tty },
  COLUMNS.time as Column,
  { title: 'CMD', value: ({ command }) => command },
];

const AUX: readonly Column[] = [
  COLUMNS.user as Column,
  COLUMNS.pid as Column,
  COLUMNS.pcpu as Column,
  COLUMNS.pmem as Column,
  COLUMNS.vsz as Column,
  COLUMNS.rss as Column,
  { title: 'TTY', value: ({ tty }) => tty },
  COLUMNS.stat as Column,
  { title: 'START', value: ({ started }, now) => startTime(started, now) },
  { title: 'TIME', value: ({ cpuMs }) => `${Math.floor(cpuMs / 60_000)}:${two(Math.floor(cpuMs / 1000) % 60)}` },
  COMMAND,
];

/** What `x` asks for, with or without a dash. */
const BSD: readonly Column[] = ['PID', 'TTY', 'STAT', 'TIME', 'COMMAND'].map(
  (title) => AUX.find((column) => column.title === title) as Column,
);

export async function containerTop(engine: EngineContext, call: Call<'containerTop'>): Promise<ContainerTopResponse> {
  const container = engine.containers.find(call.path.id ?? '');
  requireRunning(container);
  if (container.state.restarting) {
    throw new FailureError('conflict', `container ${container.id} is restarting, wait until the container is running`);
  }
  const { rest, choose } = selectionOf((call.query.ps_args || '-ef').split(/\s+/).filter(Boolean));
  const columns = columnsOf(rest);
  const now = engine.clock.now();
  publishContainer(engine, container, 'top');
  return {
    Processes: sorted(choose(container.running?.processes() ?? []), rest, now).map((process) =>
      columns.map(({ value }) => value(process, now)),
    ),
    Titles: columns.map(({ title }) => title),
  };
}

/** As `--sort` has it: the last key first, so that the earlier ones decide. Numbers are compared as such. */
function sorted(processes: readonly TopProcess[], words: readonly string[], now: number): readonly TopProcess[] {
  const keys =
    words
      .findLast((word) => word.startsWith('--sort='))
      ?.slice('--sort='.length)
      .split(',') ?? [];
  return keys.reverse().reduce((list, key) => {
    const column = COLUMNS[key.replace(/^[-+]/, '')];
    if (!column) throw new FailureError('system', 'ps: error: unknown sort specifier');
    const order = (a: TopProcess, b: TopProcess) => {
      const [x, y] = [column.value(a, now), column.value(b, now)];
      return /^[\d.]+$/.test(x + y) ? Number(x) - Number(y) : x < y ? -1 : Number(x > y);
    };
    return [...list].sort((a, b) => (key.startsWith('-') ? order(b, a) : order(a, b)));
  }, processes);
}

/** procps' long options. */
const LONG_OPTIONS = `Group User cols columns context cumulative deselect forest format group headers help info lines
no-headers pid ppid quick-pid rows sid sort tty user version width`.split(/\s+/);

function columnsOf(given: readonly string[]): readonly Column[] {
  const words = joined(given);
  const long = words.find((word) => word.startsWith('--') && !LONG_OPTIONS.includes(word.slice(2).split('=')[0] ?? ''));
  if (long !== undefined) throw new FailureError('system', 'ps: error: unknown gnu long option');
  if (words.at(-1) === '-q') throw new FailureError('system', 'ps: error: List of process IDs must follow -q.');
  const list: string[] = [];
  let formatted = false;
  words.forEach((word, i) => {
    const [, inline] = /^-?[eAafnx]*o(.*)$/.exec(word) ?? [];
    if (inline === undefined) return;
    if (inline === '' && i + 1 === words.length) {
      throw new FailureError(
        'system',
        `ps: error: format specification must follow ${word.startsWith('-') ? '-' : ''}o`,
      );
    }
    formatted = true;
    list.push(...(inline || words[i + 1] || '').split(','));
  });
  if (!formatted) {
    const all = words.join(' ');
    if (/^-?[aA]?u[xw]*$|^aux/.test(all)) return AUX;
    if (/^-?(e|A|a)*f(e|A|l|w)*$|^-e?f$/.test(all)) return FULL;
    if (/^-?(ax|x)$/.test(all)) return BSD;
    if (/^(-?(e|A|a))?$/.test(all)) return SHORT;
    if (/^-[eA]?j$/.test(all)) return JOBS;
    checkLetters(words);
    throw new FailureError(
      'notImplemented',
      `Drydock's top does not know the ps options ${JSON.stringify(given.join(' '))}: real Docker would hand them to ps of the machine`,
    );
  }
  const columns = list.filter(Boolean).map((word) => {
    const [key = '', title] = word.split('=');
    const column = COLUMNS[key];
    if (!column) {
      // What SysV's options have no letter for is tried as BSD's, and told as the former.
      const tried = words.some((other) => /^-[eAaf]*[nx]/.test(other));
      const reason = tried ? 'unsupported SysV option' : `unknown user-defined format specifier "${key}"`;
      throw new FailureError('system', `ps: error: ${reason}`);
    }
    return title === undefined ? column : { ...column, title };
  });
  // Without heads the first process stands where they are looked for.
  const headless = words.some((word) => /^--no-?headers?$/.test(word));
  if (headless || !columns.some(({ title }) => title === 'PID')) {
    throw new FailureError('system', "Couldn't find PID field in ps output");
  }
  return columns;
}

/** Letters of procps's options: after a dash, and without one. Those of TAKING want a value, attached or not. */
const SYSV_LETTERS = 'AaCcdeFfgGHjLlMmNnOopPqsTtUuVwyZ';
const BSD_LETTERS = 'acefghjklmnopqrstuvwxLNOSTUVXZ';
const TAKING = /[OoCGgpqstUk].*/;

/** `-e -f` is `-ef`. */
function joined(words: readonly string[]): readonly string[] {
  const plain = words.length > 0 && words.every((word) => /^-[a-zA-Z]+$/.test(word) && !TAKING.test(word));
  return plain ? [`-${words.map((word) => word.slice(1)).join('')}`] : words;
}

/** Fails with `system` when ps would know a letter of none of its kinds of options. */
function checkLetters(words: readonly string[]): void {
  for (const word of words) {
    const dash = word.startsWith('-');
    const known = dash ? SYSV_LETTERS : BSD_LETTERS;
    if ([...word.slice(dash ? 1 : 0).replace(TAKING, '')].every((letter) => known.includes(letter))) continue;
    throw new FailureError('system', `ps: error: unsupported ${dash ? 'SysV option' : 'option (BSD syntax)'}`);
  }
}

const two = (number: number) => String(number).padStart(2, '0');

function clockTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function elapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const short = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (!hours) return short;
  const days = Math.floor(hours / 24);
  return `${days ? `${days}-` : ''}${two(hours % 24)}:${short}`;
}

function startTime(started: number, now: number): string {
  const iso = new Date(started).toISOString();
  if (now - started < 24 * 3600 * 1000) return iso.slice(11, 16);
  return new Date(started).toUTCString().slice(5, 11).split(' ').reverse().join('');
}
