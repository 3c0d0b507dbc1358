/** vi's ex commands: a range, a name, and what follows it. */
import { commonLines } from './common-lines.ts';
import { EDITING } from './ex-editing.ts';
import { FILES } from './ex-files.ts';
import { BadRange, readRange } from './ex-range.ts';
import { substitute } from './ex-substitute.ts';
import { PatternError } from './pattern.ts';
import { compile, splitSearch } from './search.ts';
import type { Session } from './session.ts';
import { firstNonBlank } from './text.ts';

/** What a command came to. */
export interface ExResult {
  /** For the last line; undefined leaves what is there. */
  readonly message?: string | undefined;
  /** Lines that it printed. */
  readonly printed?: readonly string[];
  readonly failed?: boolean;
  /** The message goes when lines scroll. */
  readonly fleeting?: boolean;
}

export interface ExCall {
  /** Undefined when no range was given. */
  readonly from: number | undefined;
  readonly to: number;
  readonly given: number;
  readonly bang: boolean;
  readonly argument: string;
}

export type ExCommand = (s: Session, call: ExCall) => ExResult | Promise<ExResult>;

const TABLE: Readonly<Record<string, ExCommand>> = { ...FILES, ...EDITING };

/** Full names, and how few letters are enough. */
const NAMES: readonly (readonly [least: string, name: string])[] = [
  ['q', 'quit'], ['qa', 'qall'], ['w', 'write'], ['wq', 'wq'], ['wqa', 'wqall'], ['wa', 'wall'], ['x', 'xit'], ['xa', 'xall'], ['exi', 'xit'],
  ['cq', 'cquit'], ['e', 'edit'], ['r', 'read'], ['f', 'file'], ['n', 'next'], ['prev', 'previous'], ['N', 'previous'], ['rew', 'rewind'], ['fir', 'rewind'],
  ['la', 'last'], ['ar', 'args'], ['bn', 'bnext'], ['bp', 'bprevious'], ['b', 'buffer'], ['ls', 'ls'], ['buffers', 'ls'], ['files', 'ls'], ['up', 'update'],
  ['d', 'delete'], ['y', 'yank'], ['pu', 'put'], ['co', 'copy'], ['t', 'copy'], ['m', 'move'], ['j', 'join'], ['>', '>'], ['<', '<'], ['=', '='],
  ['norm', 'normal'], ['k', 'mark'], ['ma', 'mark'], ['p', 'print'], ['P', 'print'], ['nu', 'number'], ['#', 'number'], ['l', 'list'], ['se', 'set'],
  ['noh', 'nohlsearch'], ['u', 'undo'], ['red', 'redo'], ['reg', 'registers'], ['di', 'registers'], ['marks', 'marks'], ['sy', 'syntax'], ['filet', 'filetype'],
  ['sor', 'sort'], ['ret', 'retab'], ['setl', 'set'],
]; // prettier-ignore

export async function runEx(s: Session, line: string): Promise<ExResult> {
  const source = line.replace(/^[:\s]+/, '');
  if (source === '' || source.startsWith('"')) return {};
  try {
    return await run(s, source);
  } catch (error) {
    if (error instanceof BadRange || error instanceof PatternError) {
      s.stopPlaying();
      return { message: error.message, failed: true };
    }
    throw error;
  }
}

