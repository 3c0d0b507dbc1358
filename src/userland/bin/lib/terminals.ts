/** What terminals can do, as terminfo describes those that people have. */
export interface Terminal {
  readonly about: string;
  /** -1: none. */
  readonly colors: number;
  /** Capabilities that are fixed text. */
  readonly strings: Readonly<Record<string, string>>;
}

/** Common to all that move their cursor as ANSI's do. */
const ANSI = {
  bold: '\x1b[1m',
  rev: '\x1b[7m',
  smul: '\x1b[4m',
  smso: '\x1b[7m',
  el: '\x1b[K',
  ed: '\x1b[J',
  home: '\x1b[H',
  bel: '\x07',
  clear: '\x1b[H\x1b[J',
  rmul: '\x1b[m',
  rmso: '\x1b[m',
};

const CURSOR = { civis: '\x1b[?25l', cnorm: '\x1b[?12l\x1b[?25h', sc: '\x1b7', rc: '\x1b8', dim: '\x1b[2m' };
/** Clears what has scrolled away. */
const E3 = '\x1b[3J';

const XTERM = {
  ...ANSI,
  ...CURSOR,
  clear: '\x1b[H\x1b[2J',
  E3,
  sgr0: '\x1b(B\x1b[m',
  rmul: '\x1b[24m',
  rmso: '\x1b[27m',
  smcup: '\x1b[?1049h\x1b[22;0;0t',
  rmcup: '\x1b[?1049l\x1b[23;0;0t',
  kcuu1: '\x1bOA',
  kcud1: '\x1bOB',
  kcuf1: '\x1bOC',
  kcub1: '\x1bOD',
};

const SCREEN = { ...ANSI, ...CURSOR, sgr0: '\x1b[m\x0f', rmul: '\x1b[24m', smso: '\x1b[3m', rmso: '\x1b[23m', smcup: '\x1b[?1049h', rmcup: '\x1b[?1049l', kcuu1: '\x1bOA' }; // prettier-ignore

const TERMINALS: Readonly<Record<string, Terminal>> = {
  xterm: { about: 'xterm terminal emulator (X Window System)', colors: 8, strings: XTERM },
  'xterm-256color': { about: 'xterm with 256 colors', colors: 256, strings: XTERM },
  screen: { about: 'VT 100/ANSI X3.64 virtual terminal', colors: 8, strings: SCREEN },
  'screen-256color': { about: 'GNU Screen with 256 colors', colors: 256, strings: SCREEN },
  tmux: { about: 'tmux terminal multiplexer', colors: 8, strings: { ...SCREEN, E3 } },
  'tmux-256color': { about: 'tmux with 256 colors', colors: 256, strings: { ...SCREEN, E3 } },
  linux: {
    about: 'Linux console',
    colors: 8,
    strings: { ...ANSI, ...CURSOR, E3, sgr0: '\x1b[m\x0f', civis: '\x1b[?25l\x1b[?1c', cnorm: '\x1b[?25h\x1b[?0c' },
  },
  vt100: {
    about: 'DEC VT100 (w/advanced video)',
    colors: -1,
    strings: { ...ANSI, sgr0: '\x1b[m\x0f', sc: '\x1b7', rc: '\x1b8' },
  },
  vt220: { about: 'DEC VT220', colors: -1, strings: { ...ANSI, ...CURSOR, sgr0: '\x1b[m\x1b(B' } },
  ansi: {
    about: 'ansi/pc-term compatible with color',
    colors: 8,
    strings: { ...ANSI, sgr0: '\x1b[0;10m', rmul: '\x1b[m' },
  },
  dumb: { about: '80-column dumb tty', colors: -1, strings: { bel: '\x07' } },
};

/** Undefined when no description has that name. */
export function terminalNamed(name: string): Terminal | undefined {
  return Object.hasOwn(TERMINALS, name) ? TERMINALS[name] : undefined;
}

/** Whether any terminal has a capability of this name. */
export function isCapability(name: string): boolean {
  return (
    /^(?:cup|setaf|setab|am|bce|km|xenl|it|init|reset)$/.test(name) || Object.hasOwn({ ...XTERM, ...SCREEN }, name)
  );
}
