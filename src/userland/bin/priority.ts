/** nice, renice and ionice: how much of the processor a process asks for. */
import { SysError } from '../../kernel/errno.ts';
import { Accounts } from './lib/accounts.ts';
import { execCommand, runInPlace } from './lib/find-program.ts';
import { tool, type Tool } from './lib/tool.ts';

/** What `nice COMMAND` adds. */
const USUAL = 10;

export const nice = tool(
  {
    name: 'nice',
    usage: '[OPTION] [COMMAND [ARG]...]',
    about: 'Run COMMAND with an adjusted niceness, or print the current niceness',
    rawArguments: true,
    usageStatus: 125,
  },
  async (t) => {
    const words = [...t.operands];
    let adjustment: string | undefined;
    while (words[0]?.startsWith('-') && words[0] !== '-') {
      const word = words.shift() as string;
      const [, attached] = /^(?:-n|--adjustment=)(.+)$/.exec(word) ?? [];
      if (word === '--') break;
      if (word === '--help') return void (await t.out.text(HELP));
      if (word === '--version') return void (await t.out.text('nice (GNU coreutils) as simulated by Drydock\n'));
      if (/^-[-+]?\d/.test(word)) adjustment = word.slice(1);
      else if (attached !== undefined) adjustment = attached;
      else if (word === '-n' || word === '--adjustment') {
        adjustment = words.shift();
        if (adjustment === undefined)
          return t.usage(
            word === '-n' ? "option requires an argument -- 'n'" : "option '--adjustment' requires an argument",
          );
      } else return t.usage(word.startsWith('--') ? `unrecognized option '${word}'` : `invalid option -- '${word[1]}'`);
    }
    if (adjustment !== undefined && !/^\s*[-+]?\d+$/.test(adjustment))
      return t.die(`invalid adjustment ${t.quote(adjustment)}`, undefined, 125);
    const now = t.sys.niceness(0);
    if (words.length === 0) {
      if (adjustment !== undefined) return t.usage('a command must be given with an adjustment');
      return t.out.line(String(now));
    }
    try {
      t.sys.setNiceness(0, now + (adjustment === undefined ? USUAL : Number(adjustment)));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.err(`${t.called}: cannot set niceness: ${error.message}\n`);
    }
    try {
      return await execCommand(t.sys, words);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`${t.q(words[0] as string)}: ${error.message}`, undefined, error.errno === 'ENOENT' ? 127 : 126);
    }
  },
);

const HELP = `Usage: nice [OPTION] [COMMAND [ARG]...]
Runs COMMAND with another niceness; without one, prints the niceness it has.
It reaches from -20 (most of the processor) to 19 (least of it).

  -n, --adjustment=N   add N to the niceness (default 10)
      --help           display this help and exit
      --version        output version information and exit
`;

export const renice = tool(
  {
    name: 'renice',
    usage: '[-n] PRIORITY [[-p|g|u] ID...]...',
    about:
      'Change scheduling priority of a running process\n\n\t-n\tAdd PRIORITY to current nice value\n\t\tWithout -n, nice value is set to PRIORITY\n\t-p\tProcess ids (default)\n\t-g\tProcess group ids\n\t-u\tProcess user names',
    rawArguments: true,
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const words = [...t.operands];
    let relative = false;
    if (words[0] === '-n' || words[0] === '--priority') {
      words.shift();
      relative = t.busybox;
    } else if (words[0] === '--relative') {
      words.shift();
      relative = true;
    }
    const text = words.shift();
    if (text === undefined || words.length === 0) return t.usage('not enough arguments');
    const value = /^[-+]?\d+$/.test(text) ? Number(text) : undefined;
    if (value === undefined)
      return t.busybox ? t.die('', `invalid number '${text}'`) : t.usage(`invalid priority '${text}'`);
    let kind: 'p' | 'g' | 'u' = 'p';
    for (const word of words) {
      const [, option] = /^--?(p|g|u|pid|pgrp|user)$/.exec(word) ?? [];
      if (option !== undefined) kind = option === 'pgrp' ? 'g' : (option[0] as 'p' | 'u');
      else await reniceOne(t, kind, word, (before) => (relative ? before + value : value));
    }
    return t.status;
  },
);

