/**
 * Takes a command line apart as spf13/pflag does: long and short flags, clusters, `=`, `--`, and arguments between
 * flags unless the command wants its flags first.
 */
import { parseFlagLine, type FlagSpec } from '../surface/command.ts';
import { acceptValue, isRepeatable, type FlagItem, type FlagValue } from './values.ts';

export class FlagError extends Error {
  override name = 'FlagError';
}

/** Thrown when help was asked for; `short` when by the deprecated `-h`. */
export class HelpRequest extends Error {
  override name = 'HelpRequest';
  constructor(readonly short: boolean) {
    super('help requested');
  }
}

export interface ParsedFlags {
  readonly flags: Flags;
  readonly args: readonly string[];
}

/** The values of flags, by long name; unset flags have the default of their type. */
export class Flags {
  readonly #specs: ReadonlyMap<string, FlagSpec>;
  readonly #values: ReadonlyMap<string, FlagValue>;

  constructor(specs: readonly FlagSpec[], values: ReadonlyMap<string, FlagValue>) {
    this.#specs = byName(specs);
    this.#values = values;
  }

  changed(name: string): boolean {
    return this.#values.has(name);
  }

  /** Names of the flags that were given. */
  get given(): readonly string[] {
    return [...this.#values.keys()];
  }

  spec(name: string): FlagSpec | undefined {
    return this.#specs.get(name);
  }

  bool(name: string): boolean {
    return (this.#values.get(name) ?? this.#fallback(name) === 'true') === true;
  }

  string(name: string): string {
    return String(this.#values.get(name) ?? this.#fallback(name) ?? '');
  }

  number(name: string): number {
    const given = this.#values.get(name);
    if (given !== undefined) return Number(given);
    return Number.parseFloat(this.#fallback(name) ?? '0');
  }

  /** Of a repeatable flag of words. */
  list(name: string): readonly string[] {
    return this.items(name) as readonly string[];
  }

  items(name: string): readonly FlagItem[] {
    return (this.#values.get(name) ?? []) as readonly FlagItem[];
  }

  #fallback(name: string): string | undefined {
    const spec = this.#specs.get(name);
    return spec && !isRepeatable(spec.type) ? spec.fallback : undefined;
  }
}

/** The flags of a command are the same list each time. */
const named = new WeakMap<readonly FlagSpec[], ReadonlyMap<string, FlagSpec>>();

function byName(specs: readonly FlagSpec[]): ReadonlyMap<string, FlagSpec> {
  const known = named.get(specs) ?? new Map(specs.map((spec) => [spec.long, spec]));
  named.set(specs, known);
  return known;
}

export interface Grammar {
  /** Names the command for checks that differ between commands. */
  readonly command: string;
  readonly specs: readonly FlagSpec[];
  readonly optionsFirst: boolean;
}

export function parseFlags(words: readonly string[], grammar: Grammar): ParsedFlags {
  const values = new Map<string, FlagValue>();
  const args: string[] = [];
  const set = (spec: FlagSpec, text: string) => {
    try {
      values.set(spec.sets, acceptValue(spec, grammar.command, text, values.get(spec.sets)));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const name = spec.short ? `-${spec.short}, --${spec.long}` : `--${spec.long}`;
      throw new FlagError(`invalid argument ${JSON.stringify(text)} for "${name}" flag: ${error.message}`);
    }
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const take = (): string | undefined => (i + 1 < words.length ? words[++i] : undefined);
    if (word === '--') {
      args.push(...words.slice(i + 1));
      break;
    }
    if (word.startsWith('--')) parseLong(word, grammar, set, take);
    else if (word.startsWith('-') && word !== '-') parseCluster(word.slice(1), grammar, set, take);
    else if (grammar.optionsFirst) {
      args.push(...words.slice(i));
      break;
    } else args.push(word);
  }
  const short = values.get('h');
  if (short === true || values.get('help') === true) throw new HelpRequest(short === true);
  values.delete('h');
  values.delete('help');
  return { flags: new Flags(grammar.specs, values), args };
}

type Setter = (spec: FlagSpec, text: string) => void;
type Taker = () => string | undefined;

/** Every command has them; the short one is deprecated. */
const HELP = parseFlagLine('help bool');
const SHORT_HELP = parseFlagLine('h bool');

function parseLong(word: string, grammar: Grammar, set: Setter, take: Taker): void {
  const body = word.slice(2);
  const equals = body.indexOf('=');
  const name = equals < 0 ? body : body.slice(0, equals);
  if (name === '' || name.startsWith('-')) throw new FlagError(`bad flag syntax: ${word}`);
  const spec = name === 'help' ? HELP : byName(grammar.specs).get(name);
  if (!spec) {
    throw new FlagError(`unknown flag: --${name}`);
  }
  if (equals >= 0) return set(spec, body.slice(equals + 1));
  if (spec.type === 'bool') return set(spec, 'true');
  const value = take();
  if (value === undefined) throw new FlagError(`flag needs an argument: --${name}`);
  set(spec, value);
}

function parseCluster(letters: string, grammar: Grammar, set: Setter, take: Taker): void {
  for (let rest = letters; rest;) {
    const letter = String.fromCodePoint(rest.codePointAt(0) as number);
    const spec =
      grammar.specs.find((candidate) => candidate.short === letter) ?? (letter === 'h' ? SHORT_HELP : undefined);
    if (!spec) {
      throw new FlagError(`unknown shorthand flag: '${letter}' in -${rest}`);
    }
    const after = rest.slice(letter.length);
    if (after.length > 1 && after.startsWith('=')) return set(spec, after.slice(1));
    if (spec.type === 'bool') {
      set(spec, 'true');
      rest = after;
      continue;
    }
    if (after) return set(spec, after);
    const value = take();
    if (value === undefined) throw new FlagError(`flag needs an argument: '${letter}' in -${rest}`);
    return set(spec, value);
  }
}
