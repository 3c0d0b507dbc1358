/** nano's searches: by text or expression, forwards and backwards, replacing, to a line, to a bracket. */
import { regex, RegexError } from '../lib/regex.ts';
import { matchFrom } from '../vi/motions.ts';
import type { Buffer } from './buffer.ts';
import type { NanoScreen } from './editor.ts';

interface Found {
  readonly row: number;
  readonly column: number;
  readonly length: number;
  readonly wrapped: boolean;
}

/** Asks what to look for; undefined when it was cancelled, or there is nothing. */
async function asked(s: NanoScreen, replacing: boolean): Promise<'search' | 'replace' | undefined> {
  const { matching } = s;
  const question = () =>
    `Search${matching.caseSensitive ? ' [Case Sensitive]' : ''}${matching.expressions ? ' [Regexp]' : ''}${matching.backwards ? ' [Backwards]' : ''}${replacing ? ' (to replace)' : ''}${matching.last ? ` [${matching.last}]` : ''}: `;
  const answer = await s.ask(replacing ? 'replace' : 'search', question, '', (key) => {
    if (key === 'M-c') matching.caseSensitive = !matching.caseSensitive;
    else if (key === 'M-r') matching.expressions = !matching.expressions;
    else if (key === 'M-b') matching.backwards = !matching.backwards;
    else return key === '\x12' || key === '\x14' ? key : undefined;
    return '';
  });
  if (!answer) return undefined;
  if (answer.text) matching.last = answer.text;
  if (answer.key === '\x12') return replacing ? 'search' : 'replace';
  if (answer.key === '\x14') {
    await goToLine(s);
    return undefined;
  }
  if (!matching.last) {
    s.buffer.message = 'Cancelled';
    return undefined;
  }
  return replacing ? 'replace' : 'search';
}

function expression(s: NanoScreen): RegExp | undefined {
  const { last, expressions, caseSensitive } = s.matching;
  try {
    const source = regex(expressions ? last : last.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), {
      extended: true,
      ignoreCase: !caseSensitive,
    });
    return new RegExp(source.source, `${source.flags.replace('g', '')}g`);
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    s.buffer.message = `Bad regex "${last}": ${error.message}`;
    return undefined;
  }
}

function look(b: Buffer, pattern: RegExp, backwards: boolean): Found | undefined {
  const size = b.lines.length;
  for (let i = 0; i <= size; i++) {
    const row = (b.row + (backwards ? -i : i) + size * 2) % size;
    const all = [...(b.lines[row] as string).matchAll(pattern)].filter(([text]) => text !== '');
    const fit = i === 0 ? all.filter(({ index }) => (backwards ? index < b.column : index > b.column)) : all;
    const match = backwards ? fit.at(-1) : fit[0];
    if (match)
      return {
        row,
        column: match.index,
        length: match[0].length,
        wrapped: i > 0 && (backwards ? row >= b.row : row <= b.row),
      };
  }
  return undefined;
}

function goTo(s: NanoScreen, backwards: boolean): void {
  const b = s.buffer;
  const pattern = expression(s);
  if (!pattern) return;
  const here = [...b.line.matchAll(pattern)].some(({ index }) => index === b.column);
  const found = look(b, pattern, backwards);
  if (!found) {
    b.message = here ? 'This is the only occurrence' : `"${s.matching.last}" not found`;
    return;
  }
  b.message =
    found.row === b.row && found.column === b.column
      ? 'This is the only occurrence'
      : found.wrapped
        ? 'Search Wrapped'
        : '';
  b.moveTo(found.row, found.column);
  s.centering = true;
}

export async function search(s: NanoScreen, backwards: boolean): Promise<void> {
  s.matching.backwards = backwards;
  const what = await asked(s, false);
  if (what === 'replace') return replaceFound(s);
  if (what) goTo(s, s.matching.backwards);
}

export function searchAgain(s: NanoScreen, backwards: boolean): void {
  if (!s.matching.last) s.buffer.message = 'No current search pattern';
  else goTo(s, backwards);
}

