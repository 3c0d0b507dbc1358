/** declare, typeset, local, export, readonly, unset, shift, set's variables. */
import type { Shell } from '../shell.ts';
import { assignArray } from '../run/assignments.ts';
import { declarationOf, functionText } from '../declaration-text.ts';
import { doubleQuoted, singleQuoted } from '../quoting.ts';
import type { Variable } from '../variables.ts';
import { isName } from '../variables.ts';
import type { ArrayArguments, Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';

interface Change {
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  readonly local: boolean;
}

const ATTRIBUTES: Readonly<Record<string, keyof Variable>> = {
  x: 'exported',
  r: 'readonly',
  i: 'integer',
  l: 'lower',
  u: 'upper',
  n: 'nameref',
};

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
        return invalidOption(
          sh,
          name,
          `${word[0]}${letter}`,
          `${name} [-aAfFgiIlnrtux] [name[=value] ...] or ${name} -p [-aAfFilnrtux] [name ...]`,
        );
      }
      (word[0] === '-' ? on : off).add(letter);
    }
  }
  if (words[at] === '--') at++;
  const names = words.slice(at);
  if (on.has('f') || on.has('F')) return listFunctions(sh, names, on.has('F'));
  if (on.has('p') || names.length === 0) return listVariables(sh, name, names, on);
  const change: Change = { on, off, local: name === 'local' || (sh.frames.length > 0 && !on.has('g')) };
  let status = 0;
  for (let i = at; i < words.length; i++) {
    status = (await declareOne(sh, name, words[i] as string, change, arrays, i)) || status;
    if (status !== 0 && sh.dialect !== 'bash') sh.leaveScript(2);
  }
  return status;
};

const ASSIGNMENT = /^([A-Za-z_]\w*)(?:\[(.*?)\])?(?:(\+?)=(.*))?$/s;

