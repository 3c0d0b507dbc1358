/** Random scripts, random bytes for every program and random keys for the interactive ones. */
import { text, utf8 } from '../../src/base/bytes.ts';
import { ProcessGone, SysError } from '../../src/kernel/errno.ts';
import type { Program, ProgramTable } from '../../src/kernel/sys.ts';
import { PROGRAMS } from '../../src/userland/bin/table.ts';
import { programTable } from '../../src/userland/programs.ts';
import { testMachine, type TestMachine } from '../support/kernel.ts';
import type { Chance } from './random.ts';

/** A case: what runs, what is typed or sent to it, and whether ^C has to end it. */
export interface ProgramCase {
  readonly argv: readonly string[];
  readonly input: Uint8Array;
  readonly kind: 'script' | 'bytes' | 'keys';
}

const SHELLS = ['bash', 'bash', 'dash', 'busybox'];
const INTERACTIVE = [
  'bash',
  'dash',
  'vi',
  'vim',
  'nano',
  'less',
  'more',
  'top',
  'watch',
  'irb',
  'redis-cli',
  'nslookup',
  'su',
  'cat',
];
/** What never returns by itself but by ^C, or what would end the machine's own first process. */
const LEFT_OUT = new Set(['unsimulated', 'hello', 'docker-init', 'dockerd']);
const NAMES = Object.keys(PROGRAMS).filter((name) => !LEFT_OUT.has(name));

const WORDS = [
  'a', 'f', 'd', 'd/x', '/etc/passwd', '/tmp', '/', '.', '..', '-', '--', '-n', '-a', '-r', '-l', '-x', '-f', '-v', '-c', '-e', '-i', '-z', '-d',
  '-1', '0', '1', '5', '99999999999', '1e9', '%s', '%d\\n', '*', '?', '[a', 's/a/b/g', '$!N;P;D', '{print $1}', 'BEGIN{while(i<9)i++;print i}',
  '.[]', '.a.b', '+%s', '1k', '@0', 'x=1', 'root', '~', "'", '"', '\\', '$x', '$(echo a)', '`echo b`', '$((1+2))', '${x:-y}', '${x//a/b}', '{a,b}',
  '{1..5}', 'é日', '\u0000', 'a b', '', '--help', '--version', '--nosuch', '-9', '-k2', '-t:', '/dev/null', '/dev/zero', '/proc/self/status', 'nosuch',
] as const; // prettier-ignore

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const LONG =
  'all color field fields delimiter lines bytes number reverse recursive format follow zero key output files0-from width size mode max-depth exclude include regexp ignore-case count quiet verbose force interactive backup suffix parents no-clobber date iso-8601 sort time'.split(
    ' ',
  );

const SCRIPT_WORDS = [
  ...WORDS,
  'echo',
  'cat',
  'test',
  'read',
  'cd',
  'eval',
  'trap',
  'exec',
  'set',
  '|',
  '||',
  '&&',
  ';',
  '&',
  '>f',
  '>>f',
  '<f',
  '2>&1',
  '<<<x',
  '(',
  ')',
  '{',
  '}',
  '!',
];

/** Letters alone and together, and what GNU's programs call their options. */
function option(chance: Chance): string {
  if (chance.chance(0.3)) return `--${chance.pick(LONG)}${chance.chance(0.5) ? `=${chance.pick(WORDS)}` : ''}`;
  const letters = Array.from({ length: 1 + chance.below(3) }, () => chance.pick([...LETTERS]));
  return `-${letters.join('')}${chance.chance(0.2) ? chance.pick(WORDS) : ''}`;
}

/** `turn`: how many there have been; each program has its own in the end. */
export function randomProgramCase(chance: Chance, turn: number): ProgramCase {
  const roll = chance.next();
  if (roll < 0.45) return { argv: shell(chance, script(chance, 3)), input: randomBytes(chance, 200), kind: 'script' };
  if (roll < 0.85) {
    const name = NAMES[turn % NAMES.length] as string;
    const argv = [name, ...chance.many(5, () => (chance.chance(0.4) ? option(chance) : chance.pick(WORDS)))];
    return { argv, input: randomBytes(chance, 5000), kind: 'bytes' };
  }
  const argv = [
    chance.pick(INTERACTIVE),
    ...chance.many(2, () => chance.pick(['f', '/etc/passwd', 'd', 'nosuch', '-i'])),
  ];
  return { argv, input: utf8(chance.many(120, () => key(chance)).join('')), kind: 'keys' };
}

