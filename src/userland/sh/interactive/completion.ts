/** What Tab offers: commands, files, variables. */
import { COMPUTED_NAMES } from '../computed-names.ts';
import type { Awaitable } from '../../../kernel/sys.ts';
import { hosts as hostNames, namesIn } from '../builtins/completion-actions.ts';
import { builtinNames } from '../builtins/names.ts';
import { glob } from '../expand/glob.ts';
import { globOptions } from '../expand/path-names.ts';
import type { Shell } from '../shell.ts';
import { choose } from './completion-choice.ts';
import { isDirectory } from '../../is-directory.ts';
import { completeFiles, entriesOf } from './file-completion.ts';
import type { Completion, CompletionSource } from './completion-keys.ts';

/** Words that could stand at the end of `words`, for commands that know their own arguments; undefined: files. */
export type Completer = (sh: Shell, words: readonly string[], word: string) => Awaitable<readonly string[] | undefined>;

export async function completionFor(
  sh: Shell,
  before: string,
  completer?: Completer,
  source: CompletionSource = 'word',
): Promise<Completion> {
  const word = lastWord(before);
  if (source !== 'word') return BY_SOURCE[source](sh, word, before);
  const head = before.slice(0, before.length - word.length);
  const first = /(?:^|[;&|(]|\b(?:then|do|else|if|while|until|!)\s)\s*$/.test(head);
  const variable = /^(.*\$\{?)([A-Za-z_]\w*|)$/s.exec(word);
  if (variable) return variables(sh, word, variable[1] as string, variable[2] as string);
  if (/^~[^/]*$/.test(word)) return users(sh, word);
  const command = head.split(/[;&|]/).at(-1)?.trim() ?? '';
  const words = command === '' ? [] : command.split(/\s+/);
  const specified = await bySpecification(sh, before, first ? [] : words, word);
  if (specified) return specified;
  if (first && !word.includes('/')) return commands(sh, word);
  const special = completer && (await completer(sh, words, word));
  if (special)
    return choose(word, special.filter((item) => item.startsWith(word)).sort(), (item) =>
      /[:=]$/.test(item) ? item : `${item} `,
    );
  if (word.startsWith('@')) {
    const found = await hosts(sh, word);
    if (found.candidates.length > 0) return found;
  }
  return completeFiles(
    sh,
    word,
    first ? 'executables' : words[0] === 'cd' || words[0] === 'rmdir' ? 'directories' : 'all',
  );
}

/** What `complete` has been told; an empty line and a first word have specifications of their own. */
async function bySpecification(
  sh: Shell,
  before: string,
  words: readonly string[],
  word: string,
): Promise<Completion | undefined> {
  const [command] = words;
  const [own, name] =
    command !== undefined
      ? [command.split('/').at(-1) as string, command]
      : before.trim() === ''
        ? ['-E', '_EmptycmD_']
        : ['-I', '_InitialWorD_'];
  const spec = sh.completions.get(own) ?? (command === undefined ? undefined : sh.completions.get('-D'));
  if (!spec) return undefined;
  const { generateCompletions } = await import('../builtins/generate-completions.ts');
  const line = { words: [...words, word], index: words.length, text: before };
  const options = new Set(spec.options);
  const found = await generateCompletions(sh, spec, word, name, line, options);
  if (!found || found.length === 0) return undefined;
  const files = options.has('filenames') || spec.actions.some((action) => FILE_ACTIONS.has(action));
  const named = files ? await withSlashes(sh, found) : found;
  return choose(word, [...new Set(named)].sort(), (item) =>
    options.has('nospace') || item.endsWith('/') ? item : `${item} `,
  );
}

/** Completions by a key for one kind of names alone. */
const BY_SOURCE: Readonly<
  Record<Exclude<CompletionSource, 'word'>, (sh: Shell, word: string, before: string) => Awaitable<Completion>>
> = {
  file: (sh, word) => completeFiles(sh, word, 'all'),
  variable: (sh, word) => {
    const [, lead = '', name = ''] = /^(.*?\$?\{?)(\w*)$/s.exec(word) ?? [];
    return variables(sh, word, lead, name);
  },
  command: commands,
  user: users,
  host: hosts,
  glob: (sh, word) => globbed(sh, word, word),
  'glob-prefix': (sh, word) => globbed(sh, word, `${word}*`),
  history: (sh, word) => {
    const words = new Set(sh.history.flatMap((line) => line.split(/\s+/)));
    return choose(
      word,
      word === '' ? [] : [...words].filter((item) => item.startsWith(word)).sort(),
      (item) => `${item} `,
    );
  },
};

const FILE_ACTIONS: ReadonlySet<string> = new Set(['file', 'directory']);

async function withSlashes(sh: Shell, names: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    names.map(async (name) => (!name.endsWith('/') && (await isDirectory(sh.sys, name)) ? `${name}/` : name)),
  );
}

async function globbed(sh: Shell, word: string, pattern: string): Promise<Completion> {
  const found = await glob(sh.sys, pattern, globOptions(sh));
  const shown = found.map((path) => path.slice(path.replace(/\/$/, '').lastIndexOf('/') + 1));
  return choose(word, found, (item) => `${item} `, shown);
}

async function users(sh: Shell, word: string): Promise<Completion> {
  const [, tilde = '', name = ''] = /^(~?)(.*)$/s.exec(word) ?? [];
  const found = (await namesIn(sh, '/etc/passwd')).filter((user) => user.startsWith(name)).sort();
  return choose(
    word,
    found.map((user) => tilde + user),
    (item) => item + (tilde ? '/' : ' '),
  );
}

async function hosts(sh: Shell, word: string): Promise<Completion> {
  const [, at = '', name = ''] = /^(@?)(.*)$/s.exec(word) ?? [];
  const found = (await hostNames(sh)).filter((host) => host.startsWith(name)).sort();
  return choose(
    word,
    found.map((host) => at + host),
    (item) => `${item} `,
  );
}

/** The word under the cursor, as it was typed. */
function lastWord(text: string): string {
  let start = 0;
  let quote = '';
  let quoteStart = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '\\') i++;
    else if (char === '"' || char === "'") {
      quote = char;
      quoteStart = i;
    } else if (/[\s;&|()<>=]/.test(char)) start = i + 1;
  }
  // What is in a quote that is still open is a word of its own.
  return text.slice(quote ? quoteStart : start);
}

function variables(sh: Shell, word: string, lead: string, name: string): Completion {
  const known = sh.dialect === 'bash' ? COMPUTED_NAMES : [];
  const names = [...new Set([...sh.vars.map.keys(), ...known])]
    .filter((candidate) => candidate.startsWith(name))
    .sort();
  const quote = /^["]/.exec(lead)?.[0] ?? '';
  const close = `${lead.endsWith('{') ? '}' : ''}${quote} `;
  return choose(
    word,
    names.map((candidate) => lead + candidate),
    (item) => item + close,
    names.map(
      (candidate) => lead.slice(Math.max(0, lead.lastIndexOf('$'))) + candidate + (lead.endsWith('{') ? '}' : ''),
    ),
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
