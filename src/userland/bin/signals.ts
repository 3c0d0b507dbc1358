/** kill and pidof. */
import { SysError } from '../../kernel/errno.ts';
import { parseSignal, SIGNALS, signalByNumber, type Signal } from '../../kernel/signals.ts';
import type { ProcessInfo } from '../../kernel/sys.ts';
import { basename } from './lib/path.ts';
import { optionTable, OptionError, parseOptions } from './lib/options.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

const NAMES = Object.keys(SIGNALS) as Signal[];

export async function listSignals(t: Tool, words: readonly string[]): Promise<void> {
  for (const word of words) {
    const number = Number(word);
    const signal = Number.isNaN(number) ? parseSignal(word) : signalByNumber(number > 128 ? number - 128 : number);
    if (!signal) await t.warn(`${word}: invalid signal specification`, `unknown signal '${word}'`);
    else await t.out.line(Number.isNaN(number) ? String(SIGNALS[signal].number) : signal);
  }
  if (words.length) return;
  if (t.busybox) {
    for (const name of NAMES) await t.out.line(`${String(SIGNALS[name].number).padStart(2)}) ${name}`);
  } else await t.out.text(signalList());
}

/** As procps and psmisc name them. */
const LISTED = NAMES.map((name) => (name === 'IO' ? 'POLL' : name));
const LIST_WIDTH = 80;

/** All names, in lines of less than 80 characters. */
export function signalList(): string {
  const lines: string[] = [];
  for (const name of LISTED) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + name.length >= LIST_WIDTH) lines.push(name);
    else lines[lines.length - 1] = `${line} ${name}`;
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** Numbers and names, seven in a line. */
function signalTable(): string {
  const cells = LISTED.map((name, i) => `${String(i + 1).padStart(2)} ${name}`);
  const rows = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => cells.slice(i * 7, i * 7 + 7));
  return rows.map((row) => `${row.map((cell, i) => (i === 6 ? cell : cell.padEnd(11))).join('')}\n`).join('');
}

/** Takes `-9`, `-KILL`, `-s KILL` off the front; undefined when the signal is unknown. */
export async function signalOf(t: Tool, words: string[], fallback: Signal): Promise<Signal | 0> {
  const first = words[0] ?? '';
  let name: string | undefined;
  if (first === '-s' || first === '--signal' || first === '-n') {
    words.shift();
    name = words.shift() ?? '';
  } else if (/^-(s|-signal=).+/.test(first)) name = (words.shift() as string).replace(/^-(s|-signal=)/, '');
  else if (/^-[A-Z0-9]/i.test(first) && (parseSignal(first.slice(1)) || /^-\d+$/.test(first)))
    name = (words.shift() as string).slice(1);
  if (words[0] === '--') words.shift();
  if (name === undefined) return fallback;
  if (name === '0') return 0;
  return parseSignal(name) ?? t.die(`${name}: invalid signal specification`, `bad signal name '${name}'`);
}

const killBusybox = async (t: Tool): Promise<void> => {
  const words = [...t.operands];
  if (words[0] === '-l' || words[0] === '-L') return listSignals(t, words.slice(1));
  const signal = await signalOf(t, words, 'TERM');
  if (words.length === 0) return t.die('', 'you need to specify whom to kill');
  for (const word of words) {
    if (!/^-?\d+$/.test(word)) await t.warn('', `invalid number '${word}'`);
    else await send(t, Number(word), signal, `can't kill pid ${word}`);
  }
};

/** `what` begins the words about a failure. */
async function send(t: Tool, pid: number, signal: Signal | 0 | undefined, what: string): Promise<void> {
  try {
    if (signal === undefined) throw new SysError('EINVAL');
    t.sys.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    t.status = 1;
    await t.err(`${callName(t)}: ${what}: ${error.message}\n`);
  }
}

const callName = (t: Tool) => (t.busybox ? t.name : (t.argv[0] ?? t.name));

const KILL_OPTIONS = optionTable('help|h version|V list|l=? table|L signal|s= queue|q=');

/** Undefined for what is no signal. */
export const signalNumbered = (word: string): Signal | 0 | undefined => (word === '0' ? 0 : parseSignal(word));