const KINDS = { p: 'process ID', g: 'process group ID', u: 'user ID' } as const;

async function reniceOne(
  t: Tool,
  kind: 'p' | 'g' | 'u',
  word: string,
  next: (before: number) => number,
): Promise<void> {
  const id = /^\d+$/.test(word) ? Number(word) : kind === 'u' ? await userId(t, word) : undefined;
  if (id === undefined)
    return t.warn(kind === 'u' ? `unknown user ${word}` : `bad ${KINDS[kind]} value: ${word}`, `unknown user ${word}`);
  const pids =
    kind === 'p'
      ? [id]
      : t.sys.processes().flatMap((one) => ((kind === 'g' ? one.pgid : one.uid) === id ? one.pid : []));
  let before: number | undefined;
  try {
    if (pids.length === 0) throw new SysError('ESRCH');
    for (const pid of pids) {
      before = t.sys.niceness(pid);
      t.sys.setNiceness(pid, next(before));
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const what = before === undefined ? 'get' : 'set';
    return t.warn(
      `failed to ${what} priority for ${id} (${KINDS[kind]}): ${error.message}`,
      `setpriority: ${error.message}`,
    );
  }
  const after = t.sys.niceness(pids[0] as number);
  if (!t.busybox) await t.out.line(`${id} (${KINDS[kind]}) old priority ${before}, new priority ${after}`);
}

async function userId(t: Tool, name: string): Promise<number | undefined> {
  return (await Accounts.read(t.sys)).user(name)?.uid;
}

const CLASSES = ['none', 'realtime', 'best-effort', 'idle'];

const ID_OPTIONS = { p: 'PID', P: 'PGID', u: 'UID' } as const;

/** What util-linux finds wrong about the words, or only remarkable. */
async function checkIoPriority(t: Tool, kind: number): Promise<void> {
  const data = t.value('n');
  if (data !== undefined && !/^\d+$/.test(data)) await t.die(`invalid class data argument: '${data}'`);
  for (const [key, what] of Object.entries(ID_OPTIONS))
    for (const word of t.values(key)) if (!/^\d+$/.test(word)) await t.die(`invalid ${what} argument: '${word}'`);
  const name = CLASSES[kind];
  if (name === undefined) await t.err(`ionice: unknown prio class ${kind}\n`);
  else if (data !== undefined && t.has('c') && (name === 'none' || name === 'idle') && !t.has('t'))
    await t.err(`ionice: ignoring given class data for ${name} class\n`);
}

async function processThere(t: Tool, pid: number, what: 'get' | 'set'): Promise<void> {
  try {
    t.sys.niceness(pid);
  } catch (error) {
    if (!(error instanceof SysError) || t.busybox) throw error;
    await t.die(`ioprio_${what} failed: ${error.message}`);
  }
}

/** Nothing here waits for a disk: the class is told and forgotten. */
export const ionice = tool(
  {
    name: 'ionice',
    usage: '[-c 1-3] [-n 0-7] [-t] {-p PID|PROG ARGS}',
    about: 'Change I/O priority and class',
    options: 'c|class= n|classdata= p|pid= P|pgid=- u|uid=- t|ignore',
    firstOperandEnds: true,
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const word = t.value('c') ?? '0';
    const kind = /^\d+$/.test(word) ? Number(word) : CLASSES.indexOf(word);
    const wrong = kind < 0 || (t.busybox && !CLASSES[kind]);
    if (wrong) return t.die(`unknown scheduling class: '${word}'`, `bad class ${word}`);
    if (!t.busybox) await checkIoPriority(t, kind);
    if (t.operands.length === 0) {
      if (t.has('c')) {
        for (const pid of t.values('p')) await processThere(t, Number(pid), 'set');
        return 0;
      }
      const pid = t.value('p');
      if (pid !== undefined) await processThere(t, Number(pid), 'get');
      return t.out.line('none: prio 0');
    }
    return runInPlace(t, t.operands, `failed to execute ${t.operands[0]}`);
  },
);
