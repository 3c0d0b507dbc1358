/** read. */
import { SysError } from '../../../kernel/errno.ts';
import type { Shell } from '../shell.ts';
import { isName } from '../variables.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, missingArgument, parseOptions, type ParsedOptions } from './builtin.ts';
import { namedInErrors } from './named-in-errors.ts';
import type { LineRead } from './read-line.ts';
import { isReady, readLine } from './read-line.ts';

const USAGE =
  'read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]';

export const read: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), sh.dialect === 'dash' ? 'p:r' : 'ersa:d:i:n:N:p:t:u:');
  if (options.bad) return invalidOption(sh, 'read', options.bad, USAGE);
  const values = new Map(options.letters);
  const fault = sh.dialect === 'bash' ? argumentFault(sh, options) : undefined;
  if (fault === 'missing') return missingArgument(sh, 'read', options, USAGE);
  if (fault !== undefined) return sh.builtinError('read', fault);
  const raw = has(options, 'r');
  const fd = Number(values.get('u') ?? 0);
  const names = options.rest;
  const array = values.get('a');
  const bad = names.findIndex((name) => !isName(name) && !/^\w+\[.*\]$/.test(name));
  // Those before a bad one get their fields, but in busybox.
  if (bad === 0 || (bad > 0 && sh.dialect === 'ash')) return badName(sh, names[bad] as string);
  if (names.length === 0 && array === undefined && sh.dialect === 'dash')
    return sh.builtinError('read', 'arg count', 2);
  const fixed = sh.dialect === 'dash' ? names.find((name) => sh.vars.map.get(name)?.readonly) : undefined;
  if (fixed !== undefined) return sh.builtinError('read', `${fixed}: is read only`, 2);
  const terminal = isTerminal(sh, fd);
  const prompt = values.get('p');
  if (prompt !== undefined && terminal) await sh.err(prompt);
  const count = values.get('N') ?? values.get('n');
  const limit = count === undefined ? undefined : Number(count);
  const delimiter = values.has('N') ? undefined : values.has('d') ? values.get('d') || '\0' : '\n';
  const timeout = values.get('t');
  // No time at all: tells whether there is something to read, and reads nothing.
  if (timeout !== undefined && Number(timeout) === 0) return (await isReady(sh, fd, 0)) ? 0 : 1;
  const deadline = timeout === undefined ? undefined : sh.sys.now() + Number(timeout) * 1000;
  const byLine = limit === undefined && delimiter === '\n';
  const quiet = terminal && (has(options, 's') || !byLine);
  const before = quiet ? sh.sys.tcgetattr(fd) : undefined;
  if (before) sh.sys.tcsetattr(fd, { echo: !has(options, 's') && before.echo, canonical: byLine });
  const asks = terminal && sh.interactive && sh.dialect === 'bash';
  const joined = asks ? () => sh.err(sh.vars.get('PS2') ?? '') : undefined;
  let line: LineRead;
  try {
    if (has(options, 'e') && terminal && fd === 0 && byLine) {
      const { readEdited } = await import('../interactive/read-edited.ts');
      const edited = await readEdited(sh, prompt ?? '', values.get('i') ?? '');
      if (!edited) return 130;
      line = edited;
    } else
      line =
        limit === 0 ? { text: '', ended: false } : await readLine(sh, fd, { raw, delimiter, limit, deadline, joined });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'EINTR') return 130;
    return sh.builtinError('read', `read error: ${fd}: ${error.message}`);
  } finally {
    if (before) sh.sys.tcsetattr(fd, before);
  }
  // busybox drops what it has read so far, bash keeps it.
  if (line.late && sh.dialect === 'ash') line = { ...line, text: '' };
  if (array !== undefined) assignFields(sh, array, splitRead(sh, line.text, raw, Infinity));
  else if (names.length === 0) sh.vars.set('REPLY', raw ? line.text : unescape(line.text));
  else {
    const fields = values.has('N') ? [line.text] : splitRead(sh, line.text, raw, names.length);
    await namedInErrors(sh, 'read', () => assignNames(sh, bad < 0 ? names : names.slice(0, bad), fields));
    if (bad > 0) return badName(sh, names[bad] as string);
  }
  if (line.late) return sh.dialect === 'ash' ? 1 : 142;
  return line.ended ? 1 : 0;
};

