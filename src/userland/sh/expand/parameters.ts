/** `${…}`: every form of parameter expansion. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import type { ParameterExpansionPart } from '../parser.ts';
import { parseWord } from '../parser.ts';
import type { Dialect } from '../dialect.ts';
import type { Shell } from '../shell.ts';
import { asBytes } from '../text-bytes.ts';
import { isName, keysOf } from '../variables.ts';
import type { Builder } from './builder.ts';
import type { CompileContext, Emit } from './emit.ts';
import { emitAll } from './emit.ts';
import type { Apply, CaseOperator, Operation } from './operation.ts';
import type { Reference, Value } from './references.ts';
import {
  compileReference,
  emitList,
  emitValue,
  isStar,
  readReference,
  referenceText,
  resolveReference,
} from './references.ts';

export function compileParameter(part: ParameterExpansionPart, context: CompileContext, quoted: boolean): Emit {
  const operation = context.dialect === 'bash' ? withCaseTurning(part.operation) : part.operation;
  // `${!:-x}` is about `$!`: the parser takes every `!` for an indirection.
  const isBackground = part.parameter === '' && part.prefix === '!';
  const parameter = isBackground ? '!' : part.parameter;
  const prefix = isBackground ? undefined : part.prefix;
  if (operation?.type === 'Slice' && operation.offset.text === '') return missingBrace(part.text);
  if (parameter === '' || operation?.type === 'Unknown' || part.index?.text === '') return badSubstitution(part.text);
  if (context.dialect !== 'bash' && beyond(part, prefix, context.dialect)) return badSubstitution(part.text);
  if (prefix === '!' && operation?.type === 'Names') return namesStarting(parameter, operation.operator, quoted);
  const index = part.index?.text;
  if (prefix === '!' && !operation && (index === '@' || index === '*')) {
    return (sh, to) => emitList(sh, to, keysOf(sh.vars.find(parameter)), quoted, index === '*');
  }
  const reference = compileReference(parameter, part.index, context);
  if (prefix === '#') return lengthOf(reference, quoted);
  const apply = compileOperation(operation, context, quoted);
  if (prefix === '!') return indirect(reference, apply);
  return (sh, to) => chain(reference(sh), (ref) => apply(sh, to, ref, readReference(sh, ref)));
}

/** `${!ref}`: what the value names; a name reference answers what it refers to. */
function indirect(reference: (sh: Shell) => Awaitable<Reference>, apply: Apply): Emit {
  return (sh, to) =>
    chain(reference(sh), (ref) => {
      const variable = ref.key === undefined ? sh.vars.map.get(ref.name) : undefined;
      if (variable?.nameref) {
        if (!variable.value) return sh.fatal(`${ref.name}: invalid indirect expansion`);
        return apply(sh, to, { name: `!${ref.name}`, key: undefined }, variable.value);
      }
      const value = readReference(sh, ref);
      const unset = typeof value === 'object' ? value.length === 0 : value === undefined;
      if (unset && isName(ref.name)) {
        if (ref.key !== undefined || !sh.vars.find(ref.name)) sh.fatal(`${ref.name}: invalid indirect expansion`);
        return apply(sh, to, ref, undefined);
      }
      if (unset) return apply(sh, to, ref, undefined);
      const target = typeof value === 'object' ? value.join(' ') : (value as string);
      if (!INDIRECT_TARGET.test(target)) return sh.fatal(`${target}: invalid variable name`);
      return chain(resolveReference(sh, target), (named) => apply(sh, to, named, readReference(sh, named)));
    });
}

