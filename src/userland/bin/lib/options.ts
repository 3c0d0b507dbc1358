/**
 * Command line options after getopt_long. A table is one string: entries parted by blanks, each the names of an option
 * joined by `|` (the first is its key), then `=` when it takes an argument, `=?` when the argument is optional, `!`
 * when the real program has it but Drydock doesn't simulate it, `-` when busybox's version lacks it. E.g.
 * `a|all l h|human-readable w|width= color=? Z|context!`.
 */
import { fromText } from './byte-string.ts';

export interface Option {
  readonly key: string;
  readonly names: readonly string[];
  readonly argument: 'none' | 'required' | 'optional';
  readonly simulated: boolean;
  readonly gnuOnly: boolean;
}

export type OptionTable = ReadonlyMap<string, Option>;

export interface Parsed {
  /** In the order given: key and argument (empty when there is none). */
  readonly given: readonly (readonly [key: string, value: string])[];
  readonly operands: readonly string[];
  /** Words that spell only the beginning of an option's name. */
  readonly abbreviated: readonly string[];
}

/** Why parsing failed; the flavour words it. */
export class OptionError extends Error {
  override name = 'OptionError';
  constructor(
    readonly reason: 'unknown' | 'needsArgument' | 'takesNone' | 'ambiguous' | 'notSimulated',
    /** As typed: `y` or `--foo`. */
    readonly option: string,
    readonly candidates: readonly string[] = [],
  ) {
    super(`${reason}: ${option}`);
  }
}

const tables = new Map<string, OptionTable>();

export function optionTable(source: string): OptionTable {
  const known = tables.get(source);
  if (known) return known;
  const table = new Map<string, Option>();
  for (const entry of source.split(/\s+/).filter(Boolean)) {
    const match = /^([^=!]+?)(=\??)?(!)?(-)?$/.exec(entry) as RegExpExecArray;
    const names = (match[1] as string).split('|');
    const option: Option = {
      key: names[0] as string,
      names,
      argument: match[2] === '=' ? 'required' : match[2] ? 'optional' : 'none',
      simulated: !match[3],
      gnuOnly: !!match[4],
    };
    for (const name of names) table.set(name, option);
  }
  tables.set(source, table);
  return table;
}

/** `firstOperandEnds`: the first operand ends the options (env, timeout, xargs). */
export function parseOptions(
  table: OptionTable,
  words: readonly string[],
  settings: { readonly firstOperandEnds?: boolean; readonly gnu: boolean },
): Parsed {
  const given: [string, string][] = [];
  const operands: string[] = [];
  const abbreviated: string[] = [];
  const take = (option: Option, spelt: string, value: string) => {
    if (option.gnuOnly && !settings.gnu) throw new OptionError('unknown', spelt);
    if (!option.simulated) throw new OptionError('notSimulated', spelt);
    given.push([option.key, value]);
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '--') {
      operands.push(...words.slice(i + 1));
      break;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
      const option = longOption(table, name, word);
      if (!option.names.includes(name)) abbreviated.push(word);
      const spelt = `--${option.names.find((candidate) => candidate.startsWith(name)) ?? name}`;
      if (option.argument === 'none') {
        if (equals >= 0) throw new OptionError('takesNone', spelt);
        take(option, spelt, '');
      } else if (equals >= 0) take(option, spelt, word.slice(equals + 1));
      else if (option.argument === 'optional') take(option, spelt, '');
      else if (i + 1 < words.length) take(option, spelt, words[++i] as string);
      else throw new OptionError('needsArgument', spelt);
      continue;
    }
    if (word.length < 2 || word[0] !== '-') {
      if (settings.firstOperandEnds) {
        operands.push(...words.slice(i));
        break;
      }
      operands.push(word);
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] as string;
      const option = table.get(letter);
      if (!option) throw new OptionError('unknown', firstByte(letter));
      if (option.argument === 'none') {
        take(option, letter, '');
        continue;
      }
      const rest = word.slice(at + 1);
      if (rest || option.argument === 'optional') take(option, letter, rest);
      else if (i + 1 < words.length) take(option, letter, words[++i] as string);
      else throw new OptionError('needsArgument', letter);
      break;
    }
  }
  return { given, operands, abbreviated };
}

/** Options are bytes: of a character beyond ASCII, the first, as the lone surrogate that stands for it. */
function firstByte(letter: string): string {
  const byte = fromText(letter).charCodeAt(0);
  return byte < 0x80 ? letter : String.fromCharCode(0xdc00 + byte);
}

function longOption(table: OptionTable, name: string, word: string): Option {
  const exact = name.length > 1 ? table.get(name) : undefined;
  if (exact) return exact;
  const matches = new Map<string, Option>();
  for (const [candidate, option] of table) {
    if (candidate.length > 1 && candidate.startsWith(name)) matches.set(candidate, option);
  }
  const options = new Set(matches.values());
  if (options.size === 1) return [...options][0] as Option;
  if (options.size === 0) throw new OptionError('unknown', word);
  throw new OptionError('ambiguous', word, [...matches.keys()]);
}
