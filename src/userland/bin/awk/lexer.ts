/** awk's tokens (POSIX awk, grammar and lexical conventions). Source and strings are byte strings. */
export type TokenKind =
  'number' | 'string' | 'regex' | 'name' | 'function' | 'builtin' | 'keyword' | 'operator' | 'newline' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly line: number;
  /** A blank stands before it. */
  readonly spaced: boolean;
}

export class AwkSyntaxError extends Error {
  override name = 'AwkSyntaxError';
  constructor(
    message: string,
    readonly line: number,
    readonly near: string,
  ) {
    super(message);
  }
}

const NUMBER = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/;
const MAWK_NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/;

const KEYWORDS = new Set(
  'BEGIN END function func if else while for do break continue next nextfile exit return delete in getline print printf'.split(
    ' ',
  ),
);

/** What a program may not be, though its syntax is sound. */
export class AwkProgramError extends Error {
  override name = 'AwkProgramError';
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

/** Words of busybox's awk that mawk has not. */
const NOT_MAWK = new Set(['func', 'gensub', 'and', 'or', 'xor', 'lshift', 'rshift', 'compl', '**', '**=']);

export const BUILTINS = new Set(
  'length substr index split sub gsub match sprintf sin cos atan2 exp log sqrt int rand srand tolower toupper system close fflush gensub strftime systime mktime and or xor lshift rshift compl'.split(
    ' ',
  ),
);

const OPERATORS = [
  '**=',
  '&&',
  '||',
  '==',
  '<=',
  '>=',
  '!=',
  '!~',
  '++',
  '--',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '^=',
  '**',
  '>>',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ';',
  ',',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '!',
  '>',
  '<',
  '|',
  '?',
  ':',
  '~',
  '$',
  '=',
];

const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  '/': '/',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** After these a `/` divides. */
function endsOperand(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind === 'number' || token.kind === 'string' || token.kind === 'name' || token.kind === 'regex')
    return true;
  if (token.kind === 'builtin') return true;
  return token.kind === 'operator' && [')', ']', '$', '++', '--'].includes(token.text);
}

export function tokenize(source: string, mawk: boolean): readonly Token[] {
  const operators = mawk ? OPERATORS.filter((operator) => !NOT_MAWK.has(operator)) : OPERATORS;
  const isKnown = (words: ReadonlySet<string>, word: string) => words.has(word) && !(mawk && NOT_MAWK.has(word));
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  let spaced = false;
  const push = (kind: TokenKind, text: string) => {
    tokens.push({ kind, text, line, spaced });
    spaced = false;
  };
  while (at < source.length) {
    const rest = source.slice(at, at + 4096);
    const blank = /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)/.exec(rest);
    if (blank) {
      if (blank[0].includes('\n')) line++;
      spaced = true;
      at += blank[0].length;
      continue;
    }
    const char = source[at] as string;
    if (char === '\n') {
      push('newline', '\n');
      line++;
      at++;
      continue;
    }
    const number = (mawk ? MAWK_NUMBER : NUMBER).exec(rest);
    if (number) {
      push('number', number[0]);
      at += number[0].length;
      continue;
    }
    const name = /^[A-Za-z_]\w*/.exec(rest);
    if (name) {
      const word = name[0];
      at += word.length;
      const kind = isKnown(KEYWORDS, word)
        ? 'keyword'
        : isKnown(BUILTINS, word)
          ? 'builtin'
          : source[at] === '('
            ? 'function'
            : 'name';
      push(kind, word === 'func' && kind === 'keyword' ? 'function' : word);
      continue;
    }
    if (char === '"') {
      const [text, end] = readString(source, at + 1, line, mawk);
      push('string', text);
      at = end;
      continue;
    }
    if (char === '/' && !endsOperand(tokens[tokens.length - 1])) {
      const [text, end] = readRegex(source, at + 1, line, mawk);
      push('regex', text);
      at = end;
      continue;
    }
    const operator = operators.find((candidate) => rest.startsWith(candidate));
    if (!operator && mawk) throw new AwkProgramError(`unexpected character '${char}'`, line);
    if (!operator) throw new AwkSyntaxError('syntax error', line, char);
    push('operator', operator === '**' ? '^' : operator === '**=' ? '^=' : operator);
    at += operator.length;
  }
  push('end', '');
  return tokens;
}

function readString(source: string, from: number, line: number, mawk: boolean): [string, number] {
  let out = '';
  let at = from;
  for (;;) {
    const char = source[at];
    if (mawk && (char === undefined || char === '\n'))
      throw new AwkProgramError(`runaway string constant "${source.slice(from, from + 10)} ...`, line);
    if (char === undefined || char === '\n')
      throw new AwkSyntaxError('unterminated string', line, source.slice(from - 1, from + 10));
    if (char === '"') return [out, at + 1];
    if (char !== '\\') {
      out += char;
      at++;
      continue;
    }
    const next = source[at + 1] ?? '\\';
    const octal = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4));
    if (octal) {
      out += String.fromCharCode(parseInt(octal[0], 8) & 255);
      at += 1 + octal[0].length;
      continue;
    }
    const hex = mawk ? /^x([0-9a-fA-F]{1,2})/.exec(source.slice(at + 1, at + 4)) : null;
    if (hex) {
      out += String.fromCharCode(parseInt(hex[1] as string, 16));
      at += 1 + hex[0].length;
      continue;
    }
    const known = mawk && next === '/' ? undefined : ESCAPES[next];
    out += next === '\n' ? '' : (known ?? `\\${next}`);
    at += 2;
  }
}

/** Escapes of strings (`-v`, assignments among the operands). */
export function unescape(text: string, mawk = false): string {
  return text.includes('\\')
    ? readString(`${text.replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`, 0, 0, mawk)[0]
    : text;
}

function readRegex(source: string, from: number, line: number, mawk: boolean): [string, number] {
  let out = '';
  let bracket = false;
  for (let at = from; ; at++) {
    const char = source[at];
    if (mawk && (char === undefined || char === '\n'))
      throw new AwkProgramError(`runaway regular expression /${source.slice(from, from + 10)} ...`, line);
    if (char === undefined || char === '\n')
      throw new AwkSyntaxError('unterminated regexp', line, source.slice(from - 1, from + 10));
    if (char === '\\') {
      const next = source[++at] ?? '';
      out += next === '/' ? '/' : `\\${next}`;
      continue;
    }
    if (bracket && char === ']' && !/\[\^?$/.test(out)) bracket = false;
    else if (char === '[') bracket = true;
    else if (char === '/' && !bracket) return [out, at + 1];
    out += char;
  }
}
