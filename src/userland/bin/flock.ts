/** flock: runs a command, or a descriptor's holder goes on, while holding a file's lock. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { nameExists } from '../name-exists.ts';
import { runInPlace, spawnCommand, waitFor } from './lib/find-program.ts';
import { tool, type Tool } from './lib/tool.ts';

export const flock = tool(
  {
    name: 'flock',
    usage: '[options] <file>|<directory> <command> [<argument>...]',
    about: 'Manage file locks from shell scripts',
    options:
      's|shared x|e|exclusive u|unlock n|nb|nonblock w|wait|timeout= E|conflict-exit-code= o|close c|command= F|no-fork verbose',
    firstOperandEnds: true,
    usageStatus: 64,
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const [target, ...rest] = t.operands;
    if (target === undefined) return t.usage('not enough arguments');
    const conflict = Number(t.value('E') ?? 1);
    if (!(conflict >= 0 && conflict <= 255)) return t.die('exit code out of range (expected 0 to 255)', undefined, 64);
    const seconds = Number(t.value('w') ?? Infinity);
    if (!(seconds >= 0)) return t.die(`invalid timeout value: '${t.value('w')}'`, undefined, 64);
    const script = rest[0] === '-c' || rest[0] === '--command' ? rest[1] : undefined;
    if (script !== undefined && rest.length !== 2)
      return t.die(`${rest[0]} requires exactly one command argument`, undefined, 64);
    const command = script === undefined ? rest : [t.sys.env.get('SHELL') || '/bin/sh', '-c', script];
    if (command.length === 0 && !/^\d+$/.test(target)) return t.die(`bad file descriptor: '${target}'`, undefined, 64);
    const fd = command.length ? await opened(t, target) : Number(target);
    const kind = t.has('u') ? 'unlock' : t.last('s', 'x') === 's' ? 'shared' : 'exclusive';
    if (!(await locked(t, fd, target, kind, seconds))) {
      if (t.has('verbose')) await t.err('flock: failed to get lock\n');
      return conflict;
    }
    if (command.length === 0) return 0;
    if (t.has('verbose')) await t.out.line(`flock: executing ${command[0]}`);
    await t.out.flush();
    return run(t, command, fd);
  },
);

async function opened(t: Tool, path: string): Promise<number> {
  try {
    const making = (await nameExists(t.sys, path)) ? 0 : O.CREAT;
    return await t.sys.open(path, O.RDONLY | O.NOCTTY | making, 0o666);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`cannot open lock file ${path}: ${error.message}`, undefined, 66);
  }
}

/** False when it could not be had in time. */
async function locked(
  t: Tool,
  fd: number,
  name: string,
  kind: 'shared' | 'exclusive' | 'unlock',
  seconds: number,
): Promise<boolean> {
  const until = t.sys.now() + seconds * 1000;
  const waits = !t.has('n') && seconds === Infinity;
  for (;;) {
    try {
      await t.sys.flock(fd, kind, waits);
      return true;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno !== 'EAGAIN') return t.die(`${name}: ${error.message}`, undefined, 65);
    }
    if (t.has('n') || t.sys.now() >= until) return false;
    await t.sys.sleep(Math.min(POLL_MS, until - t.sys.now()));
  }
}

/** How often a lock is asked for while there is a limit to the waiting. */
const POLL_MS = 20;

async function run(t: Tool, command: readonly string[], fd: number): Promise<number> {
  const failure = `failed to execute ${command[0]}`;
  if (t.has('F')) return runInPlace(t, command, failure);
  try {
    const fds = new Map([0, 1, 2, ...(t.has('o') ? [] : [fd])].map((one) => [one, one] as const));
    return await waitFor(t.sys, await spawnCommand(t.sys, command, { fds }));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${failure}: ${error.message}`, undefined, 69);
  }
}
