/** Loops, `case`, and `begin` with its rescues. */
import type { Node, NodeOf } from './ast.ts';
import { assign } from './assignment.ts';
import { BreakJump, NextJump, RetryJump, RubyError } from './control.ts';
import type { Interpreter } from './interpreter.ts';
import { RArray, RClass } from './values.ts';
import type { Frame, RObject, Value } from './values.ts';

/** One round of a loop: the jump that ended it, if one did. */
async function loopBody(ruby: Interpreter, body: Node, frame: Frame): Promise<BreakJump | undefined> {
  try {
    await ruby.eval(body, frame);
  } catch (error) {
    if (error instanceof NextJump) return undefined;
    if (error instanceof BreakJump && error.frame === frame) return error;
    throw error;
  }
  return undefined;
}

export async function evalWhile(ruby: Interpreter, node: NodeOf<'while'>, frame: Frame): Promise<Value> {
  let first = node.bodyFirst;
  for (;;) {
    if (!first && ruby.truthy(await ruby.eval(node.test, frame)) === node.until) return null;
    first = false;
    await ruby.sys.tick();
    const broken = await loopBody(ruby, node.body, frame);
    if (broken) return broken.value;
  }
}

export async function evalFor(ruby: Interpreter, node: NodeOf<'for'>, frame: Frame): Promise<Value> {
  const source = await ruby.eval(node.source, frame);
  for (const item of await ruby.items(source)) {
    await assign(ruby, node.target, item, frame);
    const broken = await loopBody(ruby, node.body, frame);
    if (broken) return broken.value;
  }
  return source;
}

export async function evalCase(ruby: Interpreter, node: NodeOf<'case'>, frame: Frame): Promise<Value> {
  const subject = node.subject && (await ruby.eval(node.subject, frame));
  for (const { tests, body } of node.whens) {
    for (const test of await ruby.values(tests, frame)) {
      const hit = node.subject ? await ruby.send(test, '===', subject as Value) : test;
      if (ruby.truthy(hit)) return ruby.eval(body, frame);
    }
  }
  return node.otherwise ? ruby.eval(node.otherwise, frame) : null;
}

export async function evalBegin(ruby: Interpreter, node: NodeOf<'begin'>, frame: Frame): Promise<Value> {
  const depth = ruby.stack.length;
  for (;;) {
    try {
      return await guarded(ruby, node, frame, depth);
    } catch (error) {
      if (!(error instanceof RetryJump)) throw error;
    }
  }
}

/** The body with its `rescue`s and its `ensure`, once: `retry` starts over. */
async function guarded(ruby: Interpreter, node: NodeOf<'begin'>, frame: Frame, depth: number): Promise<Value> {
  try {
    const value = await ruby.eval(node.body, frame);
    return node.otherwise ? await ruby.eval(node.otherwise, frame) : value;
  } catch (error) {
    if (!(error instanceof RubyError)) throw error;
    ruby.stack.length = depth;
    for (const { classes, name, body } of node.rescues) {
      if (!(await rescues(ruby, classes, error.exception, frame))) continue;
      if (name) await assign(ruby, name, error.exception, frame);
      const before = ruby.globals.get('$!') ?? null;
      ruby.globals.set('$!', error.exception);
      const value = await ruby.eval(body, frame);
      ruby.globals.set('$!', before);
      return value;
    }
    throw error;
  } finally {
    if (node.ensure) await ruby.eval(node.ensure, frame);
  }
}

async function rescues(
  ruby: Interpreter,
  classes: readonly Node[],
  exception: RObject,
  frame: Frame,
): Promise<boolean> {
  if (classes.length === 0) return ruby.isA(exception, ruby.class('StandardError'));
  for (const node of classes) {
    const cls = await ruby.eval(node, frame);
    for (const one of cls instanceof RArray ? cls.items : [cls])
      if (one instanceof RClass && ruby.isA(exception, one)) return true;
  }
  return false;
}
