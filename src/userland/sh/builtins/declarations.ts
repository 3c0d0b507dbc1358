/** declare, typeset, local, export, readonly. */
import type { Shell } from '../shell.ts';
import { elementName, expandSubscript } from '../expand/subscripts.ts';
import { assignArray } from '../run/assignments.ts';
import { traced, traceText } from '../run/trace.ts';
import type { Variable } from '../variables.ts';
import { isName } from '../variables.ts';
import type { ArrayArguments, Builtin } from './builtin.ts';
import { has, parseOptions } from './builtin.ts';
import { ATTRIBUTES } from './declaration-attributes.ts';

interface Change {
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  readonly local: boolean;
}

/** Listing, and what is said of wrong options, comes when it is asked for. */
function lists() {
  return import('./declaration-lists.ts');
}

export const declare: Builtin = async (sh, words, arrays) => {
  const name = words[0] as string;
  if (name === 'local' && sh.frames.length === 0) {
    const text = sh.dialect === 'bash' ? 'can only be used in a function' : 'not in a function';
    await sh.builtinError(name, text);
    if (sh.dialect !== 'bash') sh.leaveScript(2);
    return 1;
  }
  const on = new Set<string>();
  const off = new Set<string>();
  let at = 1;
  for (; at < words.length && /^[-+][a-zA-Z]+$/.test(words[at] as string); at++) {
    const word = words[at] as string;
    for (const letter of word.slice(1)) {
      if (!'aAfFgilnprtux'.includes(letter)) {
        return (await lists()).refuseOption(sh, name, `${word[0]}${letter}`);
      }
      (word[0] === '-' ? on : off).add(letter);
    }
  }
  if (words[at] === '--') at++;
  const names = words.slice(at);
  if (on.has('f') || on.has('F')) return (await lists()).listFunctions(sh, names, on.has('F'));
  if (on.has('p') || names.length === 0) return (await lists()).listVariables(sh, name, names, on);
  const change: Change = { on, off, local: name === 'local' || (sh.frames.length > 0 && !on.has('g')) };
  let status = 0;
  const before = sh.arithmeticIn;
  if (sh.dialect === 'bash') sh.arithmeticIn = name;
  try {
    for (let i = at; i < words.length; i++) {
      if (words[i] === '-' && name === 'local') {
        keepOptions(sh);
        continue;
      }
      status = (await declareOne(sh, name, words[i] as string, change, arrays, i)) || status;
      if (status !== 0 && sh.dialect !== 'bash') sh.leaveScript(2);
    }
  } finally {
    sh.arithmeticIn = before;
  }
  return status;
};

/** `local -`: the options of `set` are as they were once the function has returned. */
function keepOptions(sh: Shell): void {
  const saved = sh.frames.at(-1)?.saved;
  if (saved && !saved.has('-')) saved.set('-', { value: JSON.stringify(sh.options) });
}

interface Declared {
  readonly name: string;
  readonly key: string | undefined;
  readonly append: boolean;
  readonly value: string | undefined;
}

/** `name`, `name=value`, `name[key]+=value`. */
function parseDeclared(word: string): Declared | undefined {
  const name = /^[A-Za-z_]\w*/.exec(word)?.[0];
  if (name === undefined) return undefined;
  let rest = word.slice(name.length);
  let key: string | undefined;
  if (rest[0] === '[') {
    const end = closingBracket(rest);
    if (end < 0) return undefined;
    key = rest.slice(1, end);
    rest = rest.slice(end + 1);
  }
  const match = /^(?:(\+?)=(.*))?$/s.exec(rest);
  return match ? { name, key, append: match[1] === '+', value: match[2] } : undefined;
}

function closingBracket(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '[') depth++;
    else if (text[i] === ']' && --depth === 0) return i;
  }
  return -1;
}

async function declareOne(
  sh: Shell,
  builtin: string,
  word: string,
  change: Change,
  arrays: ArrayArguments | undefined,
  position: number,
): Promise<number> {
  const elements = arrays?.get(position);
  const declared = parseDeclared(elements ? word.replace(/\+$/, '') : word);
  if (!declared) {
    const text =
      sh.dialect === 'bash' ? `\`${word}': not a valid identifier` : `${word.split('=')[0]}: bad variable name`;
    return sh.builtinError(builtin, text, sh.dialect === 'bash' ? 1 : 2);
  }
  if (change.on.has('n') || change.off.has('n')) return declareReference(sh, builtin, declared, change);
  const { name, value } = declared;
  // A local variable does not hide one that may not be changed.
  const fixed = change.local && sh.vars.map.get(name)?.readonly === true;
  const variable = change.local && !fixed ? sh.makeLocal(name) : sh.vars.ensure(name);
  if (variable.readonly && (value !== undefined || elements || change.off.has('r'))) {
    // bash names itself alone when `export` or `readonly` would set it.
    const text = `${name}: ${sh.dialect === 'bash' ? 'readonly variable' : 'is read only'}`;
    if (sh.dialect !== 'bash' || !/^[er]/.test(builtin)) return sh.builtinError(builtin, text);
    await sh.complain(text);
    return 1;
  }
  if (change.on.has('A') && variable.indexed) {
    return sh.builtinError(builtin, `${name}: cannot convert indexed to associative array`);
  }
  if (change.on.has('a') && variable.assoc) {
    return sh.builtinError(builtin, `${name}: cannot convert associative to indexed array`);
  }
  if (change.on.has('A')) toAssociative(variable);
  if (change.on.has('a')) sh.vars.toIndexed(variable);
  for (const letter of ['i', 'l', 'u']) setAttribute(variable, letter, change);
  if (elements) assignArray(sh, name, elements, word.endsWith('+'));
  else if (value !== undefined) await assignDeclared(sh, declared, value);
  else if (declared.key !== undefined) sh.vars.toIndexed(variable);
  for (const letter of ['x', 'r']) setAttribute(sh.vars.ensure(name), letter, change);
  return 0;
}

