/** Reading and writing variables by name, with attributes, references and the ones that the shell computes. */
import type { Shell } from './shell.ts';
import type { Variable } from './variables.ts';
import { copyVariable, scalarOf } from './variables.ts';
import { defineOptions } from './option-variables.ts';
import { RandomNumbers } from './random-numbers.ts';
import { bits32, computedArray, computedScalar } from './computed-variables.ts';
import { refused } from './expand/arithmetic-messages.ts';
import { integerOf } from './expand/arithmetic.ts';
import { grammarOf, type ArithmeticScope } from './expand/arithmetic-scope.ts';
import { FATAL_STATUS } from './dialect.ts';
import { AbandonFlow, ExitFlow, RefusedFlow } from './flow.ts';
import { elementName, plainSubscript } from './expand/subscripts.ts';

export class VariableStore {
  map = new Map<string, Variable>();
  /** Special variables that `unset` has made ordinary. */
  #ordinary = new Set<string>();
  random: RandomNumbers;
  #secondsBase = 0;
  #scope: ArithmeticScope | undefined;

  constructor(private readonly sh: Shell) {
    this.random = new RandomNumbers(() => bits32(sh.sys.random(4)));
  }

  copy(sh: Shell): VariableStore {
    const store = new VariableStore(sh);
    for (const [name, variable] of this.map) store.map.set(name, copyVariable(variable));
    if (sh.dialect === 'bash') defineOptions(sh, store.map);
    store.#ordinary = new Set(this.#ordinary);
    store.#secondsBase = this.#secondsBase;
    return store;
  }

  get(name: string): string | undefined {
    const variable = this.map.get(name);
    if (variable === undefined) return this.#computed(name);
    if (variable.nameref && variable.value) return this.#referred(name);
    return variable.indexed || variable.assoc ? scalarOf(variable) : variable.value;
  }

