/** tar: members by other names, as --transform, --strip-components and --one-top-level make them, and how messages write them. */
import { fromText, toText } from './lib/byte-string.ts';
import { isUtf8 } from './lib/locale.ts';
import { basename } from './lib/path.ts';
import { QUOTING_STYLES, quoteName, type QuotingStyle } from './lib/quoting.ts';
import type { Tool } from './lib/tool.ts';
import { parseScript, ScriptError } from './sed-script.ts';
import { replaceMatches } from './sed-text.ts';

export type NameKind = 'name' | 'symlink' | 'hardlink';

/** The new name of a member, or of what a link names; the same where no expression is given. */
export type Renamed = (name: string, kind?: NameKind) => string;

/** What an expression is for: names of members, targets of symbolic and of hard links. */
interface Scope {
  readonly name: boolean;
  readonly symlink: boolean;
  readonly hardlink: boolean;
}

const SCOPE_LETTERS: Readonly<Record<string, Partial<Scope>>> = {
  r: { name: true },
  R: { name: false },
  s: { symlink: true },
  S: { symlink: false },
  h: { hardlink: true },
  H: { hardlink: false },
};
const [EVERYTHING, NOTHING]: readonly [Scope, Scope] = [
  { name: true, symlink: true, hardlink: true },
  { name: false, symlink: false, hardlink: false },
];

function scoped(letters: string, scope: Scope): Scope {
  return [...letters].reduce((sum, letter) => ({ ...sum, ...SCOPE_LETTERS[letter] }), scope);
}

/** What --transform says. A wrong expression ends the program in tar's words. */
export async function renamer(t: Tool): Promise<Renamed> {
  const steps: { readonly apply: (name: string) => string; readonly scope: Scope }[] = [];
  let scope = EVERYTHING;
  for (const source of t.values('transform')) {
    for (const expression of parted(source)) {
      const flags = /^flags=(.*)$/s.exec(expression)?.[1];
      if (flags !== undefined) {
        const unknown = /[^rRsShH]/.exec(flags)?.[0];
        if (unknown !== undefined) await refuse(t, `Unknown transform flag: ${unknown}`);
        scope = scoped(flags, NOTHING);
      } else steps.push({ apply: await substitution(t, expression), scope: scoped(flagsOf(expression), scope) });
    }
  }
  return (name, kind = 'name') =>
    steps.reduce((path, { apply, scope: { [kind]: meant } }) => (meant ? apply(path) : path), name);
}

async function refuse(t: Tool, words: string): Promise<never> {
  await t.err(`tar: ${words}\nTry 'tar --help' or 'tar --usage' for more information.\n`);
  return t.sys.exit(2);
}

function flagsOf(expression: string): string {
  return expression.slice(endOf(expression));
}

/** `s/RE/TEXT/FLAGS` as a function of names. */
async function substitution(t: Tool, expression: string): Promise<(name: string) => string> {
  const end = endOf(expression);
  if (!expression.startsWith('s') || end < 0) return refuse(t, 'Invalid transform expression');
  const flags = expression.slice(end);
  const unknown = /[^rRsShHxgi\d]/.exec(flags)?.[0];
  if (unknown !== undefined) return refuse(t, `Unknown flag in transform expression: ${unknown}`);
  try {
    const script = expression.slice(0, end) + flags.replace(/[rRsShHx]/g, '');
    const parsed = parseScript(fromText(script), flags.includes('x'))[0]?.substitution;
    const regex = parsed?.regex;
    if (!parsed || !regex) return await refuse(t, 'Invalid transform expression');
    return (name) => toText(replaceMatches(fromText(name), regex, parsed) ?? fromText(name));
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    return refuse(t, faultWords(error.message));
  }
}

function faultWords(said: string): string {
  if (/reference/.test(said)) return 'Invalid transform replacement: back reference out of range';
  return /^(?:Unmatched \[|unterminated)/.test(said)
    ? 'Invalid transform expression: Invalid regular expression'
    : `Invalid transform expression: ${said}`;
}

/** Where the flags of an expression begin; -1 when it does not come to them. */
function endOf(expression: string): number {
  const delimiter = expression[1];
  let seen = 0;
  for (let at = 2; at < expression.length; at++) {
    if (expression[at] === '\\') at++;
    else if (expression[at] === delimiter && ++seen === 2) return at + 1;
  }
  return -1;
}

/** Expressions that semicolons part. */
function parted(source: string): string[] {
  const out: string[] = [];
  for (let rest = source; rest;) {
    const start = rest.startsWith('flags=') ? 0 : endOf(rest);
    const mark = start < 0 ? -1 : rest.indexOf(';', start);
    out.push(mark < 0 ? rest : rest.slice(0, mark));
    rest = mark < 0 ? '' : rest.slice(mark + 1);
  }
  return out;
}

/** The directory that --one-top-level puts everything into: its own word, or the archive's name without its ending. */
export async function topLevel(t: Tool): Promise<string | undefined> {
  if (!t.has('one-top-level')) return undefined;
  const given = t.value('one-top-level');
  if (given) return given;
  const name = basename(t.value('f') ?? '-').replace(
    /(.)(?:\.tar(?:\.(?:gz|bz2|xz|lzma|zst|Z))?|\.t(?:gz|az|bz2?|z2|xz|lz|zst))$/,
    '$1',
  );
  if (name === basename(t.value('f') ?? '-'))
    return refuse(t, 'Cannot deduce top-level directory name; please set it explicitly with --one-top-level=DIR');
  return name;
}

/** How names of members are written. */
export async function nameStyle(t: Tool): Promise<(name: string) => string> {
  const word = t.value('quoting-style') ?? 'escape';
  const style = QUOTING_STYLES.find((known) => known === word);
  if (style === undefined) {
    await t.err(`tar: Unknown quoting style '${word}'. Try 'tar --quoting-style=help' to get a list.\n`);
    return t.die('Error is not recoverable: exiting now', undefined, 2);
  }
  return (name) => (t.busybox ? name : written(name, style, !isUtf8(t.sys)));
}

/** tar escapes no blanks, and knows but one kind of quotes in the C locale. */
function written(name: string, style: QuotingStyle, bytes: boolean): string {
  const shown = quoteName(name, bytes && style === 'clocale' ? 'c' : style, bytes);
  return style === 'escape' ? shown.replaceAll('\\ ', ' ') : shown;
}
