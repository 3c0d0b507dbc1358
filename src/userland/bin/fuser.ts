/** fuser: which processes use a file, a file system or a port. */
import { SysError } from '../../kernel/errno.ts';
import { parseSignal, type Signal } from '../../kernel/signals.ts';
import type { ProcessInfo, Stat } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { confirm } from './lib/confirm.ts';
import { openFiles } from './lib/open-files.ts';
import { signalList } from './signals.ts';
import { tool, type Tool } from './lib/tool.ts';

interface User {
  readonly process: ProcessInfo;
  /** How: `c` its directory, `e` its program, `f` open, `F` open for writing, `r` its root. */
  readonly how: ReadonlySet<string>;
}

const inner = tool(
  {
    name: 'fuser',
    usage: '[-fIMuvw] [-a|-s] [-4|-6] [-c|-m|-n SPACE] [-k [-i] [-SIGNAL]] NAME...',
    about: 'Show which processes use the named files, sockets, or filesystems',
    options:
      'a|all i|interactive I|inode k|kill l|list-signals m|mount M|ismountpoint n|namespace= s|silent u|user v|verbose w|writeonly 4|ipv4 6|ipv6 c f signal=',
    from: 'psmisc',
    optionHelp: true,
    optionWords: (option) => `Invalid option ${option}`,
  },
  async (t) => {
    if (t.has('l')) return t.out.text(signalList());
    if (t.operands.length === 0) {
      if (!t.busybox) await t.err('No process specification given\n');
      return t.usage('');
    }
    const accounts = await Accounts.read(t.sys);
    const word = t.value('signal') ?? 'KILL';
    const signal = parseSignal(word);
    if (!signal) {
      await t.err(`${word}: unknown signal; fuser -l lists signals.\n`);
      return 1;
    }
    const space = t.value('n');
    if (space !== undefined && !SPACES.includes(space)) {
      await t.err('Invalid namespace name\n');
      return t.usage('');
    }
    const verbose = t.has('v') && !t.has('s');
    let headed = false;
    let any = false;
    for (const name of t.operands) {
      const users = await usersOf(t, name);
      if (users.length === 0 && !t.has('a')) continue;
      if (verbose && !headed) await t.err(`${' '.repeat(21)}USER        PID ACCESS COMMAND\n`);
      headed = true;
      any ||= users.length > 0;
      if (!t.has('s')) await show(t, accounts, name, users);
      if (t.has('k')) await end(t, users, signal);
    }
    return any ? 0 : 1;
  },
);

const SPACES = ['file', 'tcp', 'udp'];

/** `-TERM`, `-9`: a signal's name where an option would stand. */
export const fuser: typeof inner = (sys, argv = sys.argv) =>
  inner(
    sys,
    argv.map((word, i) => (i > 0 && /^-(?:\d{2,}|[A-Z]{2,})/.test(word) ? `--signal=${word.slice(1)}` : word)),
  );

async function usersOf(t: Tool, name: string): Promise<User[]> {
  const port =
    /^(\d+)\/(tcp|udp)$/.exec(name) ?? (t.has('n') && t.value('n') !== 'file' ? [name, name, t.value('n')] : undefined);
  if (port) return usersOfPort(t, Number(port[1]), port[2] as string);
  if (t.has('M') && !(await isMountPoint(t, name))) return [];
  let wanted: Stat;
  try {
    wanted = await t.sys.stat(name);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`Specified filename ${name} does not exist.\n`);
    return [];
  }
  const users: User[] = [];
  for (const process of t.sys.processes()) {
    if (process.pid === t.sys.pid) continue;
    const how = new Set<string>();
    for (const { stat, fd, mode } of await openFiles(t.sys, process)) {
      if (stat.dev !== wanted.dev || (stat.ino !== wanted.ino && !t.has('m'))) continue;
      how.add(fd === 'cwd' ? 'c' : fd === 'rtd' ? 'r' : fd === 'txt' ? 'e' : mode === 'r' ? 'f' : 'F');
    }
    if (how.size && (!t.has('w') || how.has('F'))) users.push({ process, how });
  }
  return users;
}

async function isMountPoint(t: Tool, name: string): Promise<boolean> {
  const path = absolute(t, name);
  if (t.sys.mounts().some(({ target }) => target === path)) return true;
  await t.err(`Specified filename ${path} is not a mountpoint.\n`);
  return false;
}

const absolute = (t: Tool, name: string) =>
  name.startsWith('/') ? name : `${t.sys.cwd === '/' ? '' : t.sys.cwd}/${name}`.replace(/\/\.$/, '');

function usersOfPort(t: Tool, port: number, protocol: string): User[] {
  const pids = t.sys
    .sockets()
    .flatMap((socket) =>
      socket.protocol === protocol && 'port' in socket.local && socket.local.port === port ? [socket.pid] : [],
    );
  const processes = t.sys.processes().filter(({ pid }) => pids.includes(pid));
  return processes.map((process) => ({ process, how: new Set('F') }));
}

async function show(t: Tool, accounts: Accounts, name: string, users: readonly User[]): Promise<void> {
  const path = /^\d+\/(tcp|udp)$/.test(name) || t.has('n') ? name : absolute(t, name);
  // Nobody uses it: the name alone.
  await t.err(`${path}:${users.length ? ' '.repeat(Math.max(0, 19 - path.length)) : ''}`);
  if (t.has('v') && users.length) await t.err(' ');
  for (const [i, { process, how }] of users.entries()) {
    const owner = accounts.userName(process.uid);
    if (t.has('v')) {
      const access = (['F', 'f', 'r', 'c', 'e'] as const).map((letter) => ({ letter, has: how.has(letter) }));
      await t.err(
        `${i ? ' '.repeat(21) : ' '}${owner.padEnd(8)} ${String(process.pid).padStart(6)} ${accessText(access)} ${process.command}\n`,
      );
      continue;
    }
    await t.out.text(` ${String(process.pid).padStart(5)}`);
    await t.out.flush();
    const marks = ['c', 'e', 'r'].filter((letter) => how.has(letter)).join('');
    if (marks || t.has('u')) await t.err(`${marks}${t.has('u') ? `(${owner})` : ''}`);
  }
  if (!t.has('v') || users.length === 0) await t.err('\n');
}

/** Five places: open (for writing in capitals), root, directory, program, mapped. */
function accessText(access: readonly { readonly letter: string; readonly has: boolean }[]): string {
  const has = (letter: string) => access.some((one) => one.letter === letter && one.has);
  return `${has('F') ? 'F' : has('f') ? 'f' : '.'}${has('r') ? 'r' : '.'}${has('c') ? 'c' : '.'}${has('e') ? 'e' : '.'}.`;
}

async function end(t: Tool, users: readonly User[], signal: Signal): Promise<void> {
  for (const { process } of users) {
    if (t.has('i') && !(await confirm(t, `Kill process ${process.pid} ? (y/N) `))) continue;
    try {
      t.sys.kill(process.pid, signal);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.err(`Could not kill process ${process.pid}: ${error.message}\n`);
    }
  }
}
