/** curl's files of options: -K FILE and ~/.curlrc, a line each, with or without dashes. */
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { readText } from './body.ts';
import { type CurlArguments, OptionFault, parseArguments } from './options.ts';
import { warningLines } from './output.ts';

/** A file that -K names cannot be read. */
export class ConfigMissing extends Error {
  override name = 'ConfigMissing';
  constructor(
    readonly path: string,
    /** As it was typed. */
    readonly option: string,
    readonly silent: boolean,
  ) {
    super(path);
  }
}

/** What counts for all groups between --next. */
const GLOBAL = new Set([
  's',
  'S',
  'v',
  '#',
  'no-progress-meter',
  'fail-early',
  'trace',
  'trace-ascii',
  'trace-time',
  'stderr',
]);

/** The arguments of each group: --next begins another, whose options begin anew. */
export async function argumentGroups(
  sys: Sys,
  words: readonly string[],
  say: (text: string) => Promise<void>,
): Promise<CurlArguments[]> {
  const groups: CurlArguments[] = [];
  let common: CurlArguments['given'] = [];
  for (let from = 0; from <= words.length;) {
    const next = words.findIndex((word, i) => i >= from && (word === '--next' || word === '-:'));
    const end = next < 0 ? words.length : next;
    const args = await withFiles(sys, words.slice(from, end), say, from === 0);
    const given = [...common, ...args.given];
    groups.push({ ...args, given });
    common = given.filter(([key]) => GLOBAL.has(key));
    from = end + 1;
  }
  return groups;
}

/** The arguments with those of the files that they name, in their places; ~/.curlrc comes first unless -q does. */
async function withFiles(
  sys: Sys,
  words: readonly string[],
  say: (text: string) => Promise<void>,
  first: boolean,
): Promise<CurlArguments> {
  const args = parseArguments(words);
  const home = sys.env.get('HOME');
  const own =
    !first || words[0] === '-q' || words[0] === '--disable' || !home ? undefined : await known(sys, `${home}/.curlrc`);
  const given: [string, string][] = [];
  const urls: string[] = [];
  const quiet = () => [...given, ...args.given].some(([key]) => key === 's');
  const take = async (text: string, path: string) => {
    for (const line of linesOf(text)) await takeLine(line, path);
  };
  const takeLine = async ({ name, value, trailing, number }: ConfigLine, path: string) => {
    const warn = async (fault: string) => {
      if (!quiet()) await say(warningLines(`${path}:${number}: warning: '${name.replace(/^-+/, '')}' ${fault}`));
    };
    if (trailing) await warn('uses unquoted whitespace in the line that may cause side-effects!');
    const option = name.startsWith('-') ? name : `--${name}`;
    try {
      const more = parseArguments([option, ...(value === undefined ? [] : [value])]);
      given.push(...(more.given as [string, string][]));
      urls.push(...more.given.filter(([key]) => key === 'url').map(([, url]) => url));
    } catch (error) {
      if (!(error instanceof OptionFault)) throw error;
      await warn(error.fault);
    }
  };
  if (own !== undefined) await take(own, `${home}/.curlrc`);
  for (const [key, value] of args.given) {
    given.push([key, value]);
    if (key !== 'K') continue;
    const text = await readText(sys, value === '-' ? '/dev/stdin' : value);
    if (text === undefined)
      throw new ConfigMissing(
        value,
        /^(?:--config|-\w*K)/.exec(words.find((word) => /^(?:--config|-\w*K)/.test(word)) ?? '-K')?.[0] ?? '-K',
        quiet(),
      );
    await take(text, value === '-' ? '<stdin>' : value);
  }
  return { given, urls: [...urls, ...args.urls], words };
}

async function known(sys: Sys, path: string): Promise<string | undefined> {
  try {
    await sys.stat(path);
    return await readText(sys, path);
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

interface ConfigLine {
  readonly name: string;
  readonly value: string | undefined;
  /** More stands behind the value. */
  readonly trailing: boolean;
  readonly number: number;
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', v: '\v' };

function linesOf(text: string): ConfigLine[] {
  return text.split('\n').flatMap((line, i) => {
    const [, name, rest = ''] = /^\s*([^\s=:#][^\s=:]*)(?:\s*[=:]\s*|\s+|$)(.*)$/.exec(line) ?? [];
    if (name === undefined) return [];
    const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(rest);
    const bare = /^\S*/.exec(rest)?.[0] ?? '';
    const value = quoted ? (quoted[1] as string).replace(/\\(.)/g, (_, c: string) => ESCAPES[c] ?? c) : bare;
    const trailing = !quoted && /^\s+[^\s#]/.test(rest.slice(bare.length));
    return [{ name, value: quoted || bare ? value : undefined, trailing, number: i + 1 }];
  });
}
