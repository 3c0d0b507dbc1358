/** killall of psmisc, and busybox's: a signal to all processes of a name (killall(1)). */
import { SysError } from '../../kernel/errno.ts';
import { SIGNALS, type Signal } from '../../kernel/signals.ts';
import type { ProcessInfo } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { fromText } from './lib/byte-string.ts';
import { Input } from './lib/input.ts';
import { optionTable, OptionError, parseOptions, type Parsed } from './lib/options.ts';
import { regex, RegexError } from './lib/regex.ts';
import { tool, type Tool } from './lib/tool.ts';
import { listSignals, named, signalList, signalNumbered, signalOf } from './signals.ts';

export const killall = tool(
  {
    name: 'killall',
    usage: '[-lq] [-SIG] PROCESS_NAME...',
    about: 'Send a signal (default: TERM) to given processes',
    rawArguments: true,
    from: 'psmisc',
  },
  (t) => (t.busybox ? killallBusybox(t) : killallPsmisc(t)),
);

async function killallBusybox(t: Tool): Promise<void> {
  const words = [...t.operands];
  if (words[0] === '-l') return listSignals(t, words.slice(1));
  let quiet = false;
  while (words[0] === '-q') quiet = !!words.shift();
  const signal = await signalOf(t, words, 'TERM');
  if (words[0] === '-q') quiet = !!words.shift();
  if (words.length === 0) return t.die('', 'you need to specify whom to kill');
  for (const name of words) {
    const found = t.sys.processes().filter((process) => process.pid !== t.sys.pid && named(process, name));
    for (const { pid } of found) t.sys.kill(pid, signal);
    if (found.length) continue;
    t.status = 1;
    if (!quiet) await t.err(`killall: ${name}: no process killed\n`);
  }
}

const OPTIONS = optionTable(
  'e|exact I|ignore-case g|process-group y|younger-than= o|older-than= i|interactive l|list q|quiet r|regexp ' +
    's|signal= u|user= v|verbose w|wait n|ns=! Z|context=! V|version help',
);

/** Help stands on standard error after anything wrong, and its status is 1. */
async function usage(t: Tool): Promise<number> {
  await t.err(await t.helpText());
  return 1;
}

interface Wanted {
  readonly given: Parsed['given'];
  readonly signal: Signal | 0 | undefined;
  readonly number: string;
  readonly uid: number | undefined;
  /** Processes started in between, in milliseconds since the epoch. */
  readonly after: number;
  readonly before: number;
}

async function killallPsmisc(t: Tool): Promise<number> {
  // A signal may be spelt as an option: the first that is one is taken away.
  const words = [...t.operands];
  const at = words.findIndex((word) => /^-(?:SIG)?(?:[A-Z][A-Z0-9+-]+|\d+)$/.test(word));
  const spelt = at < 0 ? undefined : (words.splice(at, 1)[0] as string).slice(1);
  let parsed: Parsed;
  try {
    parsed = parseOptions(OPTIONS, words, { gnu: true });
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    return error.reason === 'notSimulated' ? t.optionError(error) : usage(t);
  }
  const { given, operands } = parsed;
  const value = (key: string) => given.findLast(([one]) => one === key)?.[1];
  const has = (key: string) => value(key) !== undefined;
  if (has('help')) return usage(t);
  if (has('V')) {
    await t.err(t.versionText());
    return 0;
  }
  if (has('l')) {
    await t.out.text(signalList());
    return 0;
  }
  const number = value('s') ?? spelt ?? 'TERM';
  const signal = signalNumbered(number);
  if (signal === undefined && !/^\d+$/.test(number)) {
    await t.err(`${number}: unknown signal; killall -l lists signals.\n`);
    return 1;
  }
  const ages = ['y', 'o'].map((key) => ageOf(value(key)));
  if (ages.includes(undefined)) {
    await t.err('Invalid time format\n');
    return usage(t);
  }
  const user = value('u');
  const uid = user === undefined ? undefined : (await Accounts.read(t.sys)).user(user)?.uid;
  if (user !== undefined && uid === undefined) {
    await t.err(`Cannot find user ${user}\n`);
    return 1;
  }
  if (operands.length === 0 && user === undefined) return usage(t);
  const [younger, older] = ages as [number, number];
  const now = t.sys.now();
  const after = has('y') ? now - younger : -Infinity;
  const before = has('o') ? now - older : Infinity;
  return signalAll(t, operands, { given, signal, number, uid, after, before });
}

