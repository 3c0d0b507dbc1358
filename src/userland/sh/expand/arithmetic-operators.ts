/** Binary operators as closures over those of their sides. */
import { ArithmeticError, type Arithmetic } from './arithmetic-scope.ts';
import { add, divide, isTrue, multiply, negate, normal, power } from './integer.ts';

/** `zero` makes the error of a division by it. */
export function binary(operator: string, left: Arithmetic, right: Arithmetic, zero: () => ArithmeticError): Arithmetic {
  switch (operator) {
    case '+':
      return (scope) => add(left(scope), right(scope));
    case '-':
      return (scope) => {
        const a = left(scope);
        return add(a, negate(right(scope)));
      };
    case '*':
      return (scope) => multiply(left(scope), right(scope));
    case '/':
    case '%':
      return (scope) => {
        const a = left(scope);
        const b = right(scope);
        if (b === 0) throw zero();
        return divide(operator, a, b);
      };
    case '&&':
      return (scope) => (isTrue(left(scope)) && isTrue(right(scope)) ? 1 : 0);
    case '||':
      return (scope) => (isTrue(left(scope)) || isTrue(right(scope)) ? 1 : 0);
    case ',':
      return (scope) => {
        left(scope);
        return right(scope);
      };
    case '**':
      return (scope) => {
        const a = left(scope);
        const b = right(scope);
        if (b < 0) throw negativeExponent(zero());
        return power(a, b);
      };
    default:
      return comparison(operator, left, right) ?? bitwise(operator, left, right);
  }
}

function negativeExponent({ expression, token }: ArithmeticError): ArithmeticError {
  // bash has read the signs by then.
  return new ArithmeticError('exponent', expression, token.replace(/^[-+!~\s]+/, ''));
}

function comparison(operator: string, left: Arithmetic, right: Arithmetic): Arithmetic | undefined {
  switch (operator) {
    case '<':
      return (scope) => (left(scope) < right(scope) ? 1 : 0);
    case '<=':
      return (scope) => (left(scope) <= right(scope) ? 1 : 0);
    case '>':
      return (scope) => (left(scope) > right(scope) ? 1 : 0);
    case '>=':
      return (scope) => (left(scope) >= right(scope) ? 1 : 0);
    case '==':
      return (scope) => (left(scope) === right(scope) ? 1 : 0);
    case '!=':
      return (scope) => (left(scope) !== right(scope) ? 1 : 0);
    default:
      return undefined;
  }
}

function bitwise(operator: string, left: Arithmetic, right: Arithmetic): Arithmetic {
  return (scope) => {
    const a = BigInt(left(scope));
    const b = BigInt(right(scope));
    switch (operator) {
      case '&':
        return normal(a & b);
      case '|':
        return normal(a | b);
      case '^':
        return normal(a ^ b);
      case '<<':
        return normal(a << (b & 63n));
      default:
        return normal(a >> (b & 63n));
    }
  };
}
