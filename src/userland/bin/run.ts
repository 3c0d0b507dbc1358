/** Programs that run others: which, timeout, nohup, watch, setsid, docker-init. */
import { SysError } from '../../kernel/errno.ts';
import { parseSignal, SIGNALS, signalNumber, type Signal } from '../../kernel/signals.ts';
import { O } from '../../kernel/sys.ts';
import { parseDuration } from './basic.ts';
import { execCommand, exitStatus, findAll, spawnCommand, waitFor } from './lib/find-program.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

export const which = tool(
  {
    name: 'which',
    usage: '[-a] COMMAND...',
    about: 'Locate COMMAND',
    options: 'a',
    from: 'debianutils',
    rawArguments: true,
  },
  async (t) => {
    const words = [...t.operands];
    let all = false;
    while (/^-./.test(words[0] ?? '')) {
      const word = words.shift() as string;
      if (word === '--') break;
      for (const letter of word.slice(1)) {
        if (letter === 'a') all = true;
        else return illegal(t, letter);
      }
    }
    if (words.length === 0) return t.busybox ? t.usage('') : 1;
    for (const name of words) {
      const found = await findAll(t.sys, name);
      if (found.length === 0) t.status = 1;
      for (const path of all ? found : found.slice(0, 1)) await t.out.line(path);
    }
    return t.status;
  },
);

/** Debian's which is a script for sh, whose getopts speaks; it tells its usage on standard output. */
async function illegal(t: Tool, letter: string): Promise<number> {
  await t.err(
    t.busybox ? `which: invalid option -- '${letter}'\n${await t.usageText()}` : `Illegal option -${letter}\n`,
  );
  if (t.busybox) return 1;
  await t.out.text(`Usage: ${(await findAll(t.sys, 'which'))[0] ?? 'which'} [-a] args\n`);
  return 2;
}

async function cannotRun(
  t: Tool,
  name: string,
  error: unknown,
  gnu = `failed to run command ${t.q(name)}`,
): Promise<never> {
  if (!(error instanceof SysError)) throw error;
  return t.die(
    `${gnu}: ${error.message}`,
    `can't execute '${name}': ${error.message}`,
    error.errno === 'ENOENT' ? 127 : 126,
  );
}

export const timeout = tool(
  {
    name: 'timeout',
    usage: '[-s SIG] [-k KILL_SECS] SECS PROG ARGS',
    about: 'Run PROG. Send SIG to it if it is not gone in SECS seconds',
    options: 's|signal= k|kill-after= foreground- preserve-status- v|verbose-',
    firstOperandEnds: true,
    usageStatus: 125,
  },
  async (t) => {
    const [limit, ...command] = t.operands;
    if (limit === undefined || command.length === 0) {
      if (t.busybox) return t.usage('');
      await t.err(`Try '${t.called} --help' for more information.\n`);
      return 125;
    }
    const ms = parseDuration(limit);
    if (ms === undefined)
      return t.busybox ? t.die('', `invalid number '${limit}'`) : t.usage(`invalid time interval ${t.quote(limit)}`);
    const word = t.value('s') ?? 'TERM';
    const signal = parseSignal(word);
    if (!signal) return t.busybox ? t.die('', `unknown signal '${word}'`) : t.usage(`${t.quote(word)}: invalid signal`);
    const killAfter = t.has('k') ? parseDuration(t.value('k') as string) : undefined;
    if (t.has('k') && killAfter === undefined) {
      const given = t.value('k') as string;
      return t.busybox ? t.die('', `invalid number '${given}'`) : t.usage(`invalid time interval ${t.quote(given)}`);
    }
    let pid: number;
    // The leader of a session has a group of its own already, and may not leave it.
    const leads = t.sys.getpgid() === t.sys.pid;
    if (!t.has('foreground') && !t.busybox && !leads) t.sys.setpgid(0, 0);
    try {
      pid = await spawnCommand(t.sys, command);
    } catch (error) {
      return cannotRun(t, command[0] as string, error);
    }
    const ended = { status: undefined as number | undefined };
    const forward: Signal[] = ['TERM', 'INT', 'HUP', 'QUIT'];
    for (const name of forward) t.sys.signal(name, () => t.sys.kill(pid, name));
    const expired = await waitAtMost(t, pid, ms || Infinity, ended);
    if (!expired) return ended.status as number;
    if (t.has('v')) await t.err(`timeout: sending signal ${signal} to command ${t.q(command[0] as string)}\n`);
    signalQuietly(t, pid, signal, !t.has('foreground'));
    const late = killAfter !== undefined && (await waitAtMost(t, pid, killAfter, ended));
    if (late) signalQuietly(t, pid, 'KILL', false);
    const status = ended.status ?? (await waitFor(t.sys, pid));
    // GNU's signals its own group: from KILL it does not come back.
    const killed = late || signal === 'KILL';
    if (killed && !t.busybox && !t.has('foreground')) t.sys.kill(t.sys.pid, 'KILL');
    if (late) return 137;
    return t.busybox || t.has('preserve-status') ? status : signal === 'KILL' ? 137 : 124;
  },
);

