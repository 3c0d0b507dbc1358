/** `a += b`, `a ||= b` and their like. */
import type { Node, NodeOf } from './ast.ts';
import { assign } from './assignment.ts';
import { evalDefined } from './defined.ts';
import type { Interpreter } from './interpreter.ts';
import { quick } from './quick.ts';
import type { Frame, Value } from './values.ts';

export async function evalOperatorAssignment(it: Interpreter, node: NodeOf<'opAssign'>, frame: Frame): Promise<Value> {
  const { target, op } = node;
  let at = target;
  if (target.t === 'call' && target.receiver) {
    // The receiver and the index are evaluated once.
    const receiver = await it.eval(target.receiver, frame);
    if (target.safe && receiver === null) return null;
    const args = await it.values(target.args, frame);
    at = {
      ...target,
      receiver: literal(receiver, node.line),
      args: args.map((value) => ({ kind: 'plain', value: literal(value, node.line) })),
    };
  }
  const known =
    op === '||' && (await evalDefined(it, at, frame)) === null && at.t !== 'call' ? null : await it.eval(at, frame);
  if (op === '||' && it.truthy(known)) return known;
  if (op === '&&' && !it.truthy(known)) return known;
  const operand = await it.eval(node.value, frame);
  const value =
    op === '||' || op === '&&' ? operand : (quick(op, known, operand) ?? (await it.send(known, op, operand)));
  await assign(it, at, value, frame);
  return value;
}

/** A value as a node that gives it. */
const literal = (value: Value, line: number): Node => ({ t: 'given', value, line });
