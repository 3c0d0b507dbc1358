/** The `filters` parameter: `{"key":{"value":true}}` or the older `{"key":["value"]}` (moby, api/types/filters). */
import { FailureError } from '../base/errors.ts';

export class Filters {
  private constructor(private readonly fields: ReadonlyMap<string, readonly string[]>) {}

  /**
   * Fails with `invalid` on malformed JSON, with the words of `context` before it, and on keys that are not `accepted`;
   * without a list all are.
   */
  static parse(json: string | undefined, accepted?: readonly string[], context = ''): Filters {
    const fields = new Map<string, readonly string[]>();
    for (const [key, values] of Object.entries(json ? decode(json, context) : {})) {
      fields.set(key, Array.isArray(values) ? values.map(String) : Object.keys(values));
    }
    if (accepted && fields.has('')) throw new FailureError('invalid', 'invalid filter');
    for (const key of fields.keys())
      if (accepted && !accepted.includes(key)) throw new FailureError('invalid', `invalid filter '${key}'`);
    return new Filters(fields);
  }

  get(key: string): readonly string[] {
    return this.fields.get(key) ?? [];
  }

  has(key: string): boolean {
    return this.fields.has(key);
  }

  get size(): number {
    return this.fields.size;
  }

  /** No such filter, or one of its values is `value`. */
  exact(key: string, value: string): boolean {
    const values = this.get(key);
    return values.length === 0 || values.includes(value);
  }

  /** Exact, or a value is a prefix of `source`. */
  fuzzy(key: string, source: string): boolean {
    const values = this.get(key);
    return values.length === 0 || values.some((value) => source.startsWith(value));
  }

  /** A value is equal to `source`, or matches as a regular expression. */
  match(key: string, source: string): boolean {
    const values = this.get(key);
    return values.length === 0 || values.some((value) => matches(value, source));
  }

  /** Every `key=value` or `key` of the filter is among the labels. */
  labels(key: string, labels: Readonly<Record<string, string>> | null | undefined): boolean {
    return this.get(key).every((wanted) => {
      const [name, value] = cut(wanted);
      const has = labels?.[name];
      return has !== undefined && (value === undefined || value === has);
    });
  }

  /** The one value, as strconv.ParseBool reads it. Fails with `invalid`. */
  parsedBoolean(key: string, otherwise: boolean): boolean {
    const values = this.get(key);
    if (!this.has(key)) return otherwise;
    const [value = ''] = values;
    if (values.length !== 1)
      throw new FailureError('invalid', `invalid filter '${key}=${goList(values)}': only one value is expected`);
    if (/^(1|t|T|true|TRUE|True)$/.test(value)) return true;
    if (/^(0|f|F|false|FALSE|False)$/.test(value)) return false;
    const reason = `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`;
    throw new FailureError('invalid', `invalid filter '${key}': ${reason}`);
  }

  /** `1`, `true`, `0`, `false`. Fails with `invalid` on anything else, or on both. */
  boolean(key: string, otherwise: boolean): boolean {
    const values = this.get(key);
    if (!this.has(key)) return otherwise;
    const yes = values.includes('1') || values.includes('true');
    const no = values.includes('0') || values.includes('false');
    if (yes === no) {
      throw new FailureError('invalid', `invalid filter '${key}=${goList(values)}'`);
    }
    return yes;
  }
}

function decode(json: string, context: string): Record<string, Record<string, boolean> | string[]> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const good = Object.values(value).every((v) => typeof v === 'object' && v !== null);
      if (good) return value as Record<string, Record<string, boolean> | string[]>;
    }
  } catch {
    // Told below, as for any other shape.
  }
  throw new FailureError('invalid', `${context && `${context}: `}invalid filter`);
}

function goList(values: readonly string[]): string {
  return `[${values.join(' ')}]`;
}

function matches(pattern: string, source: string): boolean {
  if (pattern === source) return true;
  try {
    return new RegExp(pattern).test(source);
  } catch {
    return false;
  }
}

/** Splits at the first `=`. */
export function cut(word: string, separator = '='): [string, string | undefined] {
  const at = word.indexOf(separator);
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + separator.length)];
}
