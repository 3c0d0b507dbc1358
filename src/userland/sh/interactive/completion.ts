/** What Tab offers: commands, files, variables. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { SysError } from '../../../kernel/errno.ts';
import { builtinNames } from '../builtins/names.ts';
import { tildeDirectory } from '../expand/tilde.ts';
import type { Shell } from '../shell.ts';
import type { Completion } from './line-editor.ts';

/** Words that could stand at the end of `words`, for commands that know their own arguments; undefined: files. */
export type Completer = (sh: Shell, words: readonly string[], word: string) => Awaitable<readonly string[] | undefined>;

export async function completionFor(sh: Shell, before: string, completer?: Completer): Promise<Completion> {
  const word = lastWord(before);
  const head = before.slice(0, before.length - word.length);
  const first = /(?:^|[;&|(]|\b(?:then|do|else|if|while|until|!)\s)\s*$/.test(head);
  const variable = /^(.*\$\{?)([A-Za-z_]\w*|)$/s.exec(word);
  if (variable) return variables(sh, word, variable[1] as string, variable[2] as string);
  if (first && !word.includes('/')) return commands(sh, word);
  const words = head.split(/[;&|]/).at(-1)?.trim().split(/\s+/) ?? [];
  const spec = sh.completions.get(words[0]?.split('/').at(-1) ?? '') ?? sh.completions.get('-D');
  if (spec) {
    const { generateCompletions } = await import('../builtins/generate-completions.ts');
    const line = { words: [...words, word], index: words.length, text: before };
    const found = await generateCompletions(sh, spec, word, words[0] ?? '', line);
    if (found && found.length > 0) {
      return choose(word, [...new Set(found)].sort(), (item) =>
        spec.options.includes('nospace') || item.endsWith('/') ? item : `${item} `,
      );
    }
  }
  const special = completer && (await completer(sh, words, word));
  if (special)
    return choose(word, special.filter((item) => item.startsWith(word)).sort(), (item) =>
      /[:=]$/.test(item) ? item : `${item} `,
    );
  return files(sh, word, words[0] === 'cd' || words[0] === 'rmdir');
}

/** The word under the cursor, as it was typed. */
function lastWord(text: string): string {
  let start = 0;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '\\') i++;
    else if (char === '"' || char === "'") quote = char;
    else if (/[\s;&|()<>=]/.test(char)) start = i + 1;
  }
  return text.slice(start);
}

function choose(word: string, found: readonly string[], finish: (item: string) => string, shown = found): Completion {
  const size = [...word].length;
  if (found.length === 0) return { replace: size, text: word, candidates: [] };
  if (found.length === 1) return { replace: size, text: finish(found[0] as string), candidates: shown, words: found };
  return { replace: size, text: commonPrefix(found, word), candidates: shown, words: found };
}

/** The case of the first counts, where case does not. */
function commonPrefix(items: readonly string[], atLeast: string): string {
  let prefix = items[0] as string;
  for (const item of items) {
    while (item.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) prefix = prefix.slice(0, -1);
    if (item.startsWith(atLeast)) while (!item.startsWith(prefix)) prefix = prefix.slice(0, -1);
  }
  return prefix.length >= atLeast.length ? prefix : atLeast;
}

function variables(sh: Shell, word: string, lead: string, name: string): Completion {
  const names = [...sh.vars.map.keys()].filter((candidate) => candidate.startsWith(name)).sort();
  const quote = /^["]/.exec(lead)?.[0] ?? '';
  const close = `${lead.endsWith('{') ? '}' : ''}${quote}${lead.endsWith('{') ? '' : quote ? '' : ' '}`;
  return choose(
    word,
    names.map((candidate) => lead + candidate),
    (item) => item + close,
    names,
  );
}

async function commands(sh: Shell, word: string): Promise<Completion> {
  const names = new Set<string>();
  const add = (name: string) => void (name.startsWith(word) && names.add(name));
  for (const name of builtinNames(sh.dialect)) add(name);
  for (const name of sh.functions.keys()) add(name);
  for (const name of sh.aliases.keys()) add(name);
  for (const name of 'if then else elif fi for while until do done case esac'.split(' ')) if (word !== '') add(name);
  for (const directory of (sh.vars.get('PATH') ?? '').split(':')) {
    for (const entry of await entriesOf(sh, directory || '.')) if (entry.type !== 'directory') add(entry.name);
  }
  return choose(word, [...names].sort(), (item) => `${item} `);
}

async function entriesOf(sh: Shell, directory: string) {
  try {
    return await sh.sys.readdir(directory);
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}

async function files(sh: Shell, word: string, directoriesOnly: boolean): Promise<Completion> {
  const quote = /^["']/.exec(word)?.[0] ?? '';
  const bare = quote ? word.slice(1) : word.replace(/\\(.)/g, '$1');
  const slash = bare.lastIndexOf('/') + 1;
  const lead = bare.slice(0, slash);
  const name = bare.slice(slash);
  let directory = lead || '.';
  const tilde = /^~([^/]*)\//.exec(lead);
  if (tilde) directory = `${(await tildeDirectory(sh, tilde[1] as string)) ?? tilde[0]}/${lead.slice(tilde[0].length)}`;
  const folds = sh.readline?.variables.get('completion-ignore-case') === 'on';
  const begins = (entry: string) =>
    folds ? entry.toLowerCase().startsWith(name.toLowerCase()) : entry.startsWith(name);
  const found: { shown: string; text: string }[] = [];
  for (const entry of await entriesOf(sh, directory)) {
    if (!begins(entry.name) || (entry.name.startsWith('.') && !name.startsWith('.'))) continue;
    if (entry.name === '.' || entry.name === '..') continue;
    const isDirectory =
      entry.type === 'directory' || (entry.type === 'symlink' && (await leadsOn(sh, `${directory}/${entry.name}`)));
    if (directoriesOnly && !isDirectory) continue;
    const end = isDirectory ? '/' : '';
    found.push({ shown: entry.name + end, text: lead + entry.name + end });
  }
  found.sort((a, b) => (a.text < b.text ? -1 : 1));
  const escape = (text: string) => (quote ? quote + text : text.replace(/[\s"'\\$`&|;<>()*?[\]#!{}]/g, '\\$&'));
  return choose(
    word,
    found.map(({ text }) => escape(text)),
    (item) => (item.endsWith('/') ? item : `${item}${quote} `),
    found.map(({ shown }) => shown),
  );
}

async function leadsOn(sh: Shell, path: string): Promise<boolean> {
  try {
    return (await sh.sys.stat(path)).type === 'directory';
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}
