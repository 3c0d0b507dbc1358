/** Shell variables. One flat table: `local` puts the hidden variable aside and the function's end brings it back. */

import { encodeText } from './text-bytes.ts';

export interface Variable {
  value: string | undefined;
  indexed?: Map<number, string>;
  assoc?: Map<string, string>;
  exported?: boolean;
  readonly?: boolean;
  integer?: boolean;
  lower?: boolean;
  upper?: boolean;
  nameref?: boolean;
  /** An array without elements that was given none on purpose: `a=()`, not `declare -a a`. */
  emptied?: boolean;
}

export function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}

/** The elements of an array in order; a scalar is its own element 0. */
export function elementsOf(variable: Variable | undefined): string[] {
  if (!variable) return [];
  if (variable.indexed) return indicesOf(variable.indexed).map((i) => variable.indexed?.get(i) as string);
  if (variable.assoc) return hashOrder(variable.assoc.keys()).map((key) => variable.assoc?.get(key) as string);
  return variable.value === undefined ? [] : [variable.value];
}

export function keysOf(variable: Variable | undefined): string[] {
  if (!variable) return [];
  if (variable.indexed) return indicesOf(variable.indexed).map(String);
  if (variable.assoc) return hashOrder(variable.assoc.keys());
  return variable.value === undefined ? [] : ['0'];
}

export function indicesOf(map: ReadonlyMap<number, string>): number[] {
  return [...map.keys()].sort((a, b) => a - b);
}

/**
 * Keys as bash lists them: by the FNV-1 hash of their bytes modulo its 1,024 buckets, the newest first in each. Scripts must not rely on it, but
 * what a learner sees is then what bash shows.
 */
export function hashOrder(keys: Iterable<string>): string[] {
  const placed = [...keys].map((key, age) => ({ key, age, bucket: bucketOf(key) }));
  return placed.sort((a, b) => a.bucket - b.bucket || b.age - a.age).map(({ key }) => key);
}

function bucketOf(key: string): number {
  let hash = 2166136261;
  for (const byte of encodeText(key)) hash = Math.imul(hash, 16777619) ^ byte;
  return hash & 1023;
}

export function scalarOf(variable: Variable): string | undefined {
  if (variable.indexed) return variable.indexed.get(0);
  if (variable.assoc) return variable.assoc.get('0');
  return variable.value;
}

export function copyVariable(variable: Variable): Variable {
  const copy: Variable = { ...variable };
  if (variable.indexed) copy.indexed = new Map(variable.indexed);
  if (variable.assoc) copy.assoc = new Map(variable.assoc);
  return copy;
}
