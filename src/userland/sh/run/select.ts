/** `select`. */
import { readLine } from '../builtins/read-line.ts';
import type { CompileContext } from '../expand/emit.ts';
import { compileFields } from '../expand/words.ts';
import type { Select } from '../parser.ts';
import type { Run, Shell } from '../shell.ts';
import { loop, runBody } from './loops.ts';
import { traceText } from './trace.ts';

export function compileSelect(node: Select, body: Run, context: CompileContext): Run {
  const name = node.name.value;
  const words = node.wordlist ? compileFields(node.wordlist, context) : (sh: Shell) => sh.params;
  const header = `select ${name} in ${node.wordlist?.map((word) => word.text).join(' ') ?? '"$@"'}`;
  return async (sh) => {
    if (sh.options.xtrace && sh.dialect === 'bash') await traceText(sh, header);
    const items = await words(sh);
    if (items.length === 0) return 0;
    let shown = false;
    return loop(sh, async (_sh, state) => {
      if (!shown) await sh.err(menu(items, columnsOf(sh)));
      shown = true;
      await sh.err(sh.vars.get('PS3') ?? '#? ');
      const line = await readLine(sh, 0, { raw: false, delimiter: '\n' });
      if (line.text === '' && line.ended) {
        await sh.out('\n');
        state.status = 1;
        return false;
      }
      sh.vars.set('REPLY', line.text);
      if (line.text === '') {
        shown = false;
        return true;
      }
      sh.vars.set(name, /^\d+$/.test(line.text) ? (items[Number(line.text) - 1] ?? '') : '');
      return runBody(sh, state, body);
    });
  };
}

function columnsOf(sh: Shell): number {
  return Number(sh.vars.get('COLUMNS')) || (sh.sys.isatty(2) && sh.sys.windowSize(2).columns) || 80;
}

const digits = (count: number) => String(count).length;

/** The numbered list in columns, downwards, as bash lays it out (execute_cmd.c, print_select_list). */
function menu(items: readonly string[], width: number): string {
  const cell = Math.max(...items.map((item) => item.length)) + digits(items.length) + 4;
  let rows = Math.ceil(items.length / Math.max(1, Math.floor(width / cell)));
  // What would fit on one line is listed downwards all the same.
  if (rows === 1) rows = items.length;
  const lines = Array.from({ length: rows }, (_, row) => {
    let line = '';
    for (let at = row, column = 0; at < items.length; at += rows, column += cell) {
      const text = `${String(at + 1).padStart(digits(column ? items.length : rows))}) ${items[at]}`;
      line += text + (at + rows < items.length ? gap(column + text.length, column + cell) : '');
    }
    return line;
  });
  return `${lines.join('\n')}\n`;
}

/** From one column to another, by tabs where they reach. */
function gap(from: number, to: number): string {
  let out = '';
  for (let at = from; at < to;) {
    const stop = at + 8 - (at % 8);
    out += stop <= to ? '\t' : ' ';
    at = stop <= to ? stop : at + 1;
  }
  return out;
}
