/** The command line of pg_dump: what it may be told, and what is refused. */
import type { GivenTarget } from '../connect-options.ts';

export interface DumpOptions {
  readonly target: GivenTarget;
  readonly schema: boolean;
  readonly data: boolean;
  readonly create: boolean;
  readonly clean: boolean;
  readonly ifExists: boolean;
  readonly owners: boolean;
  readonly privileges: boolean;
  readonly comments: boolean;
  /** Rows as INSERT, with the names of the columns or without; undefined: COPY. */
  readonly inserts: 'plain' | 'columns' | undefined;
  readonly schemas: readonly string[];
  readonly notSchemas: readonly string[];
  readonly tables: readonly string[];
  readonly notTables: readonly string[];
  readonly notData: readonly string[];
  /** Undefined: standard output. */
  readonly file: string | undefined;
  readonly noPassword: boolean;
}

/** `hint`: it is a fault of the command line's form. */
export class DumpError extends Error {
  override name = 'DumpError';
  constructor(
    message: string,
    readonly hint = false,
  ) {
    super(message);
  }
}

/** A letter, what it is called, and whether it takes a value. */
const KNOWN: readonly (readonly [letter: string, name: string, valued: boolean])[] = [
  ['a', 'data-only', false],
  ['s', 'schema-only', false],
  ['C', 'create', false],
  ['c', 'clean', false],
  ['', 'if-exists', false],
  ['O', 'no-owner', false],
  ['x', 'no-privileges', false],
  ['', 'no-acl', false],
  ['', 'no-comments', false],
  ['', 'inserts', false],
  ['', 'column-inserts', false],
  ['', 'attribute-inserts', false],
  ['n', 'schema', true],
  ['N', 'exclude-schema', true],
  ['t', 'table', true],
  ['T', 'exclude-table', true],
  ['', 'exclude-table-data', true],
  ['f', 'file', true],
  ['F', 'format', true],
  ['h', 'host', true],
  ['p', 'port', true],
  ['U', 'username', true],
  ['d', 'dbname', true],
  ['w', 'no-password', false],
  ['W', 'password', false],
  ['v', 'verbose', false],
  ['V', 'version', false],
  ['?', 'help', false],
];

/** Of the real program, and not of this one. */
const UNSIMULATED = new Set(
  `b B e E j S Z blobs no-blobs large-objects no-large-objects extension exclude-extension encoding jobs superuser compress binary-upgrade
  disable-dollar-quoting disable-triggers enable-row-security exclude-table-and-children exclude-table-data-and-children
  extra-float-digits filter include-foreign-data load-via-partition-root lock-wait-timeout no-data no-policies no-publications
  no-schema no-security-labels no-statistics no-subscriptions no-sync no-table-access-method no-tablespaces no-toast-compression
  no-unlogged-table-data on-conflict-do-nothing quote-all-identifiers restrict-key role rows-per-insert section sequence-data
  serializable-deferrable snapshot statistics statistics-only strict-names sync-method table-and-children
  use-set-session-authorization`.split(/\s+/),
);

const FORMATS: Readonly<Record<string, string>> = { c: 'custom', d: 'directory', t: 'tar', p: 'plain' };

export interface GivenDump {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly database: string | undefined;
}

/** Words to options by their long names. DumpError for what cannot be. */
export function readDumpWords(argv: readonly string[]): GivenDump {
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  const words: string[] = [];
  const queue = argv.slice(1);
  const take = (shown: string, name: string, valued: boolean, inline: string | undefined) => {
    if (!valued) {
      flags.add(name);
      return;
    }
    const value = inline ?? queue.shift();
    if (value === undefined) throw new DumpError(`option requires an argument -- '${shown}'`, true);
    values.set(name, [...(values.get(name) ?? []), value]);
  };
  const refuse = (shown: string, name: string): never => {
    if (UNSIMULATED.has(name))
      throw new DumpError(`option ${shown} is not simulated in Drydock; the real pg_dump has it`);
    throw new DumpError(
      shown.startsWith('--') ? `unrecognized option '${shown}'` : `invalid option -- '${name}'`,
      true,
    );
  };
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--') words.push(...queue.splice(0));
    else if (word.startsWith('--')) {
      const [, name = '', inline] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
      const known = KNOWN.find(([, long]) => long === name);
      if (known) take(name, name, known[2], inline);
      else refuse(`--${name}`, name);
    } else if (word.startsWith('-') && word !== '-') {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] as string;
        const known = KNOWN.find(([short]) => short === letter);
        if (!known) return refuse(`-${letter}`, letter);
        take(letter, known[1], known[2], word.slice(at + 1) || undefined);
        if (known[2]) break;
      }
    } else words.push(word);
  }
  if (words.length > 1) throw new DumpError(`too many command-line arguments (first is "${words[1]}")`, true);
  return { flags, values, database: words[0] ?? values.get('dbname')?.at(-1) };
}

export function dumpOptions({ flags, values, database }: GivenDump): DumpOptions {
  const on = (...names: readonly string[]) => names.some((name) => flags.has(name));
  const last = (name: string) => values.get(name)?.at(-1);
  const list = (name: string) => values.get(name) ?? [];
  if (on('schema-only') && on('data-only'))
    throw new DumpError('options -s/--schema-only and -a/--data-only cannot be used together');
  if (on('clean') && on('data-only'))
    throw new DumpError('options -c/--clean and -a/--data-only cannot be used together');
  if (on('if-exists') && !on('clean')) throw new DumpError('option --if-exists requires option -c/--clean');
  const format = last('format') ?? 'p';
  const known = Object.entries(FORMATS).find(([letter, name]) => format === letter || format === name)?.[0];
  if (!known) throw new DumpError(`invalid output format "${format}" specified`);
  if (known !== 'p')
    throw new DumpError(
      `the ${FORMATS[known]} format is not simulated in Drydock; the plain one is, and psql reads it`,
    );
  return {
    target: { host: last('host'), port: last('port'), user: last('username'), database },
    schema: !on('data-only'),
    data: !on('schema-only'),
    create: on('create'),
    clean: on('clean'),
    ifExists: on('if-exists'),
    owners: !on('no-owner'),
    privileges: !on('no-privileges', 'no-acl'),
    comments: !on('no-comments'),
    inserts: on('column-inserts', 'attribute-inserts') ? 'columns' : on('inserts') ? 'plain' : undefined,
    schemas: list('schema'),
    notSchemas: list('exclude-schema'),
    tables: list('table'),
    notTables: list('exclude-table'),
    notData: list('exclude-table-data'),
    file: last('file'),
    noPassword: on('no-password'),
  };
}
