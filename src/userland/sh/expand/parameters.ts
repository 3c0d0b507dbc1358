/** `${…}`: every form of parameter expansion. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import type { ParameterExpansionPart, Word } from '../parser.ts';
import type { Dialect } from '../dialect.ts';
import type { Shell } from '../shell.ts';
import { elementsOf, keysOf } from '../variables.ts';
import { evaluateArithmetic } from './arithmetic-text.ts';
import type { Builder } from './builder.ts';
import { recased, removed, replaced, transformed } from './parameter-changes.ts';
import type { CompileContext, Emit } from './emit.ts';
import { emitAll } from './emit.ts';

type Getter = (sh: Shell) => string | undefined;

/** Reads a parameter by the name that stands in the script. */
export function parameterGetter(name: string): Getter {
  switch (name) {
    case '#':
      return (sh) => String(sh.params.length);
    case '?':
      return (sh) => String(sh.status);
    case '-':
      return optionLetters;
    case '$':
      return (sh) => String(sh.pid);
    case '!':
      return (sh) => (sh.lastBackground === undefined ? undefined : String(sh.lastBackground));
    case '0':
      return (sh) => sh.name;
    case '@':
    case '*':
      return (sh) => (sh.params.length ? sh.params.join(' ') : undefined);
  }
  if (/^\d+$/.test(name)) {
    const at = Number(name) - 1;
    return (sh) => sh.params[at];
  }
  return (sh) => sh.vars.get(name);
}

const LETTERS: readonly (readonly [string, keyof Shell['options']])[] = [
  ['a', 'allexport'],
  ['b', 'notify'],
  ['e', 'errexit'],
  ['f', 'noglob'],
  ['h', 'hashall'],
  ['m', 'monitor'],
  ['n', 'noexec'],
  ['u', 'nounset'],
  ['v', 'verbose'],
  ['x', 'xtrace'],
  ['B', 'braceexpand'],
  ['C', 'noclobber'],
  ['E', 'errtrace'],
  ['H', 'histexpand'],
];

/** `$-`. */
function optionLetters(sh: Shell): string {
  const bash = sh.dialect === 'bash';
  let text = '';
  for (const [letter, option] of LETTERS) {
    if (!sh.options[option]) continue;
    if (bash || !'hBHE'.includes(letter)) text += letter;
  }
  if (sh.interactive) text = bash ? text.replace('h', 'hi') : `${text}i`;
  if (sh.commandString !== undefined) text += 'c';
  else if (sh.readsInput) text += 's';
  return text;
}

/** What stands between the braces, its subscript worked out. */
interface Reference {
  readonly name: string;
  readonly key: string | undefined;
}

type Value = string | undefined | readonly string[];
type Operation = NonNullable<ParameterExpansionPart['operation']>;
type Apply = (sh: Shell, to: Builder, ref: Reference, value: Value) => Awaitable<void>;

export function compileParameter(part: ParameterExpansionPart, context: CompileContext, quoted: boolean): Emit {
  const { parameter, prefix, operation } = part;
  if (parameter === '' || operation?.type === 'Unknown') return badSubstitution(part.text);
  if (context.dialect !== 'bash' && beyond(part, context.dialect)) return badSubstitution(part.text);
  if (prefix === '!' && operation?.type === 'Names') return namesStarting(parameter, operation.operator, quoted);
  const index = part.index?.text;
  if (prefix === '!' && (index === '@' || index === '*')) {
    return (sh, to) => emitList(sh, to, keysOf(sh.vars.find(parameter)), quoted, index === '*');
  }
  const reference = compileReference(parameter, part.index, context);
  if (prefix === '#') return lengthOf(reference, quoted);
  const apply = compileOperation(operation, context, quoted);
  if (prefix !== '!') {
    return (sh, to) => chain(reference(sh), (ref) => apply(sh, to, ref, read(sh, ref)));
  }
  return (sh, to) =>
    chain(reference(sh), (ref) => {
      const target = read(sh, ref);
      if (typeof target !== 'string' || target === '') {
        if (operation?.type === 'Default') return apply(sh, to, ref, undefined);
        return sh.fatal(`${ref.name}: invalid indirect expansion`);
      }
      const named = sh.vars.map.get(ref.name)?.nameref ? { name: ref.name, key: undefined } : referenceOf(target);
      return apply(sh, to, named, read(sh, named));
    });
}

function badSubstitution(text: string): Emit {
  return (sh) => sh.fatal(BAD_SUBSTITUTION[sh.dialect] ?? `${text}: bad substitution`);
}

