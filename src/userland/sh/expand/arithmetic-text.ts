/** `$((…))` and its kin: compiled once from the script's text, or from expanded text where that changes the meaning. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import { parseQuotedText } from '../parser.ts';
import { ArithmeticFlow, RefusedFlow } from '../flow.ts';
import type { Shell } from '../shell.ts';
import { refused } from './arithmetic-messages.ts';
import { compileArithmetic } from './arithmetic.ts';
import { ArithmeticError, grammarOf, NeedsText, type Arithmetic } from './arithmetic-scope.ts';
import type { Int } from './integer.ts';
import { StringBuilder } from './builder.ts';
import type { CompileContext, StringOf } from './emit.ts';
import { emitAll } from './emit.ts';

/** Evaluates text that holds no expansions any more; says what is wrong and unwinds when it cannot. */
export function evaluateArithmetic(sh: Shell, text: string): Int {
  const dollar = text.indexOf('$');
  return run(sh, () => {
    if (dollar >= 0) throw new ArithmeticError('operand', text, text.slice(dollar));
    return compileArithmetic(text, grammarOf(sh.dialect));
  });
}

/** `$((text))` or `$[text]`. */
export function arithmeticExpansion(part: string, context: CompileContext): StringOf {
  const text = part.startsWith('$[') ? part.slice(2, -1) : part.slice(3, -2);
  const value = compileArithmeticText(text, context);
  return (sh) => {
    const result = value(sh);
    return result instanceof Promise ? result.then(String) : String(result);
  };
}

export function compileArithmeticText(source: string, context: CompileContext): (sh: Shell) => Awaitable<Int> {
  const text = source.replaceAll('\\\n', '');
  let direct: Arithmetic | undefined;
  if (!/["'`\\]|\$[({]*[({]|\[[^\]]*\$/.test(text)) {
    try {
      direct = compileArithmetic(text, grammarOf(context.dialect));
    } catch (error) {
      if (!(error instanceof ArithmeticError)) throw error;
    }
  }
  if (direct && !text.includes('$')) {
    const compiled = direct;
    return (sh) => run(sh, () => compiled);
  }
  const parts = text.includes('$') || /["`\\]/.test(text) ? parseQuotedText(text) : undefined;
  // To dash a quote is no part of arithmetic.
  const unquoted = (found: string) => (context.dialect === 'dash' ? found : found.replaceAll('"', ''));
  if (!parts) return (sh) => evaluateArithmetic(sh, unquoted(text));
  const emits = context.words.compileParts(parts, context, true);
  const expanded = (sh: Shell): Awaitable<Int> => {
    const to = new StringBuilder();
    return chain(emitAll(sh, emits, to), () => evaluateArithmetic(sh, unquoted(to.text)));
  };
  if (!direct) return expanded;
  const compiled = direct;
  return (sh) => {
    try {
      return compiled(leafScope(sh));
    } catch (error) {
      if (error instanceof NeedsText) return expanded(sh);
      throw refused(sh, error);
    }
  };
}

function run(sh: Shell, compiled: () => Arithmetic): Int {
  try {
    return compiled()(sh.vars.scope);
  } catch (error) {
    throw refused(sh, error);
  }
}

/** The command has not worked out, and the script goes on. */
function failsOnly(error: unknown): boolean {
  return error instanceof ArithmeticFlow || error instanceof RefusedFlow;
}

/** The value of an expression in a command of bash that fails when there is none: undefined then. */
export function valueIn(
  sh: Shell,
  command: '((' | 'let' | '[[',
  value: (sh: Shell) => Awaitable<Int>,
): Awaitable<Int | undefined> {
  const before = sh.arithmeticIn;
  if (sh.dialect === 'bash') sh.arithmeticIn = command;
  let result: Awaitable<Int>;
  try {
    result = value(sh);
  } catch (error) {
    sh.arithmeticIn = before;
    if (failsOnly(error)) return undefined;
    throw error;
  }
  if (!(result instanceof Promise)) {
    sh.arithmeticIn = before;
    return result;
  }
  return result
    .catch((error: unknown) => {
      if (failsOnly(error)) return undefined;
      throw error;
    })
    .finally(() => {
      sh.arithmeticIn = before;
    });
}

/** `$1` and `$#` are leaves too. */
function leafScope(sh: Shell) {
  const { scope } = sh.vars;
  return {
    depth: 0,
    grammar: scope.grammar,
    set: scope.set,
    get: (name: string, index: string | undefined): string | undefined => {
      if (/^\d/.test(name)) return name === '0' ? sh.name : sh.params[Number(name) - 1];
      if (name === '#') return String(sh.params.length);
      if (name === '?') return String(sh.status);
      if (name === '$') return String(sh.pid);
      if (name === '!') return String(sh.lastBackground ?? '');
      return scope.get(name, index);
    },
  };
}
