/** JSON as Go's encoding/json reads it: its words about what is no JSON. */

export class JsonSyntaxError extends Error {
  override name = 'JsonSyntaxError';
}

/** The first value of a text and the index after it; throws what Go's decoder says, `EOF` when there is none. */
export function firstValue(text: string): { readonly value: unknown; readonly end: number } {
  try {
    return { value: JSON.parse(text), end: text.length };
  } catch {
    // More than one value, or none: the platform's parser does not say where.
  }
  const scanner = new Scanner(text);
  const start = scanner.blanks(0);
  if (start === text.length) throw new JsonSyntaxError('EOF');
  const end = scanner.value(start);
  return { value: JSON.parse(text.slice(start, end)), end: scanner.blanks(end) };
}

/** A recursive descent that only checks, and knows at each byte what Go expects there. */
class Scanner {
  constructor(private readonly text: string) {}

  blanks(at: number): number {
    while (at < this.text.length && ' \t\r\n'.includes(this.text[at] as string)) at++;
    return at;
  }

  value(at: number): number {
    const start = this.text[at];
    if (start === '{') return this.#object(at + 1);
    if (start === '[') return this.#array(at + 1);
    if (start === '"') return this.#string(at + 1);
    if (start === 't') return this.#literal(at, 'true');
    if (start === 'f') return this.#literal(at, 'false');
    if (start === 'n') return this.#literal(at, 'null');
    if (start !== undefined && /[-0-9]/.test(start)) return this.#number(at);
    return this.#fail(at, 'looking for beginning of value');
  }

  #object(from: number): number {
    let at = this.blanks(from);
    if (this.text[at] === '}') return at + 1;
    for (;;) {
      if (this.text[at] !== '"') this.#fail(at, 'looking for beginning of object key string');
      at = this.blanks(this.#string(at + 1));
      if (this.text[at] !== ':') this.#fail(at, 'after object key');
      at = this.blanks(this.value(this.blanks(at + 1)));
      if (this.text[at] === '}') return at + 1;
      if (this.text[at] !== ',') this.#fail(at, 'after object key:value pair');
      at = this.blanks(at + 1);
    }
  }

  #array(from: number): number {
    let at = this.blanks(from);
    if (this.text[at] === ']') return at + 1;
    for (;;) {
      at = this.blanks(this.value(at));
      if (this.text[at] === ']') return at + 1;
      if (this.text[at] !== ',') this.#fail(at, 'after array element');
      at = this.blanks(at + 1);
    }
  }

  #string(at: number): number {
    for (; this.text[at] !== '"'; at++) {
      if (at >= this.text.length || (this.text[at] as string) < ' ') this.#fail(at, 'in string literal');
      if (this.text[at] !== '\\') continue;
      at++;
      if (this.text[at] === 'u') {
        for (const end = at + 4; at < end;) {
          if (!/[0-9a-fA-F]/.test(this.text[++at] ?? '')) this.#fail(at, 'in \\u hexadecimal character escape');
        }
      } else if (!/["\\/bfnrt]/.test(this.text[at] ?? '')) this.#fail(at, 'in string escape code');
    }
    return at + 1;
  }

  #literal(start: number, word: string): number {
    for (let i = 1; i < word.length; i++) {
      if (this.text[start + i] !== word[i]) this.#fail(start + i, `in literal ${word} (expecting '${word[i]}')`);
    }
    return start + word.length;
  }

  #number(start: number): number {
    let at = this.text[start] === '-' ? start + 1 : start;
    if (this.text[at] === '0') at++;
    else at = this.#digits(at, 'in numeric literal');
    if (this.text[at] === '.') at = this.#digits(at + 1, 'after decimal point in numeric literal');
    if (/[eE]/.test(this.text[at] ?? '')) {
      at += /[-+]/.test(this.text[at + 1] ?? '') ? 2 : 1;
      at = this.#digits(at, 'in exponent of numeric literal');
    }
    return at;
  }

  #digits(at: number, where: string): number {
    if (!/[0-9]/.test(this.text[at] ?? '')) this.#fail(at, where);
    while (/[0-9]/.test(this.text[at] ?? '')) at++;
    return at;
  }

  #fail(at: number, where: string): never {
    const character = this.text[at];
    if (character === undefined) throw new JsonSyntaxError('unexpected EOF');
    throw new JsonSyntaxError(`invalid character ${quoted(character)} ${where}`);
  }
}

/** As Go's quoteChar. */
export function quoted(character: string): string {
  if (character === "'") return `'\\''`;
  if (character === '"') return `'"'`;
  const short: Readonly<Record<string, string>> = {
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\b': '\\b',
    '\f': '\\f',
    '\\': '\\\\',
  };
  const code = character.charCodeAt(0);
  if (short[character]) return `'${short[character]}'`;
  return code < 0x20 || code === 0x7f ? `'\\x${code.toString(16).padStart(2, '0')}'` : `'${character}'`;
}
