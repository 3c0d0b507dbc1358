/** Tables as psql prints them: aligned, unaligned, expanded and CSV. */
import { promptWidth as width } from '../sh/interactive/width.ts';

export interface Table {
  readonly title?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | undefined)[])[];
  /** Lines below; absent: how many rows there are. */
  readonly footers?: readonly string[];
}

export interface Column {
  readonly name: string;
  readonly align: 'left' | 'right';
}

export interface PrintOptions {
  readonly format: 'aligned' | 'unaligned' | 'csv';
  readonly expanded: boolean;
  readonly tuplesOnly: boolean;
  readonly footer: boolean;
  readonly separator: string;
  readonly recordSeparator: string;
  readonly null: string;
  readonly border: number;
}

/** Types whose values are shown at the right: numbers and identifiers of transactions. */
const RIGHT = new Set([20, 21, 23, 26, 28, 29, 700, 701, 790, 1700, 5069]);

export function alignOf(type: number): Column['align'] {
  return RIGHT.has(type) ? 'right' : 'left';
}

export function printTable(table: Table, options: PrintOptions): string {
  if (options.format === 'csv') return csv(table, options);
  if (options.format === 'unaligned')
    return options.expanded ? unalignedRecords(table, options) : unaligned(table, options);
  return options.expanded ? records(table, options) : aligned(table, options);
}

function footersOf({ footers, rows }: Table, { footer, tuplesOnly }: PrintOptions): readonly string[] {
  if (tuplesOnly || !footer) return [];
  return footers ?? [rows.length === 1 ? '(1 row)' : `(${rows.length} rows)`];
}

const linesOf = (cell: string) => cell.split('\n');
const fill = (text: string, to: number) => ' '.repeat(Math.max(0, to - width(text)));

function aligned(table: Table, options: PrintOptions): string {
  const { columns, rows, title } = table;
  const cells = rows.map((row) => row.map((cell) => linesOf(shown(cell ?? options.null))));
  const heads = columns.map(({ name }) => linesOf(name));
  const widths = columns.map((_, at) =>
    Math.max(...heads[at]!.map(width), 0, ...cells.map((row) => Math.max(...(row[at] as string[]).map(width)))),
  );
  const between = options.border === 0 ? ' ' : '|';
  const out: string[] = [];
  const total = widths.reduce((sum, one) => sum + one + (options.border === 0 ? 1 : 3), 0) - 1;
  if (title !== undefined && !options.tuplesOnly)
    out.push(' '.repeat(Math.max(0, Math.floor((total - width(title)) / 2))) + title);
  const rule = () => {
    const dashes = widths.map((one) => '-'.repeat(options.border === 0 ? one : one + 2));
    if (options.border === 2) return `+${dashes.join('+')}+`;
    return dashes.join(options.border === 0 ? ' ' : '+');
  };
  if (!options.tuplesOnly) {
    if (options.border === 2) out.push(rule());
    const depth = Math.max(1, ...heads.map((head) => head.length));
    for (let line = 0; line < depth; line++) {
      const parts = heads.map((head, at) => {
        const word = head[line] ?? '';
        const room = (widths[at] as number) - width(word);
        const left = Math.floor(room / 2);
        const body = ' '.repeat(left) + word + ' '.repeat(room - left);
        return options.border === 0
          ? at === heads.length - 1
            ? `${body} `
            : body
          : ` ${body}${line < head.length - 1 ? '+' : ' '}`;
      });
      out.push(options.border === 2 ? `|${parts.join(between)}|` : parts.join(between));
    }
    out.push(rule());
  }
  for (const row of cells) {
    const depth = Math.max(1, ...row.map((lines) => lines.length));
    for (let line = 0; line < depth; line++) {
      const parts = row.map((lines, at) => {
        const last = at === row.length - 1;
        const word = lines[line] ?? '';
        const room = fill(word, widths[at] as number);
        const more = line < lines.length - 1;
        const open = last && options.border < 2 && !more;
        const body = columns[at]?.align === 'right' ? room + word : open ? word : word + room;
        if (options.border === 0) return body;
        return ` ${body}${more ? '+' : open ? '' : ' '}`;
      });
      out.push(options.border === 2 ? `|${parts.join(between)}|` : parts.join(between));
    }
  }
  if (options.border === 2) out.push(rule());
  return `${[...out, ...footersOf(table, options)].map((line) => `${line}\n`).join('')}\n`;
}

