/** Assigning to variables, attributes, elements and lists of targets; binding arguments to parameters. */
import type { Node, Parameter } from './ast.ts';
import type { Interpreter } from './interpreter.ts';
import { RArray, RClass, RHash, RObject, RSymbol, variablesOwner } from './values.ts';
import type { Frame, RProc, Value } from './values.ts';

export async function assign(it: Interpreter, target: Node, value: Value, frame: Frame): Promise<void> {
  switch (target.t) {
    case 'local':
      return frame.variables.set(target.name, value);
    case 'ivar':
      if (!(frame.self instanceof RObject))
        throw it.error('RuntimeError', `can't modify frozen ${it.classOf(frame.self).name}`);
      if (frame.self.frozen) throw it.error('RuntimeError', `can't modify frozen ${it.classOf(frame.self).name}`);
      frame.self.ivars.set(target.name, value);
      return;
    case 'gvar':
      it.globals.set(target.name, value);
      return;
    case 'cvar': {
      const module = variablesOwner(frame.module);
      const owner = module.ancestors().find((cls) => cls.classVariables.has(target.name)) ?? module;
      owner.classVariables.set(target.name, value);
      return;
    }
    case 'const': {
      const scope = target.scope
        ? await it.eval(target.scope, frame)
        : frame.lexical.length
          ? frame.module
          : it.class('Object');
      if (!(scope instanceof RClass)) throw it.error('TypeError', 'not a class/module');
      scope.constants.set(target.name, value);
      if (value instanceof RClass && value.name === '')
        value.name = scope.name === 'Object' ? target.name : `${scope.name}::${target.name}`;
      return;
    }
    case 'call': {
      const receiver = target.receiver ? await it.eval(target.receiver, frame) : frame.self;
      if (target.safe && receiver === null) return;
      const args = await Promise.all(target.args.map(({ value: one }) => it.eval(one, frame)));
      await it.send(receiver, target.name === '[]' ? '[]=' : `${target.name}=`, ...args, value);
      return;
    }
    case 'tupleTarget':
      return assignList(it, target.targets, await listOf(it, value), frame);
    case 'splatTarget':
      return assign(it, target.target, it.array(await listOf(it, value)), frame);
    default:
      throw it.error('SyntaxError', `can't assign to ${target.t}`);
  }
}

async function listOf(it: Interpreter, value: Value): Promise<Value[]> {
  if (value instanceof RArray) return [...value.items];
  if (value instanceof RObject && !(value instanceof RHash) && it.find(value, 'to_ary'))
    return it.items(await it.send(value, 'to_ary'));
  return [value];
}

async function assignList(
  it: Interpreter,
  targets: readonly Node[],
  values: readonly Value[],
  frame: Frame,
): Promise<void> {
  const splat = targets.findIndex(({ t }) => t === 'splatTarget');
  const after = splat < 0 ? 0 : targets.length - splat - 1;
  for (const [i, target] of targets.entries()) {
    if (splat >= 0 && i === splat && target.t === 'splatTarget') {
      await assign(it, target.target, it.array(values.slice(splat, Math.max(splat, values.length - after))), frame);
    } else {
      const at = splat >= 0 && i > splat ? Math.max(splat, values.length - after) + (i - splat - 1) : i;
      await assign(it, target, values[at] ?? null, frame);
    }
  }
}

/** `strict`: methods and lambdas; blocks take an array apart and forgive a wrong number. */
export async function assignParameters(
  it: Interpreter,
  parameters: readonly Parameter[],
  given: readonly Value[],
  block: RProc | undefined,
  frame: Frame,
  strict: boolean,
): Promise<void> {
  const places = parameters.filter(
    ({ kind }) => kind === 'required' || kind === 'optional' || kind === 'rest' || kind === 'destructured',
  );
  const keywords = parameters.filter(({ kind }) => kind === 'keyword' || kind === 'keywordRest');
  let args = [...given];
  if (
    !strict &&
    args.length === 1 &&
    args[0] instanceof RArray &&
    (places.length > 1 || (places.length === 1 && places[0]?.kind === 'rest' && parameters.length > 1))
  )
    args = [...args[0].items];
  const options =
    keywords.length && args.at(-1) instanceof RHash && onlySymbols(args.at(-1) as RHash)
      ? (args.pop() as RHash)
      : undefined;
  const required = places.filter(({ kind }) => kind === 'required' || kind === 'destructured').length;
  const rest = places.some(({ kind }) => kind === 'rest');
  if (strict) it.arity(args, required, rest ? Infinity : places.length);
  let spare = Math.max(0, args.length - required);
  let at = 0;
  for (const [i, place] of places.entries()) {
    if (place.kind === 'rest') {
      const after = places.slice(i + 1).length;
      const end = Math.max(at, args.length - after);
      if (place.name) frame.variables.declare(place.name, it.array(args.slice(at, end)));
      at = end;
    } else if (place.kind === 'optional' && spare <= 0) {
      frame.variables.declare(place.name, place.fallback ? await it.eval(place.fallback, frame) : null);
    } else {
      if (place.kind === 'optional') spare--;
      const value = args[at++] ?? null;
      if (place.kind === 'destructured')
        await assignParameters(
          it,
          place.parts ?? [],
          value instanceof RArray ? value.items : [value],
          undefined,
          frame,
          false,
        );
      else frame.variables.declare(place.name, value);
    }
  }
  await assignKeywords(it, keywords, options, frame, strict);
  const taken = parameters.find(({ kind }) => kind === 'block');
  if (taken) frame.variables.declare(taken.name, block ?? null);
}

const onlySymbols = (hash: RHash) => hash.pairs().every(([key]) => key instanceof RSymbol);

async function assignKeywords(
  it: Interpreter,
  keywords: readonly Parameter[],
  options: RHash | undefined,
  frame: Frame,
  strict: boolean,
): Promise<void> {
  const used = new Set<string>();
  for (const { kind, name, fallback } of keywords) {
    if (kind === 'keywordRest') continue;
    used.add(name);
    const value = options?.get(it.symbol(name));
    if (value !== undefined) frame.variables.declare(name, value);
    else if (fallback) frame.variables.declare(name, await it.eval(fallback, frame));
    else if (strict)
      throw it.error('ArgumentError', `missing keyword: ${/^[12]\./.test(it.version) ? '' : ':'}${name}`);
    else frame.variables.declare(name, null);
  }
  const others = (options?.pairs() ?? []).filter(([key]) => key instanceof RSymbol && !used.has(key.name));
  const rest = keywords.find(({ kind }) => kind === 'keywordRest');
  if (rest?.name) frame.variables.declare(rest.name, it.hash(others));
  else if (!rest && others.length && strict && keywords.length) {
    throw it.error('ArgumentError', `unknown keyword: ${await it.inspect((others[0] as readonly [Value, Value])[0])}`);
  }
}
