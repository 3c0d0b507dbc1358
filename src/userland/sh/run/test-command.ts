/** `[[ … ]]`. */
import { regex, RegexError } from '../../bin/lib/regex.ts';
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import { compareNumbers, fileTest, textTest } from '../builtins/test-primaries.ts';
import { shellTestEnvironment } from '../builtins/test-environment.ts';
import type { TestExpression } from '../parser.ts';
import type { Run, Shell } from '../shell.ts';
import { evaluateArithmetic, valueIn } from '../expand/arithmetic-text.ts';
import { PatternBuilder } from '../expand/builder.ts';
import { emitAll, type CompileContext } from '../expand/emit.ts';
import { matchesPattern } from '../expand/pattern.ts';
import { compileRegExp, compileString } from '../expand/words.ts';
import { beforeCommand, completed } from './completion.ts';
import { traceText } from './trace.ts';

type Condition = (sh: Shell) => Awaitable<boolean>;

/** A regular expression of `=~` that does not compile: status 2. */
class BadRegExp {}

export function compileTest(expression: TestExpression, line: number, context: CompileContext): Run {
  const condition = compileExpression(expression, context);
  const source = context.source.text.slice(expression.pos, expression.end);
  // A word alone is asked whether it is empty.
  const text = `[[ ${/^\S+$/.test(source) ? '-n ' : ''}${source} ]]`;
  return (sh) => {
    sh.line = line;
    let result: Awaitable<boolean>;
    try {
      result = sh.debugTrap === undefined ? condition(sh) : chain(beforeCommand(sh, text), () => condition(sh));
    } catch (error) {
      if (error instanceof BadRegExp) return completed(sh, 2);
      throw error;
    }
    if (!(result instanceof Promise)) return completed(sh, result ? 0 : 1);
    return result.then(
      (value) => completed(sh, value ? 0 : 1),
      (error: unknown) => {
        if (error instanceof BadRegExp) return completed(sh, 2);
        throw error;
      },
    );
  };
}

/** `denied`: `!` stands before it, which is shown with it. */
function compileExpression(expression: TestExpression, context: CompileContext, denied = false): Condition {
  switch (expression.type) {
    case 'TestGroup':
      return compileExpression(expression.expression, context);
    case 'TestNot': {
      const odd = expression.negations.length % 2 === 1;
      const operand = compileExpression(expression.operand, context, odd);
      return (sh) => chain(operand(sh), (value) => value !== odd);
    }
    case 'TestLogical': {
      const operands = expression.operands.map((operand) => compileExpression(operand, context));
      const stops = expression.operator === '||';
      const from = (sh: Shell, index: number): Awaitable<boolean> => {
        const operand = operands[index] as Condition;
        return chain(operand(sh), (value) =>
          value === stops || index === operands.length - 1 ? value : from(sh, index + 1),
        );
      };
      return (sh) => from(sh, 0);
    }
    case 'TestUnary':
      return compileUnary(expression, context, denied);
    case 'TestBinary':
      return compileBinary(expression, context, denied);
  }
}

function compileUnary(
  expression: Extract<TestExpression, { type: 'TestUnary' }>,
  context: CompileContext,
  denied: boolean,
): Condition {
  const operand = compileString(expression.operand, context);
  const { operator } = expression;
  return (sh) =>
    chain(operand(sh), (text) =>
      chain(
        trace(sh, `${denied ? '! ' : ''}${operator} ${shown(text)}`),
        () => textTest(operator, text) ?? fileTest(operator, text, shellTestEnvironment(sh)),
      ),
    );
}

function trace(sh: Shell, text: string): Awaitable<void> {
  return sh.options.xtrace ? traceText(sh, `[[ ${text} ]]`) : undefined;
}

/** As `set -x` shows an operand: only what is empty is quoted. */
function shown(text: string): string {
  return text === '' ? "''" : text;
}

/** A pattern, and as it is shown: each quoted character with a backslash. */
class ShownPattern extends PatternBuilder {
  shown = '';
  override literal(text: string): void {
    super.literal(text);
    this.shown += text;
  }
  override quoted(text: string): void {
    super.quoted(text);
    this.shown += text.replace(/[^]/gu, '\\$&');
  }
  override value(text: string): void {
    super.value(text);
    this.shown += text;
  }
}

function compileBinary(
  expression: Extract<TestExpression, { type: 'TestBinary' }>,
  context: CompileContext,
  denied: boolean,
): Condition {
  const left = compileString(expression.left, context);
  const { operator } = expression;
  if (operator === '=~') return regExpCondition(left, expression, context, denied);
  if (operator === '==' || operator === '=' || operator === '!=') {
    const emits = context.words.compileWord(expression.right, context, {});
    return (sh) =>
      chain(left(sh), (text) => {
        const to = new ShownPattern();
        return chain(
          chain(emitAll(sh, emits, to), () =>
            trace(sh, `${denied ? '! ' : ''}${shown(text)} ${operator} ${shown(to.shown)}`),
          ),
          () => matchesPattern(text, to.text, sh.shopt.get('nocasematch') ?? false) === (operator !== '!='),
        );
      });
  }
  const right = compileString(expression.right, context);
  return (sh) =>
    chain(left(sh), (a) =>
      chain(right(sh), (b) =>
        chain(trace(sh, `${denied ? '! ' : ''}${shown(a)} ${operator} ${shown(b)}`), () => compare(sh, operator, a, b)),
      ),
    );
}

function compare(sh: Shell, operator: string, a: string, b: string): Awaitable<boolean> {
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  if (operator === '-nt' || operator === '-ot' || operator === '-ef') {
    return shellTestEnvironment(sh).compareFiles(operator, a, b);
  }
  return chain(
    valueIn(sh, '[[', () => evaluateArithmetic(sh, a)),
    (first) =>
      chain(first === undefined ? undefined : valueIn(sh, '[[', () => evaluateArithmetic(sh, b)), (second) => {
        if (first === undefined || second === undefined) return false;
        const result = compareNumbers(operator, BigInt(first), BigInt(second));
        return result ?? sh.fatal(`conditional binary operator expected`);
      }),
  );
}

function regExpCondition(
  left: (sh: Shell) => Awaitable<string>,
  expression: Extract<TestExpression, { type: 'TestBinary' }>,
  context: CompileContext,
  denied: boolean,
): Condition {
  const source = compileRegExp(expression.right, context);
  return (sh) =>
    chain(left(sh), (text) =>
      chain(
        chain(source(sh), (pattern) => traceMatch(sh, `${denied ? '! ' : ''}${shown(text)}`, pattern)),
        (pattern) => {
          const match = compiled(pattern, sh.shopt.get('nocasematch') ?? false).exec(text);
          const groups = match ? [...match].map((group) => group ?? '') : [];
          sh.vars.map.set('BASH_REMATCH', { value: undefined, indexed: new Map(groups.map((group, i) => [i, group])) });
          return match !== null;
        },
      ),
    );
}

function traceMatch(sh: Shell, text: string, pattern: string): Awaitable<string> {
  return chain(trace(sh, `${text} =~ ${shown(pattern)}`), () => pattern);
}

function compiled(pattern: string, ignoreCase: boolean): RegExp {
  try {
    return regex(pattern, { extended: true, posix: true, ignoreCase });
  } catch (error) {
    if (error instanceof RegexError) throw new BadRegExp();
    throw error;
  }
}
