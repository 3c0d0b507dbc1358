/** `${name@letter}` of bash. */
import { chain } from '../awaitable.ts';
import { attributeLetters, declarationOf } from '../declaration-text.ts';
import { doubleQuoted, shellQuoted, singleQuoted } from '../quoting.ts';
import type { Shell } from '../shell.ts';
import { elementsOf, keysOf } from '../variables.ts';
import type { CompileContext } from './emit.ts';
import { ansiEscapes } from './escapes.ts';
import type { Apply, Operation } from './operation.ts';
import type { Reference, Value } from './references.ts';
import { emitList, emitValue, isStar, referenceText } from './references.ts';

export function compileTransform(
  operation: Extract<Operation, { type: 'Transform' }>,
  context: CompileContext,
  quoted: boolean,
): Apply {
  const letter = context.words.compileString(operation.operand, context);
  return (sh, to, ref, value) =>
    chain(letter(sh), (kind) => {
      if (!/^[UuLQEPAKak]$/.test(kind)) return sh.fatal(`\${${ref.name}@${kind}}: bad substitution`);
      if (value === undefined && sh.options.nounset) sh.vars.unbound(referenceText(ref));
      const list = listTransform(sh, ref, value, kind);
      if (list) return emitList(sh, to, list, quoted, isStar(ref));
      if (typeof value !== 'object') {
        return chain(transformed(sh, ref, value, kind), (text) => emitValue(sh, to, ref, text, quoted));
      }
      return chain(Promise.all(value.map((item) => transformed(sh, ref, item, kind))), (items) =>
        emitList(sh, to, items, quoted, isStar(ref)),
      );
    });
}

/** What is made of an array as a whole; undefined when each element is changed by itself. */
function listTransform(sh: Shell, ref: Reference, value: Value, kind: string): readonly string[] | undefined {
  if (typeof value !== 'object' || !'AKk'.includes(kind)) return undefined;
  const variable = sh.vars.find(ref.name);
  if (kind === 'A') {
    if (ref.key === undefined) return value.length > 0 ? [`set -- ${value.map(singleQuoted).join(' ')}`] : [];
    return variable ? [declarationOf(ref.name, variable)] : [];
  }
  if (ref.key === undefined) return kind === 'K' ? value.map(singleQuoted) : value;
  const elements = elementsOf(variable);
  const pairs = keysOf(variable).map((key, i) => [key, elements[i] as string] as const);
  if (kind === 'k') return pairs.flat();
  const text = pairs.map(([key, element]) => `${keyText(key)} ${doubleQuoted(element)}`).join(' ');
  return [variable?.assoc ? `${text} ` : text];
}

function keyText(key: string): string {
  return /^\w+$/.test(key) ? key : doubleQuoted(key);
}

function transformed(sh: Shell, ref: Reference, value: string | undefined, kind: string) {
  if (kind === 'a') return attributeLetters(sh.vars.find(ref.name));
  if (kind === 'A') return assignment(sh, ref, value);
  if (value === undefined) return '';
  switch (kind) {
    case 'Q':
    case 'K':
      return quoted(value);
    case 'E':
      return ansiEscapes(value);
    case 'P':
      return sh.runner.promptText(sh, value);
    case 'U':
      return value.toUpperCase();
    case 'u':
      return value.slice(0, 1).toUpperCase() + value.slice(1);
    case 'L':
      return value.toLowerCase();
    default:
      return value;
  }
}

/** `${name@A}`: a command that makes the variable again. */
function assignment(sh: Shell, { name, key }: Reference, value: string | undefined): string {
  const variable = sh.vars.find(name);
  if (!variable) return '';
  const letters = attributeLetters(variable);
  const target = key === undefined ? name : `${name}[${key}]`;
  if (value === undefined) return letters ? `declare -${letters} ${name}` : '';
  return `${letters ? `declare -${letters} ` : ''}${target}=${quoted(value)}`;
}

function quoted(value: string): string {
  return /[\x00-\x1f\x7f]/.test(value) ? shellQuoted(value) : singleQuoted(value);
}
