/** vi's commands of normal mode, but for those that move by the window or select: one call is one command. */
import { runEx } from './ex.ts';
import { exLine } from './ex-line.ts';
import { insert } from './insert.ts';
import { findMotion, moveBy } from './moving.ts';
import { firstNonBlank, next, type Undone } from './text.ts';
import { join, put } from './operators.ts';
import { isOperator, operate } from './operating.ts';
import type { Session } from './session.ts';
import { visual, visualAgain } from './visual.ts';
import { windowCommand } from './window-commands.ts';

export async function normalCommand(s: Session): Promise<void> {
  const { text } = s;
  s.typed = [];
  s.changing = false;
  s.showing = '';
  let register: string | undefined;
  let digits = '';
  let key = await s.key();
  for (;;) {
    if (key === '"') {
      s.showing += key;
      register = await s.key();
      if (register === 'escape') return;
      s.showing += register;
    } else if (/^[1-9]$/.test(key) || (digits && key === '0')) {
      digits += key;
      s.showing += key;
    } else break;
    key = await s.key();
  }
  const count = Number(digits || 0);
  const from = s.typed.length - 1;
  s.showing += key.length > 1 ? '' : key;
  await command(s, key, count, register);
  if (s.changing) s.lastChange = { keys: s.typed.slice(from), count, register };
  s.showing = '';
  text.clamp(false);
}

const INSERTS = 'iIaAoO';

