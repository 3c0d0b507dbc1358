/** How a jq program stops early. */
import type { Json } from './json.ts';
import { typeOf } from './json.ts';
import { printed } from './print.ts';

/** Caught by `try`. */
export class JqError extends Error {
  override name = 'JqError';
  constructor(readonly value: Json) {
    super(typeof value === 'string' ? value : `${printed(value)} (not a string)`);
  }
}

export class Break extends Error {
  override name = 'Break';
  constructor(readonly label: symbol) {
    super('break');
  }
}

/** `halt` and `halt_error`. */
export class Halt extends Error {
  override name = 'Halt';
  constructor(
    readonly status: number,
    readonly value?: Json,
  ) {
    super('halt');
  }
}

export function fail(message: string): never {
  throw new JqError(message);
}

/** `number (1)`, with long values cut as jq 1.6 cuts them. */
export function described(value: Json): string {
  return `${typeOf(value)} (${cut(printed(value))})`;
}

export function cut(text: string): string {
  return text.length > 11 ? `${text.slice(0, 10)}...` : text;
}
