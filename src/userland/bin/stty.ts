/** stty: the terminal's flags and characters (termios(3)), in coreutils's words. */
import { SysError } from '../../kernel/errno.ts';
import type { WindowSize } from '../../kernel/sys.ts';
import { CC, NEW_FLAGS, type TermiosFlags, termiosFlags, termiosOf } from '../../kernel/tty/termios-flags.ts';
import { tool, type Tool } from './lib/tool.ts';
import { BAUDS, COMBINATIONS, type FlagKind, KINDS, type Mode, MODES, SYNONYMS } from './lib/terminal-modes.ts';

type Named = Exclude<keyof typeof CC, 'time' | 'min'>;

/** In the order in which they are shown. */
const CHARACTERS: readonly Named[] =
  'intr quit erase kill eof eol eol2 swtch start stop susp rprnt werase lnext discard'.split(' ') as Named[];

interface Terminal {
  flags: TermiosFlags;
  size: WindowSize;
  line: number;
}

/** What a word or two of the command line asks for. */
type Step = (terminal: Terminal) => string | void;

type Style = 'changed' | 'all' | 'save';

export const stty = tool(
  {
    name: 'stty',
    usage: '[-a|g] [-F DEVICE] [SETTING]...',
    about: 'Change and print terminal line settings',
    rawArguments: true,
  },
  async (t) => {
    if (t.operands[0] === '--help') return void (await t.out.text(await t.helpText()));
    const { style, device, words } = await optionsOf(t);
    const steps = await stepsOf(t, words);
    const fd = device === undefined ? 0 : await openDevice(t, device);
    const terminal = await terminalOf(t, fd, device);
    if (words.length === 0) return t.out.text(shown(terminal, style, await widthOf(t)));
    const { flags, size } = terminal;
    for (const step of steps) {
      const line = step(terminal);
      if (line !== undefined) await t.out.line(line);
    }
    if (terminal.size !== size) t.sys.setWindowSize(fd, terminal.size);
    if (terminal.flags === flags) return;
    t.sys.tcsetattr(fd, termiosOf(terminal.flags));
    if (termiosFlags(t.sys.tcgetattr(fd)).c_cflag !== terminal.flags.c_cflag)
      return t.die(`${device ?? "'standard input'"}: unable to perform all requested operations`);
  },
);

async function optionsOf(t: Tool): Promise<{ style: Style; device: string | undefined; words: readonly string[] }> {
  const words: string[] = [];
  const devices: string[] = [];
  const styles = new Set<Style>();
  for (let i = 0; i < t.operands.length; i++) {
    const word = t.operands[i] as string;
    const device = /^(?:-F|--file=)(.+)$/s.exec(word)?.[1];
    if (device !== undefined) devices.push(device);
    else if ((word === '-F' || word === '--file') && t.operands[i + 1] !== undefined)
      devices.push(t.operands[++i] as string);
    else if (word === '-a' || word === '--all') styles.add('all');
    else if (word === '-g' || word === '--save') styles.add('save');
    else words.push(word);
  }
  if (devices.length > 1) return t.die('only one device may be specified');
  if (styles.size > 1) return t.die('the options for verbose and stty-readable output styles are\nmutually exclusive');
  if (styles.size > 0 && words.length > 0) return t.die('when specifying an output style, modes may not be set');
  return { style: [...styles][0] ?? 'changed', device: devices[0], words };
}

async function openDevice(t: Tool, path: string): Promise<number> {
  try {
    return await t.sys.open(path, 0);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${path}: ${error.message}`, `can't open '${path}': ${error.message}`);
  }
}

async function terminalOf(t: Tool, fd: number, device: string | undefined): Promise<Terminal> {
  try {
    return { flags: termiosFlags(t.sys.tcgetattr(fd)), size: t.sys.windowSize(fd), line: 0 };
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(
      `${device ?? "'standard input'"}: ${error.message}`,
      `${device ?? 'standard input'}: ${error.message}`,
    );
  }
}

async function widthOf(t: Tool): Promise<number> {
  const columns = t.sys.isatty(1) ? t.sys.windowSize(1).columns : 0;
  return columns || Number(t.sys.env.get('COLUMNS')) || 80;
}