/** What takes the terminal for itself, and leaves by keys of its own, is for the keys alone. */
const OF_TERMINALS = new Set(
  'vi vim nano less more zless xzless zmore top watch su sudo gosu su-exec setpriv bash dash busybox irb redis-cli nslookup telnet ftpget passwd adduser'.split(
    ' ',
  ),
);
const SCRIPTED = NAMES.filter((name) => !OF_TERMINALS.has(name));

function shell(chance: Chance, source: string): string[] {
  const name = chance.pick(SHELLS);
  return name === 'busybox' ? ['busybox', 'sh', '-c', source] : [name, '-c', source];
}

function script(chance: Chance, depth: number): string {
  const inner = () => (depth > 0 ? script(chance, depth - 1) : command(chance));
  switch (chance.below(depth > 0 ? 14 : 3)) {
    case 0:
      return `${command(chance)} | ${inner()}`;
    case 1:
      return `${inner()}; ${command(chance)}`;
    case 2:
      return `for x in ${chance.many(4, () => chance.pick(WORDS)).join(' ')}; do ${inner()}; done`;
    case 3:
      return `while ${command(chance)}; do ${inner()}; done`;
    case 4:
      return `if ${inner()}; then ${inner()}; else ${inner()}; fi`;
    case 5:
      return `f() { ${inner()}; }; f ${chance.pick(WORDS)}`;
    case 6:
      return `(${inner()}) & ${inner()}; wait`;
    case 7:
      return `x=$(${inner()}); echo "$x"`;
    case 8:
      return `case ${chance.pick(WORDS)} in ${chance.pick(['a*', '?', '[a-f]', '*'])}) ${inner()};; esac`;
    case 9:
      return `cat <<E | ${inner()}\n${chance.pick(WORDS)}\nE\n`;
    case 10:
      return `${inner()} > f 2>&1 < /etc/passwd`;
    case 11:
      return `set -${chance.pick(['e', 'u', 'x', 'f', 'o pipefail'])}; ${inner()}`;
    case 12:
      return chance.many(12, () => chance.pick(SCRIPT_WORDS)).join(' ');
    default:
      return `${inner()} && ${inner()} || ${command(chance)}`;
  }
}

function command(chance: Chance): string {
  return [chance.pick(SCRIPTED), ...chance.many(3, () => chance.pick(WORDS))].join(' ');
}

function randomBytes(chance: Chance, most: number): Uint8Array {
  const size = chance.below(most);
  if (chance.chance(0.5)) return Uint8Array.from({ length: size }, () => chance.below(256));
  return utf8(
    Array.from({ length: size / 4 }, () =>
      chance.pick(['a', 'b', '1', ' ', '\n', '\t', ':', '{"a":1}', '<', '%', '\\']),
    ).join(''),
  );
}

const KEYS = [
  '\x16', '\x13', '\x11', '\x1f', '\x06', '\x02', '\x0e', '\x10', '\x1bb', '\x1bd', '\x1bu', '\x1b\x7f', '\x1b[1;5C', '\x1b[Z', '\x1b[6~', 'v', 'V', 'c', 'r', 'R', 'o', 'O',
  '.', 'n', 'N', 'f', 't', ';', ',', '0', '$', '^', 'w', 'b', 'e', '{', '}', 'H', 'M', 'L', 'z', 'm', "'a", '"ayw', 'qa', '@a', ':%s/o/0/g\r', ':set nu\r', ':w x\r', ':r f\r',
  ':1,3d\r', ':g/e/p\r', '&e\r', '-N\r', 'F', 'S', 'k\r', 'W', '<', '>', 'set -o vi\r', '%1\r', 'sleep 1 &\r', 'jobs\r', 'read -e x\r', 'stty -echo\r', 'exec 3<&0\r', 'f() {\r', '}\r', 'cat <<E\r', 'E\r',
  '\r', '\t', '\x7f', '\x1b', '\x03', '\x04', '\x1a', '\x1c', '\x01', '\x05', '\x0b', '\x15', '\x17', '\x12', '\x19', '\x18', '\x0f', '\x0c', '\x1b[A',
  '\x1b[B', '\x1b[C', '\x1b[D', '\x1b[H', '\x1b[3~', '\x1b[5~', '\x1bOP', '\x1bf', '\x1b.', '\x1b[200~a\nb\x1b[201~', ':', '/', '?', '!', '!!', 'q', 'i', 'dd',
  'yy', 'p', 'u', 'G', 'gg', '5', '%', 's/a/b/g', ':wq\r', ':q!\r', 'echo hi', 'ls -l ', 'fg\r', 'é', '日', ' ', 'a', 'x', 'j', 'k', '"', "'", '\\', '$(', '`',
] as const; // prettier-ignore

