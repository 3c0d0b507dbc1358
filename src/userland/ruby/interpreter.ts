/** Evaluates the syntax tree. Everything is asynchronous, since any method may wait for input, a child, or a connection. */
import type { Argument, BlockNode, Node, NodeOf } from './ast.ts';
import { assign, assignParameters } from './assignment.ts';
import { classVariable, evalConstant } from './constants.ts';
import { evalBegin, evalCase, evalFor, evalWhile } from './control-flow.ts';
import { BreakJump, NextJump, RetryJump, ReturnJump } from './control.ts';
import { evalDefined } from './defined.ts';
import { evalDef, evalModule } from './definitions.ts';
import { evalOperatorAssignment } from './operator-assignment.ts';
import { RubySyntaxError } from './tokens.ts';
import { parseRuby } from './parser.ts';
import { quick } from './quick.ts';
import { Runtime } from './runtime.ts';
import { RArray, RClass, RHash, RObject, RProc, RRange, RSymbol, Variables } from './values.ts';
import type { Frame, Method, Value } from './values.ts';

const MAX_DEPTH = 2500;

export abstract class Interpreter extends Runtime {
  file = 'main';

  frameFor(self: Value, module: RClass, lexical: readonly RClass[], variables = new Variables()): Frame {
    const frame = {
      variables,
      self,
      module,
      lexical,
      method: undefined,
      args: [],
      block: undefined,
      home: undefined,
      visibility: 'public' as const,
      moduleFunction: false,
    };
    return Object.assign(frame, { home: frame as Frame });
  }

  topFrame(variables?: Variables): Frame {
    const frame = this.frameFor(this.main, this.class('Object'), [], variables);
    frame.visibility = 'public';
    return frame;
  }

  async run(source: string, file: string, frame = this.topFrame(), line = 1): Promise<Value> {
    let node: Node;
    try {
      node = parseRuby(source, file, line, frame.variables.names());
    } catch (error) {
      if (!(error instanceof RubySyntaxError)) throw error;
      throw this.error(
        error.problem.includes('not simulated') ? 'NotImplementedError' : 'SyntaxError',
        `${file}:${error.line}: ${error.problem}`,
      );
    }
    const before = this.file;
    this.file = file;
    this.stack.push({ name: this.stack.length ? '<top (required)>' : '<main>', line: 1, file });
    try {
      return await this.eval(node, frame);
    } finally {
      this.stack.pop();
      this.file = before;
    }
  }