const INDIRECT_TARGET = /^(?:[A-Za-z_]\w*(?:\[.*\])?|\d+|[@*#?$!-])$/s;

/** `${name~~pattern}`, which the parser does not know. */
function withCaseTurning(operation: ParameterExpansionPart['operation']): Operation | undefined {
  const turning = operation?.type === 'Unknown' ? /^(~~?)(.*)$/s.exec(operation.operator) : null;
  if (!operation || !turning) return operation;
  const [, operator, pattern = ''] = turning;
  return { ...operation, type: 'CaseModification', operator: operator as CaseOperator, operand: parseWord(pattern) };
}

/** `${name:}`: dash and busybox go on looking for what should follow. */
function missingBrace(text: string): Emit {
  const texts = {
    bash: `${text}: bad substitution`,
    dash: "Syntax error: Missing '}'",
    ash: "syntax error: missing '}'",
  };
  return (sh) => sh.fatal(texts[sh.dialect]);
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
function beyond(part: ParameterExpansionPart, prefix: string | undefined, dialect: Dialect): boolean {
  const type = part.operation?.type;
  return prefix === '!' || part.index !== undefined || !KNOWN[dialect].has(type ?? '');
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
      const value = readReference(sh, ref);
      if (value === undefined && sh.options.nounset) sh.vars.unbound(referenceText(ref));
      const list = typeof value === 'object' ? value : undefined;
      // To dash and busybox `${#@}` is how long `$*` is.
      const text = list?.join(' ') ?? (value as string) ?? '';
      const length = sh.dialect === 'dash' ? asBytes(text).length : countCharacters(text);
      const size = list && sh.dialect === 'bash' ? list.length : length;
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
      if (value === undefined && sh.options.nounset) sh.vars.unbound(referenceText(ref), '');
      emitValue(sh, to, ref, value, quoted);
    };
  }
  if (operation.type === 'Default') return compileDefault(operation, context, quoted);
  if (operation.type === 'Slice') {
    return applyLater(async () => (await import('./slices.ts')).compileSlice(operation, context, quoted));
  }
  if (operation.type === 'Transform') {
    return applyLater(async () => (await import('./transform.ts')).compileTransform(operation, context, quoted));
  }
  return applyLater(async () => (await import('./parameter-changes.ts')).compileChanging(operation, context, quoted));
}

/** Operations that no prompt needs are compiled when they first run. */
function applyLater(compile: () => Promise<Apply>): Apply {
  let compiled: Apply | undefined;
  return (sh, to, ref, value) => {
    if (compiled) return compiled(sh, to, ref, value);
    return compile().then((apply) => {
      compiled = apply;
      return apply(sh, to, ref, value);
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
  const missing = (sh: Shell, ref: Reference, value: Value): boolean => {
    if (typeof value !== 'object') return value === undefined || (colon && value === '');
    // To dash and busybox the list of parameters is always set.
    if (sh.dialect !== 'bash' && !colon) return false;
    const separator = quoted && isStar(ref) ? (sh.vars.get('IFS') ?? ' ').slice(0, 1) : ' ';
    return value.length === 0 || (colon && value.join(separator) === '');
  };
  const operand = (sh: Shell, to: Builder): Awaitable<void> => {
    if (quoted && emits.length === 0) return to.quoted('');
    return emitAll(sh, emits, to);
  };
  switch (operation.operator.at(-1)) {
    case '-':
      return (sh, to, ref, value) =>
        missing(sh, ref, value) ? operand(sh, to) : emitValue(sh, to, ref, value, quoted);
    case '+':
      return (sh, to, ref, value) => {
        if (!missing(sh, ref, value)) return operand(sh, to);
        if (quoted && (typeof value !== 'object' || isStar(ref))) to.quoted('');
      };
    case '=':
      return (sh, to, ref, value) => {
        if (!missing(sh, ref, value)) return emitValue(sh, to, ref, value, quoted);
        return chain(text(sh), (assigned) => {
          if (!isName(ref.name) || ref.key === '@' || ref.key === '*') cannotAssign(sh, ref);
          if (ref.key === undefined) sh.vars.set(ref.name, assigned);
          else sh.vars.setElement(ref.name, ref.key, assigned);
          emitValue(sh, to, ref, assigned, quoted);
        });
      };
    default:
      return (sh, to, ref, value) => {
        if (!missing(sh, ref, value)) return emitValue(sh, to, ref, value, quoted);
        return chain(text(sh), (message) => {
          const otherwise = colon ? NULL_OR_UNSET[sh.dialect] : 'parameter not set';
          sh.fatal(`${ref.name}: ${message || otherwise}`, sh.unsetStatus, true);
        });
      };
  }
}

function cannotAssign(sh: Shell, { name, key }: Reference): never {
  if (sh.dialect === 'dash') return sh.fatal(`${name}: bad variable name`);
  if (sh.dialect === 'ash') return sh.fatal(`${name}: bad variable name`);
  return sh.fatal(key === undefined ? `$${name}: cannot assign in this way` : `${name}[${key}]: bad array subscript`);
}