const BAD_SUBSTITUTION: Partial<Record<Dialect, string>> = {
  dash: 'Bad substitution',
  ash: 'syntax error: bad substitution',
};

const KNOWN: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  bash: new Set(),
  dash: new Set(['', 'Default', 'Remove']),
  ash: new Set(['', 'Default', 'Remove', 'Slice', 'Replace']),
};

/** Forms that only bash has. */
function beyond(part: ParameterExpansionPart, dialect: Dialect): boolean {
  const type = part.operation?.type;
  return part.prefix === '!' || part.index !== undefined || !KNOWN[dialect].has(type ?? '');
}

function compileReference(
  name: string,
  index: Word | undefined,
  context: CompileContext,
): (sh: Shell) => Awaitable<Reference> {
  if (!index) {
    const fixed = { name, key: undefined };
    return () => fixed;
  }
  if (index.text === '@' || index.text === '*') {
    const fixed = { name, key: index.text };
    return () => fixed;
  }
  const key = context.words.compileString(index, context);
  return (sh) => chain(key(sh), (text) => ({ name, key: text }));
}

export function referenceOf(text: string): Reference {
  const element = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(text);
  return element ? { name: element[1] as string, key: element[2] as string } : { name: text, key: undefined };
}

function read(sh: Shell, ref: Reference): Value {
  if (ref.key === '@' || ref.key === '*') return elementsOf(sh.vars.find(ref.name));
  if (ref.key !== undefined) return sh.vars.element(ref.name, ref.key);
  if (ref.name === '@' || ref.name === '*') return sh.params;
  return parameterGetter(ref.name)(sh);
}

function isStar(ref: Reference): boolean {
  return ref.key === '*' || (ref.key === undefined && ref.name === '*');
}

function emitValue(sh: Shell, to: Builder, ref: Reference, value: Value, quoted: boolean): void {
  if (typeof value === 'object') return emitList(sh, to, value, quoted, isStar(ref));
  if (quoted) to.quoted(value ?? '');
  else to.value(value ?? '');
}

function emitList(sh: Shell, to: Builder, items: readonly string[], quoted: boolean, star: boolean): void {
  to.list(items, quoted, star, (sh.vars.get('IFS') ?? ' ').slice(0, 1));
}

function namesStarting(prefix: string, operator: string, quoted: boolean): Emit {
  return (sh, to) => {
    const names = [...sh.vars.map.keys()].filter((name) => name.startsWith(prefix)).sort();
    emitList(sh, to, names, quoted, operator === '*');
  };
}

function lengthOf(reference: (sh: Shell) => Awaitable<Reference>, quoted: boolean): Emit {
  return (sh, to) =>
    chain(reference(sh), (ref) => {
      const value = read(sh, ref);
      if (value === undefined && sh.options.nounset) sh.vars.unbound(ref.name);
      const size = typeof value === 'object' ? value.length : countCharacters(value ?? '');
      if (quoted) to.quoted(String(size));
      else to.value(String(size));
    });
}

export function countCharacters(text: string): number {
  if (!/[\ud800-\udfff]/.test(text)) return text.length;
  return [...text].length;
}

function compileOperation(operation: Operation | undefined, context: CompileContext, quoted: boolean): Apply {
  if (!operation) {
    return (sh, to, ref, value) => {
      if (value === undefined && sh.options.nounset) sh.vars.unbound(ref.name);
      emitValue(sh, to, ref, value, quoted);
    };
  }
  if (operation.type === 'Default') return compileDefault(operation, context, quoted);
  if (operation.type === 'Slice') return compileSlice(operation, context, quoted);
  const change = compileChange(operation, context);
  return (sh, to, ref, value) => {
    if (value === undefined && sh.options.nounset) sh.vars.unbound(ref.name);
    if (value === undefined && !(operation.type === 'Transform' && ref.key === undefined)) {
      return emitValue(sh, to, ref, '', quoted);
    }
    return chain(change(sh, ref), (each) => {
      if (typeof value === 'object') return emitList(sh, to, value.map(each), quoted, isStar(ref));
      emitValue(sh, to, ref, value === undefined ? '' : each(value), quoted);
    });
  };
}

const NULL_OR_UNSET = {
  bash: 'parameter null or not set',
  dash: 'parameter not set or null',
  ash: 'parameter not set or null',
} as const;

