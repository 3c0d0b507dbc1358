/** JSON values as jq has them. Objects are maps, since JavaScript's own would move keys that look like numbers to the front. */
export type Json = null | boolean | number | string | JsonArray | JsonObject;
export type JsonArray = readonly Json[];
export type JsonObject = ReadonlyMap<string, Json>;

export class JsonError extends Error {
  override name = 'JsonError';
}

export function isObject(value: Json): value is JsonObject {
  return value instanceof Map;
}

export function isArray(value: Json): value is JsonArray {
  return Array.isArray(value);
}

export function typeOf(value: Json): 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  return typeof value as 'boolean' | 'number' | 'string';
}

export function truthy(value: Json): boolean {
  return value !== null && value !== false;
}

/** null, false, true, numbers, strings, arrays, objects. */
function rank(value: Json): number {
  if (value === null) return 0;
  if (value === false) return 1;
  if (value === true) return 2;
  return { boolean: 2, null: 0, number: 3, string: 4, array: 5, object: 6 }[typeOf(value)];
}

/** jq's order: by code point within strings; objects first by their sets of keys, then key by key. */
export function compare(a: Json, b: Json): number {
  const [x, y] = [rank(a), rank(b)];
  if (x !== y) return x - y;
  if (typeof a === 'number') return a < (b as number) ? -1 : a === b ? 0 : 1;
  if (typeof a === 'string') return compareText(a, b as string);
  if (isArray(a)) {
    const other = b as JsonArray;
    for (let i = 0; i < Math.min(a.length, other.length); i++) {
      const order = compare(a[i] as Json, other[i] as Json);
      if (order) return order;
    }
    return a.length - other.length;
  }
  if (!isObject(a)) return 0;
  const other = b as JsonObject;
  const [left, right] = [sortedKeys(a), sortedKeys(other)];
  const keys = compare(left, right);
  if (keys) return keys;
  for (const key of left) {
    const order = compare(a.get(key) as Json, other.get(key) as Json);
    if (order) return order;
  }
  return 0;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const order = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0);
    if (order) return order;
  }
  return x.length - y.length;
}

export function sortedKeys(object: JsonObject): string[] {
  return [...object.keys()].sort(compareText);
}

/** Reads values one after another out of a text that may hold several. */
export class JsonReader {
  #at = 0;
  /** The text ends where a wrong literal does. */
  #unended = false;
  constructor(readonly text: string) {}

  get position(): number {
    return this.#at;
  }

