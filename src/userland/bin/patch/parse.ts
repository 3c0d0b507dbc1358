/** Reads diffs: unified, context and normal ones, with whatever text is around them. */
import { ESCAPE_CHARACTERS } from '../../escape-characters.ts';

export interface Hunk {
  /** First line in the old and in the new file, from 1; 0 of an empty one. */
  readonly oldStart: number;
  readonly newStart: number;
  /** Lines with their newline, where they have one. */
  readonly lines: readonly (readonly [mark: ' ' | '-' | '+', text: string])[];
}

export interface PatchedName {
  readonly name: string;
  /** Its time is the epoch: the file is not there. */
  readonly missing: boolean;
  /** As the diff spells it, with its time. */
  readonly spelled?: string;
}

export interface FilePatch {
  readonly old: PatchedName | undefined;
  readonly fresh: PatchedName | undefined;
  readonly index: PatchedName | undefined;
  readonly hunks: readonly Hunk[];
  /** Line of the patch where its hunks begin, and what stands before them. */
  readonly line: number;
  readonly header: readonly string[];
}

type Mark = ' ' | '-' | '+';

export function parsePatch(text: string): readonly FilePatch[] {
  return new PatchReader(text.match(/[^\n]*\n|[^\n]+$/g) ?? []).files();
}

const UNIFIED = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;
const NORMAL = /^(\d+)(?:,(\d+))?([acd])(\d+)(?:,(\d+))?\s*$/;
const STARS = /^\*{15}/;

class PatchReader {
  #at = 0;
  constructor(readonly lines: readonly string[]) {}