/** `all`: what the command has started gets the signal too, but not this program. */
function signalQuietly(t: Tool, pid: number, signal: Signal, all: boolean): void {
  try {
    if (all && !t.busybox && signal !== 'KILL' && t.sys.getpgid() === t.sys.pid) {
      t.sys.signal(signal, 'ignore');
      t.sys.kill(0, signal);
    } else t.sys.kill(pid, signal);
    if (signal !== 'KILL') t.sys.kill(pid, 'CONT');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** Waits for the child; true when the time ran out before it ended. SIGCHLD breaks the sleep. */
async function waitAtMost(t: Tool, pid: number, ms: number, ended: { status: number | undefined }): Promise<boolean> {
  const until = t.sys.now() + ms;
  t.sys.signal('CHLD', () => undefined);
  for (;;) {
    const result = await t.sys.wait(pid, { noHang: true });
    if (result && (result.status.kind === 'exited' || result.status.kind === 'signaled')) {
      ended.status = exitStatus(result.status);
      return false;
    }
    const left = until - t.sys.now();
    if (left <= 0) return true;
    try {
      await t.sys.sleep(Math.min(left, 2 ** 31 - 1));
    } catch (error) {
      if (!(error instanceof SysError && error.errno === 'EINTR')) throw error;
    }
  }
}

export const nohup = tool(
  {
    name: 'nohup',
    usage: 'PROG ARGS',
    about: 'Run PROG immune to hangups, with output to a non-tty',
    firstOperandEnds: true,
    usageStatus: 125,
  },
  async (t) => {
    if (t.operands.length === 0) return t.usage('missing operand');
    const { sys } = t;
    const [input, output] = [sys.isatty(0), sys.isatty(1)];
    if (input) await sys.dup2(await sys.open('/dev/null', O.WRONLY), 0);
    if (output) {
      const home = sys.env.get('HOME');
      for (const path of ['nohup.out', ...(home ? [`${home}/nohup.out`] : [])]) {
        try {
          const fd = await sys.open(path, O.WRONLY | O.CREAT | O.APPEND, 0o600);
          await t.err(
            t.busybox
              ? `nohup: appending output to ${path}\n`
              : `nohup: ${input ? 'ignoring input and ' : ''}appending output to ${t.q(path)}\n`,
          );
          await sys.dup2(fd, 1);
          break;
        } catch (error) {
          if (!(error instanceof SysError)) throw error;
          if (path !== 'nohup.out') return t.die(`failed to open ${t.q(path)}: ${error.message}`, undefined, 125);
        }
      }
    }
    if (sys.isatty(2)) await sys.dup2(1, 2);
    sys.signal('HUP', 'ignore');
    try {
      return await execCommand(sys, t.operands);
    } catch (error) {
      return cannotRun(t, t.operands[0] as string, error);
    }
  },
);

export const setsid = tool(
  {
    name: 'setsid',
    usage: '[-c] PROG ARGS',
    about: 'Run PROG in a new session',
    options: 'c|ctty f|fork- w|wait-',
    firstOperandEnds: true,
    from: 'util-linux',
  },
  async (t) => {
    if (t.operands.length === 0) return t.usage('no command specified');
    const run = async (sys: Tool['sys']) => {
      sys.setsid();
      return execCommand(sys, t.operands);
    };
    try {
      if (t.sys.getpgid() !== t.sys.pid) return await run(t.sys);
      const pid = t.sys.fork(run);
      return t.has('w') ? await waitFor(t.sys, pid) : 0;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return cannotRun(t, t.operands[0] as string, error, `failed to execute ${t.operands[0]}`);
    }
  },
);

/** The init that `docker run --init` puts first: starts its arguments, passes signals on, reaps orphans. */
export const dockerInit: Applet = async (sys, argv = sys.argv) => {
  const words = argv.slice(1);
  if (words[0] === '--') words.shift();
  const t = tool(
    { name: 'docker-init', usage: '-- PROGRAM [ARGS]', about: 'A small init', rawArguments: true },
    async (self) => {
      let pid: number;
      try {
        pid = await spawnCommand(sys, words, { pgid: 0, foreground: sys.isatty(0) });
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await self.err(`[FATAL tini (7)] exec ${words[0]} failed: ${error.message}\n`);
        return error.errno === 'ENOENT' ? 127 : 126;
      }
      const kept = new Set([
        'KILL',
        'STOP',
        'CHLD',
        'TTIN',
        'TTOU',
        'SEGV',
        'BUS',
        'FPE',
        'ILL',
        'TRAP',
        'ABRT',
        'SYS',
      ]);
      for (const name of Object.keys(SIGNALS) as Signal[]) {
        if (!kept.has(name)) sys.signal(name, (signal) => signalQuietlyTo(signal));
      }
      const signalQuietlyTo = (signal: Signal) => {
        try {
          sys.kill(pid, signal);
        } catch (error) {
          if (!(error instanceof SysError)) throw error;
        }
      };
      for (;;) {
        try {
          const result = await sys.wait(-1);
          if (result?.pid !== pid) continue;
          if (result.status.kind === 'exited') return result.status.status;
          if (result.status.kind === 'signaled') return 128 + signalNumber(result.status.signal);
        } catch (error) {
          if (!(error instanceof SysError && error.errno === 'EINTR')) throw error;
        }
      }
    },
  );
  if (words.length === 0) {
    await sys.write(2, new TextEncoder().encode('docker-init: no program given\n'));
    return 1;
  }
  return t(sys, argv);
};