  /** The next value; undefined at the end. Throws JsonError. */
  next(): Json | undefined {
    this.#blanks();
    if (this.#at >= this.text.length) return undefined;
    return this.#value(0);
  }

  #blanks(): void {
    while (this.#at < this.text.length && ' \t\r\n\ufeff\x1e'.includes(this.text[this.#at] as string)) this.#at++;
  }

  #fail(message: string): never {
    if (this.#unended || (this.#at >= this.text.length && /^Unfinished/.test(message))) message += ' at EOF';
    const before = this.text.slice(0, this.#at);
    const line = before.split('\n').length;
    throw new JsonError(`${message} at line ${line}, column ${before.length - before.lastIndexOf('\n') - 1}`);
  }

  #value(depth: number): Json {
    if (depth > MAX_DEPTH) this.#fail('Exceeds depth limit for parsing');
    this.#blanks();
    const char = this.text[this.#at];
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#array(depth);
    if (char === '"') return this.#string();
    return this.#literal();
  }

  #literal(): Json {
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.text)?.[0] ?? '';
    if (word === '') return this.#misplaced();
    this.#at += word.length;
    if (word === 'null') return null;
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'nan') return NaN;
    if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(word)) return limited(Number(word));
    this.#passEnd();
    return this.#fail(/^[tfn]/.test(word) ? 'Invalid literal' : 'Invalid numeric literal');
  }

  /** jq sees that a literal is wrong by the character after it, and tells the place behind that one. */
  #passEnd(): void {
    if (this.#at < this.text.length) this.#at++;
    else this.#unended = true;
  }

  /** A mark where a value should stand. */
  #misplaced(): never {
    const mark = this.text[this.#at++];
    if (mark === undefined) return this.#fail('Unfinished JSON term');
    if (mark === '}' || mark === ']') return this.#fail(`Unmatched '${mark}'`);
    return this.#fail(mark === ':' ? "Expected string key before ':'" : `Expected value before '${mark}'`);
  }

  /** Something else than the mark that should part two values. */
  #unparted(inObject: boolean): never {
    const mark = this.text[this.#at];
    if (mark === undefined) return this.#fail('Unfinished JSON term');
    if (mark === ':') {
      this.#at++;
      return this.#fail(inObject ? "':' should follow a key" : "':' not as part of an object");
    }
    if (mark === '}' || mark === ']') {
      this.#at++;
      return this.#fail(inObject ? `Unmatched '${mark}'` : 'Objects must consist of key:value pairs');
    }
    if (mark === '"') this.#string();
    else if (mark !== '{' && mark !== '[') {
      this.#literal();
      this.#passEnd();
    } else this.#at++;
    return this.#fail('Expected separator between values');
  }

  #string(): string {
    const start = this.#at;
    STRING.lastIndex = start;
    const found = STRING.exec(this.text)?.[0];
    if (found === undefined) {
      this.#at = this.text.length;
      return this.#fail('Unfinished string');
    }
    this.#at = start + found.length;
    try {
      return JSON.parse(found.replace(/[\x00-\x1f]/g, escapeControl)) as string;
    } catch {
      return this.#fail('Invalid escape');
    }
  }

  #array(depth: number): JsonArray {
    const items: Json[] = [];
    this.#at++;
    this.#blanks();
    if (this.text[this.#at] === ']') {
      this.#at++;
      return items;
    }
    for (;;) {
      items.push(this.#value(depth + 1));
      this.#blanks();
      const mark = this.text[this.#at];
      if (mark !== ',' && mark !== ']') this.#unparted(false);
      this.#at++;
      if (mark === ']') return items;
      this.#blanks();
      if (this.text[this.#at] === ']') {
        this.#at++;
        this.#fail('Expected another array element');
      }
    }
  }

  #object(depth: number): JsonObject {
    const object = new Map<string, Json>();
    this.#at++;
    this.#blanks();
    if (this.text[this.#at] === '}') {
      this.#at++;
      return object;
    }
    for (;;) {
      const key = this.#key();
      object.set(key, this.#value(depth + 1));
      this.#blanks();
      const mark = this.text[this.#at];
      if (mark !== ',' && mark !== '}') this.#unparted(true);
      this.#at++;
      if (mark === '}') return object;
      this.#blanks();
      if (this.text[this.#at] === '}') {
        this.#at++;
        this.#fail('Expected another key-value pair');
      }
    }
  }

  /** A key and its colon. */
  #key(): string {
    this.#blanks();
    if (this.#at >= this.text.length) this.#fail('Unfinished JSON term');
    const key = this.#value(0);
    this.#blanks();
    const mark = this.text[this.#at];
    if (mark === ':') {
      this.#at++;
      return typeof key === 'string' ? key : this.#fail('Object keys must be strings');
    }
    if (mark !== '}' && mark !== ',') return this.#unparted(true);
    this.#at++;
    return this.#fail('Objects must consist of key:value pairs');
  }
}

const MAX_DEPTH = 1000;
const WORD = /[^\s,:{}[\]"]+/y;
const STRING = /"(?:[^"\\]|\\[^])*"/y;

function escapeControl(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** jq has no infinities in its texts. */
function limited(value: number): number {
  if (value === Infinity) return Number.MAX_VALUE;
  return value === -Infinity ? -Number.MAX_VALUE : value;
}
