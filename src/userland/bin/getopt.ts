/** getopt of util-linux: parses the options of scripts and prints them quoted. */
import { tool, type Tool } from './lib/tool.ts';

interface Wanted {
  readonly letters: ReadonlyMap<string, Argument>;
  readonly words: ReadonlyMap<string, Argument>;
  readonly order: 'permute' | 'stop' | 'keep';
  readonly alternative: boolean;
  readonly quiet: boolean;
  readonly name: string;
}
type Argument = 'none' | 'required' | 'optional';

const OWN = new Map<string, string>([
  ['a', 'a'], ['alternative', 'a'], ['h', 'h'], ['help', 'h'], ['l', 'l='], ['longoptions', 'l='], ['long', 'l='], ['n', 'n='], ['name', 'n='],
  ['o', 'o='], ['options', 'o='], ['q', 'q'], ['quiet', 'q'], ['Q', 'Q'], ['quiet-output', 'Q'], ['s', 's='], ['shell', 's='], ['T', 'T'],
  ['test', 'T'], ['u', 'u'], ['unquoted', 'u'], ['V', 'V'], ['version', 'V'],
]); // prettier-ignore

export const getopt = tool(
  {
    name: 'getopt',
    usage: '[OPTIONS] OPTSTRING PARAMETERS',
    about: 'Parse command line options for a script',
    rawArguments: true,
    usageStatus: 2,
    from: 'util-linux',
  },
  async (t) => {
    const words = [...t.operands];
    if (words.length === 0) return t.usage('missing optstring argument', 2);
    if (!words[0]?.startsWith('-')) {
      // The first form: everything is unquoted, in the way of old.
      const letters = (words.shift() as string).replace(/^[-+]+/, (signs) => (signs.startsWith('+') ? '+' : '-'));
      return finish(t, words, wantedOf(letters, [], new Set(['u']), undefined), true);
    }
    const given = new Map<string, string[]>();
    for (;;) {
      const word = words.shift();
      if (word === undefined || word === '--') break;
      if (!word.startsWith('-') || word === '-') {
        words.unshift(word);
        break;
      }
      const problem = take(word, words, given);
      if (problem !== undefined) {
        await t.err(`getopt: ${problem}\nTry 'getopt --help' for more information.\n`);
        return 2;
      }
    }
    const shell = given.get('s')?.at(-1) ?? 'bash';
    if (!SHELLS.includes(shell)) return t.usage('unknown shell after -s or --shell argument', 2);
    if (given.has('T')) return 4;
    if (given.has('h')) {
      await t.out.text(await t.usageText());
      return 0;
    }
    if (given.has('V')) {
      await t.out.line('getopt from util-linux, as simulated by Drydock');
      return 0;
    }
    let letters = given.get('o')?.at(-1);
    if (letters === undefined) {
      letters = words.shift();
      if (letters === undefined) return t.usage('missing optstring argument', 2);
      if (words[0] === '--') words.shift();
    }
    const long = (given.get('l') ?? []).flatMap((list) => list.split(/[, \t\n]+/).filter(Boolean));
    return finish(
      t,
      words,
      wantedOf(
        letters,
        long,
        new Set([...given.keys(), ...(t.sys.env.has('POSIXLY_CORRECT') ? ['+'] : [])]),
        given.get('n')?.at(-1),
      ),
      given.has('u'),
      given.has('Q'),
      shell.endsWith('csh'),
    );
  },
);

const SHELLS = ['sh', 'bash', 'csh', 'tcsh'];

/** One word of getopt's own options. */
function take(word: string, rest: string[], given: Map<string, string[]>): string | undefined {
  const put = (key: string, value = '') => void given.set(key, [...(given.get(key) ?? []), value]);
  if (word.startsWith('--')) {
    const [name = '', value] = [
      word.slice(2).split('=')[0],
      word.includes('=') ? word.slice(word.indexOf('=') + 1) : undefined,
    ];
    const key = OWN.get(name) ?? [...OWN].find(([full]) => full.length > 1 && full.startsWith(name))?.[1];
    if (key === undefined) return `unrecognized option '${word}'`;
    if (!key.endsWith('=')) put(key);
    else {
      const argument = value ?? rest.shift();
      if (argument === undefined) return `option '--${name}' requires an argument`;
      put(key[0] as string, argument);
    }
    return undefined;
  }
  for (let i = 1; i < word.length; i++) {
    const key = OWN.get(word[i] as string);
    if (key === undefined) return `invalid option -- '${word[i]}'`;
    if (!key.endsWith('=')) put(key);
    else {
      const argument = word.slice(i + 1) || rest.shift();
      if (argument === undefined) return `option requires an argument -- '${word[i]}'`;
      put(key[0] as string, argument);
      break;
    }
  }
  return undefined;
}

