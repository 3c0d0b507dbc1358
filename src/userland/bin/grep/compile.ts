/** From patterns and options to a search. */
import { statOf } from '../copy.ts';
import { isUtf8 } from '../lib/locale.ts';
import { posixRegExp } from '../lib/posix-regexp.ts';
import { escapeRegex, groupsOf, regex, RegexError } from '../lib/regex.ts';
import { Quit, type Tool } from '../lib/tool.ts';
import { bytesExpression, finder } from './bytes.ts';
import { perlFault, perlSource } from './perl.ts';
import type { Search } from './search.ts';

export const HINT = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n";

/** Words that options do not know, and patterns that GNU takes for slips. */
async function checkWords(t: Tool, patterns: readonly string[], mode: string): Promise<void> {
  const modes = ['E', 'F', 'G', 'P'].filter((letter) => t.has(letter));
  if (modes.length > 1) await t.die('conflicting matchers specified', undefined, 2);
  if (t.has('u')) await t.err('grep: warning: --unix-byte-offsets (-u) is obsolete\n');
  const devices = t.value('D');
  if (devices !== undefined && !/^(?:read|skip)$/.test(devices)) await t.die('unknown devices method', undefined, 2);
  const directories = t.value('d');
  if (directories !== undefined && !['read', 'recurse', 'skip'].includes(directories)) {
    const words = ['read', 'recurse', 'skip'].map((word) => `  - '${word}'\n`).join('');
    await t.err(
      `grep: invalid argument ${t.quote(directories)} for '--directories'\nValid arguments are:\n${words}${HINT}`,
    );
    throw new Quit(1);
  }
  const type = t.value('binary-files');
  if (type !== undefined && !['binary', 'text', 'without-match'].includes(type))
    await t.die('unknown binary-files type', undefined, 2);
  const color = t.value('color');
  if (color && !['always', 'yes', 'force', 'never', 'no', 'none', 'auto', 'tty', 'if-tty'].includes(color)) {
    await t.out.text(await t.helpText());
    throw new Quit(0);
  }
  if (mode === 'F' || mode === 'P') return;
  for (const pattern of patterns) {
    if (/^\[:\w+:\]$/.test(pattern)) await t.die('character class syntax is [[:space:]], not [:space:]', undefined, 2);
    if (mode === 'E' && /^[*+?]/.test(pattern)) await t.err(`grep: warning: ${pattern[0]} at start of expression\n`);
  }
}

export async function compile(t: Tool, patterns: readonly string[], paths: readonly string[]): Promise<Search> {
  const mode = t.last('E', 'F', 'G', 'P') ?? 'G';
  if (!t.busybox) await checkWords(t, patterns, mode);
  const sources: string[] = [];
  const bare: string[] = [];
  let groups = 0;
  try {
    for (const pattern of patterns) {
      let source =
        mode === 'F'
          ? escapeRegex(pattern)
          : mode === 'P'
            ? perlSource(pattern)
            : regex(pattern, { extended: mode === 'E', groupsBefore: groups }).source;
      // Only what stands behind a pattern counts its groups.
      if (mode !== 'P' && patterns.length > 1) groups += groupsOf(source);
      if (source === '(?:)') source = '';
      bare.push(source);
      if (t.has('x')) source = `^(?:${source})$`;
      else if (t.has('w')) source = `(?<!\\w)(?:${source})(?!\\w)`;
      sources.push(patterns.length > 1 ? `(?:${source})` : source);
    }
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    const words =
      error.message.startsWith('Unmatched [') && /^\[+\^?$/.test(patterns[0] ?? '')
        ? 'Invalid regular expression'
        : error.message;
    return t.die(words, `bad regex '${patterns[0]}'`, 2);
  }
  const insensitive = mode === 'P' && patterns.some((pattern) => pattern.startsWith('(?i)'));
  const fold =
    insensitive || ((t.has('i') || t.has('y')) && t.last('i', 'y', 'no-ignore-case') !== 'no-ignore-case') ? 'i' : '';
  const number = async (key: string) => {
    const word = t.value(key) ?? t.value('C') ?? '0';
    if (!/^\d+$/.test(word)) await t.die(`${word}: invalid context length argument`, `invalid number '${word}'`, 2);
    return Number(word);
  };
  const most = t.value('m');
  if (most !== undefined && !/^-?\d+$/.test(most)) return t.die('invalid max count', `invalid number '${most}'`, 2);
  const color = t.has('color') ? t.value('color') || 'auto' : 'never';
  let test: RegExp;
  try {
    test = sources.length ? new RegExp(sources.join('|'), `s${fold}`) : /[^\s\S]/;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return t.die(perlFault(patterns[0] ?? ''), undefined, 2);
  }
  const recursive = t.has('r') || t.has('R') || t.value('d') === 'recurse';
  return {
    test,
    each: mode === 'P' ? new RegExp(test.source, `${test.flags}g`) : posixRegExp(test.source, `${test.flags}g`),
    before: await number('B'),
    after: await number('A'),
    most: most === undefined || Number(most) < 0 ? Infinity : Number(most),
    names: t.last('h', 'H') ? t.last('h', 'H') === 'H' : paths.length > 1 || (recursive && !(await isFile(t, paths))),
    color: color === 'always' || (color === 'auto' && t.sys.isatty(1)),
    match: /(?:^|:)m[ts]=([\d;]+)/.exec(t.sys.env.get('GREP_COLORS') ?? '')?.[1] ?? '01;31',
    mark: t.has('z') ? '\0' : '\n',
    byBytes: bytesExpression(test),
    find: mode === 'P' ? undefined : finder(bare, fold === 'i'),
    utf8: isUtf8(t.sys),
    found: false,
    emitted: false,
    numberWidth: 0,
  };
}

/** One file is named, and no directory to go through. */
async function isFile(t: Tool, paths: readonly string[]): Promise<boolean> {
  if (t.busybox || paths.length !== 1) return false;
  const stat = await statOf(t, paths[0] as string, true);
  return stat !== undefined && stat.type !== 'directory';
}
