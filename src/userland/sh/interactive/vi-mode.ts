/** readline's vi mode: typing, and commands of keys with counts, operators and motions. */
import type { KillRing } from './editing.ts';
import type { LineText } from './line-text.ts';
import { characterMotion, type Motion, MOTIONS } from './vi-motions.ts';

/** The editor, as far as commands of vi change it. */
export interface ViHost {
  readonly line: LineText;
  readonly kills: KillRing;
  overwrites: boolean;
  /** A change that can be undone. */
  change(name: string, act: () => void): void;
}

/** What is left to the editor: to ring, to call one of readline's functions, to search, to type keys once more. */
export type ViResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'bell' }
  | { readonly kind: 'call'; readonly name: string; readonly count?: number }
  | { readonly kind: 'search'; readonly step: 1 | -1; readonly again: boolean }
  | { readonly kind: 'play'; readonly keys: string };

const DONE: ViResult = { kind: 'done' };
const BELL: ViResult = { kind: 'bell' };
const ESCAPE = '\x1b';

/** Keys of the command mode that are functions of readline. */
const CALLS: Readonly<Record<string, string>> = {
  k: 'previous-history',
  '-': 'previous-history',
  j: 'next-history',
  '+': 'next-history',
  u: 'undo',
  U: 'revert-line',
  '#': 'insert-comment',
  v: 'edit-and-execute-command',
  '&': 'tilde-expand',
};

/** Those that complete first go behind the character that the cursor is on. */
const COMPLETES: Readonly<Record<string, string>> = {
  '*': 'insert-completions',
  '=': 'possible-completions',
  '\\': 'complete',
};

/** Commands of one key that another command stands for. */
const SHORT: Readonly<Record<string, string>> = { x: 'dl', X: 'dh', D: 'd$', C: 'c$', Y: 'yy', s: 'cl', S: 'cc' };

interface Parsed {
  readonly count: number;
  readonly given: boolean;
  readonly operator: string;
  readonly key: string;
  readonly char: string;
}