function key(chance: Chance): string {
  return chance.chance(0.95) ? chance.pick(KEYS) : String.fromCharCode(chance.below(256));
}

/** Programs, with what they let out that no program may. */
function watched(escaped: string[]): ProgramTable {
  const table = programTable(PROGRAMS);
  const note = (name: string, error: unknown) => {
    if (error instanceof SysError || error instanceof ProcessGone) return;
    escaped.push(`${name}: ${(error as Error).stack ?? String(error)}`);
  };
  const wrap = (name: string, program: Program): Program => {
    return (sys) => {
      try {
        const status = program(sys);
        if (status instanceof Promise) status.catch((error: unknown) => note(name, error));
        return status;
      } catch (error) {
        note(name, error);
        throw error;
      }
    };
  };
  return (name) => {
    const found = table(name);
    if (found instanceof Promise) return found.then((program) => program && wrap(name, program));
    return found && wrap(name, found);
  };
}

const FILES = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nada:x:1000:1000::/home/ada:/bin/bash\n',
  '/etc/group': 'root:x:0:\nada:x:1000:\n',
  '/etc/shadow': 'root:*:19000:0:99999:7:::\n',
  '/work/f': 'one two\nthree\n\nfour:five\n',
  '/work/a': 'x\n',
  '/work/d/x': 'y\n',
  '/usr/': '',
  '/home/': '',
};

/** What is wrong with how a case went, or undefined. */
export async function programComplaint(one: ProgramCase): Promise<string | undefined> {
  const said = `${one.kind} ${JSON.stringify(one.argv)} ${JSON.stringify(Buffer.from(one.input).toString('base64').slice(0, 400))}`;
  const escaped: string[] = [];
  const machine = await testMachine({ programs: watched(escaped), bin: NAMES, files: FILES });
  await machine.files.symlink('dash', '/bin/sh');
  try {
    const stuck = await played(machine, one);
    if (escaped.length) return `${said}: ${escaped[0]}`;
    return stuck === undefined ? undefined : `${said}: ${stuck}`;
  } finally {
    machine.namespace.destroy();
  }
}

const pause = (ms: number) => new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), ms));

async function played(machine: TestMachine, { argv, input, kind }: ProgramCase): Promise<string | undefined> {
  const terminal = machine.kernel.createTerminal({ rows: 24, columns: 80 });
  void (async () => {
    for await (const _ of terminal.output) continue;
  })();
  const piped = kind === 'bytes' ? machine.kernel.createSource(sourceOf(input)) : terminal.open();
  const process = await machine.kernel.spawn(machine.namespace, {
    path: `/bin/${argv[0]}`,
    argv: [...argv],
    env: new Map([
      ['PATH', '/bin'],
      ['HOME', '/work'],
      ['TERM', 'xterm'],
    ]),
    cwd: '/work',
    uid: 0,
    gid: 0,
    groups: [],
    files: [piped, terminal.open(), terminal.open()],
    terminal,
  });
  const ended = process.exited.then(() => 'ended' as const);
  if (kind === 'keys') {
    const keys = text(input);
    for (let at = 0; at < keys.length; at += 10) {
      await terminal.input(utf8(keys.slice(at, at + 10)));
      if ((await Promise.race([ended, pause(2)])) === 'ended') return undefined;
    }
    terminal.close();
    return (await Promise.race([ended, pause(5000)])) === 'ended' ? undefined : 'goes on without a terminal';
  }
  if (kind === 'script') void terminal.input(input);
  // Whatever asks the terminal takes ^D for its end, and a pager q.
  for (const typed of ['\x03', '\x03', '\x03\x04', '\x03\x04', '\x03\x04\x04', '\x1c', '\x03q']) {
    if ((await Promise.race([ended, pause(150)])) === 'ended') return undefined;
    void terminal.input(utf8(typed));
  }
  const interrupted = await Promise.race([ended, pause(2500)]);
  if (interrupted === 'ended') return undefined;
  terminal.close();
  return (await Promise.race([ended, pause(2500)])) === 'ended'
    ? 'does not end by ^C'
    : 'does not end by ^C, nor by a hang-up';
}

async function* sourceOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
