/** The tokens of Ruby, the words that are keywords, and the signs that are operators, the longest first. */
export type TokenType =
  | 'int'
  | 'float'
  | 'str'
  | 'xstr'
  | 'regex'
  | 'words'
  | 'symbols'
  | 'sym'
  | 'dsym'
  | 'ident'
  | 'const'
  | 'ivar'
  | 'gvar'
  | 'cvar'
  | 'kw'
  | 'op'
  | 'label'
  | 'nl'
  | 'eof';

/** Text, or code with the line that it begins at. */
export type StringPart = string | { readonly code: string; readonly line: number };

export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly parts?: readonly StringPart[];
  readonly spaceBefore: boolean;
  readonly spaceAfter: boolean;
  readonly line: number;
}

export class RubySyntaxError extends Error {
  override name = 'RubySyntaxError';
  constructor(
    readonly line: number,
    readonly problem: string,
  ) {
    super(problem);
  }
}

export const KEYWORDS = new Set(
  `__FILE__ __LINE__ __method__ alias and begin break case class def defined? do else elsif end ensure false for if in module next nil not or redo
   rescue retry return self super then true undef unless until when while yield`.split(/\s+/),
);
/** After these an operand has ended. */
export const VALUE_KEYWORDS = new Set(['end', 'self', 'nil', 'true', 'false', '__FILE__', '__LINE__', '__method__']);

export const OPERATORS = [
  '**=',
  '<=>',
  '===',
  '...',
  '<<=',
  '>>=',
  '&&=',
  '||=',
  '&.',
  '**',
  '==',
  '!=',
  '>=',
  '<=',
  '&&',
  '||',
  '=~',
  '!~',
  '..',
  '::',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '|=',
  '^=',
  '<<',
  '>>',
  '->',
  '=>',
  '+',
  '-',
  '*',
  '/',
  '%',
  '=',
  '<',
  '>',
  '!',
  '&',
  '|',
  '^',
  '~',
  '?',
  ':',
  ',',
  '.',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ';',
];
export const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
export const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  e: '\x1b',
  s: ' ',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};
