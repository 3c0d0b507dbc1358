/** vi's `:` commands. */
import { SysError } from '../../../kernel/errno.ts';
import { readTextFile, writeTextFile } from '../lib/text-file.ts';
import { regex, RegexError } from '../lib/regex.ts';
import type { Tool } from '../lib/tool.ts';
import type { Text } from './text.ts';

export interface ExState {
  readonly t: Tool;
  readonly text: Text;
  path: string | undefined;
  readonly readonly: boolean;
  readonly settings: Map<string, boolean>;
}

/** What the command came to: a message for the last line, and whether to leave. */
export interface ExResult {
  readonly message: string;
  readonly quit?: boolean;
}

const NOT_SAVED = 'No write since last change (:q! overrides)';

export async function runEx(state: ExState, line: string): Promise<ExResult> {
  const { text } = state;
  const source = line.trim().replace(/^:+/, '');
  if (source === '') return { message: '' };
  const [, range = '', rest = ''] = /^([%\d,.$+-]*)(.*)$/s.exec(source) as RegExpExecArray;
  const [from, to] = lineRange(range, text);
  if (rest === '') {
    text.row = to;
    text.column = 0;
    return { message: '' };
  }
  if (/^s[^\w\s]/.test(rest)) return substitute(text, from, to, rest.slice(1));
  const [, name = '', bang = '', argument = ''] = /^([a-zA-Z]+|=|!)(!?)\s*(.*)$/s.exec(rest) ?? [];
  switch (name) {
    case 'q':
    case 'quit':
    case 'qa':
      return text.modified && !bang ? { message: NOT_SAVED } : { message: '', quit: true };
    case 'w':
    case 'write':
      return save(state, argument, !!bang, range ? text.lines.slice(from, to + 1) : text.lines);
    case 'wq':
    case 'x':
    case 'xit':
    case 'wqa': {
      if (name === 'x' && !text.modified) return { message: '', quit: true };
      const result = await save(state, argument, !!bang, text.lines);
      return text.modified ? result : { ...result, quit: true };
    }
    case 'e':
    case 'edit':
      return edit(state, argument, !!bang);
    case 'r':
    case 'read':
      return read(state, argument, range ? to : text.row);
    case 'd':
    case 'delete':
      text.remember();
      text.cut({ row: from, column: 0 }, { row: to, column: 0 }, true);
      return { message: '' };
    case 'y':
    case 'yank':
      text.cut({ row: from, column: 0 }, { row: to, column: 0 }, true, true);
      return { message: `${to - from + 1} lines yanked` };
    case '=':
      return { message: String(to + 1) };
    case 'set':
    case 'se':
      return set(state, argument);
    case 'noh':
    case 'nohlsearch':
      return { message: '' };
    case 'f':
    case 'file':
      if (argument) state.path = argument;
      return {
        message: `"${state.path ?? 'No file'}"${text.modified ? ' [Modified]' : ''} ${text.lines.length} lines`,
      };
    default:
      return { message: `Not an editor command: ${source}` };
  }
}

function lineRange(range: string, text: Text): [number, number] {
  const last = text.lines.length - 1;
  if (range === '%') return [0, last];
  const one = (word: string) => {
    const match = /^(\d+|\.|\$)?((?:[+-]\d*)*)$/.exec(word);
    let row = match?.[1] === undefined || match[1] === '.' ? text.row : match[1] === '$' ? last : Number(match[1]) - 1;
    for (const [step] of (match?.[2] ?? '').matchAll(/[+-]\d*/g)) row += Number(step.length > 1 ? step : `${step}1`);
    return Math.max(0, Math.min(last, row));
  };
  const [a = '', b] = range.split(',');
  const from = one(a);
  return b === undefined ? [from, from] : [Math.min(from, one(b)), Math.max(from, one(b))];
}

