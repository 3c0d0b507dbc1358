/** What a compiled expression reads and writes, and how it fails. */
import type { Dialect } from '../dialect.ts';
import type { Int } from './integer.ts';

/** `dash`: POSIX arithmetic alone, as dash has it: no `++`, `,`, `**`, bases or elements, and a variable holds a number. */
export type ArithmeticGrammar = 'full' | 'dash';

export function grammarOf(dialect: Dialect): ArithmeticGrammar {
  return dialect === 'dash' ? 'dash' : 'full';
}

export interface ArithmeticScope {
  readonly grammar: ArithmeticGrammar;
  get(name: string, index: string | undefined): string | undefined;
  set(name: string, value: string, index: string | undefined): void;
  readonly depth: number;
}

export type Arithmetic = (scope: ArithmeticScope) => Int;

export type ArithmeticFault =
  'number' | 'syntax' | 'operand' | 'division' | 'base' | 'assignment' | 'exponent' | 'recursion';

export class ArithmeticError {
  constructor(
    readonly fault: ArithmeticFault,
    readonly expression: string,
    /** What bash calls the error token: the rest of the text from where it stood. */
    readonly token: string,
  ) {}
}

/** The value of a `$name` leaf is not an integer: precedence must be decided on the expanded text. */
export class NeedsText {}
