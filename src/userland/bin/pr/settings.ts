/** What pr's options come to: the page, its columns, and what happens to characters. */
import { strftime } from '../lib/strftime.ts';
import { fromText } from '../lib/byte-string.ts';
import { zoneOf } from '../lib/time-zone.ts';
import type { Tool } from '../lib/tool.ts';

export interface Tabs {
  readonly char: string;
  readonly width: number;
}

export interface Settings {
  readonly firstPage: number;
  readonly lastPage: number;
  readonly columns: number;
  /** Of several columns: filled one after the other, a row after the other, or each from a file of its own. */
  readonly order: 'down' | 'across' | 'parallel';
  readonly doubled: boolean;
  readonly dateFormat: string;
  readonly header: string | undefined;
  readonly formFeed: boolean;
  readonly keepFormFeeds: boolean;
  /** Header and trailer are printed. */
  readonly extremities: boolean;
  /** Lines of text on a page. */
  readonly body: number;
  readonly width: number;
  readonly margin: number;
  /** Characters of a column; lines are cut there when `truncate`. */
  readonly columnWidth: number;
  readonly truncate: boolean;
  readonly separator: string;
  readonly separated: boolean;
  readonly input: Tabs;
  readonly expandInput: boolean;
  readonly output: Tabs | undefined;
  readonly control: 'as is' | 'caret' | 'octal';
  readonly number: { readonly separator: string; readonly digits: number; readonly width: number } | undefined;
  readonly firstNumber: number | undefined;
}

const HEADER_LINES = 5;
export const TRAILER_LINES = 5;
const TAB = 8;

/** Positive numbers of options, in GNU's words where they are none. */
async function count(t: Tool, key: string, what: string, fallback: number, least = 1): Promise<number> {
  const word = t.value(key);
  if (word === undefined) return fallback;
  const value = /^\s*[-+]?\d+$/.test(word) ? Number(word) : NaN;
  if (Number.isNaN(value) || value < least)
    return t.die(`${what}: ${t.q(word)}${value < least ? ': Numerical result out of range' : ''}`);
  return value;
}

/** `[CHAR[WIDTH]]`: a character that is no digit, and a width. */
async function charAndWidth(t: Tool, key: string, char: string, width: number): Promise<Tabs> {
  const word = fromText(t.value(key) ?? '');
  const own = /^[^\d]/.test(word) ? (word[0] as string) : undefined;
  const digits = own === undefined ? word : word.slice(1);
  if (!/^(?:[1-9]\d*)?$/.test(digits))
    return t.usage(`'-${key}' extra characters or invalid number in the argument: ${t.quote(digits)}`);
  return { char: own ?? char, width: digits === '' ? width : Number(digits) };
}

async function pageRange(t: Tool): Promise<readonly [number, number]> {
  const word = t.value('pages');
  if (word === undefined) return [1, Infinity];
  const [, first, last] = /^\+?(\d+)(?::(\d+))?$/.exec(word) ?? [];
  const range = [Number(first), last === undefined ? Infinity : Number(last)] as const;
  if (!(range[0] >= 1 && range[1] >= range[0])) return t.die(`invalid page range ${t.quote(word)}`);
  return range;
}

/** The width that a number and a tab after it take. */
const withTab = (digits: number) => digits + TAB - (digits % TAB);

export async function settingsOf(t: Tool, files: number): Promise<Settings> {
  const [firstPage, lastPage] = await pageRange(t);
  const length = await count(t, 'l', "'-l PAGE_LENGTH' invalid number of lines", 66);
  const narrow = await count(t, 'w', "'-w PAGE_WIDTH' invalid number of characters", 72);
  const width = await count(t, 'W', "'-W PAGE_WIDTH' invalid number of characters", narrow);
  const margin = await count(t, 'o', "'-o MARGIN' invalid line offset", 0, 0);
  const wanted = await count(t, 'columns', 'invalid number of columns', 1);
  const firstNumber = await count(t, 'N', "'-N NUMBER' invalid starting line number", 1, -Infinity);
  if (t.has('m') && t.has('columns')) return t.die('cannot specify number of columns when printing in parallel');
  if (t.has('m') && t.has('a')) return t.die('cannot specify both printing across and printing in parallel');
  const order = t.has('m') && files > 0 ? 'parallel' : t.has('a') ? 'across' : 'down';
  const columns = order === 'parallel' ? files : wanted;
  const { join, separator, separated, truncate } = separation(t, columns);
  const extremities = !t.has('t') && !t.has('T') && length > HEADER_LINES + TRAILER_LINES;
  const body = extremities ? length - HEADER_LINES - TRAILER_LINES : length;
  const numbers = await charAndWidth(t, 'n', '\t', 5);
  const numberWidth = numbers.char === '\t' ? withTab(numbers.width) : numbers.width + 1;
  const numbered = t.has('n');
  const used = order === 'parallel' && numbered ? numberWidth : 0;
  const columnWidth = Math.floor((width - used - (columns - 1) * separator.length) / columns);
  if (columnWidth < 1) return t.die('page width too narrow');
  const several = columns > 1;
  return {
    firstPage,
    lastPage,
    columns,
    order,
    doubled: t.has('d'),
    dateFormat: t.value('D') ?? '%Y-%m-%d %H:%M',
    header: t.value('h'),
    formFeed: t.has('F'),
    keepFormFeeds: !t.has('T') && (t.has('t') || !extremities),
    extremities,
    body: t.has('d') ? Math.floor(body / 2) : body,
    width,
    margin,
    columnWidth,
    truncate: truncate && !join,
    separator,
    separated,
    input: await charAndWidth(t, 'e', '\t', TAB),
    expandInput: t.has('e') || (several && separator !== '\t'),
    output: t.has('i') || several ? await charAndWidth(t, 'i', '\t', TAB) : undefined,
    control: t.has('v') ? 'octal' : t.has('c') ? 'caret' : 'as is',
    number: numbered ? { separator: numbers.char, digits: numbers.width, width: numberWidth } : undefined,
    firstNumber: t.has('N') ? firstNumber : undefined,
  };
}

/** What stands between columns. -w and -s mean other things with columns than without, and together than alone. */
function separation(t: Tool, columns: number) {
  const several = t.has('m') || t.has('columns');
  let join = t.has('J');
  let truncate = t.has('W');
  let separated = t.has('S');
  let separator = fromText(t.value('S') ?? '');
  if (t.has('s') && !separated) separator = fromText(t.value('s') || '\t');
  if (t.has('w') && !t.has('W')) {
    if (!several) join = true;
    else {
      truncate = true;
      separated ||= t.has('s');
    }
  } else if (t.has('s') && !separated && several) {
    join ||= !truncate;
    separated = true;
  }
  if (columns > 1) {
    truncate = true;
    if (!separated) [separator, separated] = [join ? '\t' : ' ', true];
    else if (!join && separator.startsWith('\t')) separator = ` ${separator.slice(1)}`;
  } else if (!separated) separator = '';
  return { join, separator, separated, truncate };
}

/** The line above a page's text: the date, the title in the middle, the page. */
export function headerLine(t: Tool, settings: Settings, title: string, ms: number, page: number): string {
  const date = fromText(strftime(settings.dateFormat, ms, zoneOf(t.sys.env.get('TZ'))));
  const pageText = `Page ${page}`;
  const room = Math.max(0, settings.width - date.length - title.length - pageText.length);
  const left = room >> 1;
  return `${' '.repeat(settings.margin)}${date}${' '.repeat(Math.max(1, left))}${title}${' '.repeat(Math.max(1, room - left))}${pageText}`;
}