function substitute(text: Text, from: number, to: number, source: string): ExResult {
  const mark = source[0] as string;
  const parts: string[] = [];
  let part = '';
  for (let i = 1; i < source.length; i++) {
    const char = source[i] as string;
    if (char === '\\' && source[i + 1] === mark) part += source[++i];
    else if (char === '\\') part += char + (source[++i] ?? '');
    else if (char === mark && parts.length < 2) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  parts.push(part);
  const [pattern = '', replacement = '', flags = ''] = parts;
  let expression: RegExp;
  try {
    expression = regex(pattern, {
      extended: false,
      ignoreCase: flags.includes('i'),
      flags: flags.includes('g') ? 'g' : '',
    });
  } catch (error) {
    if (error instanceof RegexError) return { message: error.message };
    throw error;
  }
  text.remember();
  let [changed, last] = [0, -1];
  for (let row = from; row <= to; row++) {
    const before = text.lines[row] as string;
    const after = before.replace(expression, (...match: unknown[]) =>
      replacement.replace(/\\(.)|&/gs, (_, escaped: string | undefined) =>
        escaped === undefined
          ? String(match[0])
          : /\d/.test(escaped)
            ? String(match[Number(escaped)] ?? '')
            : escaped === 'n'
              ? '\n'
              : escaped,
      ),
    );
    if (after === before) continue;
    text.lines[row] = after;
    changed++;
    last = row;
  }
  if (!changed) return { message: `Pattern not found: ${pattern}` };
  text.lines = text.lines.flatMap((line) => line.split('\n'));
  text.modified = true;
  text.row = last;
  return { message: changed > 2 ? `${changed} substitutions on ${changed} lines` : '' };
}

async function save(state: ExState, argument: string, force: boolean, lines: readonly string[]): Promise<ExResult> {
  const path = argument || state.path;
  if (!path) return { message: 'No current filename' };
  if (state.readonly && !force && path === state.path)
    return { message: `'readonly' option is set (add ! to override)` };
  try {
    const bytes = await writeTextFile(state.t.sys, path, lines);
    if (lines === state.text.lines) state.text.modified = false;
    state.path ??= path;
    return {
      message: state.t.busybox
        ? `'${path}' ${lines.length}L, ${bytes}C`
        : `"${path}" ${lines.length}L, ${bytes}B written`,
    };
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return { message: state.t.busybox ? `'${path}' ${error.message}` : `"${path}" E212: Can't open file for writing` };
  }
}

async function edit(state: ExState, argument: string, force: boolean): Promise<ExResult> {
  const { text } = state;
  if (text.modified && !force) return { message: NOT_SAVED };
  const path = argument || state.path;
  if (!path) return { message: 'No current filename' };
  try {
    const file = await readTextFile(state.t.sys, path);
    text.lines = file.lines;
    text.row = text.column = 0;
    text.modified = false;
    state.path = path;
    return { message: `"${path}"${file.isNew ? ' [New]' : ` ${file.lines.length}L, ${file.bytes}B`}` };
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return { message: `"${path}" ${error.message}` };
  }
}

async function read(state: ExState, path: string, row: number): Promise<ExResult> {
  if (!path) return { message: 'No filename given' };
  if (path.startsWith('!')) return { message: ':r ! is not simulated in Drydock' };
  try {
    const file = await readTextFile(state.t.sys, path);
    if (file.isNew) return { message: `"${path}" No such file or directory` };
    state.text.remember();
    state.text.lines.splice(row + 1, 0, ...file.lines);
    state.text.modified = true;
    state.text.row = row + 1;
    return { message: `"${path}" ${file.lines.length}L, ${file.bytes}B` };
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return { message: `"${path}" ${error.message}` };
  }
}

const SETTINGS: Record<string, string> = { nu: 'number', ic: 'ignorecase', ai: 'autoindent' };

function set(state: ExState, argument: string): ExResult {
  for (const word of argument.split(/\s+/).filter(Boolean)) {
    const off = word.startsWith('no');
    const bare = off ? word.slice(2) : word;
    const name = SETTINGS[bare] ?? bare;
    if (!Object.values(SETTINGS).includes(name)) return { message: `:set ${word} is not simulated in Drydock` };
    state.settings.set(name, !off);
  }
  return { message: '' };
}
