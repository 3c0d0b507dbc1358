/** ls: drawing of entries, long, in columns, or one a line. */
import type { Stat } from '../../kernel/sys.ts';
import type { Accounts } from './lib/accounts.ts';
import { sizeShown, type BlockSize } from './lib/block-size.ts';
import { strftime } from './lib/strftime.ts';
import { fromText } from './lib/byte-string.ts';
import { quoteName, type QuotingStyle } from './lib/quoting.ts';
import { humanNear, modeString } from './lib/text.ts';
import type { Tool } from './lib/tool.ts';

export interface Entry {
  readonly name: string;
  readonly stat: Stat;
  readonly target?: string;
  readonly targetStat?: Stat | undefined;
}

export interface LsStyle {
  readonly form: 'long' | 'columns' | 'across' | 'commas' | 'single';
  readonly width: number;
  /** Between tab stops; 0 uses blanks alone. */
  readonly tab: number;
  readonly color: boolean;
  readonly busybox: boolean;
  readonly time: 'mtime' | 'atime' | 'ctime';
  readonly timeStyle: string;
  /** How sizes are shown; undefined: bytes of files, KiB of blocks. */
  readonly unit: BlockSize | undefined;
  readonly indicator: 'classify' | 'type' | 'slash' | 'none';
  readonly inode: boolean;
  readonly blocks: boolean;
  readonly owner: boolean;
  readonly author: boolean;
  /** After each entry: a new line, or a zero byte. */
  readonly end: string;
  readonly group: boolean;
  readonly numeric: boolean;
  readonly quote: QuotingStyle;
  /** Names are bytes: the C locale. */
  readonly bytes: boolean;
  readonly hideControls: boolean;
  readonly now: number;
  readonly accounts: Accounts | undefined;
}

/** `blocks`: the sum for the `total` line, in 512-byte units; `others` share the columns of GNU's long form without being listed. `names`: all that was asked for, of which some may be missing. */
export async function listEntries(
  t: Tool,
  entries: readonly Entry[],
  style: LsStyle,
  blocks: number | undefined,
  others: readonly Entry[] = [],
  names: readonly string[] = [],
): Promise<void> {
  if (blocks !== undefined && (style.form === 'long' || !t.busybox)) {
    const shown =
      t.busybox && style.unit
        ? humanNear(blocks * 512)
            .replace(/\.\d/, '')
            .padEnd(7)
        : blocksShown(blocks, style);
    await t.out.text(`total ${shown}${style.end}`);
  }
  const aligned = !t.busybox && alignsQuotes(entries, names, style);
  if (style.form === 'long') return longList(t, entries, style, others, aligned);
  const cells = entries.map((entry) => cell(t, entry, style, entries, aligned));
  if (style.form === 'single') for (const { text } of cells) await t.out.text(text + style.end);
  else if (style.form === 'commas') await commas(t, cells, style.width);
  else if (cells.length) await (t.busybox ? evenColumns(t, cells, style) : packedColumns(t, cells, style));
}

/** Where a name is quoted, the others begin a column further right, so that the names themselves are in line. */
function alignsQuotes(entries: readonly Entry[], names: readonly string[], style: LsStyle): boolean {
  const inColumns = style.form === 'long' || ((style.form === 'columns' || style.form === 'across') && style.width > 0);
  if (!inColumns || !ALIGNED.has(style.quote)) return false;
  if (names.some((name) => isQuoted(quoteName(name, style.quote, style.bytes)))) return true;
  return entries.some((entry) => isQuoted(shownName(entry, style)));
}

const ALIGNED: ReadonlySet<QuotingStyle> = new Set(['shell', 'shell-escape', 'c-maybe']);

const isQuoted = (shown: string): boolean => /^['"]/.test(shown);

/** `blocks` of 512 bytes. */
function blocksShown(blocks: number, style: LsStyle): string {
  return sizeShown(blocks * 512, style.unit ?? { size: 1024, suffix: '' });
}

interface Cell {
  readonly text: string;
  /** Columns on screen. */
  readonly width: number;
}

function cell(t: Tool, entry: Entry, style: LsStyle, all: readonly Entry[], aligned: boolean): Cell {
  let before = '';
  const widest = (of: (stat: Stat) => string) => Math.max(...all.map(({ stat }) => of(stat).length));
  if (t.has('Z')) before += '? ';
  if (style.inode) before += `${String(entry.stat.ino).padStart(t.busybox ? 7 : widest((stat) => String(stat.ino)))} `;
  if (style.blocks) {
    const size = (stat: Stat) => blocksShown(stat.blocks, style);
    before += `${size(entry.stat).padStart(t.busybox ? 6 : widest(size))} `;
  }
  const name = shownName(entry, style);
  if (aligned && !isQuoted(name)) before += ' ';
  const mark = indicator(entry.stat, style);
  return { text: before + paint(name, entry, style) + mark, width: before.length + displayWidth(name) + mark.length };
}

export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) {
    const code = char.codePointAt(0) as number;
    width += code < 0x300 ? 1 : /\p{Mn}/u.test(char) ? 0 : code >= 0x1100 && WIDE.test(char) ? 2 : 1;
  }
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

