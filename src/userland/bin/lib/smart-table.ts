/** Tables as util-linux's programs print them: columns, a tree in one of them, single spaces, pairs, or JSON (libsmartcols). */
export type Shape = 'table' | 'raw' | 'pairs' | 'json';

interface SmartTable {
  /** Of the list, in JSON. */
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly right: boolean; readonly tree: boolean }[];
  readonly headings: boolean;
  /** `parent`: the row that a row stands below in the tree; -1 at its top. */
  readonly rows: readonly { readonly cells: readonly (string | undefined)[]; readonly parent: number }[];
}

export function smartTable(shape: Shape, table: SmartTable): string {
  return { table: inColumns, raw, pairs, json }[shape](table);
}

function inColumns(table: SmartTable): string {
  const { columns, headings } = table;
  const body = orderOf(table).map(({ cells, lines }) =>
    cells.map((cell = '', i) => (columns[i]?.tree ? lines + cell : cell)),
  );
  const shown = [...(headings ? [columns.map(({ name }) => name)] : []), ...body];
  const widths = columns.map(({ name }, i) => Math.max(name.length, ...body.map((row) => (row[i] as string).length)));
  const cell = (text: string, i: number) => {
    if (columns[i]?.right) return text.padStart(widths[i] as number);
    return i === columns.length - 1 ? text : text.padEnd(widths[i] as number);
  };
  return shown.map((row) => `${row.map(cell).join(' ')}\n`).join('');
}

/** Rows as a tree puts them below each other, with the lines that lead to each. */
function orderOf({ rows }: SmartTable): { readonly cells: readonly (string | undefined)[]; readonly lines: string }[] {
  const below = (parent: number, before: string, top: boolean): ReturnType<typeof orderOf> => {
    const children = rows.flatMap((row, i) => (row.parent === parent ? [i] : []));
    return children.flatMap((i, at) => {
      const last = at === children.length - 1;
      const lines = top ? '' : before + (last ? '`-' : '|-');
      return [{ cells: rows[i]?.cells ?? [], lines }, ...below(i, top ? '' : before + (last ? '  ' : '| '), false)];
    });
  };
  return below(-1, '', true);
}

/** What a shell would part is written in hexadecimal. */
function raw({ columns, headings, rows }: SmartTable): string {
  const safe = (text = '') =>
    text.replace(/[\s\\\x00-\x1f\x7f]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  const lines = rows.map(({ cells }) => cells.map(safe).join(' '));
  return [...(headings ? [columns.map(({ name }) => name).join(' ')] : []), ...lines]
    .map((line) => `${line}\n`)
    .join('');
}

function pairs({ columns, rows }: SmartTable): string {
  const quoted = (text = '') => `"${text.replace(/["\\$`]/g, (char) => `\\x${char.charCodeAt(0).toString(16)}`)}"`;
  return rows
    .map(({ cells }) => `${cells.map((cell, i) => `${columns[i]?.name}=${quoted(cell)}`).join(' ')}\n`)
    .join('');
}

const INDENT = 3;

function json({ name, columns, rows }: SmartTable): string {
  const objects = (parent: number, depth: number): string => {
    const margin = ' '.repeat(depth * INDENT);
    const children = rows.flatMap((row, i) => (row.parent === parent ? [i] : []));
    return children
      .map((i) => {
        const fields = (rows[i]?.cells ?? []).map(
          (cell, at) =>
            `${margin}${' '.repeat(INDENT)}"${columns[at]?.name.toLowerCase()}": ${JSON.stringify(cell ?? null)}`,
        );
        const inner = objects(i, depth + 2);
        const list = `${margin}${' '.repeat(INDENT)}"children": [\n${margin}${' '.repeat(2 * INDENT)}${inner}\n${margin}${' '.repeat(INDENT)}]`;
        return `{\n${[...fields, ...(inner ? [list] : [])].join(',\n')}\n${margin}}`;
      })
      .join(',');
  };
  return `{\n   "${name}": [\n      ${objects(-1, 2)}\n   ]\n}\n`;
}