/** All words are understood before anything is done. */
async function stepsOf(t: Tool, words: readonly string[]): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const known = flagStep(word) ?? savedStep(word) ?? plainStep(word);
    if (known) {
      steps.push(known);
      continue;
    }
    const takes = argumentStep(word);
    if (!takes) {
      if (t.busybox) return t.die('', `invalid argument '${word}'`);
      return t.usage(`invalid argument ${t.quote(word)}`);
    }
    const argument = words[++i];
    if (argument === undefined) return t.usage(`missing argument to ${t.quote(word)}`);
    const step = takes(argument);
    if (typeof step === 'string') return t.die(`invalid integer argument: ${t.quote(argument)}${step}`);
    steps.push(step);
  }
  return steps;
}

/** A mode or a combination of such, with a dash or without. */
function flagStep(word: string): Step | undefined {
  const more = COMBINATIONS[word];
  if (more !== undefined) {
    const steps = more.split(' ').map((one) => flagStep(one));
    return (terminal) => {
      for (const step of steps) step?.(terminal);
    };
  }
  if (/^(sane|cooked|-raw|ek|dec|raw|-cooked)$/.test(word)) return characterCombination(word);
  const off = word.startsWith('-');
  const name = off ? word.slice(1) : word;
  const mode = MODES.find((one) => one.name === (SYNONYMS[name] ?? name));
  if (!mode || (off && mode.mask !== undefined)) return undefined;
  return (terminal) => setMode(terminal, mode, !off);
}

function characterCombination(word: string): Step {
  const defaults =
    (names: readonly Named[]): Step =>
    (terminal) => {
      for (const name of names) setCharacter(terminal, name, NEW_FLAGS.c_cc[CC[name]] as number);
    };
  const steps: Step[] =
    word === 'sane'
      ? [
          ...MODES.filter(({ sane }) => sane !== undefined).map(
            (mode): Step =>
              (t) =>
                setMode(t, mode, mode.sane === true),
          ),
          defaults(CHARACTERS),
        ]
      : word === 'ek' || word === 'dec'
        ? [defaults(['erase', 'kill', ...(word === 'dec' ? (['intr'] as const) : [])])]
        : [];
  const modes = COMBINATIONS[`(${word})`]?.split(' ').map((one) => flagStep(one)) ?? [];
  const raw = word === 'raw' || word === '-cooked';
  return (terminal) => {
    for (const step of [...steps, ...modes]) step?.(terminal);
    if (raw) {
      setCharacter(terminal, 'min', 1);
      setCharacter(terminal, 'time', 0);
    }
  };
}

function setMode(terminal: Terminal, { kind, bits, mask = bits }: Mode, on: boolean): void {
  const field = KINDS[kind];
  terminal.flags = { ...terminal.flags, [field]: ((terminal.flags[field] & ~mask) | (on ? bits : 0)) >>> 0 };
}

function setCharacter(terminal: Terminal, name: keyof typeof CC, code: number): void {
  terminal.flags = { ...terminal.flags, c_cc: terminal.flags.c_cc.map((old, i) => (i === CC[name] ? code : old)) };
}

/** What -g printed. */
function savedStep(word: string): Step | undefined {
  if (!/^[0-9a-f]+(:[0-9a-f]+){35}$/i.test(word)) return undefined;
  const [c_iflag = 0, c_oflag = 0, c_cflag = 0, c_lflag = 0, ...c_cc] = word
    .split(':')
    .map((part) => parseInt(part, 16));
  return (terminal) => {
    terminal.flags = { c_iflag, c_oflag, c_cflag, c_lflag, c_cc };
  };
}

function plainStep(word: string): Step | undefined {
  if (word === 'size') return ({ size }) => `${size.rows} ${size.columns}`;
  if (word === 'speed') return ({ flags }) => speedOf(flags);
  if (word === 'drain' || word === '-drain') return () => undefined;
  const code = BAUDS.indexOf(word);
  return code < 0 ? undefined : (terminal) => setSpeed(terminal, code);
}

function setSpeed(terminal: Terminal, code: number): void {
  terminal.flags = { ...terminal.flags, c_cflag: (terminal.flags.c_cflag & ~0o17) | code };
}

function speedOf({ c_cflag }: TermiosFlags): string {
  return BAUDS[c_cflag & 0o17] as string;
}

