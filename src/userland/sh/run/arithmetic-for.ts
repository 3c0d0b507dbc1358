/** `for ((…; …; …))`. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { attempt, chain } from '../awaitable.ts';
import type { Int } from '../expand/integer.ts';
import { compileArithmeticText, valueIn } from '../expand/arithmetic-text.ts';
import type { CompileContext } from '../expand/emit.ts';
import { ArithmeticFlow } from '../flow.ts';
import type { ArithmeticFor } from '../parser.ts';
import { lineAt } from '../parser.ts';
import type { Run, Shell } from '../shell.ts';
import { beforeCommand } from './completion.ts';
import { loop, runBody } from './loops.ts';
import { traceText } from './trace.ts';

export function compileArithmeticFor(node: ArithmeticFor, body: Run, context: CompileContext): Run {
  const header = headerTexts(context.source.text.slice(node.pos, node.body.pos));
  const line = lineAt(context.source, node.pos);
  const [initialize = EMPTY, test = EMPTY, update = EMPTY] = header.map((text) => {
    // What is left out is 1, and is told so.
    const expression = text.trim() || '1';
    return atLine(line, expression, compileArithmeticText(expression, context));
  });
  return (sh) => {
    sh.line = line;
    return attempt(
      () => chain(initialize(sh), () => rounds(sh)),
      (error) => {
        if (error instanceof ArithmeticFlow) return (sh.status = 1);
        throw error;
      },
    );
  };

  function rounds(sh: Shell): Awaitable<number> {
    let first = true;
    return loop(sh, (_sh, state) =>
      chain(first ? 0 : update(sh), () => {
        first = false;
        return chain(test(sh), (value: Int) => (value === 0 ? false : runBody(sh, state, body)));
      }),
    );
  }
}

/** For a header that the parser would not have let through. */
const EMPTY = (): Int => 1;

/** Each expression of the header is a command to the DEBUG trap and to `set -x`. */
function atLine(line: number, text: string, value: (sh: Shell) => Awaitable<Int>): (sh: Shell) => Awaitable<Int> {
  const evaluated = (sh: Shell): Awaitable<Int> =>
    chain(valueIn(sh, '((', value), (result) => {
      if (result === undefined) throw new ArithmeticFlow();
      return result;
    });
  return (sh) => {
    if (sh.debugTrap === undefined && !sh.options.xtrace) return evaluated(sh);
    sh.line = line;
    const trace = sh.options.xtrace ? traceText(sh, `(( ${text} ))`) : undefined;
    return chain(trace, () => chain(beforeCommand(sh, `((${text}))`), () => evaluated(sh)));
  };
}

/** The three expressions between `((` and `))`. */
function headerTexts(text: string): string[] {
  const start = text.indexOf('((') + 2;
  const parts = [''];
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '(') depth++;
    if (char === ')' && depth-- === 0) break;
    if (char === ';' && depth === 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}
