/** The command line of psql. */
import type { GivenTarget } from './connect-options.ts';

export interface PsqlOptions {
  readonly target: GivenTarget;
  readonly actions: { readonly kind: 'command' | 'file'; readonly text: string }[];
  readonly settings: (readonly [name: string, value: string | undefined])[];
  /** As `\pset` takes them. */
  readonly print: (readonly [name: string, value: string | undefined])[];
  list: boolean;
  quiet: boolean;
  noStartFile: boolean;
  password: 'ask' | 'never' | 'needed';
  singleTransaction: boolean;
  output: string | undefined;
  show: 'version' | 'help' | undefined;
}

export class PsqlUsage extends Error {
  override name = 'PsqlUsage';
}

/** Long names of options, with their letter. */
const LONG: Readonly<Record<string, string>> = {
  command: 'c',
  dbname: 'd',
  file: 'f',
  list: 'l',
  set: 'v',
  variable: 'v',
  version: 'V',
  'no-psqlrc': 'X',
  'single-transaction': '1',
  help: '?',
  'echo-all': 'a',
  'echo-errors': 'b',
  'echo-queries': 'e',
  output: 'o',
  quiet: 'q',
  'no-align': 'A',
  csv: 'csv',
  'field-separator': 'F',
  pset: 'P',
  'record-separator': 'R',
  'tuples-only': 't',
  expanded: 'x',
  host: 'h',
  port: 'p',
  username: 'U',
  'no-password': 'w',
  password: 'W',
  'no-readline': 'n',
};
const VALUED = 'cdfvoFPRhpU';

export function parsePsql(argv: readonly string[]): PsqlOptions {
  const options: PsqlOptions = {
    target: {},
    actions: [],
    settings: [],
    print: [],
    list: false,
    quiet: false,
    noStartFile: false,
    password: 'needed',
    singleTransaction: false,
    output: undefined,
    show: undefined,
  };
  const words: string[] = [];
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] as string;
    const long = /^--([a-z-]+)(?:=(.*))?$/s.exec(word);
    if (long) {
      const letter = LONG[long[1] as string];
      if (!letter) throw new PsqlUsage(`unrecognized option '${word.replace(/=.*/s, '')}'`);
      const value = VALUED.includes(letter) ? (long[2] ?? argv[++at]) : undefined;
      if (VALUED.includes(letter) && value === undefined) throw new PsqlUsage(`option '${word}' requires an argument`);
      take(options, letter, value);
    } else if (/^-./s.test(word)) {
      let letters = word.slice(1);
      while (letters !== '') {
        const letter = letters[0] as string;
        letters = letters.slice(1);
        if (!VALUED.includes(letter)) take(options, letter, undefined);
        else {
          const value = letters === '' ? argv[++at] : letters;
          if (value === undefined) throw new PsqlUsage(`option requires an argument -- '${letter}'`);
          take(options, letter, value);
          letters = '';
        }
      }
    } else words.push(word);
  }
  if (words[0] !== undefined && options.target.database === undefined) options.target.database = words.shift();
  if (words[0] !== undefined && options.target.user === undefined) options.target.user = words.shift();
  return options;
}

function take(options: PsqlOptions, letter: string, value: string | undefined): void {
  const [, name = '', given] = /^([^=]*)(?:=(.*))?$/s.exec(value ?? '') ?? [];
  const target = { d: 'database', h: 'host', p: 'port', U: 'user' } as const;
  const print: Readonly<Record<string, readonly [string, string | undefined]>> = {
    A: ['format', 'unaligned'],
    csv: ['format', 'csv'],
    t: ['tuples_only', 'on'],
    x: ['expanded', 'on'],
    F: ['fieldsep', value],
    R: ['recordsep', value],
  };
  const setting: Readonly<Record<string, readonly [string, string]>> = {
    a: ['ECHO', 'all'],
    b: ['ECHO', 'errors'],
    e: ['ECHO', 'queries'],
  };
  if (letter in target) options.target[target[letter as keyof typeof target]] = value;
  else if (print[letter]) options.print.push(print[letter]);
  else if (setting[letter]) options.settings.push(setting[letter]);
  else if (letter === 'P') options.print.push([name, given]);
  else if (letter === 'v') options.settings.push([name, given]);
  else if (letter === 'c') options.actions.push({ kind: 'command', text: value ?? '' });
  else if (letter === 'f') options.actions.push({ kind: 'file', text: value ?? '' });
  else if (letter === 'o') options.output = value;
  else if (letter === 'l') options.list = true;
  else if (letter === 'q') options.quiet = true;
  else if (letter === 'X') options.noStartFile = true;
  else if (letter === '1') options.singleTransaction = true;
  else if (letter === 'w') options.password = 'never';
  else if (letter === 'W') options.password = 'ask';
  else if (letter === 'V') options.show = 'version';
  else if (letter === '?') options.show = 'help';
  else if (letter !== 'n') throw new PsqlUsage(`invalid option -- '${letter}'`);
}
