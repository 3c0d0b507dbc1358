import type { Awaitable } from './sys.ts';

/** Goes on with a value at once when it is there, or when it comes. */
export function after<T, U>(value: Awaitable<T>, next: (value: T) => Awaitable<U>): Awaitable<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
