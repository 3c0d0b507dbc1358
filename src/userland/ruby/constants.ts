/** Constants and class variables: where their names are looked up. */
import type { NodeOf } from './ast.ts';
import type { Interpreter } from './interpreter.ts';
import { RClass, variablesOwner, type Frame, type Value } from './values.ts';

export function classVariable(it: Interpreter, name: string, frame: Frame): Value {
  for (const cls of variablesOwner(frame.module).ancestors())
    if (cls.classVariables.has(name)) return cls.classVariables.get(name) as Value;
  throw it.error('NameError', `uninitialized class variable ${name} in ${frame.module.name}`);
}

export async function evalConstant(it: Interpreter, node: NodeOf<'const'>, frame: Frame): Promise<Value> {
  if (node.scope) {
    const scope = await it.eval(node.scope, frame);
    if (!(scope instanceof RClass)) throw it.error('TypeError', `${await it.inspect(scope)} is not a class/module`);
    return constantIn(scope, node.name) ?? missingConstant(it, scope, node.name);
  }
  const found = node.top ? undefined : lexicalConstant(node.name, frame);
  return found ?? constantIn(it.class('Object'), node.name) ?? missingConstant(it, it.class('Object'), node.name);
}

/** The classes that the code stands in, from the inside, and then what they inherit. */
export function lexicalConstant(name: string, frame: Frame): Value | undefined {
  for (const cls of [...frame.lexical].reverse()) if (cls.constants.has(name)) return cls.constants.get(name);
  return constantIn(frame.module, name);
}

export function constantIn(cls: RClass, name: string): Value | undefined {
  for (const one of cls.ancestors()) if (one.constants.has(name)) return one.constants.get(name);
  return undefined;
}

function missingConstant(it: Interpreter, scope: RClass, name: string): never {
  const prefix = scope.name === 'Object' ? '' : `${scope.name}::`;
  throw it.error('NameError', `uninitialized constant ${prefix}${name}`);
}
