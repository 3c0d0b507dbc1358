/** Go's text/tabwriter with the settings docker uses: cells end in tabs; a column is as wide as its widest cell. */

export interface TabOptions {
  readonly minWidth: number;
  readonly padding: number;
}

export const TABLE: TabOptions = { minWidth: 10, padding: 3 };

export function alignTabs(text: string, options: TabOptions = TABLE): string {
  const lines = text
    .split('\n')
    .map((line) => line.split('\t').map((cell) => ({ text: cell, width: [...cell].length })));
  const out: string[] = [];
  const widths: number[] = [];
  const write = (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      out.push(
        (lines[i] as readonly Cell[])
          .map((cell, column) =>
            column < widths.length ? cell.text + ' '.repeat((widths[column] as number) - cell.width) : cell.text,
          )
          .join(''),
      );
    }
  };
  const format = (from: number, to: number) => {
    const column = widths.length;
    let start = from;
    for (let i = from; i < to; i++) {
      if (column >= (lines[i] as readonly Cell[]).length - 1) continue;
      write(start, i);
      start = i;
      let width = options.minWidth;
      for (; i < to; i++) {
        const line = lines[i] as readonly Cell[];
        if (column >= line.length - 1) break;
        width = Math.max(width, (line[column] as Cell).width + options.padding);
      }
      widths.push(width);
      format(start, i);
      widths.pop();
      start = i;
    }
    write(start, to);
  };
  format(0, lines.length);
  return out.join('\n');
}

interface Cell {
  readonly text: string;
  readonly width: number;
}
