/** tput and clear: what a terminal is told, by the names of terminfo. */
import { isCapability, terminalNamed, type Terminal } from './lib/terminals.ts';
import { Quit, tool, type Tool } from './lib/tool.ts';

const VERSION = 'ncurses as simulated by Drydock\n';

export const tput = tool(
  {
    name: 'tput',
    usage: '[options] [command]',
    about: 'Print terminal capabilities',
    options: 'T= S x V',
    usageStatus: 2,
    from: 'ncurses',
    optionHelp: true,
  },
  async (t) => {
    if (t.has('V')) return t.out.text(VERSION);
    const type = t.value('T') ?? t.sys.env.get('TERM') ?? '';
    if (!type) return t.die('No value for $TERM and no -T specified', undefined, 2);
    const terminal = terminalNamed(type);
    if (!terminal) return t.die(`unknown terminal "${type}"`, undefined, 3);
    if (t.has('S')) {
      const input = await t.input('-');
      const lines = (await input.rest()).split('\n').filter(Boolean);
      for (const line of lines) t.status = Math.max(t.status, await capability(t, terminal, line.split(/\s+/)));
      return t.status;
    }
    if (t.operands.length === 0) return t.usage('');
    return capability(t, terminal, t.operands);
  },
);

/** Flags of the terminals that are xterm's kin. */
const FLAGS = new Set(['am', 'bce', 'km', 'xenl']);

async function capability(t: Tool, { about, colors, strings }: Terminal, words: readonly string[]): Promise<number> {
  const [name = '', first, second] = words;
  const fd = [2, 1, 0].find((candidate) => t.sys.isatty(candidate));
  const size = fd === undefined ? { rows: 24, columns: 80 } : t.sys.windowSize(fd);
  const numbers: Readonly<Record<string, number>> = { cols: size.columns, lines: size.rows, colors, it: 8 };
  if (Object.hasOwn(numbers, name)) await t.out.line(String(numbers[name]));
  else if (name === 'longname') await t.out.raw(about);
  else if (name === 'cup' && strings['home'] !== undefined)
    await t.out.raw(`\x1b[${(Number(first) || 0) + 1};${(Number(second) || 0) + 1}H`);
  else if ((name === 'setaf' || name === 'setab') && colors > 0)
    await t.out.raw(colored(name, colors, Number(first) || 0));
  else if (name === 'reset' || name === 'init') await t.out.raw(strings['home'] === undefined ? '' : '\x1bc');
  else if (name === 'clear') return (await cleared(t, strings, !t.has('x'))) ? 2 : 0;
  else if (FLAGS.has(name)) return strings['E3'] === undefined ? 1 : 0;
  else if (strings[name] !== undefined) await t.out.raw(strings[name] as string);
  else if (isCapability(name)) return 1;
  else return t.die(`unknown terminfo capability '${name}'`, undefined, 4);
  return 0;
}

function colored(name: 'setaf' | 'setab', colors: number, color: number): string {
  const base = name === 'setaf' ? 30 : 40;
  if (colors === 8) return `\x1b[${base / 10}${color}m`;
  if (color < 8) return `\x1b[${base + color}m`;
  return color < 16 ? `\x1b[${base + 60 + color - 8}m` : `\x1b[${base + 8};5;${color}m`;
}

/** What has scrolled away goes too, where the terminal can do that. */
async function cleared(t: Tool, strings: Terminal['strings'], all: boolean): Promise<number> {
  if (strings['clear'] === undefined) return 1;
  await t.out.raw(strings['clear'] + (all ? (strings['E3'] ?? '') : ''));
  return 0;
}

export const clear = tool(
  {
    name: 'clear',
    usage: '[options]',
    about: 'Clear screen',
    options: 'T=- x- V-',
    from: 'ncurses',
    optionHelp: true,
  },
  async (t) => {
    if (t.busybox) return t.out.raw('\x1b[H\x1b[J');
    if (t.has('V')) return t.out.text(VERSION);
    if (t.operands.length) return t.usage('');
    const type = t.value('T') ?? t.sys.env.get('TERM');
    const said = (words: string) => t.err(words).then(() => Promise.reject(new Quit(1)));
    if (type === undefined) return said('TERM environment variable not set.\n');
    const terminal = terminalNamed(type);
    if (!terminal) return said(`'${type}': unknown terminal type.\n`);
    return cleared(t, terminal.strings, !t.has('x'));
  },
);