  async eval(node: Node, frame: Frame): Promise<Value> {
    const top = this.stack.at(-1);
    if (top) top.line = node.line;
    switch (node.t) {
      case 'nil':
        return null;
      case 'true':
        return true;
      case 'false':
        return false;
      case 'self':
        return frame.self;
      case 'int':
      case 'float':
      case 'given':
        return node.value;
      case 'str':
        return this.string(await this.#interpolated(node.parts, frame));
      case 'xstr':
        return this.send(this.main, '`', this.string(await this.#interpolated(node.parts, frame)));
      case 'dsym':
        return this.symbol(await this.#interpolated(node.parts, frame));
      case 'sym':
        return this.symbol(node.name);
      case 'regex':
        return this.regexp(await this.#interpolated(node.parts, frame), node.flags);
      case 'array':
        return this.array(await this.values(node.items, frame));
      case 'hash':
        return this.#hash(node.items, frame);
      case 'range':
        return this.range(
          node.from ? await this.eval(node.from, frame) : null,
          node.to ? await this.eval(node.to, frame) : null,
          node.exclusive,
        );
      case 'local':
        return frame.variables.get(node.name) ?? null;
      case 'ivar':
        return frame.self instanceof RObject ? (frame.self.ivars.get(node.name) ?? null) : null;
      case 'gvar':
        return this.globals.get(node.name) ?? null;
      case 'cvar':
        return classVariable(this, node.name, frame);
      case 'const':
        return evalConstant(this, node, frame);
      case 'call':
        return this.#call(node, frame);
      case 'super':
        return this.#super(node, frame);
      case 'yield':
        return this.yield(frame.block, ...(await this.values(node.args, frame)));
      case 'not':
        return !this.truthy(await this.eval(node.value, frame));
      case 'and': {
        const left = await this.eval(node.left, frame);
        return this.truthy(left) ? this.eval(node.right, frame) : left;
      }
      case 'or': {
        const left = await this.eval(node.left, frame);
        return this.truthy(left) ? left : this.eval(node.right, frame);
      }
      case 'defined':
        return evalDefined(this, node.value, frame);
      case 'assign': {
        const value = await this.eval(node.value, frame);
        await assign(this, node.target, value, frame);
        return value;
      }
      case 'opAssign':
        return evalOperatorAssignment(this, node, frame);
      case 'multiAssign': {
        const value = await this.eval(node.value, frame);
        await assign(this, { t: 'tupleTarget', targets: node.targets, line: node.line }, value, frame);
        return value;
      }
      case 'if':
        if (this.truthy(await this.eval(node.test, frame))) return this.eval(node.then, frame);
        return node.otherwise ? this.eval(node.otherwise, frame) : null;
      case 'while':
        return evalWhile(this, node, frame);
      case 'for':
        return evalFor(this, node, frame);
      case 'case':
        return evalCase(this, node, frame);
      case 'begin':
        return evalBegin(this, node, frame);
      case 'seq': {
        let value: Value = null;
        for (const one of node.nodes) value = await this.eval(one, frame);
        return value;
      }
      case 'def':
        return evalDef(this, node, frame);
      case 'class':
      case 'module':
        return evalModule(this, node, frame);
      case 'singletonClass': {
        const cls = this.singletonOf(await this.eval(node.value, frame));
        return this.eval(node.body, this.frameFor(cls, cls, [...frame.lexical, cls]));
      }
      case 'lambda':
        return this.#proc(node.block, frame, true);
      case 'return':
        throw new ReturnJump(frame.home, node.value ? await this.eval(node.value, frame) : null);
      case 'break':
        throw new BreakJump(frame, node.value ? await this.eval(node.value, frame) : null);
      case 'next':
        throw new NextJump(node.value ? await this.eval(node.value, frame) : null);
      case 'retry':
        throw new RetryJump();
      case 'redo':
        throw this.notSimulated('redo');
      case 'alias': {
        const method = this.findIn(frame.module, node.from);
        if (!method)
          throw this.error('NameError', `undefined method \`${node.from}' for class \`${frame.module.name}'`);
        frame.module.methods.set(node.to, { ...method, name: node.to });
        return null;
      }
      default:
        throw this.error('SyntaxError', `unexpected ${node.t}`);
    }
  }

  async #interpolated(parts: readonly (string | Node)[], frame: Frame): Promise<string> {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : await this.text(await this.eval(part, frame));
    return text;
  }

  async values(items: readonly Argument[], frame: Frame): Promise<Value[]> {
    const values: Value[] = [];
    for (const { kind, value } of items) {
      if (kind === 'block') continue;
      const one = await this.eval(value, frame);
      if (kind !== 'splat') values.push(one);
      else if (one instanceof RArray || one instanceof RRange || one instanceof RHash)
        values.push(...(await this.items(one)));
      else if (one !== null)
        values.push(...(this.find(one, 'to_a') ? await this.items(await this.send(one, 'to_a')) : [one]));
    }
    return values;
  }

  async #hash(items: readonly Argument[], frame: Frame): Promise<RHash> {
    const hash = this.hash();
    for (const { kind, key, value } of items) {
      const one = await this.eval(value, frame);
      if (kind === 'doubleSplat') {
        if (one instanceof RHash) for (const [at, item] of one.pairs()) hash.set(at, item);
      } else if (key) hash.set(await this.eval(key, frame), one);
    }
    return hash;
  }

  // --- calls

  async #call(node: NodeOf<'call'>, frame: Frame): Promise<Value> {
    if (node.bare && frame.variables.has(node.name)) return frame.variables.get(node.name) as Value;
    const self = node.receiver ? await this.eval(node.receiver, frame) : frame.self;
    if (node.safe && self === null) return null;
    if (!node.receiver) {
      const special = this.#frameCall(node, frame);
      if (special !== undefined) return special;
    }
    const args = await this.values(node.args, frame);
    const block = await this.#block(node, frame);
    const fast = args.length === 1 ? quick(node.name, self, args[0] as Value) : undefined;
    if (fast !== undefined) return fast;
    const method = this.find(self, node.name);
    const mark = this.stack.at(-1);
    try {
      if (!method) return await this.#missing(self, node, args, block);
      if (method.visibility === 'private' && node.receiver && node.receiver.t !== 'self') {
        throw this.error(
          'NoMethodError',
          `private method \`${node.name}' called for ${await this.inspect(self)}${self instanceof RObject && !(self instanceof RClass) && (await this.inspect(self)).startsWith('#<') ? '' : `:${this.classOf(self).name}`}`,
        );
      }
      this.#currentFrame = frame;
      return await this.invoke(self, method, args, block, node.name);
    } catch (error) {
      if (block && error instanceof BreakJump && error.frame === this.#blockFrames.get(block)) return error.value;
      throw error;
    } finally {
      if (mark) mark.line = node.line;
    }
  }

  /** The frame that calls a built-in: what `binding`, `private` and such look at. */
  #currentFrame: Frame | undefined;
  get callerFrame(): Frame {
    return this.#currentFrame ?? this.topFrame();
  }

  /** What only the frame itself can answer. */
  #frameCall(node: NodeOf<'call'>, frame: Frame): Value | undefined {
    if (node.args.length === 0 && !node.block) {
      if (node.name === 'block_given?') return frame.home?.block !== undefined || frame.block !== undefined;
      if (node.name === '__method__') return frame.method ? this.symbol(frame.method.name) : null;
      if (node.name === 'proc' && frame.block) return frame.block;
    }
    return undefined;
  }

  async #missing(self: Value, node: NodeOf<'call'>, args: readonly Value[], block: RProc | undefined): Promise<Value> {
    const missing = this.find(self, 'method_missing');
    if (missing && missing.owner.name !== 'BasicObject')
      return this.invoke(self, missing, [this.symbol(node.name), ...args], block, 'method_missing');
    throw await this.noMethod(self, node.name, node.bare);
  }

  readonly #blockFrames = new WeakMap<RProc, Frame>();

  async #block(
    node: { readonly args?: readonly Argument[] | undefined; readonly block: BlockNode | undefined },
    frame: Frame,
  ): Promise<RProc | undefined> {
    if (node.block) return this.#proc(node.block, frame, false);
    const passed = node.args?.find(({ kind }) => kind === 'block');
    if (!passed) return undefined;
    const value = await this.eval(passed.value, frame);
    if (value === null) return undefined;
    if (value instanceof RProc) return value;
    if (value instanceof RSymbol) {
      const { name } = value;
      return this.builtinProc(({ args }) => this.sendWith(args[0] ?? null, name, args.slice(1), undefined));
    }
    const made = await this.send(value, 'to_proc');
    if (made instanceof RProc) return made;
    throw this.error('TypeError', `wrong argument type ${this.classOf(value).name} (expected Proc)`);
  }

