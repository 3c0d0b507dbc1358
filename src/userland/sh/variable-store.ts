/** Reading and writing variables by name, with attributes, references and the ones that the shell computes. */
import type { Shell } from './shell.ts';
import type { Variable } from './variables.ts';
import { copyVariable, isName, scalarOf } from './variables.ts';
import type { ArithmeticScope } from './expand/arithmetic.ts';
import { ArithmeticError, grammarOf, integerOf } from './expand/arithmetic.ts';
import { FATAL_STATUS, VERSION } from './dialect.ts';

export class VariableStore {
  map = new Map<string, Variable>();
  #random = 0;
  #secondsBase = 0;
  #scope: ArithmeticScope | undefined;

  constructor(private readonly sh: Shell) {}

  copy(sh: Shell): VariableStore {
    const store = new VariableStore(sh);
    for (const [name, variable] of this.map) store.map.set(name, copyVariable(variable));
    store.#random = this.#random + 1;
    store.#secondsBase = this.#secondsBase;
    return store;
  }

  get(name: string): string | undefined {
    const variable = this.map.get(name);
    if (variable === undefined) return this.#computed(name);
    if (variable.nameref && variable.value) return this.get(variable.value);
    return variable.indexed || variable.assoc ? scalarOf(variable) : variable.value;
  }

  /** The variable itself, behind references. */
  find(name: string): Variable | undefined {
    const variable = this.map.get(name) ?? this.#computedArray(name);
    return variable?.nameref && variable.value && variable.value !== name ? this.find(variable.value) : variable;
  }

  #computedArray(name: string): Variable | undefined {
    const { sh } = this;
    if (sh.dialect !== 'bash') return undefined;
    switch (name) {
      case 'PIPESTATUS':
        return arrayOf((sh.pipeStatus ?? [sh.status]).map(String));
      case 'FUNCNAME':
        if (sh.frames.length === 0) return undefined;
        return arrayOf([
          ...sh.frames.map((frame) => frame.name).reverse(),
          ...(sh.commandString === undefined ? ['main'] : []),
        ]);
      case 'DIRSTACK':
        return arrayOf([sh.vars.get('PWD') ?? sh.sys.cwd, ...sh.directories]);
      case 'BASH_VERSINFO':
        return arrayOf(['5', '2', '15', '1', 'release', 'x86_64-pc-linux-gnu']);
      case 'GROUPS':
        return arrayOf([sh.sys.credentials.gid, ...sh.sys.credentials.groups].map(String));
      case 'BASH_SOURCE':
        return sourceOf(sh) === undefined ? undefined : arrayOf([sourceOf(sh) as string]);
    }
    return undefined;
  }

  ensure(name: string): Variable {
    const target = this.targetName(name);
    let variable = this.map.get(target);
    if (!variable) {
      variable = { value: undefined };
      this.map.set(target, variable);
    }
    return variable;
  }

  targetName(name: string): string {
    const variable = this.map.get(name);
    return variable?.nameref && variable.value && variable.value !== name ? this.targetName(variable.value) : name;
  }

  set(name: string, value: string): void {
    const variable = this.map.get(name);
    if (!variable) {
      this.map.set(name, this.sh.options.allexport ? { value, exported: true } : { value });
      this.#changed(name, value);
      return;
    }
    if (variable.nameref && variable.value) {
      const element = /^(.*)\[(.*)\]$/s.exec(variable.value);
      if (element) return this.setElement(element[1] as string, element[2] as string, value);
      return this.set(variable.value, value);
    }
    if (variable.readonly) this.refuse(name);
    const stored = this.shaped(variable, value);
    if (variable.indexed) variable.indexed.set(0, stored);
    else if (variable.assoc) variable.assoc.set('0', stored);
    else variable.value = stored;
    if (this.sh.options.allexport) variable.exported = true;
    this.#changed(name, stored);
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
    if (index < 0 && variable) complainLater(this.sh, `${name}: bad array subscript`);
    if (variable?.indexed) return variable.indexed.get(index);
    return index === 0 ? this.get(name) : undefined;
  }

  setElement(name: string, key: string, value: string, append = false): void {
    const variable = this.ensure(name);
    if (variable.readonly) this.refuse(name);
    if (variable.assoc) {
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
      return integerOf(text.trim(), this.scope);
    } catch (error) {
      if (error instanceof ArithmeticError) this.sh.fatal(arithmeticMessage(this.sh, error));
      throw error;
    }
  }

  /** Variables as arithmetic sees them. */
  get scope(): ArithmeticScope {
    return (this.#scope ??= {
      depth: 0,
      grammar: grammarOf(this.sh.dialect),
      get: (name, index) => {
        const value = index === undefined ? this.get(name) : this.element(name, index);
        // Arithmetic of dash takes an unset name for 0 all the same.
        if (value === undefined && this.sh.options.nounset && this.sh.dialect !== 'dash') this.unbound(name);
        return value;
      },
      set: (name, value, index) => {
        if (index === undefined) this.set(name, value);
        else this.setElement(name, index, value);
      },
    });
  }

  unbound(name: string): never {
    const shown = this.sh.dialect === 'bash' ? 'unbound variable' : 'parameter not set';
    const bash = this.sh.dialect === 'bash';
    this.sh.fatal(
      `${bash && /^\d+$/.test(name) ? '$' : ''}${name}: ${shown}`,
      bash ? (this.sh.subshells ? 1 : 127) : 2,
      true,
    );
  }

  /** False when it is read-only. */
  unset(name: string): boolean {
    const variable = this.map.get(name);
    if (variable?.readonly) return false;
    this.map.delete(name);
    return true;
  }

  restore(name: string, variable: Variable | undefined): void {
    if (variable) this.map.set(name, variable);
    else this.map.delete(name);
  }

  /** What a program gets as its environment. */
  exported(extra?: ReadonlyMap<string, string>): Map<string, string> {
    const env = new Map<string, string>();
    for (const [name, variable] of this.map) {
      if (variable.exported && variable.value !== undefined) env.set(name, variable.value);
    }
    if (extra) for (const [name, value] of extra) env.set(name, value);
    return env;
  }

  refuse(name: string): never {
    this.sh.fatal(
      `${name}: ${this.sh.dialect === 'bash' ? 'readonly variable' : 'is read only'}`,
      FATAL_STATUS[this.sh.dialect],
    );
  }

  shaped(variable: Variable, value: string): string {
    if (variable.integer) return String(this.arithmetic(value));
    if (variable.lower) return value.toLowerCase();
    if (variable.upper) return value.toUpperCase();
    return value;
  }

  #changed(name: string, value: string): void {
    switch (name) {
      case 'OPTIND':
        this.sh.getoptsAt = 1;
        break;
      case 'RANDOM':
        this.map.delete(name);
        this.#random = Number(value) || 0;
        break;
      case 'SECONDS':
        this.map.delete(name);
        this.#secondsBase = Number(value) || 0;
        break;
    }
  }

  #computed(name: string): string | undefined {
    const { sh } = this;
    switch (name) {
      case 'LINENO':
        if (sh.dialect === 'dash') return undefined;
        return String(sh.line);
      case 'RANDOM':
        if (sh.dialect === 'dash') return undefined;
        return String(randomOf(sh.sys.random(2)));
    }
    if (sh.dialect !== 'bash') return undefined;
    switch (name) {
      case 'SECONDS':
        return String(this.#secondsBase + Math.floor((sh.sys.now() - sh.started) / 1000));
      case 'EPOCHSECONDS':
        return String(Math.floor(sh.sys.now() / 1000));
      case 'BASHPID':
        return String(sh.sys.pid);
      case 'BASH_SUBSHELL':
        return String(sh.subshells);
      case 'BASH_VERSION':
        return VERSION.bash;
      case 'FUNCNAME':
        return sh.frames.at(-1)?.name;
      case 'PIPESTATUS':
        return String(sh.pipeStatus?.[0] ?? sh.status);
      case 'BASH_SOURCE':
        return sourceOf(sh);
      case 'SHELLOPTS':
        return Object.entries(sh.options)
          .filter(([, on]) => on)
          .map(([option]) => option)
          .join(':');
    }
    return undefined;
  }
}

