/** Words of a bc program. */

export interface Token {
  readonly kind: 'number' | 'name' | 'string' | 'operator' | 'newline' | 'illegal' | 'end';
  readonly text: string;
  /** The line that the input stands in once this has been read. */
  readonly line: number;
}

const OPERATOR = /(?:\+\+|--|&&|\|\||[-+*/%^=<>!]=|[-+*/%^=<>!(){}[\],;])/y;
const NUMBER = /(?:[0-9A-F](?:\\\n|[0-9A-F])*(?:\.(?:\\\n|[0-9A-F])*)?|\.[0-9A-F](?:\\\n|[0-9A-F])*)/y;
const NAME = /[a-z][a-z0-9_]*/y;
const BLANK = /(?:[ \t\r]|\\\n)+/y;

export function tokensOf(source: string, firstLine: number): Token[] {
  const tokens: Token[] = [];
  let [at, line] = [0, firstLine];
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found === undefined) return undefined;
    at += found.length;
    line += found.split('\n').length - 1;
    return found;
  };
  const push = (kind: Token['kind'], text: string) => tokens.push({ kind, text, line });
  while (at < source.length) {
    if (match(BLANK) !== undefined) continue;
    if (source.startsWith('/*', at)) {
      const end = source.indexOf('*/', at + 2);
      const comment = source.slice(at, end < 0 ? undefined : end + 2);
      at += comment.length;
      line += comment.split('\n').length - 1;
      continue;
    }
    const char = source[at] as string;
    if (char === '#') {
      const end = source.indexOf('\n', at);
      at = end < 0 ? source.length : end;
    } else if (char === '\n') {
      at++;
      line++;
      push('newline', '\n');
    } else if (char === '"') {
      const end = source.indexOf('"', at + 1);
      const text = source.slice(at + 1, end < 0 ? undefined : end);
      at = end < 0 ? source.length : end + 1;
      line += text.split('\n').length - 1;
      push('string', text);
    } else {
      const number = match(NUMBER);
      const name = number === undefined ? match(NAME) : undefined;
      const operator = number === undefined && name === undefined ? match(OPERATOR) : undefined;
      if (number !== undefined) push('number', number.replaceAll('\\\n', ''));
      else if (name !== undefined) push('name', name);
      else if (operator !== undefined) push('operator', operator);
      else {
        at++;
        push(char === '.' ? 'name' : 'illegal', char === '.' ? 'last' : char);
      }
    }
  }
  push('end', '');
  return tokens;
}

/** Whether a program cannot end here: a brace, a comment or a string is open, or the line goes on. */
export function isUnfinished(source: string): boolean {
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const char = source[at];
    if (char === '"' || source.startsWith('/*', at)) {
      const end = source.indexOf(char === '"' ? '"' : '*/', at + (char === '"' ? 1 : 2));
      if (end < 0) return true;
      at = end;
    } else if (char === '#') {
      const end = source.indexOf('\n', at);
      if (end < 0) break;
      at = end;
    } else if (char === '{') depth++;
    else if (char === '}') depth--;
  }
  return depth > 0 || source.endsWith('\\\n') || /^\s*define\s[^{]*$/.test(source);
}