/** Undefined while keys are missing. */
function parsed(keys: string): Parsed | undefined {
  const match = /^([1-9]\d*)?([dcy]?)((?:(?<=[dcy])[1-9]\d*)?)([^]?)([^]?)$/u.exec(keys);
  if (!match) return undefined;
  const [, first = '', operator = '', second = '', key = '', char = ''] = match;
  if (key === '' || (/[fFtTrm`]/.test(key) && char === '')) return undefined;
  const count = Number(first || '1') * Number(second || '1');
  return { count, given: first + second !== '', operator, key, char };
}

export class ViMode {
  mode: 'insert' | 'command' = 'insert';
  #keys = '';
  /** The last command that changed the line, for `.`, and what is typed after one that inserts. */
  #change = '';
  #typing: string | undefined;
  #find: { readonly key: string; readonly char: string } | undefined;
  readonly #marks = new Map<string, number>();

  constructor(private readonly host: ViHost) {}

  /** Escape while typing. */
  leaveInsert(): void {
    const { line } = this.host;
    if (this.#typing !== undefined) this.#change = this.#typing + ESCAPE;
    // What the line began with can not be undone.
    else line.forgetUndo();
    this.#typing = undefined;
    this.mode = 'command';
    line.group(false);
    this.host.overwrites = false;
    if (line.cursor > 0) line.go(line.cursor - 1);
  }

  /** A key typed in the insert mode, which `.` types again. */
  typed(text: string): void {
    if (this.#typing !== undefined) this.#typing += text;
  }

  /** The cursor stands on a character, not behind the last one. */
  settle(): void {
    const { line } = this.host;
    if (this.mode === 'command' && line.cursor >= line.length) line.go(Math.max(0, line.length - 1));
  }

  /** A key of the command mode. */
  key(text: string): ViResult {
    if (text === ESCAPE) {
      const begun = this.#keys !== '';
      this.#keys = '';
      return begun ? DONE : BELL;
    }
    this.#keys += text;
    const command = parsed(this.#keys);
    if (!command) return DONE;
    const keys = this.#keys;
    this.#keys = '';
    return this.#run(command, keys);
  }

  #run(command: Parsed, keys: string): ViResult {
    const { operator, key, count } = command;
    const short = operator === '' ? SHORT[key] : undefined;
    if (short) return this.#run({ ...command, operator: short.charAt(0), key: short.charAt(1) }, keys);
    if (operator !== '') return this.#operate(command, keys);
    const motion = this.#motion(command);
    if (motion !== 'none') {
      if (!motion) return BELL;
      this.host.line.go(motion.to);
      return DONE;
    }
    if (key in CALLS) return { kind: 'call', name: CALLS[key] as string, ...(command.given && { count }) };
    if (key in COMPLETES) {
      if (key !== '=') this.#insertAt(this.host.line.cursor + 1, keys);
      else this.host.line.go(this.host.line.cursor + 1);
      return { kind: 'call', name: COMPLETES[key] as string };
    }
    return this.#single(command, keys);
  }

  #single({ key, count, given, char }: Parsed, keys: string): ViResult {
    const { line, kills } = this.host;
    switch (key) {
      case 'i':
        return this.#insertAt(line.cursor, keys);
      case 'a':
        return this.#insertAt(line.cursor + 1, keys);
      case 'I':
        return this.#insertAt(0, keys);
      case 'A':
        return this.#insertAt(line.length, keys);
      case 'R':
        this.host.overwrites = true;
        return this.#insertAt(line.cursor, keys);
      case 'r':
        if (line.cursor + count > line.length) return BELL;
        return this.#edit(keys, () => {
          line.replace(line.cursor, line.cursor + count, char.repeat(count));
          line.go(line.cursor - 1);
        });
      case '~':
        if (line.length === 0) return BELL;
        return this.#edit(keys, () => {
          const end = Math.min(line.length, line.cursor + count);
          line.replace(line.cursor, end, line.chars.slice(line.cursor, end).map(otherCase).join(''));
        });
      case 'p':
      case 'P':
        if (kills.current === '') return BELL;
        return this.#edit(keys, () => {
          if (key === 'p') line.go(Math.min(line.length, line.cursor + 1));
          line.insert(kills.current.repeat(count));
          line.go(line.cursor - 1);
        });
      case '_':
        this.#insertAt(line.cursor + 1, keys);
        this.host.change('vi-yank-arg', () => line.insert(' '));
        return given
          ? { kind: 'call', name: 'yank-nth-arg', count: count - 1 }
          : { kind: 'call', name: 'yank-last-arg' };
      case 'G':
        return { kind: 'call', name: given ? 'fetch-history' : 'beginning-of-history', count };
      case '/':
      case '?':
        return { kind: 'search', step: key === '/' ? -1 : 1, again: false };
      case 'n':
      case 'N':
        return { kind: 'search', step: key === 'n' ? -1 : 1, again: true };
      case 'm':
        this.#marks.set(char, line.cursor);
        return DONE;
      case '.':
        return this.#change === '' ? BELL : { kind: 'play', keys: this.#change };
      default:
        return BELL;
    }
  }

  /** `d`, `c` and `y` with a motion; twice the same is the whole line. */
  #operate(command: Parsed, keys: string): ViResult {
    const { operator, key } = command;
    const { line, kills } = this.host;
    const at = line.cursor;
    let [from, to] = [0, line.length];
    if (key !== operator) {
      const onBlank = /\s/.test(line.chars[at] ?? ' ');
      const end = operator === 'c' && !onBlank && /[wW]/.test(key);
      const motion = this.#motion(end ? { ...command, key: key === 'w' ? 'e' : 'E' } : command, true);
      if (motion === 'none' || !motion) return BELL;
      const last = motion.to + (motion.inclusive && motion.to >= at ? 1 : 0);
      [from, to] = [Math.min(at, last), Math.max(at, last)];
      if (from === to && operator !== 'c') return BELL;
    }
    kills.add(line.chars.slice(from, to).join(''), 'behind', false);
    if (operator === 'y') {
      if (from < at && key !== operator) line.go(from);
      return DONE;
    }
    const cut = () => void line.cut(from, to);
    if (operator === 'd') return this.#edit(keys, cut);
    line.group(true);
    this.host.change('vi-change-to', cut);
    line.go(Math.min(from, line.length));
    return this.#insert(keys);
  }

  /** 'none': the key is no motion. */
  #motion({ key, char, count }: Parsed, operated = false): Motion | undefined | 'none' {
    const { chars, cursor } = this.host.line;
    if (/[fFtT]/.test(key)) {
      this.#find = { key, char };
      return characterMotion(chars, cursor, count, key, char);
    }
    if (key === ';' || key === ',') {
      const find = this.#find;
      if (!find) return undefined;
      const turned = find.key === find.key.toLowerCase() ? find.key.toUpperCase() : find.key.toLowerCase();
      return characterMotion(chars, cursor, count, key === ';' ? find.key : turned, find.char);
    }
    if (key === '`') return this.#marks.has(char) ? { to: this.#marks.get(char) as number } : undefined;
    const move = MOTIONS[key === ' ' ? 'l' : key];
    if (!move) return 'none';
    // Only an operator goes past the last character.
    if (!operated && /[l ]/.test(key) && cursor >= chars.length - 1) return undefined;
    return move(chars, cursor, count);
  }

  #edit(keys: string, act: () => void): ViResult {
    this.#change = keys;
    this.host.change('vi', act);
    return DONE;
  }

  #insertAt(place: number, keys: string): ViResult {
    this.host.line.go(Math.min(place, this.host.line.length));
    this.host.line.group(true);
    return this.#insert(keys);
  }

  #insert(keys: string): ViResult {
    this.mode = 'insert';
    this.#typing = keys;
    return DONE;
  }
}

function otherCase(char: string): string {
  return char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase();
}
