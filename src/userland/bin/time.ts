/** time: how long a program took, in a form of one's own (GNU time, POSIX). */
import { SysError } from '../../kernel/errno.ts';
import { signalNumber } from '../../kernel/signals.ts';
import { O, type WaitStatus } from '../../kernel/sys.ts';
import { ESCAPE_CHARACTERS } from '../escape-characters.ts';
import { fromText, toBytes } from './lib/byte-string.ts';
import { endOf, exitStatus, spawnCommand } from './lib/find-program.ts';
import { tool, type Tool } from './lib/tool.ts';

/** What a run came to. Memory, pages and transfers are not counted here, and are nothing. */
interface Run {
  readonly command: string;
  readonly seconds: number;
  readonly user: number;
  readonly status: number;
}

const USUAL =
  '%Uuser %Ssystem %Eelapsed %PCPU (%Xavgtext+%Davgdata %Mmaxresident)k\n%Iinputs+%Ooutputs (%Fmajor+%Rminor)pagefaults %Wswaps';
const PORTABLE = 'real %e\nuser %U\nsys %S';
const VERBOSE = `\tCommand being timed: "%C"
\tUser time (seconds): %U
\tSystem time (seconds): %S
\tPercent of CPU this job got: %P
\tElapsed (wall clock) time (h:mm:ss or m:ss): %E
\tAverage shared text size (kbytes): %X
\tAverage unshared data size (kbytes): %D
\tAverage stack size (kbytes): %p
\tAverage total size (kbytes): %K
\tMaximum resident set size (kbytes): %M
\tAverage resident set size (kbytes): %t
\tMajor (requiring I/O) page faults: %F
\tMinor (reclaiming a frame) page faults: %R
\tVoluntary context switches: %w
\tInvoluntary context switches: %c
\tSwaps: %W
\tFile system inputs: %I
\tFile system outputs: %O
\tSocket messages sent: %s
\tSocket messages received: %r
\tSignals delivered: %k
\tPage size (bytes): %Z
\tExit status: %x`;

const PAGE_BYTES = '4096';
const UNCOUNTED = 'DFIKMORWXckprstw';

const FIELDS: Readonly<Record<string, (run: Run) => string>> = {
  '%': () => '%',
  C: ({ command }) => command,
  E: ({ seconds }) => clock(seconds),
  P: ({ seconds, user }) => `${Math.round((user * 100) / Math.max(seconds, 0.001))}%`,
  S: () => '0.00',
  U: ({ user }) => user.toFixed(2),
  Z: () => PAGE_BYTES,
  e: ({ seconds }) => seconds.toFixed(2),
  x: ({ status }) => String(status),
  ...Object.fromEntries([...UNCOUNTED].map((letter) => [letter, () => '0'])),
};

/** `0:00.12`, and hours without hundredths. */
function clock(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(2).padStart(5, '0')}`;
}

/** A format with its fields filled in; what is none shows with a question mark. */
function filled(format: string, run: Run): string {
  return format.replace(/%(.?)|\\(.?)/gs, (_, field?: string, escape?: string) => {
    if (escape !== undefined)
      return 'nt\\'.includes(escape) && escape ? (ESCAPE_CHARACTERS[escape] as string) : `?\\${escape}`;
    return field ? (FIELDS[field]?.(run) ?? `?${field}`) : '?';
  });
}

export const time = tool(
  {
    name: 'time',
    usage: '[-vpa] [-f FORMAT] [-o FILE] PROG ARGS',
    about: 'Run PROG, display resource usage when it exits',
    options: 'p|portability v|verbose a|append f|format= o|output= q|quiet-',
    usageStatus: 125,
    firstOperandEnds: true,
    from: 'GNU Time',
  },
  async (t) => {
    if (t.operands.length === 0) return t.usage('missing program to run');
    const out = await output(t);
    const start = t.sys.now();
    const { status, user } = await ran(t);
    const run: Run = {
      command: t.operands.join(' '),
      seconds: (t.sys.now() - start) / 1000,
      user,
      status: status.kind === 'exited' ? status.status : 0,
    };
    const lines = t.busybox ? shortForm(t, run) : whole(t, run);
    const before = t.busybox || t.has('q') || t.has('p') ? '' : told(status);
    await t.sys.write(out, toBytes(fromText(before + lines)));
    if (out !== 2) await t.sys.close(out);
    return exitStatus(status);
  },
);

function whole(t: Tool, run: Run): string {
  const format = formatOf(t);
  return format && `${filled(format, run)}\n`;
}

function formatOf(t: Tool): string {
  const last = t.last('p', 'v', 'f');
  if (last === 'p') return PORTABLE;
  if (last === 'v') return VERBOSE;
  return t.value('f') ?? t.sys.env.get('TIME') ?? USUAL;
}

/** busybox's three lines. */
function shortForm(t: Tool, { seconds, user }: Run): string {
  if (t.has('f')) return `${filled(t.value('f') as string, { command: '', seconds, user, status: 0 })}\n`;
  const minutes = (value: number) => `${Math.floor(value / 60)}m ${(value % 60).toFixed(2)}s`;
  const form = t.has('p') ? (value: number) => value.toFixed(2) : minutes;
  const gap = t.has('p') ? ' ' : '\t';
  return `real${gap}${form(seconds)}\nuser${gap}${form(user)}\nsys${gap}${form(0)}\n`;
}

function told(status: WaitStatus): string {
  if (status.kind === 'signaled') return `Command terminated by signal ${signalNumber(status.signal)}\n`;
  const code = exitStatus(status);
  return code === 0 ? '' : `Command exited with non-zero status ${code}\n`;
}

/** What the program is that cannot be run: GNU's tells as of any other that it ended badly. */
async function ran(t: Tool): Promise<{ readonly status: WaitStatus; readonly user: number }> {
  const name = t.operands[0] as string;
  try {
    const pid = await spawnCommand(t.sys, t.operands);
    const status = await endOf(t.sys, pid);
    return { status, user: (t.sys.processes().find((process) => process.pid === pid)?.cpuMs ?? 0) / 1000 };
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const status = error.errno === 'ENOENT' ? 127 : 126;
    if (t.busybox) return t.die('', `can't execute '${name}': ${error.message}`, status);
    await t.warn(`cannot run ${name}: ${error.message}`);
    return { status: { kind: 'exited', status }, user: 0 };
  }
}

async function output(t: Tool): Promise<number> {
  const path = t.value('o');
  if (path === undefined) return 2;
  try {
    return await t.sys.open(path, O.WRONLY | O.CREAT | (t.has('a') ? O.APPEND : O.TRUNC) | O.CLOEXEC, 0o666);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${path}: ${error.message}`, `can't open '${path}': ${error.message}`, t.busybox ? 1 : 125);
  }
}
