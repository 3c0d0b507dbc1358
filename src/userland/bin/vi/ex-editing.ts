/** Ex commands that change the text, or say something of it. */
import { indentOf, join, pieceOf, shift, yank } from './operators.ts';
import type { ExCall, ExCommand, ExResult } from './ex.ts';
import { filtered } from './line-commands.ts';
import type { Session } from './session.ts';
import { firstNonBlank } from './text.ts';

const notGiven = ({ given }: ExCall) => given === 0;
const first = (s: Session, { from }: ExCall) => from ?? s.text.row;

/** `"x`, a letter, or a count at the end of a command. */
function registerAndCount(argument: string): {
  readonly register: string | undefined;
  readonly count: number | undefined;
} {
  const [, register, count] = /^([a-zA-Z_"-])?\s*(\d+)?$/.exec(argument) ?? [];
  return { register, count: count === undefined ? undefined : Number(count) };
}

function region(s: Session, call: ExCall) {
  const { register, count } = registerAndCount(call.argument);
  const from = count === undefined ? first(s, call) : call.to;
  const to = count === undefined ? call.to : Math.min(s.text.last, call.to + count - 1);
  return { register, region: { kind: 'lines' as const, from: { row: from, column: 0 }, to: { row: to, column: 0 } } };
}

const landOn = (s: Session, row: number) => {
  const at = Math.max(0, Math.min(s.text.last, row));
  s.moveTo({ row: at, column: firstNonBlank(s.text.lines[at] as string) });
};

/** The row a `:t` or `:m` names; -1 is above the first. */
function target(s: Session, argument: string): number | undefined {
  const [, base, steps = ''] = /^(\d+|[.$]|'.)?((?:\s*[+-]\d*)*)$/.exec(argument.trim()) ?? [];
  if (base === undefined && !steps) return undefined;
  let row =
    base === undefined || base === '.'
      ? s.text.row
      : base === '$'
        ? s.text.last
        : base[0] === "'"
          ? (s.text.marks.get(base[1] as string)?.row ?? NaN)
          : Number(base) - 1;
  for (const [step] of steps.matchAll(/[+-]\d*/g)) row += Number(step.length > 1 ? step : `${step}1`);
  return row >= -1 && row <= s.text.last ? row : undefined;
}

function printed(s: Session, call: ExCall, shown: (line: string, row: number) => string): ExResult {
  const lines = s.text.lines.slice(first(s, call), call.to + 1).map((line, i) => shown(line, first(s, call) + i));
  landOn(s, call.to);
  return { printed: lines };
}

const visible = (line: string) =>
  line.replace(/[\x00-\x08\x0a-\x1f\x7f]/g, (char) => `^${String.fromCharCode(char.charCodeAt(0) ^ 64)}`);
const expandTabs = (line: string) => {
  let out = '';
  for (const char of line) out += char === '\t' ? ' '.repeat(8 - (out.length % 8)) : char;
  return out;
};

export const EDITING: Readonly<Record<string, ExCommand>> = {
  delete(s, call) {
    const { register, region: lines } = region(s, call);
    const before = s.text.lines.length;
    s.registers.delete(register, pieceOf(s, lines), true);
    s.text.splice(lines.from.row, lines.to.row - lines.from.row + 1);
    landOn(s, lines.from.row);
    const fewer = before - (s.text.empty ? 0 : s.text.lines.length);
    return fewer > 2 && !s.text.empty ? { message: `${fewer} fewer lines` } : {};
  },
  yank(s, call) {
    const { register, region: lines } = region(s, call);
    const before = s.message;
    yank(s, lines, register);
    return s.message === before ? {} : { message: s.message };
  },
  put(s, call) {
    const piece = s.register(call.argument || undefined);
    if (!piece) return { message: `E353: Nothing in register ${call.argument || '"'}`, failed: true };
    const at = call.bang ? call.to : call.to + 1;
    s.text.splice(at, 0, ...piece.lines);
    landOn(s, at + piece.lines.length - 1);
    return piece.lines.length > 2 ? { message: `${piece.lines.length} more lines` } : {};
  },
  copy(s, call) {
    const row = target(s, call.argument);
    if (row === undefined)
      return { message: call.argument ? 'E16: Invalid range' : 'E14: Invalid address', failed: true };
    const lines = s.text.lines.slice(first(s, call), call.to + 1);
    s.text.splice(row + 1, 0, ...lines);
    landOn(s, row + lines.length);
    return lines.length > 2 ? { message: `${lines.length} more lines` } : {};
  },
  move(s, call) {
    const row = target(s, call.argument);
    const from = first(s, call);
    if (row === undefined)
      return { message: call.argument ? 'E16: Invalid range' : 'E14: Invalid address', failed: true };
    if (row >= from && row < call.to)
      return { message: 'E134: Cannot move a range of lines into itself', failed: true };
    const lines = s.text.splice(from, call.to - from + 1);
    const at = row < from ? row + 1 : row + 1 - lines.length;
    s.text.splice(at, 0, ...lines);
    landOn(s, at + lines.length - 1);
    return lines.length > 2 ? { message: `${lines.length} lines moved` } : {};
  },
  join(s, call) {
    const count = Number(call.argument) || 0;
    const from = count ? call.to : first(s, call);
    const to = count ? call.to + count - 1 : call.given < 2 ? from + 1 : Math.max(call.to, from + 1);
    join(s, from, to - from + 1, !call.bang);
    landOn(s, from);
    return {};
  },
  '>': (s, call) => shifted(s, call, '>'),
  '<': (s, call) => shifted(s, call, '<'),
  async normal(s, call) {
    const rows = notGiven(call)
      ? [s.text.row]
      : Array.from({ length: call.to - first(s, call) + 1 }, (_, i) => first(s, call) + i);
    const outer = s.takeQueue();
    for (const row of rows) {
      if (row > s.text.last) break;
      if (!notGiven(call)) s.moveTo({ row, column: 0 });
      s.play([...call.argument, 'escape', 'escape']);
      while (s.playing) await s.normal(s);
    }
    s.play(outer);
    return {};
  },
  mark(s, call) {
    const name = call.argument.trim();
    if (!/^[a-z]$/.test(name))
      return {
        message: name ? 'E191: Argument must be a letter or forward/backward quote' : 'E471: Argument required',
        failed: true,
      };
    s.text.marks.set(name, { row: call.to, column: 0 });
    return {};
  },
  print: (s, call) => printed(s, call, (line) => expandTabs(visible(line))),
  number: (s, call) => printed(s, call, (line, row) => `${String(row + 1).padStart(3)} ${expandTabs(visible(line))}`),
  list: (s, call) => printed(s, call, (line) => `${visible(line.replaceAll('\t', '\x09')).replaceAll('\t', '^I')}$`),
  '=': (s, call) => ({ message: String(notGiven(call) ? s.text.lines.length : call.to + 1) }),
  async '!'(s, call) {
    if (!notGiven(call)) {
      const before = s.message;
      await filtered(s, first(s, call), call.to, call.argument);
      return s.message === before ? {} : { message: s.message };
    }
    await s.shell(call.argument);
    return { message: '' };
  },
  set(s, call) {
    const words = call.argument.split(/\s+/).filter(Boolean);
    if (words.length === 0) {
      const changed = s.options.changed();
      return changed.length ? { printed: ['--- Options ---', ...changed] } : {};
    }
    let shown: string | undefined;
    for (const word of words) {
      const result = s.options.set(word);
      if (result.failure !== undefined) return { message: result.failure, failed: true };
      shown = result.shown ?? shown;
    }
    return shown === undefined ? {} : { message: shown };
  },
  nohlsearch(s) {
    s.highlighting = false;
    return {};
  },
  undo(s) {
    s.play(['u']);
    return {};
  },
  redo(s) {
    s.play(['\x12']);
    return {};
  },
  sort(s, call) {
    const from = notGiven(call) ? 0 : first(s, call);
    const to = notGiven(call) ? s.text.last : call.to;
    const lines = s.text.lines.slice(from, to + 1);
    const key = (line: string) => (call.argument.includes('i') ? line.toLowerCase() : line);
    const number = (line: string) => Number(/-?\d+/.exec(line)?.[0] ?? -Infinity);
    const numeric = call.argument.includes('n');
    lines.sort((a, b) => (numeric ? number(a) - number(b) : key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
    if (call.bang) lines.reverse();
    const out = call.argument.includes('u')
      ? lines.filter((line, i) => i === 0 || key(line) !== key(lines[i - 1] as string))
      : lines;
    s.text.splice(from, to - from + 1, ...out);
    landOn(s, from);
    return {};
  },
  retab(s, call) {
    const from = notGiven(call) ? 0 : first(s, call);
    for (let row = from; row <= (notGiven(call) ? s.text.last : call.to); row++) {
      const line = s.text.lines[row] as string;
      const blanks = /^[ \t]*/.exec(line)?.[0] ?? '';
      s.text.setLine(row, indentOf(s, s.view.virtualAt(line, blanks.length)) + line.slice(blanks.length));
    }
    return {};
  },
  registers(s, call) {
    const names = call.argument.replaceAll(' ', '') || '"0123456789-abcdefghijklmnopqrstuvwxyz.:%/';
    const lines = [...names].flatMap((name) => {
      const piece = s.register(name);
      if (!piece) return [];
      const text = piece.lines.join('^J') + (piece.kind === 'lines' ? '^J' : '');
      return [`  ${piece.kind === 'lines' ? 'l' : piece.kind === 'block' ? 'b' : 'c'}  "${name}   ${visible(text)}`];
    });
    return { printed: ['', 'Type Name Content', ...lines] };
  },
  marks(s, call) {
    const wanted = call.argument.replaceAll(' ', '');
    const marks = [...s.text.marks]
      .filter(([name]) => !wanted || wanted.includes(name))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const rows = marks.map(
      ([name, { row, column }]) =>
        ` ${name} ${String(row + 1).padStart(6)} ${String(column).padStart(4)} ${s.text.lines[row] ?? ''}`,
    );
    return { printed: ['', 'mark line  col file/text', ...rows] };
  },
  syntax: () => ({}),
  filetype: () => ({}),
};

function shifted(s: Session, call: ExCall, mark: '>' | '<'): ExResult {
  const times = 1 + (/^[<>]*/.exec(call.argument)?.[0].length ?? 0);
  const before = s.message;
  shift(s, first(s, call), call.to, mark, times);
  s.text.row = call.to;
  landOn(s, call.to);
  return s.message === before ? {} : { message: s.message };
}
