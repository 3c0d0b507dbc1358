/** What each shell says of arguments that `test` cannot make sense of. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import type { Shell } from '../shell.ts';
import type { TestError } from './test-primaries.ts';

/** `second`: the second argument, by which busybox goes. Answers the status. */
export function tellTestFault(sh: Shell, name: string, error: TestError, second: string): Awaitable<number> {
  const text = testFault(sh, error, second);
  return sh.dialect === 'ash' ? chain(sh.complain(text), () => 2) : sh.builtinError(name, text, 2);
}

function testFault(sh: Shell, { fault, word }: TestError, second: string): string {
  if (sh.dialect === 'bash') {
    const texts = {
      integer: `${word}: integer expression expected`,
      binary: `${word}: binary operator expected`,
      unary: `${word}: unary operator expected`,
      argument: 'argument expected',
      paren: "`)' expected",
      many: 'too many arguments',
    };
    return texts[fault];
  }
  if (sh.dialect === 'dash') {
    if (fault === 'integer') return `Illegal number: ${word}`;
    return fault === 'argument'
      ? `${word}: argument expected`
      : fault === 'paren'
        ? 'closing paren expected'
        : `${word}: unexpected operator`;
  }
  if (fault === 'integer') return word === '' ? 'bad number' : `${word}: bad number`;
  return fault === 'argument'
    ? `${word}: argument expected`
    : fault === 'paren'
      ? 'closing paren expected'
      : `${fault === 'unary' ? second : word}: unknown operand`;
}
