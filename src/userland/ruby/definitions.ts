/** `def`, `class` and `module`. */
import type { NodeOf } from './ast.ts';
import { lexicalConstant } from './constants.ts';
import type { Interpreter } from './interpreter.ts';
import { RClass } from './values.ts';
import type { Frame, Value } from './values.ts';

export async function evalDef(ruby: Interpreter, node: NodeOf<'def'>, frame: Frame): Promise<Value> {
  const owner = node.singleton ? ruby.singletonOf(await ruby.eval(node.singleton, frame)) : frame.module;
  const visibility = node.singleton ? 'public' : node.name === 'initialize' ? 'private' : frame.visibility;
  const code = { parameters: node.parameters, body: node.body };
  owner.methods.set(node.name, { name: node.name, owner, visibility, code });
  if (frame.moduleFunction) {
    const singleton = ruby.singletonOf(owner);
    singleton.methods.set(node.name, { name: node.name, owner: singleton, visibility: 'public', code });
  }
  return /^1\.|^2\.0/.test(ruby.version) ? null : ruby.symbol(node.name);
}

export async function evalModule(
  ruby: Interpreter,
  node: NodeOf<'class'> | NodeOf<'module'>,
  frame: Frame,
): Promise<Value> {
  const path = node.path as NodeOf<'const'>;
  const scope = path.scope ? await ruby.eval(path.scope, frame) : frame.module;
  const under = scope instanceof RClass && (path.scope || frame.lexical.length) ? scope : ruby.class('Object');
  const superclass = node.t === 'class' && node.superclass ? await ruby.eval(node.superclass, frame) : undefined;
  let cls =
    path.scope || under.constants.has(path.name) ? under.constants.get(path.name) : lexicalConstant(path.name, frame);
  if (cls === undefined) cls = await ruby.newModule(path.name, under, node.t === 'module', superclass);
  if (!(cls instanceof RClass)) throw ruby.error('TypeError', `${path.name} is not a ${node.t}`);
  if (superclass && cls.superclass !== superclass)
    throw ruby.error('TypeError', `superclass mismatch for class ${path.name}`);
  return ruby.eval(node.body, ruby.frameFor(cls, cls, [...frame.lexical, cls]));
}