const UNITS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, M: 2_592_000, y: 31_536_000 } as const;

/** Milliseconds; undefined for what is no age. */
function ageOf(word: string | undefined): number | undefined {
  if (word === undefined) return 0;
  const [, count, unit] = /^(\d+(?:\.\d+)?)([smhdwMy])$/.exec(word) ?? [];
  return unit === undefined ? undefined : Number(count) * UNITS[unit as keyof typeof UNITS] * 1000;
}

async function signalAll(t: Tool, names: readonly string[], wanted: Wanted): Promise<number> {
  const has = (key: string) => wanted.given.some(([one]) => one === key);
  const input = new Input(t.sys, 0);
  const killed: number[] = [];
  let status = 0;
  for (const name of names.length ? names : [undefined]) {
    const test = name === undefined ? () => true : await matcher(t, name, has);
    if (!test) return 1;
    let hit = false;
    for (const process of t.sys.processes()) {
      if (process.pid === t.sys.pid || !test(process)) continue;
      if (wanted.uid !== undefined && process.uid !== wanted.uid) continue;
      if (process.started < wanted.after || process.started > wanted.before) continue;
      if (has('i') && !(await agreed(t, input, process, wanted))) continue;
      const sent = await send(t, process, wanted, has);
      if (sent) killed.push(process.pid);
      hit ||= sent;
    }
    if (hit) continue;
    status = 1;
    if (name !== undefined && !has('q')) await t.err(`${name}: no process found\n`);
  }
  if (has('w')) await gone(t, killed);
  return names.length ? status : Number(killed.length === 0);
}

/** Undefined when the name names nothing that could run. */
async function matcher(
  t: Tool,
  name: string,
  has: (key: string) => boolean,
): Promise<((process: ProcessInfo) => boolean) | undefined> {
  if (has('r')) {
    try {
      const expression = regex(fromText(name), { extended: true, ignoreCase: has('I') });
      return ({ command }) => expression.test(fromText(command));
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      await t.err(`killall: Bad regular expression: ${name}\n`);
      return undefined;
    }
  }
  if (name.startsWith('/')) {
    try {
      await t.sys.stat(name);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.err(`${name}: ${error.message}\n`);
      return undefined;
    }
    const base = name.replace(/.*\//, '');
    return (process) => named(process, base);
  }
  const folded = (text: string) => (has('I') ? text.toLowerCase() : text);
  return (process) =>
    named({ ...process, command: folded(process.command), argv: process.argv.map(folded) }, folded(name));
}

async function agreed(t: Tool, input: Input, process: ProcessInfo, { signal }: Wanted): Promise<boolean> {
  await t.out.text(`${signal === 'TERM' ? 'Kill' : 'Signal'} ${process.command}(${process.pid}) ? (y/N) `);
  await t.out.flush();
  return /^[yY]/.test((await input.line()) ?? '');
}

async function send(t: Tool, process: ProcessInfo, wanted: Wanted, has: (key: string) => boolean): Promise<boolean> {
  const { pid, pgid, command } = process;
  const { signal, number } = wanted;
  try {
    if (signal === undefined) throw new SysError('EINVAL');
    t.sys.kill(has('g') ? -pgid : pid, signal);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`${command}(${pid}): ${error.message}\n`);
    return false;
  }
  const told = signal ? SIGNALS[signal as Signal].number : number;
  if (has('v')) await t.err(`Killed ${command}(${pid}) with signal ${told}\n`);
  return true;
}

const WAIT_MS = 50;

/** Until none of them is there. */
async function gone(t: Tool, pids: readonly number[]): Promise<void> {
  const there = () => t.sys.processes().some(({ pid, state }) => state !== 'Z' && pids.includes(pid));
  while (there()) await t.sys.sleep(WAIT_MS);
}
