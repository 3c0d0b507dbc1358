/** type, command -v, command -V: what a name means. */
import type { Shell } from '../shell.ts';
import { singleQuoted } from '../quoting.ts';
import { findCommand } from '../run/lookup.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';
import { isEnabled } from './names.ts';

const KEYWORDS: ReadonlySet<string> = new Set(
  '! { } case do done elif else esac fi for if in then until while [[ ]] function select time coproc'.split(' '),
);
const BASH_KEYWORDS: ReadonlySet<string> = new Set(['[[', ']]', 'function', 'select', 'time', 'coproc']);

type Kind = 'alias' | 'keyword' | 'function' | 'builtin' | 'file';

interface Meaning {
  readonly kind: Kind;
  readonly text: string;
}

interface Asked {
  readonly fileOnly?: boolean;
  readonly withoutFunctions?: boolean;
}

/** All that a name could mean, first what it does mean: `type -a`. */
async function meaningsOf(sh: Shell, name: string, options: Asked): Promise<readonly Meaning[]> {
  const all: Meaning[] = options.fileOnly ? [] : inShell(sh, name, options);
  for (const directory of name.includes('/') ? [''] : (sh.vars.get('PATH') ?? '').split(':')) {
    const found = await findCommand(sh, name, directory);
    if (found.kind === 'file') all.push({ kind: 'file', text: found.path });
  }
  return all;
}

/** What the shell itself takes it for. */
function inShell(sh: Shell, name: string, options: Asked): Meaning[] {
  const all: Meaning[] = [];
  // A script of bash has aliases, but does not look at them.
  const looks = sh.dialect !== 'bash' || sh.interactive || sh.isShopt('expand_aliases');
  const alias = looks ? sh.aliases.get(name) : undefined;
  if (alias !== undefined) all.push({ kind: 'alias', text: alias });
  if (isKeyword(sh, name)) all.push({ kind: 'keyword', text: name });
  const definition = options.withoutFunctions ? undefined : sh.functions.get(name);
  if (definition) all.push({ kind: 'function', text: definition.text });
  if (isEnabled(sh, name)) all.push({ kind: 'builtin', text: name });
  return all;
}

async function meaningOf(sh: Shell, name: string, options: Asked): Promise<Meaning | undefined> {
  if (!options.fileOnly) {
    const [first] = inShell(sh, name, options);
    if (first) return first;
  }
  // dash takes a path's word for it.
  if (sh.dialect === 'dash' && name.includes('/') && (await sh.sys.access(name, {})))
    return { kind: 'file', text: name };
  if (sh.hashed.has(name) && sh.dialect === 'bash' && !options.fileOnly) {
    return { kind: 'file', text: sh.hashed.get(name)?.path as string };
  }
  const found = await findCommand(sh, name);
  return found.kind === 'file' ? { kind: 'file', text: found.path } : undefined;
}

export function isKeyword(sh: Shell, name: string): boolean {
  return (
    KEYWORDS.has(name) && (sh.dialect === 'bash' || !BASH_KEYWORDS.has(name) || (sh.dialect === 'ash' && name === '[['))
  );
}

/** Writes it; false when the name means nothing. */
export async function describeCommand(
  sh: Shell,
  name: string,
  form: 'short' | 'long',
  builtin: string,
): Promise<boolean> {
  const meaning = await meaningOf(sh, name, {});
  if (!meaning) {
    if (form === 'long') await notFound(sh, name, builtin);
    return false;
  }
  if (form === 'short') await sh.out(`${shortForm(name, meaning)}\n`);
  else await sh.out(await longForm(sh, name, meaning));
  return true;
}

function shortForm(name: string, meaning: Meaning): string {
  if (meaning.kind === 'alias') return `alias ${name}=${singleQuoted(meaning.text)}`;
  return meaning.kind === 'file' ? meaning.text : name;
}

async function longForm(sh: Shell, name: string, { kind, text }: Meaning): Promise<string> {
  const bash = sh.dialect === 'bash';
  switch (kind) {
    case 'alias':
      return bash ? `${name} is aliased to \`${text}'\n` : `${name} is an alias for ${text}\n`;
    case 'keyword':
      return `${name} is a shell keyword\n`;
    case 'function':
      return bash
        ? `${name} is a function\n${(await import('../function-text.ts')).printedFunction(name, text)}`
        : `${name} is a ${sh.dialect === 'dash' ? 'shell ' : ''}function\n`;
    case 'builtin':
      return `${name} is a ${!bash && SPECIAL.has(name) ? 'special ' : ''}shell builtin\n`;
    case 'file':
      return `${name} is ${text}\n`;
  }
}

const SPECIAL = new Set(
  ': . break continue eval exec exit export readonly return set shift times trap unset'.split(' '),
);

export const type: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), sh.dialect === 'bash' ? 'afptP' : '');
  if (options.bad) return invalidOption(sh, 'type', options.bad, 'type [-afptP] name [name ...]');
  let status = 0;
  const asked: Asked = { fileOnly: has(options, 'P'), withoutFunctions: has(options, 'f') };
  for (const name of options.rest) {
    const one = has(options, 'a') ? undefined : await meaningOf(sh, name, asked);
    const meanings = has(options, 'a') ? await meaningsOf(sh, name, asked) : one ? [one] : [];
    const brief = has(options, 't') || has(options, 'p') || has(options, 'P');
    if (meanings.length === 0) {
      if (!brief) await notFound(sh, name, 'type');
      status = sh.dialect === 'bash' ? 1 : 127;
    }
    for (const meaning of meanings) {
      if (has(options, 't')) await sh.out(`${meaning.kind}\n`);
      else if (!brief) await sh.out(await longForm(sh, name, meaning));
      else if (meaning.kind === 'file') await sh.out(`${meaning.text}\n`);
    }
  }
  return status;
};

async function notFound(sh: Shell, name: string, builtin: string): Promise<void> {
  if (sh.dialect === 'bash') await sh.builtinError(builtin, `${name}: not found`);
  else await sh.out(`${name}: not found\n`);
}
