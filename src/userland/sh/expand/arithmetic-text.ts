/** `$((…))` and its kin: compiled once from the script's text, or from expanded text where that changes the meaning. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import { parseQuotedText } from '../parser.ts';
import type { Shell } from '../shell.ts';
import { arithmeticMessage } from './arithmetic-messages.ts';
import type { Arithmetic, Int } from './arithmetic.ts';
import { ArithmeticError, compileArithmetic, grammarOf, NeedsText } from './arithmetic.ts';
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

export function compileArithmeticText(text: string, context: CompileContext): (sh: Shell) => Awaitable<Int> {
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
      if (error instanceof ArithmeticError) sh.fatal(arithmeticMessage(sh, error));
      throw error;
    }
  };
}

function run(sh: Shell, compiled: () => Arithmetic): Int {
  try {
    return compiled()(sh.vars.scope);
  } catch (error) {
    if (error instanceof ArithmeticError) sh.fatal(arithmeticMessage(sh, error));
    throw error;
  }
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