function shownName({ name }: Entry, style: LsStyle): string {
  const quoted = quoteName(name, style.quote, style.bytes);
  if (!style.hideControls || style.quote !== 'literal') return quoted;
  return style.bytes ? fromText(quoted).replace(/[^ -~]/g, '?') : quoted.replace(/[\x00-\x1f\x7f\udc80-\udcff]/gu, '?');
}

function indicator(stat: Stat, style: LsStyle): string {
  if (style.indicator === 'none') return '';
  if (stat.type === 'directory') return '/';
  if (style.indicator === 'slash') return '';
  if (stat.type === 'file') return style.indicator === 'classify' && stat.mode & 0o111 ? '*' : '';
  return { symlink: '@', fifo: '|', socket: '=', char: '', block: '' }[stat.type];
}

function paint(text: string, { stat, target, targetStat }: Entry, style: LsStyle): string {
  if (!style.color) return text;
  const { busybox } = style;
  if (target !== undefined && !targetStat && !busybox) return `\x1b[1;31m${text}\x1b[0m`;
  const code =
    stat.type === 'file'
      ? stat.mode & 0o4000
        ? '37;41'
        : stat.mode & 0o2000
          ? '30;43'
          : stat.mode & 0o111
            ? '1;32'
            : ''
      : stat.type === 'directory'
        ? stat.mode & 0o1000 && stat.mode & 0o002
          ? '30;42'
          : '1;34'
        : { symlink: '1;36', fifo: '33', socket: '1;35', char: '1;33', block: '1;33' }[stat.type];
  return code ? `\x1b[${code}m${text}\x1b[${busybox ? '' : '0'}m` : text;
}

async function longList(
  t: Tool,
  entries: readonly Entry[],
  style: LsStyle,
  others: readonly Entry[],
  aligned: boolean,
): Promise<void> {
  const rows = entries.map((entry) => ({ entry, cells: longCells(t, entry, style) }));
  const measured = [...rows, ...others.map((entry) => ({ entry, cells: longCells(t, entry, style) }))];
  const widths = t.busybox
    ? []
    : measured.reduce<number[]>((max, { cells }) => cells.map((cell, i) => Math.max(max[i] ?? 0, cell.length)), []);
  const devices = measured.map(({ entry }) => entry.stat).filter(({ type }) => type === 'char' || type === 'block');
  const [majors, minors] = [
    Math.max(0, ...devices.map(({ major }) => String(major).length)),
    Math.max(0, ...devices.map(({ minor }) => String(minor).length)),
  ];
  for (const { entry, cells } of rows) {
    const [inode, blocks, mode, links, owner, group, size, date] = cells as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    let line = '';
    if (t.busybox) {
      if (style.inode) line += `${inode.padStart(7)} `;
      if (style.blocks) line += `${blocks.padStart(6)} `;
      line += `${mode} ${links.padStart(4)} ${owner.slice(0, 8).padEnd(8)} ${group.slice(0, 8).padEnd(8)} `;
      line += `${size.padStart(style.unit ? 7 : 9)} ${date} `;
    } else {
      const at = (i: number) => widths[i] as number;
      if (style.inode) line += `${inode.padStart(at(0))} `;
      if (style.blocks) line += `${blocks.padStart(at(1))} `;
      line += `${mode} ${links.padStart(at(3))} `;
      if (style.owner) line += `${pad(owner, at(4), style.numeric)} `;
      if (style.group) line += `${pad(group, at(5), style.numeric)} `;
      if (style.author) line += `${pad(owner, at(4), style.numeric)} `;
      if (t.has('Z')) line += '? ';
      const { type, major, minor } = entry.stat;
      const numbers = `${String(major).padStart(majors)}, ${String(minor).padStart(minors)}`;
      const wide = Math.max(at(6), devices.length ? majors + 2 + minors : 0);
      line += `${(type === 'char' || type === 'block' ? numbers : size).padStart(wide)} ${date.padStart(at(7))} `;
    }
    const name = shownName(entry, style);
    if (aligned && !isQuoted(name)) line += ' ';
    line += paint(name, entry, style);
    if (entry.target !== undefined) {
      const { targetStat, target } = entry;
      const shown = shownName({ name: target, stat: entry.stat }, style);
      line += ` -> ${targetStat ? paint(shown, { name: target, stat: targetStat }, style) + indicator(targetStat, style) : shown}`;
    } else line += indicator(entry.stat, style);
    await t.out.text(line + style.end);
  }
}

function pad(text: string, width: number, right: boolean): string {
  return right ? text.padStart(width) : text.padEnd(width);
}