async function command(s: Session, key: string, count: number, register: string | undefined): Promise<void> {
  const { text } = s;
  const n = Math.max(1, count);
  if (INSERTS.includes(key) && key.length === 1) return startInsert(s, key, n);
  if (isOperator(key)) return operate(s, key, count, register);
  const short = SHORT[key];
  if (short) {
    s.play([...short.slice(1)]);
    return operate(s, short[0] as string, count, register);
  }
  switch (key) {
    case 'Y':
      s.play(['y']);
      return operate(s, 'y', count, register);
    case 'p':
    case 'P':
      return putRegister(s, register, key === 'p', n);
    case 'J':
      s.changing = true;
      join(s, text.row, Math.max(2, n), true);
      s.moveTo(text);
      return;
    case 'r':
      return replaceChar(s, n);
    case 'R':
      s.changing = true;
      return insert(s, { count: n, replacing: true });
    case '~': {
      s.changing = true;
      const part = text.line.slice(text.column, text.column + n);
      const swapped = [...part]
        .map((char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase()))
        .join('');
      text.line = text.line.slice(0, text.column) + swapped + text.line.slice(text.column + n);
      s.moveTo({ row: text.row, column: text.column + part.length });
      return;
    }
    case 'u':
      return undoneOrRedone(s, n, 'undo');
    case '\x12':
      return undoneOrRedone(s, n, 'redo');
    case '.':
      return again(s, count);
    case '\x01':
    case '\x18':
      return increment(s, key === '\x01' ? n : -n);
    case ':':
      return exLine(s, count ? `.,.+${count - 1}`.replace(/^\.,\.\+0$/, '.') : '');
    case '&':
      s.message = (await runEx(s, 's')).message ?? s.message;
      return;
    case 'v':
    case 'V':
    case '\x16':
      return visual(s, key);
    case 'm': {
      const name = await s.key();
      if (/^[a-z'`]$/.test(name)) text.marks.set(name === '`' ? "'" : name, { row: text.row, column: text.column });
      return;
    }
    case 'q':
      if (s.recording) {
        const keys = s.recording.keys.slice(0, -1);
        s.registers.note(s.recording.name, keys.join(''));
        s.macros.set(s.recording.name, keys);
        s.recording = undefined;
      } else {
        const name = await s.key();
        if (/^[a-z]$/i.test(name)) s.recording = { name: name.toLowerCase(), keys: [] };
      }
      return;
    case '@':
      return playMacro(s, n);
    case 'Z': {
      const second = await s.key();
      if (second === 'Q') s.leaving = 0;
      if (second === 'Z') s.message = (await runEx(s, 'x')).message ?? '';
      return;
    }
    case '\x07': {
      s.message = (await runEx(s, 'f')).message ?? '';
      return;
    }
    case '\x03':
      s.fail(
        text.modified
          ? 'Type  :qa!  and press <Enter> to abandon all changes and exit Vim'
          : 'Type  :qa  and press <Enter> to exit Vim',
      );
      return;
    case 'g':
      return afterG(s, count, register);
    case 'escape':
      return;
  }
  if (await windowCommand(s, key, count)) return;
  const to = await findMotion(s, key, count);
  if (!to) {
    s.stopPlaying();
    return;
  }
  if (to.jump) s.jumpFrom();
  moveBy(s, to, key);
  if (to.jump) s.jumped();
}

/** What is another way to type an operator and its motion. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  x: ['d', 'l'],
  delete: ['d', 'l'],
  X: ['d', 'h'],
  D: ['d', '$'],
  C: ['c', '$'],
  s: ['c', 'l'],
  S: ['c', 'c'],
};

async function startInsert(s: Session, key: string, count: number): Promise<void> {
  const { text } = s;
  s.changing = true;
  if (key === 'I') text.column = text.line.search(/[^ \t]|$/);
  if (key === 'a') text.column = Math.min(text.line.length, next(text.line, text.column));
  if (key === 'A') text.column = text.line.length;
  if (key === 'o' || key === 'O') {
    const indent = s.options.on('autoindent') ? (/^\s*/.exec(text.line)?.[0] ?? '') : '';
    const at = key === 'o' ? text.row + 1 : text.row;
    text.splice(at, 0, indent);
    [text.row, text.column] = [at, indent.length];
  }
  return insert(s, { count, openLines: key === 'o' || key === 'O' });
}

function putRegister(s: Session, register: string | undefined, after: boolean, count: number, behind = false): void {
  const piece = s.register(register);
  if (!piece) {
    s.fail(`E353: Nothing in register ${register ?? '"'}`);
    return;
  }
  s.changing = true;
  put(s, piece, after, count, behind);
  s.text.clamp(false);
  s.moveTo(s.text);
}

async function replaceChar(s: Session, count: number): Promise<void> {
  const { text } = s;
  let char = await s.key();
  if (char === '\x16') char = await s.key();
  if (char === 'escape' || char.length > 2 || text.line.length < text.column + count) return;
  s.changing = true;
  const [head, tail] = [text.line.slice(0, text.column), text.line.slice(text.column + count)];
  if (char === '\r' || char === '\n') {
    text.splice(text.row, 1, head, tail);
    s.moveTo({ row: text.row + 1, column: firstNonBlank(tail) });
    return;
  }
  text.line = head + char.repeat(count) + tail;
  s.moveTo({ row: text.row, column: text.column + (count - 1) * char.length });
}

function undoneOrRedone(s: Session, count: number, how: 'undo' | 'redo'): void {
  let done: Undone | undefined;
  for (let i = 0; i < count; i++) {
    const one: Undone | undefined = how === 'undo' ? s.text.undo() : s.text.redo();
    if (!one) break;
    done = { ...one, put: one.put + (done?.put ?? 0), removed: one.removed + (done?.removed ?? 0) };
  }
  s.text.clamp(false);
  s.text.wanted = s.view.virtualAt(s.text.line, s.text.column);
  if (!done) {
    s.message = `Already at ${how === 'undo' ? 'oldest' : 'newest'} change`;
    return;
  }
  const more = done.put - done.removed;
  const what =
    more === 0
      ? `${done.put} change${done.put === 1 ? '' : 's'}`
      : `${Math.abs(more)} ${more > 0 ? `more line${more === 1 ? '' : 's'}` : more === -1 ? 'line less' : 'fewer lines'}`;
  const ago = Math.max(0, Math.floor(s.text.now() / 1000) - Math.floor(done.at / 1000));
  s.message = `${what}; ${how === 'undo' ? 'before' : 'after'} #${done.number}  ${ago < 100 ? `${ago} second${ago === 1 ? '' : 's'} ago` : s.clock(done.at)}`;
}

/** `.`: the keys of the last change once more. */
async function again(s: Session, count: number): Promise<void> {
  const last = s.lastChange;
  if (!last) return;
  const rest = s.takeQueue();
  const times = count || last.count;
  const register =
    last.register === undefined
      ? []
      : ['"', /[1-8]/.test(last.register) ? String(Number(last.register) + 1) : last.register];
  if (last.selected) await visualAgain(s, last);
  else {
    s.play([...register, ...(times ? String(times) : ''), ...last.keys]);
    await s.normal(s);
  }
  s.takeQueue();
  s.play(rest);
  s.changing = false;
}

function increment(s: Session, by: number): void {
  const { text } = s;
  for (const { 0: digits, index } of text.line.matchAll(/0[xX][0-9a-fA-F]+|-?\d+/g)) {
    if (index + digits.length <= text.column) continue;
    s.changing = true;
    const hex = /^0x/i.test(digits);
    const value = BigInt(digits) + BigInt(by);
    const out = hex
      ? digits.slice(0, 2) + value.toString(16).padStart(digits.length - 2, '0')
      : /^-?0\d/.test(digits)
        ? `${value < 0 ? '-' : ''}${String(value < 0 ? -value : value).padStart(digits.replace('-', '').length, '0')}`
        : String(value);
    text.line = text.line.slice(0, index) + out + text.line.slice(index + digits.length);
    s.moveTo({ row: text.row, column: index + out.length - 1 });
    return;
  }
}

async function playMacro(s: Session, count: number): Promise<void> {
  const name = await s.key();
  const register = name === '@' ? s.lastMacro : name.toLowerCase();
  if (register === ':') {
    for (let i = 0; i < count; i++) s.message = (await runEx(s, s.lastEx)).message ?? '';
    return;
  }
  const keys =
    s.macros.get(register) ??
    s
      .register(register)
      ?.lines.flatMap((line, i, all) => [
        ...line,
        ...(i < all.length - 1 || s.register(register)?.kind === 'lines' ? ['\r'] : []),
      ]);
  if (!keys) return;
  s.lastMacro = register;
  s.play(Array.from({ length: count }, () => keys).flat());
}

async function afterG(s: Session, count: number, register: string | undefined): Promise<void> {
  const { text } = s;
  const key = await s.key();
  s.showing += key;
  const n = Math.max(1, count);
  if (isOperator(`g${key}`)) return operate(s, `g${key}`, count, register);
  switch (key) {
    case 'J':
      s.changing = true;
      join(s, text.row, Math.max(2, n), false);
      s.moveTo(text);
      return;
    case 'p':
    case 'P':
      return putRegister(s, register, key === 'p', n, true);
    case 'v':
      return s.previousSelection ? visual(s, s.previousSelection.kind, s.previousSelection) : undefined;
    case '&':
      s.message = (await runEx(s, '%s//~/&')).message ?? s.message;
      return;
    case 'i': {
      const at = text.marks.get('^');
      if (at) s.moveTo(at);
      return startInsert(s, 'i', n);
    }
    case 'I':
      text.column = 0;
      return startInsert(s, 'i', n);
  }
  const to = await findMotion(s, `g${key}`, count);
  if (!to) return;
  if (to.jump) s.jumpFrom();
  moveBy(s, to, `g${key}`);
}