async function run(s: Session, source: string): Promise<ExResult> {
  const { text } = s;
  const range = readRange(s, source);
  let { from } = range;
  let { to } = range;
  const rest = range.rest.trimStart();
  if (from !== undefined && from > to) {
    if (!(await confirmed(s))) return { message: 'Backwards range given, OK to swap (y/n)?n' };
    [from, to] = [to, from];
  }
  if (to < -1 || (rest !== '' && to > text.last)) return { message: 'E16: Invalid range', failed: true };
  if (rest === '') {
    const row = Math.max(0, Math.min(text.last, to));
    s.moveTo({ row, column: firstNonBlank(text.lines[row] as string) });
    return {};
  }
  // Line 0 is above the first: `:0r` puts there, and others take the first for it.
  const [first, last] = [Math.max(0, from ?? text.row), Math.max(0, to)];
  if (/^s[^\w\s"|]/.test(rest)) return chained(s, rest, 1, (part) => substitute(s, first, last, part.slice(1)));
  const again = /^(?:s|&&?)(?![a-zA-Z])\s*([&cegiInp#lr]*)\s*$/.exec(rest);
  if (again) return substitute(s, first, last, undefined, again[1]);
  const global = /^(g(?:l(?:o(?:b(?:al?)?)?)?)?!?|v(?:g(?:l(?:o(?:b(?:al?)?)?)?)?)?)([^\w\s])/.exec(rest);
  if (global)
    return globally(
      s,
      from === undefined ? 0 : first,
      from === undefined ? text.last : last,
      /^v|!/.test(global[1] as string),
      rest.slice((global[1] as string).length),
    );
  const found = /^(!|[a-zA-Z]+|[=<>#])(!?)\s*(.*)$/s.exec(rest);
  if (!found) return { message: `E492: Not an editor command: ${source}`, failed: true };
  const [, word = '', mark = '', tail = ''] = found;
  const name = nameOf(word) ?? nameOf(word[0] === 'k' ? 'k' : '');
  const command = name === undefined ? undefined : TABLE[name];
  if (!command && word !== '!') return { message: `E492: Not an editor command: ${source}`, failed: true };
  const call = (argument: string): ExCall => ({
    from: name === 'read' || name === 'put' ? from : from && Math.max(0, from),
    to: name === 'read' || name === 'put' ? to : last,
    given: range.given,
    bang: mark === '!',
    argument,
  });
  const argument = word[0] === 'k' && word.length > 1 ? word.slice(1) : tail;
  if (word === '!') return (TABLE['!'] as ExCommand)(s, call(mark + tail));
  // What takes the rest of the line as it is.
  if (name === 'normal' || /^!/.test(argument)) return (command as ExCommand)(s, call(argument));
  return chained(s, argument, 0, (part) => (command as ExCommand)(s, call(part.trimEnd())));
}

function nameOf(word: string): string | undefined {
  return NAMES.find(([least, name]) => word === least || (word.startsWith(least) && name.startsWith(word)))?.[1];
}

/** Commands after a bar are done in turn, until one fails. */
async function chained(
  s: Session,
  source: string,
  start: number,
  first: (part: string) => ExResult | Promise<ExResult>,
): Promise<ExResult> {
  let bar = start;
  while (bar < source.length && source[bar] !== '|') bar += source[bar] === '\\' ? 2 : 1;
  const result = await first(source.slice(0, bar));
  if (bar >= source.length || result.failed) return result;
  const next = await runEx(s, source.slice(bar + 1));
  return next.message === undefined && !next.printed ? result : next;
}

async function confirmed(s: Session): Promise<boolean> {
  const text = 'Backwards range given, OK to swap (y/n)?';
  s.prompt = { text, column: text.length };
  for (;;) {
    const key = await s.key();
    if (!/^[yn]$|^escape$|^\r$/.test(key)) continue;
    s.prompt = undefined;
    return key === 'y';
  }
}

async function globally(s: Session, from: number, to: number, inverted: boolean, source: string): Promise<ExResult> {
  const { text } = s;
  const mark = source[0] as string;
  const [typed, rest = ''] = splitSearch(source.slice(1), mark);
  const pattern = typed || s.search?.source;
  if (pattern === undefined) return { message: 'E35: No previous regular expression', failed: true };
  s.search = { source: pattern, forward: true, offset: '' };
  const expression = compile(s, pattern);
  const hits: number[] = [];
  for (let row = from; row <= to; row++) {
    expression.lastIndex = 0;
    if (expression.test(text.lines[row] as string) !== inverted) hits.push(row);
  }
  if (hits.length === 0)
    return {
      message: inverted ? `E538: Pattern found in every line: ${pattern}` : `E486: Pattern not found: ${pattern}`,
      failed: true,
    };
  const before = text.lines.length;
  const printed: string[] = [];
  let message: string | undefined;
  let changed = 0;
  let rows = hits;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (row < 0 || row > text.last) continue;
    s.moveTo({ row, column: 0 });
    const old = text.lines;
    const result = await runEx(s, rest || 'p');
    if (result.printed) printed.push(...result.printed);
    const count = /^(\d+) substitutions? on/.exec(result.message ?? '');
    if (result.message !== undefined && !result.failed) message = result.message;
    if (count || (/^s/.test(rest) && !result.failed)) changed++;
    if (text.lines !== old) rows = followed(rows, i, old, text.lines);
  }
  if (printed.length) return { printed };
  if (/^s/.test(rest) && changed > 2) return { message: `${changed} substitutions on ${changed} lines` };
  if (/^s/.test(rest)) return {};
  const more = text.lines.length - before;
  if (Math.abs(more) > 2) return { message: `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} lines` };
  return { message: more === 0 ? message : undefined };
}

/** Where the lines still to come are now that a command has changed the text. */
function followed(rows: readonly number[], done: number, old: readonly string[], now: readonly string[]): number[] {
  const { top, tail } = commonLines(old, now);
  const moved = now.length - old.length;
  return rows.map((row, i) => {
    if (i <= done || row < top) return row;
    if (row >= old.length - tail) return row + moved;
    const at = now.indexOf(old[row] as string, top);
    return at < 0 ? (row + moved >= top ? row + moved : -1) : at;
  });
}