async function badName(sh: Shell, name: string): Promise<number> {
  if (sh.dialect === 'bash') return sh.builtinError('read', `\`${name}': not a valid identifier`);
  if (sh.dialect === 'dash') return sh.builtinError('read', `${name}: bad variable name`, 2);
  await sh.err(`${sh.name}: read: '${name}': bad variable name\n`);
  return 1;
}

/** What is wrong with the arguments of options: the text of an error, or `missing`. */
function argumentFault(sh: Shell, options: ParsedOptions): string | undefined {
  for (const [letter, argument] of options.letters) {
    if ('ersE'.includes(letter)) continue;
    if (argument === undefined) return 'missing';
    if (letter === 't' && !/^\d*\.?\d*$/.test(argument)) return `${argument}: invalid timeout specification`;
    if ('nN'.includes(letter) && !/^\d+$/.test(argument)) return `${argument}: invalid number`;
    if (letter !== 'u') continue;
    if (!/^\d+$/.test(argument)) return `${argument}: invalid file descriptor specification`;
    if (!sh.sys.descriptors().includes(Number(argument))) {
      return `${argument}: invalid file descriptor: Bad file descriptor`;
    }
  }
  return undefined;
}

function isTerminal(sh: Shell, fd: number): boolean {
  try {
    return sh.sys.isatty(fd);
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

function unescape(text: string): string {
  return text.replace(/\\(\n|.)?/gs, (_all, next: string | undefined) =>
    next === '\n' || next === undefined ? '' : next,
  );
}

function assignNames(sh: Shell, names: readonly string[], fields: readonly string[]): void {
  for (const [i, name] of names.entries()) {
    const element = /^(\w+)\[(.*)\]$/s.exec(name);
    if (element) sh.vars.setElement(element[1] as string, element[2] as string, fields[i] ?? '');
    else sh.vars.set(name, fields[i] ?? '');
  }
}

export function assignFields(sh: Shell, name: string, fields: readonly string[]): void {
  const variable = sh.vars.ensure(name);
  if (variable.readonly) sh.vars.refuse(name);
  variable.value = undefined;
  variable.indexed = new Map(fields.map((field, i) => [i, field]));
}

/** Splits by IFS into at most `count` fields; the last takes the rest of the line. */
export function splitRead(sh: Shell, line: string, raw: boolean, count: number): string[] {
  const ifs = sh.vars.get('IFS') ?? ' \t\n';
  const { text, quoted } = raw ? { text: line, quoted: NONE } : unquoted(line);
  const isSpace = (i: number): boolean => {
    const char = text[i];
    return char !== undefined && !quoted.has(i) && ' \t\n'.includes(char) && ifs.includes(char);
  };
  const isMark = (i: number): boolean => {
    const char = text[i];
    return char !== undefined && !quoted.has(i) && !' \t\n'.includes(char) && ifs.includes(char);
  };
  let at = 0;
  while (isSpace(at)) at++;
  const fields: string[] = [];
  while (at < text.length) {
    if (fields.length === count - 1) {
      fields.push(lastField(text, at, isSpace, isMark));
      return fields;
    }
    const start = at;
    while (at < text.length && !isSpace(at) && !isMark(at)) at++;
    fields.push(text.slice(start, at));
    while (isSpace(at)) at++;
    if (isMark(at)) {
      at++;
      while (isSpace(at)) at++;
    }
  }
  return fields;
}

const NONE: ReadonlySet<number> = new Set();

/** A line without its backslashes, and where those characters are that one stood before. */
function unquoted(line: string): { readonly text: string; readonly quoted: ReadonlySet<number> } {
  let text = '';
  const quoted = new Set<number>();
  for (let i = 0; i < line.length; i++) {
    if (line[i] !== '\\') text += line[i];
    else if (line[i + 1] === '\n') i++;
    else if (i + 1 < line.length) {
      quoted.add(text.length);
      text += line[++i];
    }
  }
  return { text, quoted };
}

/** The rest, without spaces of IFS at its end; a lone mark after the only remaining field goes too. */
function lastField(text: string, at: number, isSpace: (i: number) => boolean, isMark: (i: number) => boolean): string {
  let end = text.length;
  while (end > at && isSpace(end - 1)) end--;
  if (end > at && isMark(end - 1)) {
    let marks = 0;
    for (let i = at; i < end; i++) if (isMark(i)) marks++;
    if (marks === 1) {
      end--;
      while (end > at && isSpace(end - 1)) end--;
    }
  }
  return text.slice(at, end);
}
