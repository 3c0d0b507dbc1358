/** What declare, export and readonly print. */
import { assignmentText, declarationOf } from '../declaration-text.ts';
import { doubleQuoted, plainQuoted } from '../quoting.ts';
import type { Shell } from '../shell.ts';
import type { Variable } from '../variables.ts';
import { invalidOption } from './builtin.ts';
import { ATTRIBUTES } from './declaration-attributes.ts';

export async function listFunctions(sh: Shell, names: readonly string[], namesOnly: boolean): Promise<number> {
  let status = 0;
  const wanted = names.length > 0 ? names : [...sh.functions.keys()].sort();
  for (const name of wanted) {
    const definition = sh.functions.get(name);
    if (!definition) status = 1;
    else if (namesOnly) await sh.out(names.length > 0 ? `${name}\n` : `declare -f ${name}\n`);
    else await sh.out((await import('../function-text.ts')).printedFunction(name, definition.text));
  }
  return status;
}

export async function listVariables(
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
    else await sh.out(assignmentText(name, variable));
  }
  return 0;
}

function hasAttribute(variable: Variable, letter: string): boolean {
  if (letter === 'a') return variable.indexed !== undefined;
  if (letter === 'A') return variable.assoc !== undefined;
  const attribute = ATTRIBUTES[letter];
  return attribute ? variable[attribute] === true : true;
}

export async function listMarked(sh: Shell, name: string, attribute: 'exported' | 'readonly'): Promise<number> {
  for (const key of [...sh.vars.map.keys()].sort()) {
    const variable = sh.vars.map.get(key);
    if (!variable?.[attribute]) continue;
    if (sh.dialect === 'bash') await sh.out(`${declarationOf(key, variable)}\n`);
    else await sh.out(`${name} ${key}${variable.value === undefined ? '' : `=${quotedFor(sh, variable.value)}`}\n`);
  }
  return 0;
}

function quotedFor(sh: Shell, value: string): string {
  return sh.dialect === 'bash' ? doubleQuoted(value) : plainQuoted(value);
}

export function refuseOption(sh: Shell, name: string, option: string): Promise<number> {
  const plain = `[-fn] [name[=value] ...] or ${name} -p`;
  const full = `[-aAfFgiIlnrtux] [name[=value] ...] or ${name} -p [-aAfFilnrtux] [name ...]`;
  return invalidOption(sh, name, option, `${name} ${name === 'export' || name === 'readonly' ? plain : full}`);
}
