/** compgen, complete and compopt. */
import type { CompletionSpec } from '../completion-spec.ts';
import { singleQuoted } from '../quoting.ts';
import type { Shell } from '../shell.ts';
import type { Builtin, ParsedOptions } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';
import { ACTIONS } from './completion-actions.ts';
import { generateCompletions } from './generate-completions.ts';

const LETTERS: Readonly<Record<string, string>> = {
  a: 'alias',
  b: 'builtin',
  c: 'command',
  d: 'directory',
  e: 'export',
  f: 'file',
  g: 'group',
  j: 'job',
  k: 'keyword',
  s: 'service',
  u: 'user',
  v: 'variable',
};
const ACCEPTS = 'abcdefgjksuvA:C:F:G:P:S:W:X:o:';
const OPTIONS = 'bashdefault default dirnames filenames noquote nosort nospace plusdirs'.split(' ');
const USAGE =
  '[-abcdefgjksuv] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix]';

/** The specification that the options tell, or the status of the complaint about them. */
async function specOf(sh: Shell, builtin: string, options: ParsedOptions): Promise<CompletionSpec | number> {
  const values = new Map(options.letters);
  const actions = new Set<string>();
  for (const [letter, argument] of options.letters) {
    const action = letter === 'A' ? (argument ?? '') : LETTERS[letter];
    if (action !== undefined && !ACTIONS.has(action))
      return sh.builtinError(builtin, `${action}: invalid action name`, 2);
    if (action !== undefined) actions.add(action);
    if (letter === 'o' && !OPTIONS.includes(argument ?? '')) {
      return sh.builtinError(builtin, `${argument}: invalid option name`, 2);
    }
  }
  return {
    actions: [...ACTIONS.keys()].filter((action) => actions.has(action)),
    options: options.letters.filter(([letter]) => letter === 'o').map(([, name]) => name as string),
    glob: values.get('G'),
    words: values.get('W'),
    function: values.get('F'),
    command: values.get('C'),
    filter: values.get('X'),
    prefix: values.get('P') ?? '',
    suffix: values.get('S') ?? '',
  };
}

export const compgen: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), ACCEPTS);
  if (options.bad) return invalidOption(sh, 'compgen', options.bad, `compgen ${USAGE} [word]`);
  const spec = await specOf(sh, 'compgen', options);
  if (typeof spec === 'number') return spec;
  for (const letter of ['F', 'C'] as const) {
    if (has(options, letter)) await sh.complain(`compgen: warning: -${letter} option may not work as you expect`);
  }
  const line = { words: [], index: -1, text: '' };
  const found = await generateCompletions(sh, spec, options.rest[0] ?? '', 'compgen', line);
  for (const item of found ?? []) await sh.out(`${item}\n`);
  return found && found.length > 0 ? 0 : 1;
};

export const complete: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), `${ACCEPTS}prDEI`);
  const usage = `complete [-prDEI] ${USAGE} [name ...]`;
  if (options.bad) return invalidOption(sh, 'complete', options.bad, usage);
  const defaults = ['D', 'E', 'I'].filter((letter) => has(options, letter)).map((letter) => `-${letter}`);
  const names = defaults.length > 0 ? defaults : options.rest;
  if (words.length === 1 || has(options, 'p')) return list(sh, names);
  if (has(options, 'r')) return remove(sh, names);
  const spec = await specOf(sh, 'complete', options);
  if (typeof spec === 'number') return spec;
  if (names.length === 0) {
    await sh.err(`complete: usage: ${usage}\n`);
    return 2;
  }
  for (const name of names) sh.completions.set(name, spec);
  return 0;
};

async function remove(sh: Shell, names: readonly string[]): Promise<number> {
  if (names.length === 0) sh.completions.clear();
  let status = 0;
  for (const name of names) {
    if (!sh.completions.delete(name))
      status = await sh.builtinError('complete', `${name}: no completion specification`);
  }
  return status;
}

async function list(sh: Shell, names: readonly string[]): Promise<number> {
  let status = 0;
  for (const name of names.length > 0 ? names : sh.completions.keys()) {
    const spec = sh.completions.get(name);
    if (spec) await sh.out(`complete ${[...specWords(spec), name].join(' ')}\n`);
    else status = await sh.builtinError('complete', `${name}: no completion specification`);
  }
  return status;
}

function specWords(spec: CompletionSpec): readonly string[] {
  const letterOf = (action: string) => Object.entries(LETTERS).find(([, name]) => name === action)?.[0];
  const quoted = (letter: string, text: string | undefined) => (text ? [`-${letter} ${singleQuoted(text)}`] : []);
  return [
    ...OPTIONS.filter((name) => spec.options.includes(name)).map((name) => `-o ${name}`),
    ...spec.actions.map((action) => (letterOf(action) ? `-${letterOf(action)}` : `-A ${action}`)),
    ...quoted('G', spec.glob),
    ...quoted('W', spec.words),
    ...quoted('P', spec.prefix),
    ...quoted('S', spec.suffix),
    ...quoted('X', spec.filter),
    ...quoted('C', spec.command),
    ...(spec.function === undefined ? [] : [`-F ${spec.function}`]),
  ];
}

/** Changes options of a specification; without a name, of the one that is completing. */
export const compopt: Builtin = async (sh, words) => {
  const args = words.slice(1);
  const on: string[] = [];
  const off: string[] = [];
  while (/^[-+]o$/.test(args[0] ?? '')) {
    const [flag, name = ''] = args.splice(0, 2);
    if (!OPTIONS.includes(name)) return sh.builtinError('compopt', `${name}: invalid option name`, 2);
    (flag === '-o' ? on : off).push(name);
  }
  const changed = (options: Iterable<string>) => new Set([...options, ...on].filter((option) => !off.includes(option)));
  const asks = on.length + off.length === 0;
  if (args.length === 0) {
    const completing = sh.readline?.completing;
    if (!completing) return sh.builtinError('compopt', 'not currently executing completion function');
    const { name, options } = completing;
    if (asks) await sh.out(optionsLine(name, options));
    const now = changed(options);
    options.clear();
    for (const option of now) options.add(option);
  }
  for (const name of args) {
    const spec = sh.completions.get(name);
    if (!spec) return sh.builtinError('compopt', `${name}: no completion specification`);
    if (asks) await sh.out(optionsLine(name, new Set(spec.options)));
    else sh.completions.set(name, { ...spec, options: [...changed(spec.options)] });
  }
  return 0;
};

function optionsLine(name: string, options: ReadonlySet<string>): string {
  return `compopt ${OPTIONS.map((option) => `${options.has(option) ? '-' : '+'}o ${option}`).join(' ')} ${name}\n`;
}
