/** Shell variables. One flat table: `local` puts the hidden variable aside and the function's end brings it back. */

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
}

export function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}

/** The elements of an array in order; a scalar is its own element 0. */
export function elementsOf(variable: Variable | undefined): string[] {
  if (!variable) return [];
  if (variable.indexed) return indicesOf(variable.indexed).map((i) => variable.indexed?.get(i) as string);
  if (variable.assoc) return [...variable.assoc.values()];
  return variable.value === undefined ? [] : [variable.value];
}

export function keysOf(variable: Variable | undefined): string[] {
  if (!variable) return [];
  if (variable.indexed) return indicesOf(variable.indexed).map(String);
  if (variable.assoc) return [...variable.assoc.keys()];
  return variable.value === undefined ? [] : ['0'];
}

export function indicesOf(map: ReadonlyMap<number, string>): number[] {
  return [...map.keys()].sort((a, b) => a - b);
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
