/** `defined?`: what an expression is, without doing what it says; nil when it is nothing. */
import type { Node } from './ast.ts';
import { RubyError } from './control.ts';
import type { Interpreter } from './interpreter.ts';
import { RObject, type Frame, type Value } from './values.ts';

export async function evalDefined(it: Interpreter, node: Node, frame: Frame): Promise<Value> {
  const word = (text: string) => it.string(text);
  switch (node.t) {
    case 'local':
      return word('local-variable');
    case 'ivar':
      return frame.self instanceof RObject && frame.self.ivars.has(node.name) ? word('instance-variable') : null;
    case 'gvar':
      return it.globals.has(node.name) ? word('global-variable') : null;
    case 'yield':
      return frame.block ? word('yield') : null;
    case 'call':
      if (!node.receiver) return it.find(frame.self, node.name) ? word('method') : null;
  }
  try {
    const value = await it.eval(node.t === 'call' && node.receiver ? node.receiver : node, frame);
    if (node.t === 'call') return it.find(value, node.name) ? word('method') : null;
    return word(node.t === 'const' ? 'constant' : node.t === 'assign' ? 'assignment' : 'expression');
  } catch (error) {
    if (error instanceof RubyError) return null;
    throw error;
  }
}
