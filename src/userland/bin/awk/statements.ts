/** awk's statements and rules, as closures. */
import type { Awaitable } from '../../../kernel/sys.ts';
import type { AwkProgram, Expr, Rule, Statement } from './ast.ts';
import { AwkError } from './arithmetic.ts';
import { Expressions, type Run } from './compile.ts';
import { formatAwk, toText } from './format.ts';
import type { Machine } from './machine.ts';
import { chain, toNumber, truthy, type Value } from './values.ts';

/** How a statement ended. */
export type Flow = 'on' | 'break' | 'continue' | 'next' | 'nextfile' | 'exit' | 'return';
type Exec = () => Awaitable<Flow>;

const TICK_EVERY = 1024;

export class Runner {
  readonly #e: Expressions;
  #steps = 0;
  readonly #begin: readonly Exec[];
  readonly #end: readonly Exec[];
  readonly #rules: readonly Exec[];

  constructor(
    readonly m: Machine,
    readonly program: AwkProgram,
  ) {
    this.#e = new Expressions(m, program);
    for (const { name, parameters, body } of program.functions.values()) {
      this.#e.bodies.set(
        name,
        this.#e.within(parameters, () => this.#statement(body)),
      );
    }
    this.#begin = program.begin.map((body) => this.#statement(body));
    this.#end = program.end.map((body) => this.#statement(body));
    this.#rules = program.rules.map((rule) => this.#rule(rule));
  }

  async run(): Promise<void> {
    const { m } = this;
    let flow: Flow = 'on';
    for (const begin of this.#begin) if ((flow = await begin()) === 'exit') break;
    const reads = this.#rules.length > 0 || this.#end.length > 0;
    while (flow !== 'exit' && reads) {
      const more = m.nextRecord();
      if (!(more instanceof Promise ? await more : more)) break;
      for (const rule of this.#rules) {
        const result = rule();
        flow = result instanceof Promise ? await result : result;
        if (flow === 'next' || flow === 'nextfile' || flow === 'exit') break;
      }
      if (flow === 'nextfile') await m.nextFile();
      if (++this.#steps % TICK_EVERY === 0) await m.t.sys.tick();
    }
    for (const end of this.#end) if ((await end()) === 'exit') break;
  }

  #rule({ from, to, body }: Rule): Exec {
    const act = body
      ? this.#statement(body)
      : () => chain(this.m.t.out.raw(this.m.record.text + this.m.text(this.m.ors)), (): Flow => 'on');
    if (!from) return act;
    const test = this.#e.expression(from);
    if (!to) return () => chain(test(), (value) => (truthy(value) ? act() : 'on'));
    const end = this.#e.expression(to);
    let inside = false;
    return () =>
      chain(inside ? 1 : test(), (value) => {
        if (!truthy(value)) return 'on';
        inside = true;
        return chain(end(), (over) => {
          if (truthy(over)) inside = false;
          return act();
        });
      });
  }

  #statement(s: Statement): Exec {
    switch (s.kind) {
      case 'expression': {
        const run = this.#e.expression(s.value);
        return () => chain(run(), (): Flow => 'on');
      }
      case 'block':
        return this.#sequence(s.body.map((inner) => this.#statement(inner)));
      case 'print':
        return this.#print(s);
      case 'if': {
        const test = this.#e.expression(s.test);
        const yes = this.#statement(s.yes);
        const no = s.no && this.#statement(s.no);
        return () => chain(test(), (value) => (truthy(value) ? yes() : no ? no() : 'on'));
      }
      case 'while':
        return this.#loop(this.#e.expression(s.test), this.#statement(s.body), undefined, s.first);
      case 'for': {
        const start = s.start && this.#statement(s.start);
        const loop = this.#loop(
          s.test && this.#e.expression(s.test),
          this.#statement(s.body),
          s.step && this.#statement(s.step),
          false,
        );
        return start ? () => chain(start(), loop) : loop;
      }
      case 'each':
        return this.#each(s.variable, s.array, s.body);
      case 'delete': {
        const array = this.#e.array(s.name);
        const key = s.keys && this.#e.key(s.keys);
        if (!key) return () => (array().clear(), 'on');
        return () => chain(key(), (at): Flow => (array().delete(at), 'on'));
      }
      case 'exit': {
        const run = s.value && this.#e.expression(s.value);
        return () =>
          chain(run?.(), (value): Flow => {
            if (run) this.m.status = toNumber(value) & 255;
            return 'exit';
          });
      }
      case 'return': {
        const run = s.value && this.#e.expression(s.value);
        return () => chain(run?.(), (value): Flow => ((this.m.returned = value), 'return'));
      }
      default:
        return () => s.kind;
    }
  }

  #sequence(body: readonly Exec[]): Exec {
    const from = (i: number): Awaitable<Flow> => {
      for (let at = i; at < body.length; at++) {
        const flow = (body[at] as Exec)();
        if (flow instanceof Promise) return flow.then((result) => (result === 'on' ? from(at + 1) : result));
        if (flow !== 'on') return flow;
      }
      return 'on';
    };
    return () => from(0);
  }

  #tick(): Awaitable<void> {
    if (++this.#steps % TICK_EVERY === 0) return this.m.t.sys.tick();
  }

  #loop(test: Run | undefined, body: Exec, step: Exec | undefined, first: boolean): Exec {
    const slow = async (skip: boolean, pending?: Awaitable<Flow>): Promise<Flow> => {
      for (let started = skip; ; started = false) {
        if (!pending && !started && test && !truthy(await test())) return 'on';
        const flow = await (pending ?? body());
        pending = undefined;
        if (flow === 'break') return 'on';
        if (flow !== 'on' && flow !== 'continue') return flow;
        if (step) await step();
        await this.#tick();
      }
    };
    return () => {
      for (let started = first; ; started = false) {
        if (!started && test) {
          const value = test();
          if (value instanceof Promise) return value.then((now) => (truthy(now) ? slow(true) : 'on'));
          if (!truthy(value)) return 'on';
        }
        const flow = body();
        if (flow instanceof Promise) return slow(false, flow);
        if (flow === 'break') return 'on';
        if (flow !== 'on' && flow !== 'continue') return flow;
        const stepped = step?.();
        if (stepped instanceof Promise) return stepped.then(() => slow(false));
        const turn = this.#tick();
        if (turn instanceof Promise) return turn.then(() => slow(false));
      }
    };
  }

  #each(variable: Expr, name: string, body: Statement): Exec {
    const array = this.#e.array(name);
    const set = this.#e.assigner(variable);
    const run = this.#statement(body);
    return () => {
      const keys = [...array().keys()];
      const from = (i: number): Awaitable<Flow> => {
        for (let at = i; at < keys.length; at++) {
          const done = chain(set(keys[at]), run);
          if (done instanceof Promise)
            return done.then((flow) =>
              flow === 'break' ? 'on' : flow === 'on' || flow === 'continue' ? from(at + 1) : flow,
            );
          if (done === 'break') return 'on';
          if (done !== 'on' && done !== 'continue') return done;
          const turn = this.#tick();
          if (turn instanceof Promise) return turn.then(() => from(at + 1));
        }
        return 'on';
      };
      return from(0);
    };
  }

  #print(s: Statement & { kind: 'print' }): Exec {
    const { m } = this;
    const runs = s.args.map((arg) => this.#e.expression(arg));
    const target = s.target && this.#e.expression(s.target);
    if (s.format && runs.length === 0) throw new AwkError('printf: no format');
    const text = (values: readonly Value[]) => {
      if (s.format)
        return formatAwk(m.string(values[0]), values.slice(1), m.text(m.convfmt), m.t.busybox ? undefined : 'printf');
      if (values.length === 0) return m.record.text + m.text(m.ors);
      const ofmt = m.text(m.ofmt);
      return values.map((value) => toText(value, ofmt, m.whole)).join(m.text(m.ofs)) + m.text(m.ors);
    };
    if (!target) return () => chain(this.#e.all(runs), (values) => chain(m.t.out.raw(text(values)), (): Flow => 'on'));
    return () =>
      chain(this.#e.all(runs), (values) => {
        const line = text(values);
        return chain(target(), (name) =>
          chain(m.streams.output(s.redirect as '>', m.string(name)), (out) => chain(out.raw(line), (): Flow => 'on')),
        );
      });
  }
}
