/** pgrep and pkill: processes whose names or properties match. */
import { SysError } from '../../kernel/errno.ts';
import type { ProcessInfo } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { readText } from './lib/read-text.ts';
import { fromText } from './lib/byte-string.ts';
import { RegexError, regex } from './lib/regex.ts';
import { tool, type Tool } from './lib/tool.ts';
import { commandLine } from './ps.ts';
import { signalNumbered } from './signals.ts';

const MATCH_OPTIONS =
  'f|full x|exact v|inverse n|newest o|oldest P|parent= u|euid= U|uid= s|session= t|terminal= g|pgroup= i|ignore-case- c|count- G|group=- O|older=- F|pidfile=- L|logpidfile- r|runstates=- A|ignore-ancestors- cgroup=!- ns=!- nslist=!-';

async function procpsUsage(t: Tool, words: string): Promise<never> {
  if (t.busybox) return t.usage('');
  await t.err(`${t.called}: ${words}\nTry \`${t.called} --help' for more information.\n`);
  return t.sys.exit(2);
}

/** What names no user, process or group is refused before anything is looked for. */
async function checkNumbers(t: Tool): Promise<void> {
  const accounts = await Accounts.read(t.sys);
  const words = (key: string) => t.values(key).flatMap((word) => word.split(','));
  if (CONDITIONS.some((key) => t.values(key).includes(''))) await t.usage('', 2);
  for (const word of words('P')) if (!/^\d+$/.test(word)) await t.die(`not a number: ${word}`, undefined, 2);
  for (const word of words('G'))
    if (!/^\d+$/.test(word) && !accounts.group(word)) await t.die(`invalid group name: ${word}`, undefined, 2);
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

/** Options that are a condition, so that no pattern is needed. */
const CONDITIONS = ['P', 'u', 'U', 'G', 's', 't', 'g', 'F', 'O', 'r'];
/** As much of a name as the kernel keeps. */
const NAME_LENGTH = 15;

/** What the pattern matches; undefined without one. */
async function expressionOf(t: Tool, pattern: string | undefined): Promise<RegExp | undefined> {
  if (pattern === undefined) return undefined;
  try {
    return regex(fromText(t.has('x') ? `^(${pattern})$` : pattern), { extended: true, ignoreCase: t.has('i') });
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    return t.die(`regex error: ${error.message}`, `bad regex '${pattern}'`, 2);
  }
}

/** The process that a file names. */
async function filePid(t: Tool, path: string): Promise<string> {
  const pid = /^\s*(\d+)/.exec(await readText(t.sys, path))?.[1];
  if (pid !== undefined) return pid;
  await t.err(`${t.called}: pidfile not valid\nTry \`${t.called} --help' for more information.\n`);
  return t.sys.exit(1);
}

async function matches(t: Tool): Promise<ProcessInfo[]> {
  const pattern = t.operands[0];
  if (t.has('L') && !t.has('F')) return procpsUsage(t, '-L without -F makes no sense');
  if (pattern === undefined && !CONDITIONS.some((key) => t.has(key)))
    return procpsUsage(t, 'no matching criteria specified');
  if (t.operands.length > 1 && !t.busybox) return procpsUsage(t, 'only one pattern can be provided');
  if (!t.busybox && ['n', 'o', 'v'].filter((key) => t.has(key)).length > 1) return t.usage('');
  if (!t.busybox) await checkNumbers(t);
  const expression = await expressionOf(t, pattern);
  if (!t.busybox && !t.has('f') && pattern !== undefined && pattern.length > NAME_LENGTH && !/[^\w.-]/.test(pattern))
    await t.err(
      `${t.called}: pattern that searches for process name longer than ${NAME_LENGTH} characters will result in zero matches\n` +
        `Try \`${t.called} -f' option to match against the complete command line.\n`,
    );
  const file = t.value('F');
  const pid = file === undefined ? undefined : await filePid(t, file);
  const accounts = await Accounts.read(t.sys);
  const all = t.sys.processes();
  const self = all.find((process) => process.pid === t.sys.pid);
  const ancestors = t.has('A') ? above(all, self) : [];
  const list = (key: string, own?: number) =>
    t
      .values(key)
      .flatMap((word) => word.split(',').map((one) => (one === '0' && own !== undefined ? String(own) : one)));
  const users = [...list('u'), ...list('U')];
  const groups = list('G');
  const [parents, sessions, pgroups] = [list('P'), list('s', self?.sid), list('g', self?.pgid)];
  const older = t.has('O') ? t.sys.now() - (parseInt(t.value('O') as string, 10) || 0) * 1000 : Infinity;
  const found = all.filter((process) => {
    if (process.pid === t.sys.pid || ancestors.includes(process.pid)) return false;
    const text = t.has('f') ? commandLine(process, false) : process.command;
    const match =
      (!expression || expression.test(fromText(text))) &&
      (!users.length || users.includes(String(process.uid)) || users.includes(accounts.userName(process.uid))) &&
      (!groups.length || groups.includes(String(process.gid)) || groups.includes(accounts.groupName(process.gid))) &&
      (!parents.length || parents.includes(String(process.ppid))) &&
      (!sessions.length || sessions.includes(String(process.sid))) &&
      (!pgroups.length || pgroups.includes(String(process.pgid))) &&
      (!t.has('t') || list('t').includes(process.tty)) &&
      (!t.has('r') || list('r').includes(process.state)) &&
      process.started <= older &&
      (pid === undefined || pid === String(process.pid));
    return match !== t.has('v');
  });
  if (t.has('n')) return found.slice(-1);
  return t.has('o') ? found.slice(0, 1) : found;
}

/** The pids of a process's parent, that one's, and so on. */
function above(all: readonly ProcessInfo[], process: ProcessInfo | undefined): number[] {
  const parent = process && all.find(({ pid }) => pid === process.ppid);
  return parent ? [parent.pid, ...above(all, parent)] : [];
}

export const pgrep = tool(
  {
    name: 'pgrep',
    usage: '[-flanovx] [-s SID|-P PPID|PATTERN]',
    about: 'Display process(es) selected by regex PATTERN',
    options: `${MATCH_OPTIONS} l|list-name a|list-full- d|delimiter=- w|lightweight-`,
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
    options: `${MATCH_OPTIONS} l signal= e|echo- q|queue=-`,
    usageStatus: 2,
    from: 'procps-ng',
  },
  async (t) => {
    const word = t.value('signal') ?? 'TERM';
    const signal = signalNumbered(word) ?? (t.busybox ? await t.die('', `bad signal name '${word}'`) : undefined);
    const found = await matches(t);
    for (const process of found) {
      try {
        if (signal === undefined) throw new SysError('EINVAL');
        t.sys.kill(process.pid, signal);
        if (t.has('e')) await t.out.line(`${process.command} killed (pid ${process.pid})`);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await t.warn(`killing pid ${process.pid} failed: ${error.message}`);
      }
    }
    if (t.has('c')) await t.out.line(String(found.length));
    return found.length ? 0 : 1;
  },
);

/** `pkill -9 name`: the signal is spelt as an option. */
export const pkill: typeof pkillTool = (sys, argv = sys.argv) =>
  pkillTool(
    sys,
    argv.map((word, i) =>
      i > 0 && /^-./.test(word) && signalNumbered(word.slice(1)) !== undefined ? `--signal=${word.slice(1)}` : word,
    ),
  );