/** For words that an argument follows. A text: what is wrong with it, after its name. */
function argumentStep(word: string): ((argument: string) => Step | string) | undefined {
  if (CHARACTERS.includes(word as Named)) {
    return (argument) => {
      const code = characterCode(argument);
      return typeof code === 'string' ? code : (terminal) => setCharacter(terminal, word as Named, code);
    };
  }
  if (word === 'min' || word === 'time') {
    return (argument) => {
      const count = integer(argument, 255);
      return typeof count === 'string' ? count : (terminal) => setCharacter(terminal, word, count);
    };
  }
  if (/^(rows|cols|columns|line)$/.test(word)) {
    return (argument) => {
      const count = integer(argument, 2 ** 31 - 1);
      if (typeof count === 'string') return count;
      return (terminal) => {
        if (word === 'line') terminal.line = count;
        else terminal.size = { ...terminal.size, [word === 'rows' ? 'rows' : 'columns']: count };
      };
    };
  }
  if (word === 'ispeed' || word === 'ospeed') {
    return (argument) => {
      const code = BAUDS.indexOf(argument);
      return code < 0 ? '' : (terminal) => setSpeed(terminal, code);
    };
  }
  return undefined;
}

function characterCode(word: string): number | string {
  if (word.length < 2) return word === '' ? 0 : (word.codePointAt(0) as number);
  if (word === '^-' || word === 'undef') return 0;
  if (word.startsWith('^')) return word[1] === '?' ? 127 : word.charCodeAt(1) & ~0o140;
  return integer(word, 255);
}

function integer(word: string, most: number): number | string {
  if (!/^\+?(0x[0-9a-f]+|\d+)[bBkKMG]?$/i.test(word)) return '';
  const digits = word.replace(/^\+|[bBkKMG]$/g, (end) => (/^[bB]$/.test(end) && /^\+?0x/i.test(word) ? end : ''));
  const unit: Readonly<Record<string, number>> = { b: 512, B: 1024, k: 1024, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };
  const times = digits.length < word.replace(/^\+/, '').length ? (unit[word.slice(-1)] ?? 1) : 1;
  const value = (/^0[0-7]+$/.test(digits) ? parseInt(digits, 8) : Number(digits)) * times;
  if (value <= most) return value;
  return most === 255 ? ': Numerical result out of range' : ': Value too large for defined data type';
}

function shown({ flags, size, line }: Terminal, style: Style, width: number): string {
  if (style === 'save') {
    const { c_iflag, c_oflag, c_cflag, c_lflag, c_cc } = flags;
    return `${[c_iflag, c_oflag, c_cflag, c_lflag, ...c_cc].map((word) => word.toString(16)).join(':')}\n`;
  }
  const all = style === 'all';
  const head = [
    `speed ${speedOf(flags)} baud;`,
    ...(all ? [`rows ${size.rows};`, `columns ${size.columns};`] : []),
    `line = ${line};`,
  ];
  const counts = (['min', 'time'] as const).map((name) => `${name} = ${flags.c_cc[CC[name]]};`);
  const raw = (flags.c_lflag & 0o2) === 0;
  const characters = [
    ...CHARACTERS.filter((name) => all || flags.c_cc[CC[name]] !== NEW_FLAGS.c_cc[CC[name]]).map(
      (name) => `${name} = ${visible(flags.c_cc[CC[name]] as number)};`,
    ),
    ...(all || raw ? counts : []),
  ];
  const kinds = (Object.keys(KINDS) as FlagKind[]).map((kind) =>
    MODES.filter((mode) => mode.kind === kind).flatMap((mode) => modeWord(mode, flags, all) ?? []),
  );
  return [head, characters, ...kinds]
    .filter((words) => words.length > 0)
    .map((words) => wrapped(words, width))
    .join('');
}

/** How a mode is told, or undefined when it is not: a choice shows its present value, and short are only those that are not sane. */
function modeWord({ name, kind, bits, mask, sane }: Mode, flags: TermiosFlags, all: boolean): string | undefined {
  const value = (flags[KINDS[kind]] & (mask ?? bits)) >>> 0;
  const on = value === bits;
  if (all) return mask === undefined ? `${on ? '' : '-'}${name}` : on ? name : undefined;
  if (on && sane === false) return name;
  return !on && sane === true && mask === undefined ? `-${name}` : undefined;
}

function visible(code: number): string {
  if (code === 0) return '<undef>';
  const meta = code >= 128 ? 'M-' : '';
  const low = code & 127;
  return meta + (low < 32 ? `^${String.fromCharCode(low + 64)}` : low === 127 ? '^?' : String.fromCharCode(low));
}

function wrapped(words: readonly string[], width: number): string {
  let text = '';
  let column = 0;
  for (const word of words) {
    if (column > 0 && column + 1 + word.length > width) {
      text += '\n';
      column = 0;
    }
    text += column > 0 ? ` ${word}` : word;
    column += word.length + (column > 0 ? 1 : 0);
  }
  return `${text}\n`;
}