/** procps's: a signal may stand anywhere, and is taken away before options are read. */
async function killProcps(t: Tool): Promise<number | void> {
  const words = [...t.operands];
  if (words.length === 0) return t.usage('');
  const at = words.findIndex((word) => /^-./.test(word) && signalNumbered(word.slice(1)) !== undefined);
  let signal: Signal | 0 | undefined = at < 0 ? 'TERM' : signalNumbered((words[at] as string).slice(1));
  if (at >= 0) words.splice(at, 1);
  let parsed;
  try {
    parsed = parseOptions(KILL_OPTIONS, words, { gnu: true });
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    // Of a long option there is no letter to tell.
    const letter = error.option.startsWith('--') ? '\0' : error.option;
    if (/\d/.test(letter)) return void (await send(t, -Number(letter), signal, `(-${letter})`));
    await t.err(`${callName(t)}: invalid argument ${letter}\n`);
    return t.usage('');
  }
  for (const [key, value] of parsed.given) {
    if (key === 'help') return t.out.text(await t.helpText());
    if (key === 'version') return t.out.text(t.versionText());
    if (key === 'table') return t.out.text(signalTable());
    if (key === 'list') return listOne(t, value || parsed.operands[0]);
    if (key === 'signal') signal = signalNumbered(value);
    if (key === 'queue' && !/^[-+]?\d+$/.test(value)) {
      await t.err(`${callName(t)}: must be an integer value to be passed with the signal.: '${value}'\n`);
      return 1;
    }
  }
  if (parsed.operands.length === 0) return t.usage('');
  for (const word of parsed.operands) {
    if (!/^[-+]?\d+$/.test(word)) {
      await t.err(`${callName(t)}: failed to parse argument: '${word}'\n`);
      return 1;
    }
    await send(t, Number(word), signal, `(${word})`);
  }
}

/** A name of a number, a number of a name; all names without a word. */
async function listOne(t: Tool, word: string | undefined): Promise<void> {
  if (word === undefined) return t.out.text(signalList());
  const signal = signalNumbered(word);
  if (!signal) return t.err(`${callName(t)}: unknown signal name ${word}\n`);
  await t.out.line(/^\d+$/.test(word) ? signal : String(SIGNALS[signal].number));
}

export const kill = tool(
  {
    name: 'kill',
    usage: '[-l] [-SIG] PID...',
    about: 'Send a signal (default: TERM) to given PIDs',
    rawArguments: true,
    from: 'procps-ng',
  },
  (t) => (t.busybox ? killBusybox(t) : killProcps(t)),
);

export function named({ command, argv }: ProcessInfo, name: string): boolean {
  return command === name.slice(0, 15) || (argv[0] ?? '').replace(/.*\//, '') === name || argv[0] === name;
}

/** sysvinit's takes no notice of options that it lacks. */
export const pidof: Applet = (sys, argv = sys.argv) =>
  pidofTool(
    sys,
    sys.program === 'busybox'
      ? argv
      : argv
          .map((word, i) => (i > 0 && /^-[^-]/.test(word) ? word.replace(/^-([qhcsxzn]|[^od])+/, ownLetters) : word))
          .filter((word, i, all) => !/^-$|^--./.test(word) && !(i === all.length - 1 && /^-[od]$/.test(word))),
  );

const ownLetters = (letters: string) => `-${letters.replace(/[^qhcsxzn]/g, '')}`;

const pidofTool = tool(
  {
    name: 'pidof',
    usage: '[-s] [-o PID] [NAME]...',
    about: 'List PIDs of all processes with names that match NAMEs',
    options: 's|single-shot o|omit-pid= x- q- h- c- z- n- d=-',
    from: 'sysvinit',
  },
  async (t) => {
    if (t.has('h')) return t.out.text(await t.helpText());
    const omit = t.values('o').flatMap((word) => word.split(','));
    const pids = t.sys
      .processes()
      .filter((process) => t.operands.some((name) => running(process, name, t.busybox, t.has('x'))))
      .map(({ pid }) => pid)
      .filter((pid) => !omit.includes(String(pid)) && !(t.busybox && pid === t.sys.pid))
      .sort((a, b) => b - a);
    if (pids.length === 0) return 1;
    if (t.has('q')) return;
    await t.out.line((t.has('s') ? pids.slice(0, 1) : pids).join(t.value('d') ?? ' '));
  },
);

/** busybox goes by the kernel's name too; sysvinit's goes by it alone for a script, and when asked. */
function running(process: ProcessInfo, name: string, busybox: boolean, scripts: boolean): boolean {
  const { argv, command } = process;
  if (busybox) return named(process, name);
  const own = basename(name);
  return (
    basename(argv[0] ?? '') === own || (scripts && command === own.slice(0, 15) && basename(argv[1] ?? '') === own)
  );
}
