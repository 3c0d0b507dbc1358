/** What a parameter expansion names, its subscript worked out, and reading and emitting that. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import type { Word } from '../parser.ts';
import type { Shell } from '../shell.ts';
import { elementsOf } from '../variables.ts';
import { type Builder, FieldBuilder } from './builder.ts';
import type { CompileContext } from './emit.ts';
import { parameterGetter } from './parameter-getter.ts';
import { elementName, expandSubscript } from './subscripts.ts';

/** What stands between the braces, its subscript worked out. */
export interface Reference {
  readonly name: string;
  readonly key: string | undefined;
}

export type Value = string | undefined | readonly string[];
export function compileReference(
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

/** A name or element given as text; its subscript stays as it is. */
export function referenceOf(text: string): Reference {
  return elementName(text) ?? { name: text, key: undefined };
}

/** The same with the subscript expanded, as what takes names at run time does. */
export function resolveReference(sh: Shell, text: string): Awaitable<Reference> {
  const { name, key } = referenceOf(text);
  if (key === undefined || key === '@' || key === '*') return { name, key };
  return chain(expandSubscript(sh, key), (expanded) => ({ name, key: expanded }));
}

/** As an error names it. */
export function referenceText({ name, key }: Reference): string {
  return key === undefined ? name : `${name}[${key}]`;
}

export function readReference(sh: Shell, ref: Reference): Value {
  if (ref.key === '@' || ref.key === '*') return elementsOf(sh.vars.find(ref.name));
  if (ref.key !== undefined) return sh.vars.element(ref.name, ref.key);
  if (ref.name === '@' || ref.name === '*') return sh.params;
  return parameterGetter(ref.name)(sh);
}

export function isStar(ref: Reference): boolean {
  return ref.key === '*' || (ref.key === undefined && ref.name === '*');
}

export function emitValue(sh: Shell, to: Builder, ref: Reference, value: Value, quoted: boolean): void {
  if (typeof value === 'object') return emitList(sh, to, value, quoted, isStar(ref));
  if (quoted) to.quoted(value ?? '');
  else to.value(value ?? '');
}

export function emitList(sh: Shell, to: Builder, items: readonly string[], quoted: boolean, star: boolean): void {
  // Where there are no fields to part, `$@` is `$*` to dash and busybox.
  const joins = star || (sh.dialect !== 'bash' && !(to instanceof FieldBuilder));
  to.list(items, quoted, joins, (sh.vars.get('IFS') ?? ' ').slice(0, 1));
}