  #proc(block: BlockNode, frame: Frame, lambda: boolean): RProc {
    const proc = new RProc(this.class('Proc'), block, undefined, frame, frame.self);
    proc.lambda = lambda;
    return proc;
  }

  async #super(node: NodeOf<'super'>, frame: Frame): Promise<Value> {
    const home = frame.home ?? frame;
    const method = home.method ?? frame.method;
    if (!method) throw this.error('RuntimeError', 'super called outside of method');
    const above = this.findSuper(frame.self, method);
    if (!above)
      throw this.error(
        'NoMethodError',
        `super: no superclass method \`${method.name}' for ${await this.inspect(frame.self)}`,
      );
    const args = node.args ? await this.values(node.args, frame) : this.#ownArguments(home);
    return this.invoke(frame.self, above, args, (await this.#block(node, frame)) ?? home.block, method.name);
  }

  /** What a bare `super` hands on: the parameters as they are now. */
  #ownArguments({ method, variables, args }: Frame): readonly Value[] {
    const parameters = method?.code?.parameters;
    if (!parameters) return args;
    const value = (name: string) => variables.get(name) ?? null;
    const keywords = parameters
      .filter(({ kind }) => kind === 'keyword')
      .map(({ name }) => [this.symbol(name), value(name)] as const);
    const plain = parameters.flatMap(({ kind, name }) => {
      if (kind === 'required' || kind === 'optional') return [value(name)];
      const rest = kind === 'rest' ? value(name) : null;
      return rest instanceof RArray ? rest.items : [];
    });
    return keywords.length ? [...plain, this.hash(keywords)] : plain;
  }

  async invoke(
    self: Value,
    method: Method,
    args: readonly Value[],
    block: RProc | undefined,
    name: string,
  ): Promise<Value> {
    if (method.builtin) return method.builtin({ self, args, block, name });
    if (method.proc) return this.callProc(method.proc, args, { self, ...(block && { block }) });
    const { code } = method;
    if (!code) return null;
    if (this.stack.length > MAX_DEPTH) throw this.error('SystemStackError', 'stack level too deep');
    await this.sys.tick();
    const owner = method.owner;
    const frame: Frame = {
      variables: new Variables(),
      self,
      module: owner,
      lexical: lexicalOf(owner),
      method,
      args,
      block,
      home: undefined,
      visibility: 'public',
      moduleFunction: false,
    };
    const home = Object.assign(frame, { home: frame });
    this.stack.push({ name, line: code.body.line, file: this.file });
    try {
      await assignParameters(this, code.parameters, args, block, home, true);
      return await this.eval(code.body, home);
    } catch (error) {
      if (error instanceof ReturnJump && error.home === home) return error.value;
      throw error;
    } finally {
      this.stack.pop();
    }
  }

  async callProc(
    proc: RProc,
    args: readonly Value[],
    options: { readonly self?: Value; readonly block?: RProc; readonly module?: RClass } = {},
  ): Promise<Value> {
    if (proc.builtin) return proc.builtin({ self: options.self ?? null, args, block: options.block, name: 'call' });
    const { block, frame: around } = proc;
    if (!block || !around) return null;
    await this.sys.tick();
    const frame: Frame = {
      ...around,
      variables: new Variables(around.variables),
      ...('self' in options && { self: options.self as Value }),
      ...(options.module && { module: options.module, lexical: [...around.lexical, options.module] }),
      ...(options.block && { block: options.block }),
    };
    if (proc.lambda) Object.assign(frame, { home: frame });
    this.#blockFrames.set(proc, frame);
    try {
      await assignParameters(this, block.parameters, args, options.block, frame, proc.lambda);
      return await this.eval(block.body, frame);
    } catch (error) {
      if (error instanceof NextJump) return error.value;
      if (proc.lambda && error instanceof ReturnJump && error.home === frame) return error.value;
      if (proc.lambda && error instanceof BreakJump && error.frame === frame) return error.value;
      throw error;
    }
  }
}

/** Where constants are looked up from a method: the classes its owner stands in. */
function lexicalOf(owner: RClass): readonly RClass[] {
  const found: RClass[] = [];
  const start = owner.attached instanceof RClass ? owner.attached : owner;
  for (let at: RClass | undefined = start; at && at.name !== 'Object'; at = at.lexicalParent) found.unshift(at);
  return found;
}
