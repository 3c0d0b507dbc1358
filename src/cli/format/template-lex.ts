/** Cuts a Go template into text and the tokens of its actions (text/template/parse, lex.go). */

export interface Token {
  readonly kind:
    | 'text' | 'open' | 'close' | 'field' | 'variable' | 'identifier' | 'string' | 'number' | 'char' | 'bool' | 'nil'
    | 'dot' | 'pipe' | 'assign' | 'declare' | 'comma' | 'left' | 'right' | 'space' | 'eof'; // prettier-ignore
  readonly text: string;
  readonly at: number;
}

export class TemplateError extends Error {
  override name = 'TemplateError';
  constructor(
    message: string,
    /** What had been written before it failed. */
    readonly written = '',
  ) {
    super(message);
  }
}

export function lineOf(source: string, at: number): number {
  return source.slice(0, at).split('\n').length;
}

export function parseFailure(source: string, at: number, message: string): TemplateError {
  return new TemplateError(`template: :${lineOf(source, at)}: ${message}`);
}

export function lexTemplate(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let trimNext = false;
  while (at < source.length) {
    const open = source.indexOf('{{', at);
    let text = source.slice(at, open < 0 ? undefined : open);
    if (trimNext) text = text.replace(/^[ \t\r\n]+/, '');
    if (open < 0) {
      if (text) tokens.push({ kind: 'text', text, at });
      break;
    }
    const trims = /^\{\{- /.test(source.slice(open, open + 4)) || /^\{\{-[\t\r\n]/.test(source.slice(open, open + 4));
    if (trims) text = text.replace(/[ \t\r\n]+$/, '');
    if (text) tokens.push({ kind: 'text', text, at });
    at = open + 2 + (trims ? 2 : 0);
    if (source.startsWith('/*', at)) {
      const end = source.indexOf('*/', at);
      if (end < 0) throw parseFailure(source, at, 'unclosed comment');
      const close = /^(\s-)?\}\}/.exec(source.slice(end + 2));
      if (!close) throw parseFailure(source, at, 'comment ends before closing delimiter');
      trimNext = close[1] !== undefined;
      at = end + 2 + close[0].length;
      continue;
    }
    tokens.push({ kind: 'open', text: '{{', at: open });
    const end = lexAction(source, at, tokens);
    at = end.at;
    trimNext = end.trims;
  }
  tokens.push({ kind: 'eof', text: '', at: source.length });
  return tokens;
}

const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['field', /\.[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['number', /[-+]?(?:0[xX][0-9a-fA-F_]*|0[bB][01_]*|0[oO][0-7_]*|(?=\.?\d)[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?[\d_]*)?)/y],
  ['dot', /\./y],
  ['variable', /\$(?:[\p{L}\p{Nd}_]*)/uy],
  ['identifier', /[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['declare', /:=/y],
  ['assign', /=/y],
  ['pipe', /\|/y],
  ['comma', /,/y],
  ['left', /\(/y],
  ['right', /\)/y],
];

function lexAction(source: string, start: number, tokens: Token[]): { at: number; trims: boolean } {
  let at = start;
  let depth = 0;
  for (;;) {
    const trim = /^[ \t\r\n]-\}\}/.test(source.slice(at, at + 4));
    if (trim || source.startsWith('}}', at)) {
      if (depth > 0) throw parseFailure(source, at, 'unclosed left paren');
      tokens.push({ kind: 'close', text: '}}', at });
      return { at: at + (trim ? 4 : 2), trims: trim };
    }
    if (at >= source.length) throw parseFailure(source, start, 'unclosed action');
    const char = source[at] as string;
    if (char === '"' || char === '`' || char === "'") {
      const text = quoted(source, at, char);
      tokens.push({ kind: char === "'" ? 'char' : 'string', text, at });
      at += text.length;
      continue;
    }
    const token = match(source, at);
    if (!token) throw badCharacter(source, at);
    const after = source.slice(at + token.text.length);
    if (
      ['field', 'variable', 'identifier', 'bool', 'nil'].includes(token.kind) &&
      !/^(?:[\s.,|:()]|-?\}\}|$)/.test(after)
    )
      throw parseFailure(source, at, `bad character ${unicode(source, at + token.text.length)}`);
    if (token.kind === 'number' && /^[\p{L}\p{Nd}_]/u.test(after)) {
      throw parseFailure(source, at, `bad number syntax: ${JSON.stringify(token.text + [...after][0])}`);
    }
    if (token.kind === 'left') depth++;
    if (token.kind === 'right' && --depth < 0) throw parseFailure(source, at, 'unexpected right paren');
    tokens.push(token);
    at += token.text.length;
  }
}

/** `U+007D '}'` */
function unicode(source: string, at: number): string {
  const code = source.codePointAt(at) as number;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} '${String.fromCodePoint(code)}'`;
}

function badCharacter(source: string, at: number): TemplateError {
  const char = source[at] as string;
  const isPlain = char > ' ' && char < '\x7f';
  return parseFailure(
    source,
    at,
    isPlain ? `unexpected "${char}" in command` : `unrecognized character in action: ${unicode(source, at)}`,
  );
}

function match(source: string, at: number): Token | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(source)?.[0];
    if (!text) continue;
    if (kind === 'identifier' && (text === 'true' || text === 'false')) return { kind: 'bool', text, at };
    if (kind === 'identifier' && text === 'nil') return { kind: 'nil', text, at };
    return { kind, text, at };
  }
  return undefined;
}

function quoted(source: string, at: number, quote: string): string {
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] === '\\' && quote !== '`') i++;
    else if (source[i] === quote) return source.slice(at, i + 1);
    else if (source[i] === '\n' && quote !== '`') break;
  }
  const what =
    quote === '`'
      ? 'unterminated raw quoted string'
      : quote === "'"
        ? 'unterminated character constant'
        : 'unterminated quoted string';
  throw parseFailure(source, at, what);
}
