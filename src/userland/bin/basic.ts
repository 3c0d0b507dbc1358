/** The smallest programs: cat, echo, true, false, pwd, yes, sleep, tee, tty, sync, clear and their like. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { DEFAULT_TERMIOS } from '../../kernel/tty/line-discipline.ts';
import { ESCAPE_CHARACTERS } from '../escape-characters.ts';
import { fromText, toBytes } from './lib/byte-string.ts';
import { readText } from './lib/read-text.ts';
import { choose } from './lib/choice.ts';
import type { Input } from './lib/input.ts';
import { CHUNK } from './lib/input.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

export const succeed: Applet = () => 0;
export const fail: Applet = () => 1;

export const cat = tool(
  {
    name: 'cat',
    usage: '[-nbvteA] [FILE]...',
    about: 'Print FILEs to stdout',
    options: 'A|show-all b|number-nonblank e E|show-ends n|number s|squeeze-blank- t T|show-tabs u v|show-nonprinting',
  },
  async (t) => {
    const style = catStyle(t);
    const state = { number: 0, blank: false };
    for (const path of t.operands.length ? t.operands : ['-']) {
      let input: Input;
      try {
        input = await t.input(path);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await t.warn(`${t.qf(path)}: ${error.message}`, `can't open '${path}': ${error.message}`);
        continue;
      }
      try {
        if (style) await catLines(t, input, style, state);
        else await copyAll(t, input);
      } catch (error) {
        if (!(error instanceof SysError) || error.errno === 'EPIPE' || error.errno === 'ENOSPC') throw error;
        await t.warn(`${t.qf(path)}: ${error.message}`, `read error: ${error.message}`);
      }
      await t.done(input);
    }
  },
);

interface CatStyle {
  readonly number: boolean;
  readonly nonblank: boolean;
  readonly ends: boolean;
  readonly tabs: boolean;
  readonly visible: boolean;
  readonly squeeze: boolean;
}

function catStyle(t: Tool): CatStyle | undefined {
  const any = (...keys: string[]) => keys.some((key) => t.has(key));
  const style = {
    number: any('n', 'b'),
    nonblank: any('b'),
    ends: any('e', 'E', 'A'),
    tabs: any('t', 'T', 'A'),
    visible: any('v', 'e', 't', 'A'),
    squeeze: any('s'),
  };
  return Object.values(style).some(Boolean) ? style : undefined;
}

async function copyAll(t: Tool, input: Input): Promise<void> {
  for (;;) {
    const read = input.chunk();
    const bytes = read instanceof Promise ? await read : read;
    if (bytes.length === 0) return;
    const wrote = t.sys.write(1, bytes);
    if (wrote instanceof Promise) await wrote;
    const turn = t.sys.tick();
    if (turn instanceof Promise) await turn;
  }
}

async function catLines(
  t: Tool,
  input: Input,
  style: CatStyle,
  state: { number: number; blank: boolean },
): Promise<void> {
  for (;;) {
    let line = await input.line();
    if (line === undefined) return;
    const blank = line === '';
    if (style.squeeze && blank && state.blank) continue;
    state.blank = blank;
    if (style.visible) line = visible(line);
    if (style.tabs) line = line.replaceAll('\t', '^I');
    if (style.number && !(style.nonblank && blank)) line = `${String(++state.number).padStart(6)}\t${line}`;
    // busybox's numbering ends every line, the last one too.
    const ended = input.terminated || (t.busybox && style.number);
    await t.out.raw(line + (ended ? `${style.ends && input.terminated ? '$' : ''}\n` : ''));
  }
}

function visible(line: string): string {
  return line.replace(/[\x00-\x08\x0a-\x1f\x7f-\xff]/g, (char) => {
    const code = char.charCodeAt(0);
    const meta = code >= 128 ? 'M-' : '';
    const low = code & 127;
    return meta + (low < 32 ? `^${String.fromCharCode(low + 64)}` : low === 127 ? '^?' : String.fromCharCode(low));
  });
}

const echoHelp = tool({ name: 'echo', usage: '', about: 'Write the arguments to standard output' }, () => 0);

export const echo: Applet = (sys, argv = sys.argv) => {
  const gnu = sys.program !== 'busybox';
  if (gnu && argv.length === 2 && (argv[1] === '--help' || argv[1] === '--version')) return echoHelp(sys, argv);
  const posix = gnu && sys.env.has('POSIXLY_CORRECT');
  let at = 1;
  let newline = true;
  let escapes = false;
  for (; at < argv.length && (!posix || argv[1] === '-n') && /^-[neE]+$/.test(argv[at] as string); at++) {
    for (const letter of argv[at] as string) {
      if (letter === 'n') newline = false;
      else if (letter !== '-') escapes = letter === 'e';
    }
  }
  let line = fromText(argv.slice(at).join(' '));
  if (escapes || posix) {
    const stop = /(^|[^\\])(\\\\)*\\c/.exec(line);
    if (stop) {
      line = line.slice(0, stop.index + stop[0].length - 2);
      newline = false;
    }
    line = line.replace(
      gnu ? GNU_ESCAPES : /\\(?:0([0-7]{0,3})|x([0-9a-fA-F]{1,2})|([abefnrtv\\]))/g,
      (_, octal, hexa, letter) =>
        octal !== undefined
          ? String.fromCharCode(parseInt(octal || '0', 8) & 255)
          : hexa !== undefined
            ? String.fromCharCode(parseInt(hexa, 16))
            : (ESCAPE_CHARACTERS[letter as string] as string),
    );
  }
  return writeAll(sys, line + (newline ? '\n' : ''), 'echo');
};

const GNU_ESCAPES = /\\(?:0?([0-7]{1,3}|(?<=0))|x([0-9a-fA-F]{1,2})|([abefnrtv\\]))/g;

function writeAll(sys: Parameters<Applet>[0], bytes: string, name: string): number | Promise<number> {
  const spec = { name, usage: '', about: '', rawArguments: true };
  try {
    const wrote = sys.write(1, toBytes(bytes));
    return wrote instanceof Promise
      ? wrote.then(
          () => 0,
          (error) => rethrow(error),
        )
      : 0;
  } catch (error) {
    return rethrow(error);
  }
  function rethrow(error: unknown): Promise<number> {
    return Promise.resolve(tool(spec, () => Promise.reject(error))(sys));
  }
}

async function sameDirectory(t: Tool, path: string): Promise<boolean> {
  try {
    const [a, b] = [await t.sys.stat(path), await t.sys.stat('.')];
    return a.dev === b.dev && a.ino === b.ino;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

export const pwd = tool(
  { name: 'pwd', usage: '[-LP]', about: 'Print the working directory', options: 'L|logical- P|physical-' },
  async (t) => {
    if (t.operands.length && !t.busybox) await t.err(`${t.called}: ignoring non-option arguments\n`);
    const logical = t.sys.env.get('PWD');
    if (t.last('L', 'P') === 'L' && logical?.startsWith('/') && !/\/\.\.?(\/|$)/.test(logical)) {
      if (await sameDirectory(t, logical)) return void (await t.out.line(logical));
    }
    await t.out.line(t.sys.cwd);
  },
);

export const yes = tool(
  { name: 'yes', usage: '[STRING]', about: 'Repeatedly print a line with STRING, or y' },
  async (t) => {
    const line = `${fromText(t.operands.length ? t.operands.join(' ') : 'y')}\n`;
    const block = toBytes(line.repeat(Math.max(1, Math.ceil(8192 / line.length))));
    for (;;) {
      const wrote = t.sys.write(1, block.slice());
      if (wrote instanceof Promise) await wrote;
      const turn = t.sys.tick();
      if (turn instanceof Promise) await turn;
    }
  },
);

const SECONDS: Record<string, number> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** `1.5`, `2m`, `infinity` to milliseconds; undefined when it is no duration. */
export function parseDuration(word: string): number | undefined {
  if (/^inf(inity)?$/i.test(word)) return Infinity;
  const match = /^ *\+?(0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)([smhd]?)$/i.exec(word);
  return match ? Number(match[1]) * (SECONDS[match[2] as string] as number) * 1000 : undefined;
}

