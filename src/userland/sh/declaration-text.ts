/** Variables as `declare -p` writes them. */
import { doubleQuoted, shellQuoted } from './quoting.ts';
import type { Variable } from './variables.ts';
import { elementsOf, keysOf } from './variables.ts';

export function attributeLetters(variable: Variable | undefined): string {
  if (!variable) return '';
  let text = '';
  if (variable.indexed) text += 'a';
  if (variable.assoc) text += 'A';
  if (variable.integer) text += 'i';
  if (variable.lower) text += 'l';
  if (variable.nameref) text += 'n';
  if (variable.readonly) text += 'r';
  if (variable.upper) text += 'u';
  if (variable.exported) text += 'x';
  return text;
}

/** `name=value` as `declare -p` writes it. */
export function declarationOf(name: string, variable: Variable): string {
  const letters = attributeLetters(variable);
  const head = `declare -${letters || '-'} ${name}`;
  if (variable.indexed || variable.assoc) {
    if (!hasElements(variable)) return variable.emptied ? `${head}=()` : head;
    const keys = keysOf(variable);
    const values = elementsOf(variable);
    const shown = keys.map(
      (key, i) => `[${variable.assoc ? shellKey(key) : key}]=${doubleQuoted(values[i] as string)}`,
    );
    return `${head}=(${shown.join(' ')}${variable.assoc && shown.length ? ' ' : ''})`;
  }
  return variable.value === undefined ? head : `${head}=${doubleQuoted(variable.value)}`;
}

function hasElements({ indexed, assoc }: Variable): boolean {
  return (indexed?.size ?? 0) + (assoc?.size ?? 0) > 0;
}

/** A line of `set` and `declare` of bash; empty for a variable that has no value. */
export function assignmentText(name: string, variable: Variable): string {
  if (variable.indexed || variable.assoc) {
    if (!hasElements(variable) && !variable.emptied) return '';
    return `${declarationOf(name, variable).replace(/^declare \S+ /, '')}\n`;
  }
  if (variable.value === undefined) return '';
  return `${name}=${variable.value === '' ? '' : shellQuoted(variable.value)}\n`;
}

function shellKey(key: string): string {
  return /^[A-Za-z0-9_]+$/.test(key) ? key : doubleQuoted(key);
}
