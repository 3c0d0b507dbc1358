/** awk's arithmetic, and what can be known of functions before they run. */
import type { AwkProgram, Expr, FunctionDefinition } from './ast.ts';

export class AwkError extends Error {
  override name = 'AwkError';
}

/** `strict`: busybox refuses to divide by zero; mawk answers inf or nan. */
export function arithmetic(operator: string, a: number, b: number, strict: boolean): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      if (b === 0 && strict) throw new AwkError('division by zero');
      return a / b;
    case '%':
      if (b === 0 && strict) throw new AwkError('division by zero in %');
      return a % b;
    default:
      return a ** b;
  }
}

const arrays = new WeakMap<FunctionDefinition, ReadonlySet<number>>();

/** Which parameters a function uses as arrays, directly or by passing them on. */
export function arrayParameters(program: AwkProgram, definition: FunctionDefinition): ReadonlySet<number> {
  const known = arrays.get(definition);
  if (known) return known;
  const found = new Set<number>();
  arrays.set(definition, found);
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { kind, name, array, args } = node as {
      kind?: string;
      name?: string;
      array?: string;
      args?: readonly Expr[];
    };
    const mark = (used: string | undefined) => {
      const at = used === undefined ? -1 : definition.parameters.indexOf(used);
      if (at >= 0) found.add(at);
    };
    if (kind === 'element' || kind === 'in' || kind === 'delete') mark(name);
    if (kind === 'each') mark(array);
    if (kind === 'builtin' && (name === 'split' || name === 'match')) {
      const arg = args?.[name === 'split' ? 1 : 2];
      if (arg?.kind === 'variable') mark(arg.name);
    }
    if (kind === 'call') {
      const callee = program.functions.get(name as string);
      args?.forEach((arg, i) => {
        if (callee && arg.kind === 'variable' && arrayParameters(program, callee).has(i)) mark(arg.name);
      });
    }
    Object.values(node).forEach(visit);
  };
  visit(definition.body);
  return found;
}