  /** What a reference leads to; one that leads in a circle has no value. */
  #referred(name: string): string | undefined {
    const target = this.targetName(name);
    if (target === undefined) return this.#hidden(name)?.value;
    if (elementName(target)) return this.at(target);
    const variable = this.map.get(target);
    if (!variable) return this.#computed(target);
    return variable.nameref ? undefined : scalarOf(variable);
  }

  /** What a local reference to its own name hides. */
  #hidden(name: string): Variable | undefined {
    return this.sh.frames.find(({ saved }) => saved.has(name))?.saved.get(name);
  }

  #computed(name: string): string | undefined {
    return this.#ordinary.has(name) ? undefined : computedScalar(this.sh, name, this.#secondsBase);
  }

  /** The variable itself, behind references. */
  find(name: string): Variable | undefined {
    const target = this.targetName(name);
    return target === undefined ? undefined : (this.map.get(target) ?? computedArray(this.sh, target));
  }

  ensure(name: string): Variable {
    const target = this.targetName(name) ?? name;
    let variable = this.map.get(target);
    if (!variable) {
      variable = { value: undefined };
      this.map.set(target, variable);
    }
    return variable;
  }

  /** The name, or element, at the end of a chain of references; undefined where the chain is a circle. */
  targetName(name: string): string | undefined {
    let target = name;
    for (let i = 0; i < LONGEST_CHAIN; i++) {
      const variable = this.map.get(target);
      if (!variable?.nameref || !variable.value) return target;
      target = variable.value;
    }
    this.tell(`warning: ${name}: circular name reference`);
    return undefined;
  }

  set(name: string, value: string): void {
    const variable = this.map.get(name);
    if (!variable) {
      this.map.set(name, this.sh.options.allexport ? { value, exported: true } : { value });
      this.#changed(name, value);
      return;
    }
    if (variable.nameref && variable.value) {
      const target = this.targetName(name);
      if (target === undefined) {
        const hidden = this.#hidden(name);
        if (!hidden) throw new AbandonFlow(1);
        this.tell(`warning: ${name}: circular name reference`);
        hidden.value = value;
        return;
      }
      if (target !== name) return this.setAt(target, value);
    }
    if (variable.readonly) this.refuse(name);
    const stored = this.shaped(variable, value);
    if (variable.indexed) variable.indexed.set(0, stored);
    else if (variable.assoc) variable.assoc.set('0', stored);
    else variable.value = stored;
    if (this.sh.options.allexport) variable.exported = true;
    this.#changed(name, stored);
  }

  /** What a name or `name[subscript]` has. */
  at(place: string): string | undefined {
    const element = elementName(place);
    return element ? this.element(element.name, plainSubscript(this.sh, element.key)) : this.get(place);
  }

  setAt(place: string, value: string): void {
    const element = elementName(place);
    if (element) this.setElement(element.name, plainSubscript(this.sh, element.key), value);
    else this.set(place, value);
  }

  append(name: string, value: string): void {
    const variable = this.find(name);
    if (variable?.integer) return this.set(name, `(${this.get(name) || 0})+(${value || 0})`);
    this.set(name, (this.get(name) ?? '') + value);
  }

  element(name: string, key: string): string | undefined {
    const variable = this.find(name);
    if (variable?.assoc) return variable.assoc.get(key);
    const index = this.index(key, variable);
    if (index < 0 && variable) this.tell(`${name}: bad array subscript`);
    if (variable?.indexed) return variable.indexed.get(index);
    return index === 0 ? this.get(name) : undefined;
  }

  setElement(name: string, key: string, value: string, append = false): void {
    const variable = this.ensure(name);
    if (variable.readonly) this.refuse(name);
    if (variable.assoc) {
      if (key === '') {
        this.tell(`${name}[]: bad array subscript`);
        throw new AbandonFlow(1);
      }
      const old = append ? (variable.assoc.get(key) ?? '') : '';
      variable.assoc.set(key, this.shaped(variable, old + value));
      return;
    }
    const map = this.toIndexed(variable);
    const index = this.index(key, variable);
    if (index < 0) this.sh.fatal(`${name}[${key}]: bad array subscript`);
    const old = append ? (map.get(index) ?? '') : '';
    map.set(
      index,
      variable.integer && append ? this.shaped(variable, `${old || 0}+${value}`) : this.shaped(variable, old + value),
    );
  }

  toIndexed(variable: Variable): Map<number, string> {
    if (!variable.indexed) {
      variable.indexed = new Map();
      if (variable.value !== undefined) variable.indexed.set(0, variable.value);
      variable.value = undefined;
    }
    return variable.indexed;
  }

  /** A subscript's number; negative ones count from the end. */
  index(key: string, variable: Variable | undefined): number {
    const value = Number(this.arithmetic(key));
    if (value >= 0 || !variable?.indexed) return value;
    return Math.max(-1, ...variable.indexed.keys()) + 1 + value;
  }

  arithmetic(text: string): number | bigint {
    try {
      return integerOf(text.trimStart(), this.scope);
    } catch (error) {
      throw refused(this.sh, error);
    }
  }

  /** Variables as arithmetic sees them. */
  get scope(): ArithmeticScope {
    return (this.#scope ??= {
      depth: 0,
      grammar: grammarOf(this.sh.dialect),
      get: (name, index) => {
        const value = index === undefined ? this.get(name) : this.element(name, index);
        // Arithmetic of dash and busybox takes an unset name for 0 all the same.
        if (value === undefined && this.sh.options.nounset && this.sh.dialect === 'bash') this.unbound(name);
        return value;
      },
      set: (name, value, index) => {
        if (index === undefined) this.set(name, value);
        else this.setElement(name, index, value);
      },
    });
  }

  /** `dollar`: what bash puts before a name that is none; nothing where it stood in braces. */
  unbound(name: string, dollar = '$'): never {
    const bash = this.sh.dialect === 'bash';
    const shown = bash ? 'unbound variable' : 'parameter not set';
    this.sh.fatal(`${bash && /^\d+$|^!$/.test(name) ? dollar : ''}${name}: ${shown}`, this.sh.unsetStatus, true);
  }

  /** False when it is read-only. */
  unset(name: string): boolean {
    const variable = this.map.get(name);
    if (variable?.readonly) return false;
    if (name === 'PATH') this.sh.hashed.clear();
    if (name === 'GLOBIGNORE') this.sh.shopt.delete('dotglob');
    if (!this.map.delete(name) && this.#computed(name) !== undefined) this.#ordinary.add(name);
    return true;
  }

  restore(name: string, variable: Variable | undefined): void {
    if (name === '-') this.sh.options = JSON.parse(variable?.value as string) as Shell['options'];
    else if (variable) this.map.set(name, variable);
    else this.map.delete(name);
  }

  /** What a program gets as its environment. */
  exported(extra?: ReadonlyMap<string, string>): Map<string, string> {
    const env = new Map<string, string>();
    for (const [name, variable] of this.map) {
      if (variable.exported && variable.value !== undefined) env.set(name, variable.value);
    }
    for (const name of this.sh.exportedFunctions) {
      const definition = this.sh.functions.get(name);
      if (definition) env.set(functionVariable(name), `() ${definition.text}`);
    }
    if (extra) for (const [name, value] of extra) env.set(name, value);
    return env;
  }

  /** Says what is wrong, and goes on. */
  tell(text: string): void {
    const said = this.sh.complain(text);
    if (said instanceof Promise) said.catch(() => undefined);
  }

  refuse(name: string): never {
    const { sh } = this;
    if (sh.dialect !== 'bash') sh.fatal(`${name}: is read only`);
    this.tell(`${name}: readonly variable`);
    const { bash: status } = FATAL_STATUS;
    throw (sh.options.posix || sh.options.errexit) && !sh.interactive ? new ExitFlow(status) : new RefusedFlow(status);
  }

  shaped(variable: Variable, value: string): string {
    if (variable.integer) return String(this.arithmetic(value));
    if (variable.lower) return value.toLowerCase();
    if (variable.upper) return value.toUpperCase();
    return value;
  }

  #changed(name: string, value: string): void {
    if (this.#ordinary.has(name)) return;
    switch (name) {
      case 'OPTIND':
        this.sh.getoptsAt = 1;
        this.sh.restartsOptions = false;
        if (this.sh.dialect === 'dash' && !/^\d+$/.test(value)) this.sh.fatal(`Illegal number: ${value}`);
        break;
      case 'GLOBIGNORE':
        // Stays on when it becomes empty: only unset ends it.
        if (value !== '' && this.sh.dialect === 'bash') this.sh.shopt.set('dotglob', true);
        break;
      case 'PATH':
        this.sh.hashed.clear();
        break;
      case 'RANDOM':
        this.map.delete(name);
        this.random.seed(/^[-+]?\d+$/.test(value) ? BigInt(value) : 0);
        break;
      case 'SECONDS':
        this.map.delete(name);
        this.#secondsBase = Number(value) || 0;
        break;
    }
  }
}

/** The environment's variable that hands down a function of bash. */
function functionVariable(name: string): string {
  return `BASH_FUNC_${name}%%`;
}

/** bash follows eight references. */
const LONGEST_CHAIN = 8;
