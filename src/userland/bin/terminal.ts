/** stty and tput. */
import { SysError } from '../../kernel/errno.ts';
import type { Termios } from '../../kernel/sys.ts';
import { tool, type Tool } from './lib/tool.ts';

const FLAGS: Record<string, keyof Termios> = {
  icanon: 'canonical',
  echo: 'echo',
  isig: 'signals',
  icrnl: 'crToNl',
  onlcr: 'nlToCrNl',
  opost: 'nlToCrNl',
};
/** Known to real stty, without a counterpart in the simulated line discipline. */
const ACCEPTED = new Set(
  'echoe echok echonl noflsh ixon ixoff ixany brkint inpck istrip inlcr igncr iexten tostop cread clocal hupcl parenb cstopb cs8 cs7 echoctl echoke utf8 imaxbel iutf8'.split(
    ' ',
  ),
);

async function openDevice(t: Tool, path: string): Promise<number> {
  try {
    return await t.sys.open(path, 0);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${path}: ${error.message}`, `can't open '${path}': ${error.message}`);
  }
}

export const stty = tool(
  {
    name: 'stty',
    usage: '[-a|g] [-F DEVICE] [SETTING]...',
    about: 'Change and print terminal line settings',
    rawArguments: true,
  },
  async (t) => {
    const words = [...t.operands];
    if (words[0] === '--help') return void (await t.out.text(await t.helpText()));
    const wrong = words.find((word) => /^--./.test(word) && !/^--(?:all|save|file)(?:=|$)/.test(word));
    if (wrong !== undefined && !t.busybox) return t.usage(`invalid argument ${t.quote(wrong)}`);
    const at = words.findIndex((word) => word === '-F' || word === '--file');
    const device = at >= 0 ? (words.splice(at, 2)[1] ?? '') : undefined;
    const fd = device === undefined ? 0 : await openDevice(t, device);
    let now: Termios;
    try {
      now = t.sys.tcgetattr(fd);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      const letters = words.find((word) => /^-[a-z]$/.test(word) && !/^-[ag]$/.test(word));
      if (letters !== undefined && !t.busybox) return t.usage(`invalid argument ${t.quote(letters)}`);
      return t.die(
        `${device ?? "'standard input'"}: ${error.message}`,
        `${device ?? 'standard input'}: ${error.message}`,
      );
    }
    if (words[0] === '-a' || words[0] === '--all') return show(t, fd, now, true);
    if (words[0] === '-g' || words[0] === '--save') {
      await t.out.line(
        `drydock:${(['canonical', 'echo', 'signals', 'crToNl', 'nlToCrNl'] as const).map((key) => Number(now[key])).join(':')}`,
      );
      return;
    }
    if (words.length === 0) return show(t, fd, now, false);
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as string;
      if (word === 'size') {
        const { rows, columns } = t.sys.windowSize(fd);
        await t.out.line(`${rows} ${columns}`);
      } else if (word === 'speed') await t.out.line('38400');
      else if (/^(rows|cols|columns)$/.test(word)) {
        const value = Number(words[++i]);
        const size = t.sys.windowSize(fd);
        t.sys.setWindowSize(fd, word === 'rows' ? { ...size, rows: value } : { ...size, columns: value });
      } else if (!apply(t, fd, word)) {
        if (t.busybox) return t.die('', `invalid argument '${word}'`);
        return t.usage(`invalid argument '${word}'`);
      }
    }
  },
);