export const sleep = tool(
  { name: 'sleep', usage: '[N]...', about: 'Pause for a time: N seconds, or with suffix s, m, h, d', options: '' },
  async (t) => {
    if (t.operands.length === 0) return t.usage('missing operand');
    let total = 0;
    for (const word of t.operands) {
      const ms = parseDuration(word);
      if (ms !== undefined) total += ms;
      else if (t.busybox) await t.die('', `invalid number '${word}'`);
      else {
        await t.warn(`invalid time interval '${word}'`);
        total = NaN;
      }
    }
    if (Number.isNaN(total)) {
      await t.err("Try 'sleep --help' for more information.\n");
      return 1;
    }
    const until = t.sys.now() + total;
    for (let left = total; left > 0; left = until - t.sys.now()) await t.sys.sleep(Math.min(left, 2 ** 31 - 1));
  },
);

/** Why nothing can be written; a pipe without readers ends the program instead. */
async function writeFailure(t: Tool, fd: number, bytes: Uint8Array): Promise<string | undefined> {
  try {
    await t.sys.write(fd, bytes);
    return undefined;
  } catch (error) {
    if (!(error instanceof SysError) || error.errno === 'EPIPE') throw error;
    return error.message;
  }
}

export const tee = tool(
  {
    name: 'tee',
    usage: '[-ai] [FILE]...',
    about: 'Copy stdin to each FILE, and also to stdout',
    options: 'a|append i|ignore-interrupts p- output-error=?-',
  },
  async (t) => {
    if (t.has('i')) t.sys.signal('INT', 'ignore');
    const mode = t.value('output-error');
    if (mode) await choose(t, '--output-error', mode, [['warn'], ['warn-nopipe'], ['exit'], ['exit-nopipe']]);
    const outputs = [{ fd: 1, name: 'standard output' }];
    for (const path of t.operands) {
      try {
        const fd = await t.sys.open(path, O.WRONLY | O.CREAT | (t.has('a') ? O.APPEND : O.TRUNC), 0o666);
        outputs.push({ fd, name: path });
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await t.warn(`${t.qf(path)}: ${error.message}`);
        if (mode && 'exit-nopipe'.startsWith(mode)) return 1;
      }
    }
    for (;;) {
      const bytes = await t.sys.read(0, CHUNK);
      if (bytes.length === 0) return;
      for (const output of [...outputs]) {
        const failed = await writeFailure(t, output.fd, bytes);
        if (failed === undefined) continue;
        await t.warn(`${t.qf(output.name)}: ${failed}`);
        if (mode && 'exit-nopipe'.startsWith(mode)) return 1;
        outputs.splice(outputs.indexOf(output), 1);
      }
      if (outputs.length === 0) return;
      await t.sys.tick();
    }
  },
);

