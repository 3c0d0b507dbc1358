/**
 * The notation of docker's surface tables. A flag is one line: `long[,short] type[=default]` and then any of `>=1.41`
 * (least API version), `os=windows`, `experimental`, `swarm` (needs a swarm manager), `hidden`,
 * `as=NAME` (another name of the flag NAME). An argument rule is `none`, `any`, or one of `exact`,
 * `min`, `max`, `range`, `cobra` with its numbers.
 */
export interface CommandSource {
  /** Where the command is reached, without `docker`; the first names its handler. */
  readonly paths: readonly string[];
  /** What follows the path in the usage line. */
  readonly usage: string;
  readonly args: string;
  /** As listed under Aliases, without `docker`. The parser also knows those that share the command's group. */
  readonly aliases?: readonly string[];
  readonly minApi?: string;
  readonly experimental?: boolean;
  /** `first`: flags come before the first argument; all that follows belongs to the arguments. */
  readonly options?: 'first';
  readonly flags: readonly string[];
}

export interface FlagSpec {
  readonly long: string;
  readonly short: string;
  /** The word that help prints after the flag; `bool` takes no value. */
  readonly type: string;
  readonly fallback: string | undefined;
  readonly minApi: string | undefined;
  readonly os: string | undefined;
  readonly experimental: boolean;
  readonly swarm: boolean;
  readonly hidden: boolean;
  /** The flag whose value it sets. */
  readonly sets: string;
}

/** Parsed once, however often the command runs. */
const parsed = new WeakMap<CommandSource, readonly FlagSpec[]>();

export function flagsOf(source: CommandSource): readonly FlagSpec[] {
  const known = parsed.get(source) ?? source.flags.map(parseFlagLine);
  parsed.set(source, known);
  return known;
}

export function parseFlagLine(line: string): FlagSpec {
  const [name = '', typed = '', ...marks] = line.split(' ');
  const [long = '', short = ''] = name.split(',');
  const equals = typed.indexOf('=');
  return {
    long,
    short,
    type: equals < 0 ? typed : typed.slice(0, equals),
    fallback: equals < 0 ? undefined : typed.slice(equals + 1),
    minApi: marks.find((mark) => mark.startsWith('>='))?.slice(2),
    os: marks.find((mark) => mark.startsWith('os='))?.slice(3),
    experimental: marks.includes('experimental'),
    swarm: marks.includes('swarm'),
    hidden: marks.includes('hidden'),
    sets: marks.find((mark) => mark.startsWith('as='))?.slice(3) ?? long,
  };
}