function kindOf(colons: string): Argument {
  return colons === '' ? 'none' : colons === ':' ? 'required' : 'optional';
}

function wantedOf(
  letters: string,
  long: readonly string[],
  flags: ReadonlySet<string>,
  name: string | undefined,
): Wanted {
  const sign = /^[-+]/.exec(letters)?.[0];
  const found = [...letters.replace(/^[-+]/, '').matchAll(/([^:])(:{0,2})/g)];
  return {
    letters: new Map(found.map(([, letter = '', colons = '']) => [letter, kindOf(colons)])),
    words: new Map(long.map((word) => [word.replace(/:+$/, ''), kindOf(/:*$/.exec(word)?.[0] ?? '')])),
    order: sign === '+' || (sign === undefined && flags.has('+')) ? 'stop' : sign === '-' ? 'keep' : 'permute',
    alternative: flags.has('a'),
    quiet: flags.has('q'),
    name: name ?? 'getopt',
  };
}

async function finish(
  t: Tool,
  words: readonly string[],
  wanted: Wanted,
  unquoted: boolean,
  silent = false,
  csh = false,
): Promise<number> {
  const plain = (word: string) => word.replaceAll("'", "'\\''");
  const quote = (word: string) =>
    unquoted
      ? ` ${word}`
      : ` '${csh ? plain(word.replaceAll('\\', '\\\\')).replace(/[!\n\s]/g, forCsh) : plain(word)}'`;
  const { out, operands, problems } = parse(words, wanted, quote);
  if (!wanted.quiet) for (const problem of problems) await t.err(`${wanted.name}: ${problem}\n`);
  if (!silent) await t.out.text(`${out} --${operands.map(quote).join('')}\n`);
  return problems.length ? 1 : 0;
}

/** What csh would take for history, or for the end of a word. */
const forCsh = (char: string) => (char === '!' ? "'\\!'" : char === '\n' ? '\\n' : `\\${char}`);

function parse(words: readonly string[], wanted: Wanted, quote: (word: string) => string) {
  const problems: string[] = [];
  const operands: string[] = [];
  const stop = wanted.order === 'stop';
  let out = '';
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '--') {
      operands.push(...words.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      if (stop) {
        operands.push(...words.slice(i));
        break;
      }
      if (wanted.order === 'keep') out += quote(word);
      else operands.push(word);
      continue;
    }
    const dashes = word.startsWith('--') ? '--' : '-';
    if (
      dashes === '--' ||
      (wanted.alternative && word.length > 2 && longName(word.slice(1).split('=')[0] as string, wanted))
    ) {
      const name = word.slice(dashes.length).split('=')[0] as string;
      const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : undefined;
      const full = longName(name, wanted);
      if (full === undefined) problems.push(`unrecognized option '${dashes}${name}'`);
      else if (full === null)
        problems.push(
          `option '${dashes}${name}' is ambiguous; possibilities:${[...wanted.words.keys()]
            .filter((word) => word.startsWith(name))
            .map((word) => ` '--${word}'`)
            .join('')}`,
        );
      else {
        const kind = wanted.words.get(full);
        if (kind === 'none' && value !== undefined) problems.push(`option '--${full}' doesn't allow an argument`);
        else if (kind === 'required' && value === undefined && i + 1 >= words.length)
          problems.push(`option '--${full}' requires an argument`);
        else if (kind === 'none') out += ` --${full}`;
        else out += ` --${full}${quote(value ?? (kind === 'required' ? (words[++i] as string) : ''))}`;
      }
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] as string;
      const kind = wanted.letters.get(letter);
      if (kind === undefined) problems.push(`invalid option -- '${letter}'`);
      else if (kind === 'none') out += ` -${letter}`;
      else {
        const rest = word.slice(at + 1);
        if (rest || kind === 'optional') out += ` -${letter}${quote(rest)}`;
        else if (i + 1 < words.length) out += ` -${letter}${quote(words[++i] as string)}`;
        else problems.push(`option requires an argument -- '${letter}'`);
        break;
      }
    }
  }
  return { out, operands, problems };
}

/** The whole name of an abbreviation; null when there are several. */
function longName(name: string, { words }: Wanted): string | null | undefined {
  if (words.has(name)) return name;
  const found = [...words.keys()].filter((word) => word.startsWith(name));
  return found.length > 1 ? null : found[0];
}
