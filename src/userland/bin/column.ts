/** column: words in columns, or the fields of lines as a table. */
import { displayWidth } from './ls-format.ts';
import { fromText, toText } from './lib/byte-string.ts';
import { eachInput } from './lib/each-input.ts';
import { tool, type Tool } from './lib/tool.ts';

const TAB = 8;

export const column = tool(
  {
    name: 'column',
    usage: '[options] [FILE]...',
    about: 'Columnate lists',
    options:
      'J|json t|table c|output-width|columns= d|table-noheadings o|output-separator= s|separator= x|fillrows n|table-name= N|table-columns= ' +
      'C|table-column=! E|table-noextreme= e|table-header-repeat H|table-hide= O|table-order= R|table-right= T|table-truncate= W|table-wrap= L|keep-empty-lines ' +
      'l|table-columns-limit= r|tree=! i|tree-id=! p|tree-parent=! m|table-maxout',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const width = t.value('c');
    if (width !== undefined && !/^\d+$/.test(width)) return t.die(`invalid columns argument: '${width}'`);
    if (t.has('J') && !t.has('N')) return t.die('option --table-columns required for --json');
    const lines: string[] = [];
    for (const path of t.operands.length ? t.operands : ['-']) {
      // `-` is a file of that name here.
      await eachInput(
        t,
        [path === '-' && t.operands.length ? './-' : path],
        async (input) => {
          for (let line = await input.line(); line !== undefined; line = await input.line())
            if (t.has('L') || line.trim() !== '') lines.push(decoded(t, line));
        },
        { gnu: (name, reason) => `${name === './-' ? '-' : name}: ${reason}` },
      );
    }
    if (t.has('J')) await printJson(t, lines);
    else if (t.has('t')) await printTable(t, lines);
    else if (lines.length) await printColumns(t, lines, width === undefined ? screenWidth(t) : Number(width));
    return t.status;
  },
);

/** In the C locale a byte above 127 is shown by its number. */
function decoded(t: Tool, line: string): string {
  const { env } = t.sys;
  const locale = env.get('LC_ALL') || env.get('LC_CTYPE') || env.get('LANG') || 'C';
  if (/utf-?8/i.test(locale)) return toText(line);
  return line.replace(/[\x80-\xff]/g, (char) => `\\x${char.charCodeAt(0).toString(16)}`);
}

function screenWidth(t: Tool): number {
  if (t.sys.isatty(1)) return t.sys.windowSize(1).columns || 80;
  return Number(t.sys.env.get('COLUMNS')) || 80;
}

/** The words of lines in as many columns as fit, parted by tabs. */
async function printColumns(t: Tool, lines: readonly string[], width: number): Promise<void> {
  const widest = lines.reduce((most, line) => Math.max(most, displayWidth(line)), 0);
  const cell = (Math.floor(widest / TAB) + 1) * TAB;
  const columns = Math.max(1, Math.floor(width / cell));
  const rows = Math.ceil(lines.length / columns);
  for (let row = 0; row < rows; row++) {
    let text = '';
    let end = 0;
    for (let at = 0; at < columns; at++) {
      const word = lines[t.has('x') ? row * columns + at : at * rows + row];
      if (word === undefined) break;
      if (at > 0) text += '\t'.repeat(Math.ceil((at * cell - end) / TAB));
      text += word;
      end = at * cell + displayWidth(word);
    }
    await t.out.line(text);
  }
}

interface Table {
  readonly headings: readonly string[] | undefined;
  readonly rows: readonly (readonly string[])[];
  readonly width: number;
}

function tableOf(t: Tool, lines: readonly string[]): Table {
  const limit = t.value('l') === undefined ? Infinity : Number(t.value('l'));
  const rows = lines.map((line) => fieldsOf(line, t.value('s'), limit));
  const headings = t.value('N')?.split(',');
  const width = Math.max(headings?.length ?? 0, ...rows.map((row) => row.length), 0);
  return { headings, rows, width };
}

/** Without a separator given, blanks part fields, and any number of them. */
function fieldsOf(line: string, separator: string | undefined, limit: number): string[] {
  const fields: string[] = [];
  const own = separator ?? ' \t';
  const isSeparator = (char: string | undefined) => char !== undefined && own.includes(char);
  let at = 0;
  if (separator === undefined) while (isSeparator(line[at])) at++;
  if (at >= line.length && separator === undefined) return line === '' ? [] : [''];
  while (at <= line.length) {
    if (fields.length === limit - 1) {
      fields.push(line.slice(at));
      break;
    }
    let end = at;
    while (end < line.length && !isSeparator(line[end])) end++;
    fields.push(line.slice(at, end));
    at = end + 1;
    if (separator === undefined) {
      while (isSeparator(line[at])) at++;
      if (at >= line.length) break;
    }
  }
  return fields;
}

/** Columns named by number, by heading, or all by `-` or 0. */
function columnsOf(word: string | undefined, { headings, width }: Table): number[] {
  if (word === undefined) return [];
  return word.split(',').flatMap((name) => {
    if (name === '0') return Array.from({ length: width }, (_, i) => i);
    const named = headings?.indexOf(name) ?? -1;
    if (named >= 0) return [named];
    return /^\d+$/.test(name) ? [Number(name) - 1] : [];
  });
}

async function printTable(t: Tool, lines: readonly string[]): Promise<void> {
  const table = tableOf(t, lines);
  const hidden = new Set(columnsOf(t.value('H'), table));
  const right = new Set(columnsOf(t.value('R'), table));
  const first = columnsOf(t.value('O'), table);
  const all = Array.from({ length: table.width }, (_, i) => i);
  const order = [...first, ...all.filter((i) => !first.includes(i))].filter((i) => !hidden.has(i));
  const rows = table.headings && !t.has('d') ? [table.headings, ...table.rows] : table.rows;
  const measured = table.headings && t.has('d') ? table.rows : rows;
  const widths = order.map((i) => Math.max(0, ...measured.map((row) => displayWidth(row[i] ?? ''))));
  const between = t.value('o') ?? '  ';
  for (const row of rows) {
    const cells = order.map((i, at) => {
      const text = row[i] ?? '';
      const blank = ' '.repeat(Math.max(0, (widths[at] as number) - displayWidth(text)));
      if (right.has(i)) return blank + text;
      return at === order.length - 1 ? text : text + blank;
    });
    await t.out.raw(`${fromText(cells.join(between))}\n`);
  }
}

async function printJson(t: Tool, lines: readonly string[]): Promise<void> {
  const { headings = [], rows } = tableOf(t, lines);
  const name = t.value('n') ?? 'table';
  const objects = rows.map((row) => {
    const fields = headings.map(
      (heading, i) => `         ${JSON.stringify(heading)}: ${row[i] === undefined ? 'null' : JSON.stringify(row[i])}`,
    );
    return `{\n${fields.join(',\n')}\n      }`;
  });
  await t.out.text(`{\n   ${JSON.stringify(name)}: [\n      ${objects.join(',')}\n   ]\n}\n`);
}
