/** ulimit: limits of this shell and of all it starts. */
import { SysError } from '../../../kernel/errno.ts';
import type { ResourceLimit } from '../../../kernel/sys.ts';
import type { Shell } from '../shell.ts';
import type { Builtin, ParsedOptions } from './builtin.ts';
import { has, invalidOption } from './builtin.ts';

interface Resource {
  /** As `docker run --ulimit` and the kernel name it; `pipe` is the kernel's own constant. */
  readonly name: string;
  /** How bash and busybox list it, and how bash complains of it. */
  readonly text: string;
  readonly bash: string;
  readonly ash: string;
  readonly dash?: string;
  /** Bytes of one unit. */
  readonly unit?: number;
}

const KB = 1024;

/** By letter, in bash's order of listing. */
const RESOURCES: Readonly<Record<string, Resource>> = {
  R: { name: 'rttime', text: 'real-time non-blocking time', bash: '(microseconds, -R)', ash: '' },
  c: {
    name: 'core',
    text: 'core file size',
    bash: '(blocks, -c)',
    ash: ' (blocks)',
    dash: 'coredump(blocks)',
    unit: KB,
  },
  d: { name: 'data', text: 'data seg size', bash: '(kbytes, -d)', ash: ' (kb)', dash: 'data(kbytes)', unit: KB },
  e: { name: 'nice', text: 'scheduling priority', bash: '(-e)', ash: '' },
  f: { name: 'fsize', text: 'file size', bash: '(blocks, -f)', ash: ' (blocks)', dash: 'file(blocks)', unit: KB },
  i: { name: 'sigpending', text: 'pending signals', bash: '(-i)', ash: '' },
  l: {
    name: 'memlock',
    text: 'max locked memory',
    bash: '(kbytes, -l)',
    ash: ' (kb)',
    dash: 'locked memory(kbytes)',
    unit: KB,
  },
  m: { name: 'rss', text: 'max memory size', bash: '(kbytes, -m)', ash: ' (kb)', dash: 'memory(kbytes)', unit: KB },
  n: { name: 'nofile', text: 'open files', bash: '(-n)', ash: '', dash: 'nofiles' },
  p: { name: 'pipe', text: 'pipe size', bash: '(512 bytes, -p)', ash: '' },
  q: { name: 'msgqueue', text: 'POSIX message queues', bash: '(bytes, -q)', ash: ' (bytes)' },
  r: { name: 'rtprio', text: 'real-time priority', bash: '(-r)', ash: '', dash: 'rtprio' },
  s: { name: 'stack', text: 'stack size', bash: '(kbytes, -s)', ash: ' (kb)', dash: 'stack(kbytes)', unit: KB },
  t: { name: 'cpu', text: 'cpu time', bash: '(seconds, -t)', ash: ' (seconds)', dash: 'time(seconds)' },
  u: { name: 'nproc', text: 'max user processes', bash: '(-u)', ash: '', dash: 'process' },
  v: { name: 'as', text: 'virtual memory', bash: '(kbytes, -v)', ash: ' (kb)', dash: 'vmemory(kbytes)', unit: KB },
  x: { name: 'locks', text: 'file locks', bash: '(-x)', ash: '', dash: 'locks' },
};

const LETTERS = { bash: 'RcdefilmnpqrstuvxbkPT', ash: 'cdefilmnqrstuvx', dash: 'tfdscmlpnvwr' } as const;
/** dash's letters for two of them are others. */
const DASH_LETTERS: Readonly<Record<string, string>> = { p: 'u', w: 'x' };
/** Held in the table alone: memory of a simulated process is bounded by its container, not by itself. */
const WITHOUT_EFFECT = new Set(['as', 'data']);

const USAGE = 'ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]';

export const ulimit: Builtin = async (sh, words) => {
  const asked = readWords(sh, words.slice(1));
  if (asked.bad !== undefined) return badOption(sh, asked.bad);
  if (has(asked, 'a')) return listAll(sh, asked);
  const limits = asked.letters.filter(([letter]) => !'HSa'.includes(letter));
  if (limits.length === 0) limits.push(['f', undefined]);
  const last = limits.at(-1) as [string, string | undefined];
  if (sh.dialect === 'dash') {
    if (asked.rest.length > 1) return failure(sh, 'too many arguments');
    limits.splice(0, limits.length - 1);
  }
  if (last[1] === undefined && asked.rest.length > 0) limits[limits.length - 1] = [last[0], asked.rest[0]];
  for (const [letter, value] of limits) {
    const resource = resourceOf(sh, letter);
    if (!resource)
      return sh.builtinError('ulimit', `-${letter}: not simulated in Drydock (the kernel has no such limit)`);
    if (value === undefined) {
      const title = limits.length > 1 && sh.dialect !== 'dash' ? `${listed(sh, letter, resource)} ` : '';
      await sh.out(`${title}${shown(sh, resource, has(asked, 'H'))}\n`);
      continue;
    }
    const status = await setLimit(sh, letter, resource, value, asked);
    if (status !== 0) return status;
  }
  return 0;
};

