/** Names that a program uses and nothing defines: jq says so before it runs. */
import type { Node, Pattern } from './ast.ts';
import { callable, variable, type Environment } from './environment.ts';
import { native } from './natives.ts';

export interface Missing {
  /** `name/arity` or `$name`. */
  readonly name: string;
  readonly at: number;
}

/** What is known beside the built-in names: functions as `name/arity`, variables as `$name`. */
type Known = ReadonlySet<string>;

/** In the order met. */
export function undefinedNames(program: Node, builtin: Environment | undefined): readonly Missing[] {
  const missing: Missing[] = [];
  const visit = (node: Node | undefined, known: Known): void => {
    if (!node) return;
    switch (node.kind) {
      case 'call': {
        const name = `${node.name}/${node.args.length}`;
        const found =
          known.has(name) || callable(builtin, node.name, node.args.length) || native(node.name, node.args.length);
        if (!found) missing.push({ name, at: node.at });
        for (const arg of node.args) visit(arg, known);
        return;
      }
      case 'variable':
        if (node.name !== 'ENV' && !known.has(`$${node.name}`) && variable(builtin, node.name) === undefined)
          missing.push({ name: `$${node.name}`, at: node.at });
        return;
      case 'define': {
        const { definition } = node;
        const functions = new Set([...known, `${definition.name}/${definition.parameters.length}`]);
        const parameters = definition.parameters.flatMap((name) => [`${name.replace('$', '')}/0`, name]);
        visit(definition.body, new Set([...functions, ...parameters]));
        visit(node.body, functions);
        return;
      }
      case 'text':
        for (const part of node.parts) if (typeof part !== 'string') visit(part, known);
        return;
      case 'object':
        for (const [key, value] of node.entries) {
          visit(key, known);
          visit(value, known);
        }
        return;
      case 'as':
      case 'reduce':
      case 'foreach': {
        const patterns = node.kind === 'as' ? node.patterns : [node.pattern];
        const bound = new Set([...known, ...patterns.flatMap(namesIn).map((name) => `$${name}`)]);
        visit(node.source, known);
        for (const key of patterns.flatMap(keysOf)) visit(key, bound);
        if (node.kind === 'as') return visit(node.body, bound);
        visit(node.init, known);
        visit(node.update, bound);
        return node.kind === 'foreach' ? visit(node.extract, bound) : undefined;
      }
    }
    for (const child of childrenOf(node)) visit(child, known);
  };
  visit(program, new Set());
  return missing;
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).filter(
    (value): value is Node => typeof value === 'object' && value !== null && 'kind' in value,
  );
}

export function namesIn(pattern: Pattern): readonly string[] {
  if (pattern.kind === 'variable') return [pattern.name];
  if (pattern.kind === 'array') return pattern.items.flatMap(namesIn);
  return pattern.entries.flatMap(({ variable: name, value }) => [
    ...(name ? [name] : []),
    ...(value ? namesIn(value) : []),
  ]);
}

function keysOf(pattern: Pattern): readonly Node[] {
  if (pattern.kind === 'variable') return [];
  if (pattern.kind === 'array') return pattern.items.flatMap(keysOf);
  return pattern.entries.flatMap(({ key, value }) => [key, ...(value ? keysOf(value) : [])]);
}