function apply(t: Tool, fd: number, word: string): boolean {
  const raw = { canonical: false, echo: true, signals: false, crToNl: false, nlToCrNl: false };
  const sane = { canonical: true, echo: true, signals: true, crToNl: true, nlToCrNl: true };
  if (word === 'raw' || word === '-cooked') t.sys.tcsetattr(fd, { ...raw, echo: t.sys.tcgetattr(fd).echo });
  else if (word === 'sane') t.sys.tcsetattr(fd, sane);
  else if (word === 'cooked' || word === '-raw')
    t.sys.tcsetattr(fd, { canonical: true, signals: true, crToNl: true, nlToCrNl: true });
  else if (word === 'cbreak') t.sys.tcsetattr(fd, { canonical: false });
  else if (word === '-cbreak') t.sys.tcsetattr(fd, { canonical: true });
  else if (word.startsWith('drydock:')) {
    const [canonical, echo, signals, crToNl, nlToCrNl] = word
      .split(':')
      .slice(1)
      .map((value) => value === '1');
    t.sys.tcsetattr(fd, { canonical, echo, signals, crToNl, nlToCrNl } as Termios);
  } else {
    const name = word.replace(/^-/, '');
    const key = FLAGS[name];
    if (key) t.sys.tcsetattr(fd, { [key]: !word.startsWith('-') });
    else return ACCEPTED.has(name) || /^\d+$/.test(word);
  }
  return true;
}

async function show(t: Tool, fd: number, now: Termios, all: boolean): Promise<void> {
  const { rows, columns } = t.sys.windowSize(fd);
  const flag = (on: boolean, name: string) => `${on ? '' : '-'}${name}`;
  const flags = [
    flag(now.signals, 'isig'),
    flag(now.canonical, 'icanon'),
    flag(now.crToNl, 'icrnl'),
    flag(now.nlToCrNl, 'opost'),
    flag(now.nlToCrNl, 'onlcr'),
    flag(now.echo, 'echo'),
  ];
  await t.out.line(`speed 38400 baud;${all ? ` rows ${rows}; columns ${columns};` : ''} line = 0;`);
  if (all) await t.out.line('intr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D; susp = ^Z; werase = ^W;');
  const shown = all ? flags : flags.filter((text) => text.startsWith('-'));
  if (shown.length) await t.out.line(shown.join(' '));
}

const STRINGS: Record<string, string> = {
  clear: '\x1b[H\x1b[2J\x1b[3J',
  bold: '\x1b[1m',
  dim: '\x1b[2m',
  rev: '\x1b[7m',
  smul: '\x1b[4m',
  rmul: '\x1b[24m',
  smso: '\x1b[7m',
  rmso: '\x1b[27m',
  sgr0: '\x1b(B\x1b[m',
  el: '\x1b[K',
  ed: '\x1b[J',
  home: '\x1b[H',
  civis: '\x1b[?25l',
  cnorm: '\x1b[?12l\x1b[?25h',
  smcup: '\x1b[?1049h',
  rmcup: '\x1b[?1049l',
  sc: '\x1b7',
  rc: '\x1b8',
  bel: '\x07',
};

export const tput = tool(
  {
    name: 'tput',
    usage: 'CAPABILITY [PARAMETER]...',
    about: 'Print terminal capabilities',
    options: 'T= S!',
    usageStatus: 2,
    from: 'ncurses',
  },
  async (t) => {
    const [name, first, second] = t.operands;
    if (name === undefined) return t.usage('missing capability', 2);
    const fd = [2, 1, 0].find((candidate) => t.sys.isatty(candidate));
    const size = fd === undefined ? { rows: 24, columns: 80 } : t.sys.windowSize(fd);
    const numbers: Record<string, number> = { cols: size.columns, lines: size.rows, colors: 256 };
    if (name in numbers) return void (await t.out.line(String(numbers[name])));
    if (name === 'cup') await t.out.raw(`\x1b[${Number(first ?? 0) + 1};${Number(second ?? 0) + 1}H`);
    else if (name === 'setaf' || name === 'setab') {
      const color = Number(first ?? 0);
      const base = name === 'setaf' ? 30 : 40;
      await t.out.raw(
        color < 8
          ? `\x1b[${base + color}m`
          : color < 16
            ? `\x1b[${base + 60 + color - 8}m`
            : `\x1b[${base + 8};5;${color}m`,
      );
    } else if (name === 'reset' || name === 'init') await t.out.raw('\x1bc');
    else if (STRINGS[name] !== undefined) await t.out.raw(STRINGS[name] as string);
    else return t.die(`unknown terminfo capability '${name}'`, undefined, 4);
  },
);