/** A letter may have a limit of its own behind it, as `-s 100 -c 0`; dash knows one limit alone. */
function readWords(sh: Shell, words: readonly string[]): ParsedOptions {
  const letters: [string, string | undefined][] = [];
  const accepted = `HSa${LETTERS[sh.dialect]}`;
  let i = 0;
  for (; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '--') return { letters, rest: words.slice(i + 1), bad: undefined };
    if (word[0] !== '-' || word === '-') break;
    for (const letter of word.slice(1)) {
      if (!accepted.includes(letter)) return { letters, rest: [], bad: `-${letter}` };
      letters.push([letter, undefined]);
    }
    const next = words[i + 1];
    const last = letters.at(-1);
    if (sh.dialect === 'dash' || next === undefined || next.startsWith('-') || !last || 'HSa'.includes(last[0]))
      continue;
    last[1] = next;
    i++;
  }
  return { letters, rest: words.slice(i), bad: undefined };
}

function resourceOf(sh: Shell, letter: string): Resource | undefined {
  return RESOURCES[(sh.dialect === 'dash' && DASH_LETTERS[letter]) || letter];
}

function limitOf(sh: Shell, resource: Resource): ResourceLimit {
  if (resource.name === 'pipe') return { soft: 8, hard: 8 };
  return sh.sys.resourceLimits()[resource.name] ?? { soft: Infinity, hard: Infinity };
}

/** Blocks are of 1024 bytes in bash, of 512 elsewhere. */
function unitOf(sh: Shell, { name, unit = 1 }: Resource): number {
  return sh.dialect !== 'bash' && (name === 'core' || name === 'fsize') ? 512 : unit;
}

function shown(sh: Shell, resource: Resource, hard: boolean): string {
  const value = limitOf(sh, resource)[hard ? 'hard' : 'soft'];
  return value === Infinity ? 'unlimited' : String(Math.floor(value / unitOf(sh, resource)));
}

function listed(sh: Shell, letter: string, { text, bash, ash }: Resource): string {
  if (sh.dialect === 'ash') return `${`${text}${ash}`.padEnd(32)}(-${letter})`;
  return text.padEnd(20) + bash.padStart(20);
}

async function listAll(sh: Shell, asked: ParsedOptions): Promise<number> {
  const order = sh.dialect === 'bash' ? Object.keys(RESOURCES) : [...LETTERS[sh.dialect]];
  for (const letter of order) {
    const resource = resourceOf(sh, letter);
    if (!resource) continue;
    const title = sh.dialect === 'dash' ? (resource.dash as string).padEnd(20) : listed(sh, letter, resource);
    await sh.out(`${title} ${shown(sh, resource, has(asked, 'H'))}\n`);
  }
  return 0;
}

async function setLimit(
  sh: Shell,
  letter: string,
  resource: Resource,
  text: string,
  asked: ParsedOptions,
): Promise<number> {
  const before = limitOf(sh, resource);
  const value = parsed(sh, resource, text, before);
  if (value === undefined) {
    const ash = `invalid number '${text}'`;
    return failure(sh, sh.dialect === 'bash' ? `${text}: invalid number` : sh.dialect === 'dash' ? 'bad number' : ash);
  }
  const given = has(asked, 'H') || has(asked, 'S');
  const soft = !given || has(asked, 'S') ? value : before.soft;
  const hard = !given || has(asked, 'H') ? value : before.hard;
  if (soft === before.soft && hard === before.hard) return 0;
  if (WITHOUT_EFFECT.has(resource.name)) {
    const real = 'real Linux refuses memory beyond the limit; docker run --memory works here';
    return sh.builtinError('ulimit', `-${letter} ${text}: not simulated in Drydock (${real})`);
  }
  try {
    if (resource.name === 'pipe') throw new SysError('EINVAL');
    sh.sys.setResourceLimit(resource.name, { soft, hard });
    return 0;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (sh.dialect === 'bash') return failure(sh, `${resource.text}: cannot modify limit: ${error.message}`);
    return failure(
      sh,
      sh.dialect === 'dash' ? `error setting limit (${error.message})` : `error setting limit: ${error.message}`,
    );
  }
}

function parsed(sh: Shell, resource: Resource, text: string, before: ResourceLimit): number | undefined {
  if (text === 'unlimited') return Infinity;
  if (sh.dialect === 'bash' && text === 'hard') return before.hard;
  if (sh.dialect === 'bash' && text === 'soft') return before.soft;
  return /^\d+$/.test(text) ? Number(text) * unitOf(sh, resource) : undefined;
}

/** dash's builtins end a script by their errors; busybox does not say which of them it was. */
async function failure(sh: Shell, text: string): Promise<number> {
  if (sh.dialect !== 'ash') return sh.builtinError('ulimit', text, sh.dialect === 'dash' ? 2 : 1);
  await sh.err(`${sh.name}: ${text}\n`);
  return 1;
}

async function badOption(sh: Shell, option: string): Promise<number> {
  if (sh.dialect !== 'ash') return invalidOption(sh, 'ulimit', option, USAGE);
  await sh.err(`ulimit: invalid option -- '${option.slice(1)}'\n`);
  return 1;
}
