/** What each shell says of an arithmetic failure. */
import type { Shell } from '../shell.ts';
import { isName } from '../variables.ts';
import type { ArithmeticError } from './arithmetic-scope.ts';

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
