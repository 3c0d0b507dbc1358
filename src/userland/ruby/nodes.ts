/** Nodes that the parser makes in more than one place. */
import type { Argument, Node, NodeOf } from './ast.ts';

export function callNode(
  receiver: Node | undefined,
  name: string,
  args: readonly Argument[],
  line: number,
): NodeOf<'call'> {
  return { t: 'call', receiver, safe: false, name, args, block: undefined, bare: false, line };
}

/** A name alone: a method, unless a local variable has it by then. */
export const bareCall = (name: string, line: number): NodeOf<'call'> => ({
  ...callNode(undefined, name, [], line),
  bare: true,
});

/** `receiver name argument`, as in `a + b`. */
export function operation(receiver: Node, name: string, argument: Node, line: number): Node {
  return callNode(receiver, name, [{ kind: 'plain', value: argument }], line);
}

export function negated(node: Node): Node {
  if (node.t === 'int') return { ...node, value: -node.value };
  return node.t === 'float' ? { ...node, value: -node.value } : node;
}

/** Pairs at the end of a list are one hash. */
export function hashAtEnd(args: readonly Argument[], line: number): readonly Argument[] {
  const pairs = args.filter(({ kind }) => kind === 'pair' || kind === 'doubleSplat');
  if (pairs.length === 0) return args;
  const others = args.filter((one) => !pairs.includes(one));
  const at = others.findIndex(({ kind }) => kind === 'block');
  const hash: Argument = { kind: 'plain', value: { t: 'hash', items: pairs, line } };
  return at < 0 ? [...others, hash] : [...others.slice(0, at), hash, ...others.slice(at)];
}
