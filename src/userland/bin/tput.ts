/** tput. */
import { tool } from './lib/tool.ts';

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