function longCells(t: Tool, { stat }: Entry, style: LsStyle): string[] {
  const device = stat.type === 'char' || stat.type === 'block';
  const { unit } = style;
  const shownSize = !unit ? String(stat.size) : t.busybox ? humanNear(stat.size) : sizeShown(stat.size, unit);
  const accounts = style.accounts as Accounts;
  return [
    String(stat.ino),
    blocksShown(stat.blocks, style),
    modeString(stat),
    String(stat.nlink),
    style.numeric ? String(stat.uid) : accounts.userName(stat.uid),
    style.numeric ? String(stat.gid) : accounts.groupName(stat.gid),
    !device ? shownSize : t.busybox ? `${String(stat.major).padStart(4)}, ${String(stat.minor).padStart(3)}` : '',
    longDate(t, stat[style.time], style),
  ];
}

const HALF_YEAR_MS = (365.2425 * 86_400_000) / 2;

function longDate(t: Tool, ms: number, style: LsStyle): string {
  if (style.timeStyle === 'full-iso') {
    return strftime(t.busybox ? '%Y-%m-%d %H:%M:%S %z' : '%Y-%m-%d %H:%M:%S.%N %z', ms);
  }
  if (style.timeStyle === 'long-iso') return strftime('%Y-%m-%d %H:%M', ms);
  if (style.timeStyle.startsWith('+')) return strftime(style.timeStyle.slice(1), ms);
  const recent = ms > style.now - HALF_YEAR_MS && ms <= style.now + (t.busybox ? 900_000 : 1000);
  if (style.timeStyle === 'iso') return strftime(recent ? '%m-%d %H:%M' : '%Y-%m-%d ', ms);
  return strftime(recent ? '%b %e %H:%M' : '%b %e  %Y', ms);
}

/** busybox: every column as wide as the widest name and two. */
async function evenColumns(t: Tool, cells: readonly Cell[], style: LsStyle): Promise<void> {
  const width = Math.max(...cells.map((cell) => cell.width)) + 2;
  const columns = Math.max(1, Math.floor((style.width + 1) / width));
  const rows = Math.ceil(cells.length / columns);
  for (let row = 0; row < rows; row++) {
    let line = '';
    let gap = 0;
    for (let column = 0; column < columns; column++) {
      const at = style.form === 'across' ? row * columns + column : column * rows + row;
      const cell = cells[at];
      if (!cell) continue;
      line += ' '.repeat(gap) + cell.text;
      gap = width - cell.width;
    }
    await t.out.line(line);
  }
}

/** GNU: as many columns as fit, each as wide as it needs; gaps are tabs where those reach. */
async function packedColumns(t: Tool, cells: readonly Cell[], style: LsStyle): Promise<void> {
  const across = style.form === 'across';
  for (let columns = Math.min(cells.length, Math.max(1, Math.ceil(style.width / 3))); ; columns--) {
    const rows = Math.ceil(cells.length / columns);
    const place = (i: number) => (across ? i % columns : Math.floor(i / rows));
    const widths: number[] = [];
    cells.forEach((cell, i) => (widths[place(i)] = Math.max(widths[place(i)] ?? 0, cell.width + 2)));
    // GNU counts three columns for each, and looks at the sum again only where one needs more.
    const needed = new Array<number>(columns).fill(3);
    cells.forEach((cell, i) => {
      const gap = place(i) === columns - 1 ? 0 : 2;
      needed[place(i)] = Math.max(needed[place(i)] ?? 3, cell.width + gap);
    });
    const total = needed.reduce((sum, width) => sum + width, 0);
    if (needed.some((width) => width > 3) && total >= style.width && columns > 1) continue;
    for (let row = 0; row < rows; row++) {
      let line = '';
      let at = 0;
      for (let column = 0; column < widths.length; column++) {
        const cell = cells[across ? row * columns + column : column * rows + row];
        if (!cell) break;
        const start = widths.slice(0, column).reduce((sum, width) => sum + width, 0);
        line += gapTo(at, start, style.tab) + cell.text;
        at = start + cell.width;
      }
      await t.out.line(line);
    }
    return;
  }
}

function gapTo(from: number, to: number, tab: number): string {
  if (!tab) return ' '.repeat(to - from);
  let gap = '';
  let at = from;
  while (at < to) {
    const stop = (Math.floor(at / tab) + 1) * tab;
    if (Math.floor(to / tab) > Math.floor((at + 1) / tab)) {
      gap += '\t';
      at = stop;
    } else {
      gap += ' ';
      at++;
    }
  }
  return gap;
}

async function commas(t: Tool, cells: readonly Cell[], width: number): Promise<void> {
  let line = '';
  let used = 0;
  for (const [i, cell] of cells.entries()) {
    const last = i === cells.length - 1;
    if (used && used + cell.width + (last ? 0 : 1) >= width) {
      await t.out.line(line.trimEnd());
      line = '';
      used = 0;
    }
    line += cell.text + (last ? '' : ', ');
    used += cell.width + 2;
  }
  await t.out.line(line);
}
