/** What each shell says of an arithmetic failure. */
import type { Shell } from '../shell.ts';
import { isName } from '../variables.ts';
import { ArithmeticFlow } from '../flow.ts';
import { ArithmeticError } from './arithmetic-scope.ts';

/** Says what is wrong with an expression; answers what unwinds. */
export function refused(sh: Shell, error: unknown): unknown {
  if (!(error instanceof ArithmeticError)) return error;
  const text = arithmeticMessage(sh, error);
  const command = sh.arithmeticIn;
  if (command === undefined) return sh.fatal(text);
  // The text of `-c` ends with a declaration that fails.
  if (!['((', '[[', 'let'].includes(command)) return sh.fatal(`${command}: ${text}`, 1, sh.commandString !== undefined);
  const said = sh.complain(`${command}: ${text}`);
  if (said instanceof Promise) said.catch(() => undefined);
  return new ArithmeticFlow();
}

function arithmeticMessage(sh: Shell, error: ArithmeticError): string {
  const { fault, token } = error;
  const expression = sh.dialect === 'bash' ? error.expression.replace(/^[ \t]+/, '') : error.expression;
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