export async function replace(s: NanoScreen): Promise<void> {
  s.matching.backwards = false;
  const what = await asked(s, true);
  if (what === 'search') return goTo(s, false);
  if (what) await replaceFound(s);
}

async function replaceFound(s: NanoScreen): Promise<void> {
  const b = s.buffer;
  const answer = await s.ask('replaceWith', () => 'Replace with: ');
  const pattern = answer && expression(s);
  if (!answer || !pattern) return;
  const start = { row: b.row, column: b.column };
  let [count, all] = [0, false];
  // What stands at the cursor counts too.
  let [row, from, wrapped, first] = [b.row, b.column, false, true];
  for (;;) {
    pattern.lastIndex = from;
    const match = from <= (b.lines[row] as string).length ? pattern.exec(b.lines[row] as string) : null;
    if (!match || match[0] === '') {
      if (wrapped && row >= start.row) break;
      row++;
      from = 0;
      if (row === b.lines.length) {
        if (wrapped) break;
        [row, wrapped] = [0, true];
      }
      continue;
    }
    if (wrapped && (row > start.row || (row === start.row && match.index >= start.column))) break;
    b.moveTo(row, match.index);
    s.centering = true;
    const reply = all ? 'y' : await s.confirm('Replace this instance?', true);
    if (reply === undefined) break;
    if (reply === 'a') all = true;
    first = false;
    if (reply === 'n') from = match.index + match[0].length;
    else {
      const put = s.matching.expressions
        ? answer.text.replace(/\\(\d)/g, (_, n: string) => match[Number(n)] ?? '')
        : answer.text;
      b.edit('replacement', () => {
        const line = b.lines[row] as string;
        b.lines[row] = line.slice(0, match.index) + put + line.slice(match.index + match[0].length);
      });
      count++;
      from = match.index + put.length;
    }
  }
  if (first && count === 0) b.message = `"${s.matching.last}" not found`;
  else b.message = `Replaced ${count} occurrence${count === 1 ? '' : 's'}`;
  b.moveTo(start.row, start.column);
}

export async function goToLine(s: NanoScreen): Promise<void> {
  const b = s.buffer;
  const answer = await s.ask(
    'goto',
    () => 'Enter line number, column number: ',
    '',
    (key) => (key === '\x19' || key === '\x16' ? key : undefined),
  );
  if (!answer) return;
  if (answer.key === '\x19') return b.moveTo(0, 0);
  if (answer.key === '\x16') return b.moveTo(b.lines.length - 1, 0);
  const [, line, column] = /^\s*(-?\d+)?(?:[,;]\s*(-?\d+))?\s*$/.exec(answer.text) ?? [];
  if (line === undefined && column === undefined) {
    b.message = answer.text ? 'Invalid line or column number' : 'Cancelled';
    return;
  }
  const counted = (text: string | undefined, now: number, size: number) =>
    text === undefined ? now : Number(text) < 0 ? size + Number(text) : Number(text) - 1;
  const row = Math.max(0, Math.min(b.lines.length - 1, counted(line, b.row, b.lines.length)));
  b.moveTo(row, counted(column, 0, (b.lines[row] as string).length + 1));
  b.top = Math.max(0, b.row - Math.floor(s.height / 2));
  b.message = '';
}

const PAIRS: Readonly<Record<string, readonly [string, 1 | -1]>> = {
  '(': [')', 1], '[': [']', 1], '{': ['}', 1], '<': ['>', 1], ')': ['(', -1], ']': ['[', -1], '}': ['{', -1], '>': ['<', -1],
}; // prettier-ignore

export function matchingBracket(s: NanoScreen): void {
  const b = s.buffer;
  const char = b.line[b.column] ?? '';
  const pair = PAIRS[char];
  const to = pair && matchFrom(b.lines, b, char, ...pair);
  if (!pair) b.message = 'Not a bracket';
  else if (!to) b.message = 'No matching bracket';
  else {
    b.moveTo(to.row, to.column);
    s.centering = true;
  }
}