function records(table: Table, options: PrintOptions): string {
  const { columns, rows, title } = table;
  const names = Math.max(0, ...columns.map(({ name }) => width(name)));
  const values = Math.max(0, ...rows.flat().flatMap((cell) => linesOf(shown(cell ?? options.null)).map(width)));
  const out: string[] = [];
  if (title !== undefined && !options.tuplesOnly) out.push(title);
  for (const [number, row] of rows.entries()) {
    if (!options.tuplesOnly) out.push(recordHead(number + 1, names, values));
    else if (number > 0) out.push('');
    for (const [at, cell] of row.entries()) {
      const name = columns[at]?.name ?? '';
      for (const [line, words] of linesOf(shown(cell ?? options.null)).entries()) {
        const head = line === 0 ? name + fill(name, names) : ' '.repeat(names);
        const more = line < linesOf(shown(cell ?? options.null)).length - 1;
        out.push(`${head} | ${more ? `${words}${fill(words, values)}+` : words}`);
      }
    }
  }
  const footers = table.footers || rows.length === 0 ? footersOf(table, options) : [];
  return `${[...out, ...footers].map((line) => `${line}\n`).join('')}\n`;
}

/** `-[ RECORD 1 ]-+-----`, the plus where the bar will be. */
function recordHead(number: number, names: number, values: number): string {
  const label = `-[ RECORD ${number} ]`;
  const whole = names + 3 + values;
  let line = label;
  while (line.length < whole) line += line.length === names + 1 ? '+' : '-';
  return line;
}

function unaligned(table: Table, options: PrintOptions): string {
  const { columns, rows, title } = table;
  const parts: string[] = [];
  if (!options.tuplesOnly) {
    if (title !== undefined) parts.push(title);
    parts.push(columns.map(({ name }) => name).join(options.separator));
  }
  for (const row of rows) parts.push(row.map((cell) => cell ?? options.null).join(options.separator));
  parts.push(...footersOf(table, options));
  return parts.length === 0 ? '' : `${parts.join(options.recordSeparator)}\n`;
}

function unalignedRecords({ columns, rows, title }: Table, options: PrintOptions): string {
  const parts = rows.map((row) =>
    row
      .map((cell, at) => `${columns[at]?.name}${options.separator}${cell ?? options.null}`)
      .join(options.recordSeparator),
  );
  if (title !== undefined && !options.tuplesOnly) parts.unshift(title);
  return parts.length === 0 ? '' : `${parts.join(`${options.recordSeparator}${options.recordSeparator}`)}\n`;
}

function csv({ columns, rows }: Table, options: PrintOptions): string {
  const quote = (cell: string) => (/[",\n\r]/.test(cell) || cell === '\\.' ? `"${cell.replaceAll('"', '""')}"` : cell);
  if (options.expanded)
    return rows
      .map((row) =>
        row.map((cell, at) => `${quote(columns[at]?.name ?? '')},${quote(cell ?? options.null)}\n`).join(''),
      )
      .join('');
  const head = options.tuplesOnly ? [] : [columns.map(({ name }) => quote(name)).join(',')];
  return [...head, ...rows.map((row) => row.map((cell) => quote(cell ?? options.null)).join(','))]
    .map((line) => `${line}\n`)
    .join('');
}

/** Control characters as psql shows them. */
function shown(cell: string): string {
  return cell
    .replace(/\r/g, '\\r')
    .replace(
      /[\x00-\x08\x0b-\x1f\x7f]/g,
      (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
    );
}
