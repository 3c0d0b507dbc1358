/** Redis' databases: keys, values of six types, times of expiry. */
import type { Stream } from './stream.ts';

export type Value =
  /** `edited`: a part of it was changed, after which Redis keeps it as it is. */
  | { readonly type: 'string'; value: string; edited?: boolean }
  | { readonly type: 'list'; readonly items: string[] }
  | { readonly type: 'hash'; readonly fields: Map<string, string> }
  | { readonly type: 'set'; readonly members: Set<string> }
  | { readonly type: 'zset'; readonly scores: Map<string, number> }
  | { readonly type: 'stream'; readonly stream: Stream };

export type ValueType = Value['type'];

/** A command fails with this reply, `ERR ` and its like included. */
export class RedisError extends Error {
  override name = 'RedisError';
}

export const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';

export class Database {
  readonly #values = new Map<string, Value>();
  readonly #expiries = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  get size(): number {
    this.#sweep();
    return this.#values.size;
  }

  get expiring(): number {
    return this.#expiries.size;
  }

  keys(): string[] {
    this.#sweep();
    return [...this.#values.keys()];
  }

  get(key: string): Value | undefined {
    const until = this.#expiries.get(key);
    if (until !== undefined && until <= this.now()) this.delete(key);
    return this.#values.get(key);
  }

  /** The value when it has the type; RedisError when it has another. */
  typed<T extends ValueType>(key: string, type: T): Extract<Value, { type: T }> | undefined {
    const value = this.get(key);
    if (value && value.type !== type) throw new RedisError(WRONG_TYPE);
    return value as Extract<Value, { type: T }> | undefined;
  }

  /** The same, made when the key is not there. */
  ensured<T extends ValueType>(key: string, type: T): Extract<Value, { type: T }> {
    const found = this.typed(key, type);
    if (found) return found;
    const made = EMPTY[type]();
    this.#values.set(key, made);
    return made as Extract<Value, { type: T }>;
  }

  /** Replaces the value; the time of expiry goes unless it is kept. */
  set(key: string, value: Value, keepExpiry = false): void {
    this.#values.set(key, value);
    if (!keepExpiry) this.#expiries.delete(key);
  }

  delete(key: string): boolean {
    this.#expiries.delete(key);
    return this.#values.delete(key);
  }

  /** Containers that have become empty are no keys any more. */
  dropEmpty(key: string): void {
    const value = this.#values.get(key);
    if (value && sizeOf(value) === 0) this.delete(key);
  }

  expiry(key: string): number | undefined {
    return this.#expiries.get(key);
  }

  expireAt(key: string, ms: number | undefined): void {
    if (ms === undefined) this.#expiries.delete(key);
    else if (ms <= this.now()) this.delete(key);
    else this.#expiries.set(key, ms);
  }

  clear(): void {
    this.#values.clear();
    this.#expiries.clear();
  }

  #sweep(): void {
    const now = this.now();
    for (const [key, until] of this.#expiries) if (until <= now) this.delete(key);
  }
}

const EMPTY: { readonly [T in ValueType]: () => Value } = {
  string: () => ({ type: 'string', value: '' }),
  list: () => ({ type: 'list', items: [] }),
  hash: () => ({ type: 'hash', fields: new Map() }),
  set: () => ({ type: 'set', members: new Set() }),
  zset: () => ({ type: 'zset', scores: new Map() }),
  stream: () => ({
    type: 'stream',
    stream: { entries: [], lastId: [0, 0], maxDeleted: [0, 0], added: 0, groups: [] },
  }),
};

export function sizeOf(value: Value): number {
  switch (value.type) {
    case 'string':
      return 1;
    case 'list':
      return value.items.length;
    case 'hash':
      return value.fields.size;
    case 'set':
      return value.members.size;
    case 'zset':
      return value.scores.size;
    // A stream stays when it is empty.
    case 'stream':
      return 1;
  }
}

/** Members by score, then by bytes. */
export function ranked(scores: ReadonlyMap<string, number>): [string, number][] {
  return [...scores].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
}

/** As Redis prints doubles: `3`, `1.5`, `inf`. */
export function formatScore(score: number): string {
  if (score === Number.POSITIVE_INFINITY) return 'inf';
  if (score === Number.NEGATIVE_INFINITY) return '-inf';
  return String(score);
}

export function parseInteger(text: string): number {
  const value = Number(text);
  if (!/^-?(0|[1-9]\d*)$/.test(text) || !Number.isSafeInteger(value))
    throw new RedisError('ERR value is not an integer or out of range');
  return value;
}

export function parseFloatValue(text: string): number {
  if (/^[+-]?inf(inity)?$/i.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new RedisError('ERR value is not a valid float');
  return value;
}

/** Redis' glob patterns (stringmatchlen). */
export function globExpression(pattern: string): RegExp {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === '*') source += '[^]*';
    else if (char === '?') source += '[^]';
    else if (char === '[') {
      const end = pattern.indexOf(']', i + 1);
      if (end < 0) source += '\\[';
      else {
        const inside = pattern.slice(i + 1, end).replace(/\\/g, '\\\\');
        source += `[${inside}]`;
        i = end;
      }
    } else if (char === '\\' && i + 1 < pattern.length) source += escape(pattern[++i] as string);
    else source += escape(char);
  }
  return new RegExp(`^${source}$`);
}

function escape(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `LRANGE`-like bounds of a sequence: negative ones count from the end. */
export function bounds(start: number, stop: number, size: number): [from: number, to: number] {
  const from = Math.max(0, start < 0 ? size + start : start);
  const to = Math.min(size - 1, stop < 0 ? size + stop : stop);
  return [from, to];
}