async function declareOne(
  sh: Shell,
  builtin: string,
  word: string,
  change: Change,
  arrays: ArrayArguments | undefined,
  position: number,
): Promise<number> {
  const elements = arrays?.get(position);
  const match = ASSIGNMENT.exec(elements ? word.replace(/\+$/, '') : word);
  if (!match) {
    const text =
      sh.dialect === 'bash' ? `\`${word}': not a valid identifier` : `${word.split('=')[0]}: bad variable name`;
    return sh.builtinError(builtin, text, sh.dialect === 'bash' ? 1 : 2);
  }
  const [, name, key, plus, value] = match as unknown as [
    string,
    string,
    string | undefined,
    string,
    string | undefined,
  ];
  const wanted = change.on;
  if (wanted.has('n') && value !== undefined) {
    const variable = change.local ? sh.makeLocal(name) : (sh.vars.map.get(name) ?? { value: undefined });
    sh.vars.map.set(name, Object.assign(variable, { value, nameref: true }));
    return 0;
  }
  const variable = change.local ? sh.makeLocal(name) : sh.vars.ensure(name);
  if (variable.readonly && (value !== undefined || elements || change.off.has('r'))) {
    return sh.builtinError(builtin, `${name}: readonly variable`);
  }
  if (wanted.has('A') && !variable.assoc) {
    variable.assoc = new Map();
    variable.value = undefined;
  }
  if (wanted.has('a') && !variable.assoc) sh.vars.toIndexed(variable);
  for (const letter of ['i', 'l', 'u']) setAttribute(variable, letter, change);
  if (elements) assignArray(sh, name, elements, word.endsWith('+'));
  else if (value !== undefined) {
    if (key !== undefined) sh.vars.setElement(name, key, value, plus === '+');
    else if (plus === '+') sh.vars.append(name, value);
    else sh.vars.set(name, value);
  }
  for (const letter of ['x', 'r', 'n']) setAttribute(sh.vars.ensure(name), letter, change);
  return 0;
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

async function listFunctions(sh: Shell, names: readonly string[], namesOnly: boolean): Promise<number> {
  let status = 0;
  const wanted = names.length > 0 ? names : [...sh.functions.keys()].sort();
  for (const name of wanted) {
    const definition = sh.functions.get(name);
    if (!definition) status = 1;
    else if (namesOnly) await sh.out(names.length > 0 ? `${name}\n` : `declare -f ${name}\n`);
    else await sh.out(functionText(name, definition.text));
  }
  return status;
}

async function listVariables(
  sh: Shell,
  builtin: string,
  names: readonly string[],
  on: ReadonlySet<string>,
): Promise<number> {
  if (names.length > 0) {
    let status = 0;
    for (const name of names) {
      const variable = sh.vars.map.get(name) ?? sh.vars.find(name);
      if (variable) await sh.out(`${declarationOf(name, variable)}\n`);
      else status = await sh.builtinError(builtin, `${name}: not found`);
    }
    return status;
  }
  const frame = sh.frames.at(-1);
  const listed = builtin === 'local' && frame ? [...frame.saved.keys()] : [...sh.vars.map.keys()];
  const letters = [...on].filter((letter) => letter !== 'p');
  for (const name of listed.sort()) {
    const variable = sh.vars.map.get(name);
    if (!variable || !letters.every((letter) => hasAttribute(variable, letter))) continue;
    if (on.size > 0 || builtin === 'local') await sh.out(`${declarationOf(name, variable)}\n`);
    else if (variable.value !== undefined) await sh.out(`${name}=${variable.value}\n`);
  }
  return 0;
}

function hasAttribute(variable: Variable, letter: string): boolean {
  if (letter === 'a') return variable.indexed !== undefined;
  if (letter === 'A') return variable.assoc !== undefined;
  const attribute = ATTRIBUTES[letter];
  return attribute ? variable[attribute] === true : true;
}

/** export and readonly. */
function marking(attribute: 'exported' | 'readonly'): Builtin {
  return async (sh, words, arrays) => {
    const name = words[0] as string;
    const options = parseOptions(words.slice(1), sh.dialect === 'bash' ? 'aAfnp' : 'np');
    if (options.bad) return invalidOption(sh, name, options.bad, `${name} [-fn] [name[=value] ...] or ${name} -p`);
    if (options.rest.length === 0) return listMarked(sh, name, attribute);
    if (has(options, 'f')) {
      if (attribute === 'readonly') for (const item of options.rest) sh.readonlyFunctions.add(item);
      else
        return sh.builtinError(name, '-f: not simulated in Drydock (real bash puts the function into the environment)');
      return 0;
    }
    let status = 0;
    const offset = words.length - options.rest.length;
    const on = new Set(attribute === 'exported' ? (has(options, 'n') ? [] : ['x']) : ['r']);
    if (has(options, 'a')) on.add('a');
    if (has(options, 'A')) on.add('A');
    const off = new Set(attribute === 'exported' && has(options, 'n') ? ['x'] : []);
    for (const [i, word] of options.rest.entries()) {
      const result = await declareOne(sh, name, word, { on, off, local: false }, arrays, offset + i);
      if (result !== 0 && sh.dialect !== 'bash') sh.leaveScript(2);
      status = result || status;
    }
    return status;
  };
}

export const exportBuiltin = marking('exported');
export const readonlyBuiltin = marking('readonly');

async function listMarked(sh: Shell, name: string, attribute: 'exported' | 'readonly'): Promise<number> {
  for (const key of [...sh.vars.map.keys()].sort()) {
    const variable = sh.vars.map.get(key);
    if (!variable?.[attribute]) continue;
    if (sh.dialect === 'bash') await sh.out(`${declarationOf(key, variable)}\n`);
    else await sh.out(`${name} ${key}${variable.value === undefined ? '' : `=${quotedFor(sh, variable.value)}`}\n`);
  }
  return 0;
}

function quotedFor(sh: Shell, value: string): string {
  return sh.dialect === 'bash' ? doubleQuoted(value) : singleQuoted(value);
}

export const unset: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), 'fvn');
  if (options.bad) return invalidOption(sh, 'unset', options.bad, 'unset [-f] [-v] [-n] [name ...]');
  let status = 0;
  for (const word of options.rest) {
    if (has(options, 'f')) {
      sh.functions.delete(word);
      continue;
    }
    const element = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(word);
    if (element) unsetElement(sh, element[1] as string, element[2] as string);
    else if (!isName(word) && (sh.dialect !== 'bash' || has(options, 'v'))) {
      const text = sh.dialect === 'bash' ? `\`${word}': not a valid identifier` : `${word}: bad variable name`;
      status = await sh.builtinError('unset', text, sh.dialect === 'bash' ? 1 : 2);
    } else if (!sh.vars.map.has(word) && !has(options, 'v')) sh.functions.delete(word);
    else {
      const name = has(options, 'n') ? word : sh.vars.targetName(word);
      if (sh.vars.unset(name)) continue;
      const text = sh.dialect === 'bash' ? `${word}: cannot unset: readonly variable` : `${word}: is read only`;
      status = await sh.builtinError('unset', text, sh.dialect === 'bash' ? 1 : 2);
    }
  }
  if (status !== 0 && sh.dialect !== 'bash') sh.leaveScript(status);
  return status;
};

function unsetElement(sh: Shell, name: string, key: string): void {
  const variable = sh.vars.find(name);
  if (key === '@' || key === '*') sh.vars.unset(name);
  else if (variable?.assoc) variable.assoc.delete(key);
  else if (variable?.indexed) variable.indexed.delete(sh.vars.index(key, variable));
}

export const shift: Builtin = async (sh, words) => {
  const word = words[1] ?? '1';
  if (!/^\d+$/.test(word)) {
    const text = sh.dialect === 'bash' ? `${word}: numeric argument required` : `Illegal number: ${word}`;
    const status = await sh.builtinError('shift', text, sh.dialect === 'bash' ? 1 : 2);
    if (sh.dialect !== 'bash') sh.leaveScript(2);
    return status;
  }
  const count = Number(word);
  if (count > sh.params.length) {
    if (sh.dialect !== 'dash') return 1;
    await sh.builtinError('shift', "can't shift that many", 2);
    sh.leaveScript(2);
    return 2;
  }
  sh.params.splice(0, count);
  return 0;
};