export const tty = tool(
  { name: 'tty', usage: '', about: "Print file name of stdin's terminal", options: 's|silent|quiet', usageStatus: 2 },
  async (t) => {
    if (t.operands.length && !t.busybox) return t.usage(`extra operand ${t.quote(t.operands[0] as string)}`);
    if (t.operands.length) await t.err('tty: ignoring all arguments\n');
    const name = t.sys.ttyname(0);
    if (!t.has('s')) await t.out.line(name ?? 'not a tty');
    return name ? 0 : 1;
  },
);

export const sync = tool(
  {
    name: 'sync',
    usage: '[-d|-f] [FILE]...',
    about: 'Write all buffered blocks to disk',
    options: 'd|data f|file-system',
  },
  async (t) => {
    if (t.has('d') && t.has('f') && !t.busybox) return t.die('cannot specify both --data and --file-system');
    if (t.has('d') && t.operands.length === 0) return t.die('--data needs at least one argument');
    for (const path of t.operands) {
      try {
        await t.sys.stat(path);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await t.warn(`error opening ${t.q(path)}: ${error.message}`, `can't open '${path}': ${error.message}`);
      }
    }
    return t.status;
  },
);

export const nproc = tool(
  { name: 'nproc', usage: '[--all] [--ignore=N]', about: 'Print number of available CPUs', options: 'all ignore=' },
  async (t) => {
    const ignored = t.value('ignore') ?? '0';
    if (!/^\d+$/.test(ignored)) return t.die(`invalid number: ${t.quote(ignored)}`, `invalid number '${ignored}'`);
    if (t.operands.length) return t.usage(`extra operand ${t.quote(t.operands[0] as string)}`);
    const wanted = (name: string) => {
      const value = parseInt(t.sys.env.get(name) ?? '', 10);
      return value > 0 && !t.has('all') && !t.busybox ? value : undefined;
    };
    const installed = [...(await readText(t.sys, '/proc/cpuinfo')).matchAll(/^processor\b/gm)].length;
    const count = Math.min(
      wanted('OMP_NUM_THREADS') ?? (t.has('all') && installed ? installed : t.sys.affinity().length),
      wanted('OMP_THREAD_LIMIT') ?? Infinity,
    );
    await t.out.line(String(Math.max(1, count - Number(ignored))));
  },
);

export const arch = tool({ name: 'arch', usage: '', about: 'Print system architecture' }, async (t) => {
  if (t.operands.length) return t.usage(`extra operand ${t.quote(t.operands[0] as string)}`);
  await t.out.line(t.sys.uname().machine);
});

export const reset = tool({ name: 'reset', usage: '', about: 'Reset the screen', from: 'ncurses' }, async (t) => {
  if (t.sys.isatty(0)) t.sys.tcsetattr(0, { ...DEFAULT_TERMIOS, flags: undefined });
  await t.out.raw('\x1bc\x1b(B\x1b[0m\x1b[J\x1b[?25h');
  await t.out.flush();
  // A terminal of glass and wire takes its time.
  if (t.sys.isatty(1)) await t.sys.sleep(1000);
});

export const nologin = tool(
  {
    name: 'nologin',
    usage: '',
    about: 'Politely refuse a login',
    // Shadow's looks at no word.
    rawArguments: true,
    from: 'shadow',
  },
  async (t) => {
    await t.out.line('This account is currently not available.');
    return 1;
  },
);

const GREETING = `
Hello from Docker!
This message shows that your installation appears to be working correctly.

To generate this message, Docker took the following steps:
 1. The Docker client contacted the Docker daemon.
 2. The Docker daemon pulled the "hello-world" image from the Docker Hub.
    (amd64)
 3. The Docker daemon created a new container from that image which runs the
    executable that produces the output you are currently reading.
 4. The Docker daemon streamed that output to the Docker client, which sent it
    to your terminal.

To try something more ambitious, you can run an Ubuntu container with:
 $ docker run -it ubuntu bash

Share images, automate workflows, and more with a free Docker ID:
 https://hub.docker.com/

For more examples and ideas, visit:
 https://docs.docker.com/get-started/

`;

/** The program of the hello-world image. */
export const hello: Applet = (sys) => writeAll(sys, GREETING, 'hello');