  files(): readonly FilePatch[] {
    const found: FilePatch[] = [];
    let header: string[] = [];
    let names: { old?: PatchedName; fresh?: PatchedName; index?: PatchedName } = {};
    while (this.#at < this.lines.length) {
      const line = this.lines[this.#at] as string;
      const line1 = this.#at + 1;
      const hunks = UNIFIED.test(line)
        ? this.#many(() => this.#unified())
        : STARS.test(line) && /^\*\*\* \d/.test(this.lines[this.#at + 1] ?? '')
          ? this.#many(() => this.#context())
          : NORMAL.test(line)
            ? this.#many(() => this.#normal())
            : [];
      if (hunks.length) {
        found.push({ old: names.old, fresh: names.fresh, index: names.index, hunks, line: line1, header });
        header = [];
        names = {};
        continue;
      }
      header.push(line.replace(/\n$/, ''));
      names = { ...names, ...this.#names(line) };
      this.#at++;
    }
    return found;
  }

  #names(line: string): { old?: PatchedName; fresh?: PatchedName; index?: PatchedName } {
    const next = this.lines[this.#at + 1] ?? '';
    const before = this.lines[this.#at - 1] ?? '';
    if (line.startsWith('--- ') && next.startsWith('+++ ')) return { old: nameIn(line) };
    if (line.startsWith('+++ ')) return { fresh: nameIn(line) };
    if (line.startsWith('*** ') && next.startsWith('--- ')) return { old: nameIn(line) };
    if (line.startsWith('--- ') && before.startsWith('*** ')) return { fresh: nameIn(line) };
    if (line.startsWith('Index: ')) return { index: { name: line.slice(7).trim(), missing: false } };
    return {};
  }

  #many(one: () => Hunk | undefined): Hunk[] {
    const found: Hunk[] = [];
    for (let hunk = one(); hunk; hunk = one()) found.push(hunk);
    return found;
  }

  #unified(): Hunk | undefined {
    const match = UNIFIED.exec(this.lines[this.#at] ?? '');
    if (!match) return undefined;
    this.#at++;
    let [old, fresh] = [Number(match[2] ?? 1), Number(match[4] ?? 1)];
    const lines: [Mark, string][] = [];
    while ((old > 0 || fresh > 0) && this.#at < this.lines.length) {
      const line = this.lines[this.#at] as string;
      const mark = line[0] === '\n' ? ' ' : line[0];
      if (mark !== ' ' && mark !== '-' && mark !== '+' && mark !== '\\') break;
      this.#at++;
      if (mark === '\\') {
        unterminate(lines);
        continue;
      }
      lines.push([mark, line[0] === '\n' ? '\n' : line.slice(1)]);
      if (mark !== '+') old--;
      if (mark !== '-') fresh--;
    }
    if (this.lines[this.#at]?.startsWith('\\')) {
      unterminate(lines);
      this.#at++;
    }
    return { oldStart: Number(match[1]), newStart: Number(match[3]), lines };
  }

  #normal(): Hunk | undefined {
    const match = NORMAL.exec(this.lines[this.#at] ?? '');
    if (!match) return undefined;
    this.#at++;
    const lines: [Mark, string][] = [];
    const take = (sign: string, mark: Mark) => {
      while (this.lines[this.#at]?.startsWith(sign)) {
        lines.push([mark, (this.lines[this.#at] as string).slice(2)]);
        this.#at++;
      }
      if (this.lines[this.#at]?.startsWith('\\')) {
        unterminate(lines);
        this.#at++;
      }
    };
    take('<', '-');
    if (this.lines[this.#at]?.startsWith('---')) this.#at++;
    take('>', '+');
    const [oldStart, newStart] = [Number(match[1]), Number(match[4])];
    // An addition names the line before it.
    return { oldStart: match[3] === 'a' ? oldStart + (lines.length ? 1 : 0) : oldStart, newStart, lines };
  }

  #context(): Hunk | undefined {
    if (!STARS.test(this.lines[this.#at] ?? '')) return undefined;
    const old = /^\*\*\* (\d+)(?:,(\d+))? \*{4}/.exec(this.lines[this.#at + 1] ?? '');
    if (!old) return undefined;
    this.#at += 2;
    const before = this.#side();
    const fresh = /^--- (\d+)(?:,(\d+))? -{4}/.exec(this.lines[this.#at] ?? '');
    if (!fresh) return undefined;
    this.#at++;
    const after = this.#side();
    return { oldStart: Number(old[1]), newStart: Number(fresh[1]), lines: woven(before, after) };
  }

  #side(): [string, string][] {
    const out: [string, string][] = [];
    for (;;) {
      const line = this.lines[this.#at];
      if (line?.startsWith('\\')) unterminate(out);
      else if (line === undefined || !/^[ !+-] /.test(line)) return out;
      else out.push([line[0] as string, line.slice(2)]);
      this.#at++;
    }
  }
}

/** The two halves of a context hunk as one; a half without changes may be left out of the diff. */
function woven(before: readonly [string, string][], after: readonly [string, string][]): (readonly [Mark, string])[] {
  const out: (readonly [Mark, string])[] = [];
  if (before.length === 0) return after.map(([mark, text]) => [mark === ' ' ? ' ' : '+', text]);
  if (after.length === 0) return before.map(([mark, text]) => [mark === ' ' ? ' ' : '-', text]);
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [a, b] = [before[i], after[j]];
    if (a && a[0] !== ' ') {
      out.push(['-', a[1]]);
      i++;
    } else if (b && b[0] !== ' ') {
      out.push(['+', b[1]]);
      j++;
    } else {
      if (a) out.push([' ', a[1]]);
      i++;
      j++;
    }
  }
  return out;
}

/** The line before said that it has no newline. */
function unterminate(lines: [string, string][]): void {
  const last = lines[lines.length - 1];
  if (last) last[1] = last[1].replace(/\n$/, '');
}

/** A name between quotes: letters and octal numbers as C has them. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(parseInt(code, 8)) : (ESCAPE_CHARACTERS[code] ?? code),
  );
}

function nameIn(line: string): PatchedName {
  const rest = line.slice(4).replace(/\n$/, '');
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(rest);
  if (quoted) return { name: unescaped(quoted[1] as string), missing: false, spelled: rest };
  const [name = '', time = ''] = rest.includes('\t') ? rest.split('\t') : [rest.trim(), ''];
  const missing = name.trim() === '/dev/null' || /^1970-01-01 0?0:00:00/.test(time);
  return { name: name.trim(), missing, spelled: rest };
}