async function assignDeclared(sh: Shell, { name, key, append }: Declared, value: string): Promise<void> {
  if (key !== undefined) sh.vars.setElement(name, await expandSubscript(sh, key), value, append);
  else if (append) sh.vars.append(name, value);
  else sh.vars.set(name, value);
}

/** `declare -n` and `+n` are about the reference itself, not about what it names. */
function declareReference(sh: Shell, builtin: string, { name, value }: Declared, change: Change) {
  if (change.local) sh.makeLocal(name);
  const variable = sh.vars.map.get(name) ?? { value: undefined };
  sh.vars.map.set(name, variable);
  if (change.off.has('n')) {
    variable.nameref = false;
    return 0;
  }
  const target = value ?? variable.value;
  if (target === name && sh.frames.length === 0) {
    return sh.builtinError(builtin, `${name}: nameref variable self references not allowed`);
  }
  if (target !== undefined && !isName(elementName(target)?.name ?? target)) {
    return sh.builtinError(builtin, `\`${target}': invalid variable name for name reference`);
  }
  if (target === name) sh.vars.tell(`${builtin}: warning: ${name}: circular name reference`);
  variable.value = target;
  variable.nameref = true;
  if (change.on.has('x')) variable.exported = true;
  if (change.on.has('r')) variable.readonly = true;
  return 0;
}

function toAssociative(variable: Variable): void {
  if (variable.assoc) return;
  variable.assoc = new Map(variable.value === undefined ? [] : [['0', variable.value]]);
  variable.value = undefined;
}

function setAttribute(variable: Variable, letter: string, change: Change): void {
  const attribute = ATTRIBUTES[letter] as 'exported';
  if (change.on.has(letter)) {
    variable[attribute] = true;
    if (letter === 'l') variable.upper = false;
    if (letter === 'u') variable.lower = false;
  }
  if (change.off.has(letter)) variable[attribute] = false;
}

/** export and readonly. */
function marking(attribute: 'exported' | 'readonly'): Builtin {
  return async (sh, words, arrays) => {
    const name = words[0] as string;
    const options = parseOptions(words.slice(1), { bash: 'aAfnp', dash: 'p', ash: 'np' }[sh.dialect]);
    if (options.bad) {
      const status = await (await lists()).refuseOption(sh, name, options.bad);
      if (sh.dialect !== 'bash') sh.leaveScript(status);
      return status;
    }
    if (options.rest.length === 0) return (await lists()).listMarked(sh, name, attribute);
    if (has(options, 'f')) {
      const marked = attribute === 'readonly' ? sh.readonlyFunctions : sh.exportedFunctions;
      return markFunctions(sh, name, options.rest, marked, !has(options, 'n'));
    }
    let status = 0;
    const offset = words.length - options.rest.length;
    const on = new Set(attribute === 'exported' ? (has(options, 'n') ? [] : ['x']) : ['r']);
    if (has(options, 'a')) on.add('a');
    if (has(options, 'A')) on.add('A');
    const off = new Set(attribute === 'exported' && has(options, 'n') ? ['x'] : []);
    for (const [i, word] of options.rest.entries()) {
      const result = await declareOne(sh, name, word, { on, off, local: false }, arrays, offset + i);
      const [, target, value] = /^(\w+)=(.*)$/s.exec(word) ?? [];
      if (sh.options.xtrace && sh.dialect === 'bash' && value !== undefined) {
        await traceText(sh, `${target}=${value === '' ? '' : traced(sh, value)}`);
      }
      if (result !== 0 && sh.dialect !== 'bash') sh.leaveScript(2);
      status = result || status;
    }
    return status;
  };
}

async function markFunctions(
  sh: Shell,
  builtin: string,
  names: readonly string[],
  marked: Set<string>,
  on: boolean,
): Promise<number> {
  let status = 0;
  for (const name of names) {
    if (!sh.functions.has(name)) status = await sh.builtinError(builtin, `${name}: not a function`);
    else if (on) marked.add(name);
    else marked.delete(name);
  }
  return status;
}

export const exportBuiltin = marking('exported');
export const readonlyBuiltin = marking('readonly');
