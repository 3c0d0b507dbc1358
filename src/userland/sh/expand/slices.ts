/** `${name:offset:length}`. */
import { chain } from '../awaitable.ts';
import type { Shell } from '../shell.ts';
import { indicesOf } from '../variables.ts';
import { evaluateArithmetic } from './arithmetic-text.ts';
import type { CompileContext } from './emit.ts';
import type { Apply, Operation } from './operation.ts';
import type { Reference } from './references.ts';
import { emitList, emitValue, isStar, referenceText } from './references.ts';

export function compileSlice(
  operation: Extract<Operation, { type: 'Slice' }>,
  context: CompileContext,
  quoted: boolean,
): Apply {
  const offsetText = context.words.compileString(operation.offset, context);
  const lengthText = operation.length ? context.words.compileString(operation.length, context) : undefined;
  return (sh, to, ref, value) => {
    if (value === undefined && sh.options.nounset) sh.vars.unbound(referenceText(ref));
    return chain(offsetText(sh), (offsetSource) =>
      chain(lengthText ? lengthText(sh) : undefined, (lengthSource) => {
        // Nothing is worked out for what is not there.
        if (value === undefined || (ref.key !== undefined && value.length === 0 && typeof value === 'object'))
          return emitValue(sh, to, ref, value, quoted);
        const number = (source: string) => Number(namedArithmetic(sh, referenceText(ref), source));
        const offset = number(offsetSource);
        const length = lengthSource === undefined ? undefined : number(lengthSource);
        if (typeof value !== 'object') {
          const chars = [...(value ?? '')];
          return emitValue(sh, to, ref, slice(sh, chars, offset, length).join(''), quoted);
        }
        const items = ref.name === '@' || ref.name === '*' ? [sh.name, ...value] : value;
        if (length !== undefined && length < 0) sh.fatal(`${lengthSource}: substring expression < 0`);
        emitList(sh, to, sliceList(sh, ref, items, offset, length), quoted, isStar(ref));
      }),
    );
  };
}

/** An expression that is wrong is told with the name of what is cut. */
function namedArithmetic(sh: Shell, name: string, source: string) {
  const before = sh.arithmeticIn;
  if (sh.dialect === 'bash') sh.arithmeticIn = name;
  try {
    return evaluateArithmetic(sh, source);
  } finally {
    sh.arithmeticIn = before;
  }
}

function slice<T>(sh: Shell, items: readonly T[], offset: number, length: number | undefined): readonly T[] {
  const start = offset < 0 ? items.length + offset : offset;
  if (start < 0 || start > items.length) return [];
  if (length === undefined) return items.slice(start);
  const end = length < 0 ? items.length + length : start + length;
  if (end < start) sh.fatal(`${length}: substring expression < 0`);
  return items.slice(start, end);
}

/** An indexed array is cut by its subscripts, which may have gaps; the length counts elements. */
function sliceList(
  sh: Shell,
  ref: Reference,
  items: readonly string[],
  offset: number,
  length: number | undefined,
): readonly string[] {
  const indexed = ref.key === undefined ? undefined : sh.vars.find(ref.name)?.indexed;
  if (!indexed) return slice(sh, items, offset, length);
  const indices = indicesOf(indexed);
  const end = (indices.at(-1) ?? -1) + 1;
  const start = offset < 0 ? end + offset : offset;
  if (start < 0) return [];
  const from = indices.findIndex((index) => index >= start);
  return from < 0 ? [] : items.slice(from, length === undefined ? undefined : from + length);
}