function complainLater(sh: Shell, text: string): void {
  const said = sh.complain(text);
  if (said instanceof Promise) said.catch(() => undefined);
}

/** BASH_SOURCE: the file of the function, sourced script or script; empty for input. */
function sourceOf(sh: Shell): string | undefined {
  if (sh.frames.length > 0) return sh.errorName ?? sh.name;
  if (sh.sourceName !== undefined) return sh.sourceName;
  return sh.commandString !== undefined ? undefined : sh.readsInput ? '' : sh.name;
}

function arrayOf(items: readonly string[]): Variable {
  return { value: undefined, indexed: new Map(items.map((item, i) => [i, item])) };
}

function randomOf(bytes: Uint8Array): number {
  return (((bytes[0] as number) << 8) | (bytes[1] as number)) & 0x7fff;
}

/** The text of an arithmetic failure, each shell's own. */
export function arithmeticMessage(sh: Shell, error: ArithmeticError): string {
  const { fault, expression, token } = error;
  if (sh.dialect === 'dash') {
    if (fault === 'number') return `Illegal number: ${expression}`;
    if (fault === 'division') return `arithmetic expression: division by zero: "${expression}"`;
    if (fault === 'operand') return `arithmetic expression: expecting primary: "${expression}"`;
    return `arithmetic expression: expecting EOF: "${expression}"`;
  }
  if (sh.dialect === 'ash') return fault === 'division' ? 'divide by zero' : 'arithmetic syntax error';
  const where = `(error token is "${token}")`;
  switch (fault) {
    case 'division':
      return `${expression}: division by 0 ${where}`;
    case 'operand':
      return `${expression}: syntax error: operand expected ${where}`;
    case 'base':
      return `${expression}: value too great for base ${where}`;
    case 'assignment':
      return `${expression}: attempted assignment to non-variable ${where}`;
    case 'exponent':
      return `${expression}: exponent less than 0 ${where}`;
    case 'recursion':
      return `${expression}: expression recursion level exceeded ${where}`;
    default:
      return /^[A-Za-z_$0-9]/.test(token) || isName(token)
        ? `${expression}: syntax error in expression ${where}`
        : `${expression}: syntax error: invalid arithmetic operator ${where}`;
  }
}
