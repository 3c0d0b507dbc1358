/** An instruction's line into its name, its flags and its arguments, by the rule of each instruction. */
import { FailureError } from '../../base/errors.ts';
import { firstValue } from '../../base/go-json-syntax.ts';
import { goQuote } from './go-format.ts';

const SPACES = /[\t\v\f\r ]+/;

export function splitCommand(line: string): {
  readonly name: string;
  readonly flags: readonly string[];
  readonly rest: string;
} {
  const trimmed = line.trim();
  const space = SPACES.exec(trimmed);
  if (!space) return { name: trimmed, flags: [], rest: '' };
  const { flags, rest } = splitFlags(trimmed.slice(space.index + space[0].length));
  return { name: trimmed.slice(0, space.index), flags, rest: rest.trim() };
}

/** Leading words that begin with `--`, with quotes and escapes undone; `--` alone ends them. */
function splitFlags(line: string): { flags: readonly string[]; rest: string } {
  const flags: string[] = [];
  let at = 0;
  for (;;) {
    while (at < line.length && /\s/.test(line[at] as string)) at++;
    if (!line.startsWith('--', at)) return { flags, rest: line.slice(at) };
    let word = '';
    let quote = '';
    for (; at < line.length; at++) {
      const char = line[at] as string;
      if (quote === '' && /\s/.test(char)) break;
      if (quote === '' && (char === '"' || char === "'")) quote = char;
      else if (quote !== '' && char === quote) quote = '';
      else if (char === '\\') word += line[++at] ?? '';
      else word += char;
    }
    if (word === '--') return { flags, rest: line.slice(at) };
    flags.push(word);
  }
}

export interface Arguments {
  readonly args: readonly string[];
  readonly json: boolean;
}

const plain = (args: readonly string[]): Arguments => ({ args, json: false });

export function splitArguments(name: string, rest: string, escape: string): Arguments {
  switch (name) {
    case 'run':
    case 'cmd':
    case 'entrypoint':
    case 'shell':
      return jsonOr(rest, (text) => (text ? [text] : []));
    case 'add':
    case 'copy':
    case 'volume':
      return jsonOr(rest, spaced);
    case 'expose':
    case 'from':
      return plain(spaced(rest));
    case 'env':
    case 'label':
      return plain(pairs(name.toUpperCase(), rest, escape));
    case 'arg':
      return plain(splitWords(rest, escape));
    case 'healthcheck':
      return healthArguments(rest);
    default:
      return plain(rest ? [rest] : []);
  }
}

const spaced = (rest: string) => (rest ? rest.split(SPACES) : []);

function jsonOr(rest: string, otherwise: (text: string) => readonly string[]): Arguments {
  const list = jsonList(rest);
  return list ? { args: list, json: true } : plain(otherwise(rest));
}

/** The exec form. Fails with `invalid` when it is a JSON list of something else than texts. */
function jsonList(rest: string): readonly string[] | undefined {
  if (!rest.trimStart().startsWith('[')) return undefined;
  let list: unknown;
  try {
    // What comes after the list is not looked at.
    list = firstValue(rest).value;
  } catch {
    return undefined;
  }
  if (!Array.isArray(list)) return undefined;
  if (!list.every((item): item is string => typeof item === 'string')) {
    throw new FailureError('invalid', 'when using JSON array syntax, arrays must be comprised of strings only');
  }
  return list;
}

function healthArguments(rest: string): Arguments {
  const [, type, command = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? [];
  if (type === undefined) return plain([]);
  const { args, json } = jsonOr(command, (text) => (text ? [text] : []));
  return { args: [type, ...args], json };
}

/** `NAME=value …`, or the old form `NAME the rest of the line`; as names and values in turn. */
function pairs(instruction: string, rest: string, escape: string): readonly string[] {
  const words = splitWords(rest, escape);
  const [first] = words;
  if (first === undefined) return [];
  if (!first.includes('=')) {
    const space = SPACES.exec(rest);
    if (!space) throw new FailureError('invalid', `${instruction} must have two arguments`);
    return [rest.slice(0, space.index), rest.slice(space.index + space[0].length)];
  }
  return words.flatMap((word) => {
    const at = word.indexOf('=');
    if (at < 0) {
      throw new FailureError(
        'invalid',
        `Syntax error - can't find = in ${goQuote(word)}. Must be of the form: name=value`,
      );
    }
    return [word.slice(0, at), word.slice(at + 1)];
  });
}

/** Words at unquoted spaces; quotes and escapes stay in them, an escape at the very end does not. */
export function splitWords(text: string, escape: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let begun = false;
  let quote = '';
  const chars = [...text];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] as string;
    if (quote === '' && /\s/.test(char)) {
      if (begun) words.push(word);
      word = '';
      begun = false;
      continue;
    }
    if (char === escape && quote !== "'") {
      if (i + 1 === chars.length) continue;
      word += char + (chars[++i] as string);
    } else {
      if (quote === '' && (char === '"' || char === "'")) quote = char;
      else if (char === quote) quote = '';
      word += char;
    }
    begun = true;
  }
  if (begun) words.push(word);
  return words;
}
