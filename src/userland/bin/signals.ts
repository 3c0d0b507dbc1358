/** kill, killall, pidof, pgrep, pkill. */
import { SysError } from '../../kernel/errno.ts';
import { parseSignal, SIGNALS, signalByNumber, type Signal } from '../../kernel/signals.ts';
import type { ProcessInfo } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { tool, type Tool } from './lib/tool.ts';
import { commandLine } from './ps.ts';

const NAMES = Object.keys(SIGNALS) as Signal[];

async function listSignals(t: Tool, words: readonly string[]): Promise<void> {
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
async function signalOf(t: Tool, words: string[], fallback: Signal): Promise<Signal | 0> {
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

export const kill = tool(
  {
    name: 'kill',
    usage: '[-l] [-SIG] PID...',
    about: 'Send a signal (default: TERM) to given PIDs',
    rawArguments: true,
    from: 'procps-ng',
  },
  async (t) => {
    const words = [...t.operands];
    if (!t.busybox && /^(?:-L|--table)$/.test(words[0] ?? '')) return t.out.text(signalTable());
    if (words[0] === '-l' || words[0] === '-L') return listSignals(t, words.slice(1));
    const list = /^--list(?:=(.*))?$/s.exec(words[0] ?? '');
    if (list && !t.busybox) return listSignals(t, list[1] === undefined ? words.slice(1) : [list[1]]);
    const signal = await signalOf(t, words, 'TERM');
    if (words.length === 0)
      return t.busybox ? t.die('', 'you need to specify whom to kill') : t.usage('not enough arguments');
    for (const word of words) {
      if (!/^-?\d+$/.test(word)) {
        await t.warn(`failed to parse argument: '${word}'`, `invalid number '${word}'`);
        continue;
      }
      try {
        t.sys.kill(Number(word), signal);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        t.status = 1;
        const called = t.busybox ? 'kill' : (t.argv[0] ?? 'kill');
        await t.err(`${called}: ${t.busybox ? `can't kill pid ${word}` : `(${word})`}: ${error.message}\n`);
      }
    }
  },
);

export const killall = tool(
  {
    name: 'killall',
    usage: '[-lq] [-SIG] PROCESS_NAME...',
    about: 'Send a signal (default: TERM) to given processes',
    rawArguments: true,
    from: 'psmisc',
  },
  async (t) => {
    const words = [...t.operands];
    if (words[0] === '-l') return listSignals(t, words.slice(1));
    let quiet = false;
    while (words[0] === '-q') quiet = !!words.shift();
    const signal = await signalOf(t, words, 'TERM');
    if (words[0] === '-q') quiet = !!words.shift();
    if (words.length === 0)
      return t.busybox ? t.die('', 'you need to specify whom to kill') : t.usage('no process selection criteria');
    for (const name of words) {
      const found = t.sys.processes().filter((process) => process.pid !== t.sys.pid && named(process, name));
      for (const { pid } of found) t.sys.kill(pid, signal);
      if (found.length) continue;
      t.status = 1;
      if (!quiet) await t.err(`${t.busybox ? 'killall: ' : ''}${name}: no process ${t.busybox ? 'killed' : 'found'}\n`);
    }
  },
);

function named({ command, argv }: ProcessInfo, name: string): boolean {
  return command === name.slice(0, 15) || (argv[0] ?? '').replace(/.*\//, '') === name || argv[0] === name;
}

export const pidof = tool(
  {
    name: 'pidof',
    usage: '[-s] [-o PID] [NAME]...',
    about: 'List PIDs of all processes with names that match NAMEs',
    options: 's|single-shot o|omit-pid= x- q-',
    from: 'procps-ng',
  },
  async (t) => {
    const omit = t.values('o').flatMap((word) => word.split(','));
    const pids = t.sys
      .processes()
      .filter((process) => t.operands.some((name) => named(process, name)))
      .map(({ pid }) => pid)
      .filter((pid) => !omit.includes(String(pid)) && pid !== t.sys.pid)
      .sort((a, b) => b - a);
    if (pids.length === 0) return 1;
    await t.out.line((t.has('s') ? pids.slice(0, 1) : pids).join(' '));
  },
);

const MATCH_OPTIONS =
  'f|full x|exact v|inverse n|newest o|oldest l|list-name P|parent= u|euid= U|uid= s|session= t|terminal= g|pgroup= i|ignore-case- c|count- d|delimiter=- a|list-full- e|echo-';

async function procpsUsage(t: Tool, words: string): Promise<never> {
  if (t.busybox) return t.usage('');
  await t.err(`${t.called}: ${words}\nTry \`${t.called} --help' for more information.\n`);
  return t.sys.exit(2);
}

/** What names no user, process or group is refused before anything is looked for. */
async function checkNumbers(t: Tool): Promise<void> {
  const accounts = await Accounts.read(t.sys);
  const words = (key: string) => t.values(key).flatMap((word) => word.split(','));
  for (const word of words('P')) if (!/^\d+$/.test(word)) await t.die(`not a number: ${word}`, undefined, 2);
  for (const [key, what] of [
    ['g', 'process group'],
    ['s', 'session id'],
  ] as const) {
    for (const word of words(key)) if (!/^\d+$/.test(word)) await t.die(`invalid ${what}: ${word}`, undefined, 2);
  }
  for (const word of [...words('u'), ...words('U')]) {
    if (!/^\d+$/.test(word) && !accounts.user(word)) await t.die(`invalid user name: ${word}`, undefined, 2);
  }
}

async function matches(t: Tool, skip: readonly number[] = []): Promise<ProcessInfo[]> {
  const pattern = t.operands[0];
  const conditions = ['P', 'u', 'U', 's', 't', 'g'].some((key) => t.has(key));
  if (pattern === undefined && !conditions) {
    return procpsUsage(t, 'no matching criteria specified');
  }
  if (t.operands.length > 1 && !t.busybox) return procpsUsage(t, 'only one pattern can be provided');
  if (!t.busybox) await checkNumbers(t);
  let expression: RegExp | undefined;
  try {
    expression =
      pattern === undefined ? undefined : new RegExp(t.has('x') ? `^(?:${pattern})$` : pattern, t.has('i') ? 'i' : '');
  } catch {
    return t.die('regex error: Invalid regular expression', `bad regex '${pattern}'`, 2);
  }
  const accounts = await Accounts.read(t.sys);
  const list = (key: string) => t.values(key).flatMap((word) => word.split(','));
  const users = [...list('u'), ...list('U')];
  const parents = list('P');
  const sessions = list('s');
  const pgroups = list('g');
  const found = t.sys.processes().filter((process) => {
    if (process.pid === t.sys.pid || skip.includes(process.pid)) return false;
    const text = t.has('f') ? commandLine(process, false) : process.command;
    const match =
      (!expression || expression.test(text)) &&
      (!users.length || users.includes(String(process.uid)) || users.includes(accounts.userName(process.uid))) &&
      (!parents.length || parents.includes(String(process.ppid))) &&
      (!sessions.length || sessions.includes(String(process.sid))) &&
      (!pgroups.length || pgroups.includes(String(process.pgid))) &&
      (!t.has('t') || list('t').includes(process.tty));
    return match !== t.has('v');
  });
  if (t.has('n')) return found.slice(-1);
  return t.has('o') ? found.slice(0, 1) : found;
}

export const pgrep = tool(
  {
    name: 'pgrep',
    usage: '[-flanovx] [-s SID|-P PPID|PATTERN]',
    about: 'Display process(es) selected by regex PATTERN',
    options: MATCH_OPTIONS,
    usageStatus: 2,
    from: 'procps-ng',
  },
  async (t) => {
    const found = await matches(t);
    if (t.has('c')) await t.out.line(String(found.length));
    else if (found.length) {
      const lines = found.map((process) =>
        t.has('a') || (t.has('l') && t.has('f') && t.busybox)
          ? `${process.pid} ${commandLine(process, false)}`
          : t.has('l')
            ? `${process.pid} ${process.command}`
            : String(process.pid),
      );
      await t.out.line(lines.join(t.value('d') ?? '\n'));
    }
    return found.length ? 0 : 1;
  },
);

const pkillTool = tool(
  {
    name: 'pkill',
    usage: '[-l|-SIGNAL] [-xfvno] [-s SID|-P PPID|PATTERN]',
    about: 'Send a signal to processes selected by regex PATTERN',
    options: `${MATCH_OPTIONS} signal=`,
    usageStatus: 2,
    from: 'procps-ng',
  },
  async (t) => {
    const word = t.value('signal') ?? 'TERM';
    const signal =
      word === '0' ? 0 : (parseSignal(word) ?? (await t.die(`invalid argument: ${word}`, `bad signal name '${word}'`)));
    const found = await matches(t);
    for (const process of found) {
      try {
        t.sys.kill(process.pid, signal);
        if (t.has('e')) await t.out.line(`${process.command} killed (pid ${process.pid})`);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await t.warn(`killing pid ${process.pid} failed: ${error.message}`);
      }
    }
    return found.length ? 0 : 1;
  },
);

/** `pkill -9 name`: the signal is spelt as an option. */
export const pkill: typeof pkillTool = (sys, argv = sys.argv) =>
  pkillTool(
    sys,
    argv.map((word, i) => (i > 0 && /^-(\d+|[A-Z]{3,}\d?)$/.test(word) ? `--signal=${word.slice(1)}` : word)),
  );