function compileDefault(
  operation: Extract<Operation, { type: 'Default' }>,
  context: CompileContext,
  quoted: boolean,
): Apply {
  const emits = context.words.compileWord(operation.operand, context, quoted ? { quoted } : { operand: true });
  const text = context.words.compileString(operation.operand, context, { quoted });
  const colon = operation.operator.length === 2;
  const missing = (value: Value): boolean => {
    if (typeof value === 'object') return value.length === 0 || (colon && value.every((item) => item === ''));
    return value === undefined || (colon && value === '');
  };
  const operand = (sh: Shell, to: Builder): Awaitable<void> => {
    if (quoted && emits.length === 0) return to.quoted('');
    return emitAll(sh, emits, to);
  };
  switch (operation.operator.at(-1)) {
    case '-':
      return (sh, to, ref, value) => (missing(value) ? operand(sh, to) : emitValue(sh, to, ref, value, quoted));
    case '+':
      return (sh, to, _ref, value) => {
        if (!missing(value)) return operand(sh, to);
        if (quoted) to.quoted('');
      };
    case '=':
      return (sh, to, ref, value) => {
        if (!missing(value)) return emitValue(sh, to, ref, value, quoted);
        return chain(text(sh), (assigned) => {
          if (ref.key === undefined) sh.vars.set(ref.name, assigned);
          else sh.vars.setElement(ref.name, ref.key, assigned);
          emitValue(sh, to, ref, assigned, quoted);
        });
      };
    default:
      return (sh, to, ref, value) => {
        if (!missing(value)) return emitValue(sh, to, ref, value, quoted);
        return chain(text(sh), (message) => {
          const otherwise = colon ? NULL_OR_UNSET[sh.dialect] : 'parameter not set';
          const status = sh.dialect === 'bash' ? (sh.subshells ? 1 : 127) : 2;
          sh.fatal(`${ref.name}: ${message || otherwise}`, status, true);
        });
      };
  }
}

function compileSlice(
  operation: Extract<Operation, { type: 'Slice' }>,
  context: CompileContext,
  quoted: boolean,
): Apply {
  const offsetText = context.words.compileString(operation.offset, context);
  const lengthText = operation.length ? context.words.compileString(operation.length, context) : undefined;
  return (sh, to, ref, value) => {
    if (value === undefined && sh.options.nounset) sh.vars.unbound(ref.name);
    return chain(offsetText(sh), (offsetSource) =>
      chain(lengthText ? lengthText(sh) : undefined, (lengthSource) => {
        const offset = Number(evaluateArithmetic(sh, offsetSource));
        const length = lengthSource === undefined ? undefined : Number(evaluateArithmetic(sh, lengthSource));
        if (typeof value !== 'object') {
          const chars = [...(value ?? '')];
          return emitValue(sh, to, ref, slice(sh, chars, offset, length).join(''), quoted);
        }
        const items = ref.name === '@' || ref.name === '*' ? [sh.name, ...value] : value;
        const from = items !== value && offset === 0 ? 0 : offset;
        if (length !== undefined && length < 0) sh.fatal(`${lengthSource}: substring expression < 0`);
        emitList(sh, to, slice(sh, items, from, length), quoted, isStar(ref));
      }),
    );
  };
}

function slice<T>(sh: Shell, items: readonly T[], offset: number, length: number | undefined): readonly T[] {
  const start = offset < 0 ? items.length + offset : offset;
  if (start < 0 || start > items.length) return [];
  if (length === undefined) return items.slice(start);
  const end = length < 0 ? items.length + length : start + length;
  if (end < start) sh.fatal(`${length}: substring expression < 0`);
  return items.slice(start, end);
}

type Change = (sh: Shell, ref: Reference) => Awaitable<(value: string) => string>;

function compileChange(operation: Exclude<Operation, { type: 'Default' | 'Slice' }>, context: CompileContext): Change {
  switch (operation.type) {
    case 'Remove': {
      const pattern = context.words.compilePattern(operation.operand, context);
      return (sh) => chain(pattern(sh), (text) => (value) => removed(value, text, operation.operator));
    }
    case 'Replace': {
      const pattern = context.words.compilePattern(operation.pattern, context);
      const replacement = context.words.compileString(operation.replacement, context);
      return (sh) =>
        chain(pattern(sh), (text) =>
          chain(replacement(sh), (by) => (value) => replaced(value, text, by, operation.operator)),
        );
    }
    case 'CaseModification': {
      const pattern = operation.operand ? context.words.compilePattern(operation.operand, context) : () => '?';
      return (sh) => chain(pattern(sh), (text) => (value) => recased(value, text || '?', operation.operator));
    }
    case 'Transform': {
      const letter = context.words.compileString(operation.operand, context);
      return (sh, ref) => chain(letter(sh), (kind) => (value) => transformed(sh, ref.name, value, kind));
    }
    default:
      return () => (value) => value;
  }
}
