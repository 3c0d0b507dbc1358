/** Joining calls that answer `T | Promise<T>`: nothing waits unless there really is a promise. */
import type { Awaitable } from '../../kernel/sys.ts';

export function chain<T, U>(value: Awaitable<T>, next: (value: T) => Awaitable<U>): Awaitable<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Runs `body`, then `cleanup` whether it answered, threw or rejected. */
export function guarded<T>(body: () => Awaitable<T>, cleanup: () => Awaitable<void>): Awaitable<T> {
  let result: Awaitable<T>;
  try {
    result = body();
  } catch (error) {
    return chain(cleanup(), () => {
      throw error;
    });
  }
  if (result instanceof Promise) {
    return result.then(
      (value) => chain(cleanup(), () => value),
      (error: unknown) =>
        chain(cleanup(), () => {
          throw error;
        }),
    );
  }
  const value = result;
  return chain(cleanup(), () => value);
}

/** Like `try`/`catch` over a call that may answer later. */
export function attempt<T>(body: () => Awaitable<T>, rescue: (error: unknown) => Awaitable<T>): Awaitable<T> {
  let result: Awaitable<T>;
  try {
    result = body();
  } catch (error) {
    return rescue(error);
  }
  return result instanceof Promise ? result.catch(rescue) : result;
}

/** Calls `step` for each item in order. */
export function each<T>(items: readonly T[], step: (item: T, index: number) => Awaitable<void>): Awaitable<void> {
  for (let i = 0; i < items.length; i++) {
    const result = step(items[i] as T, i);
    if (result instanceof Promise) return eachLater(items, step, result, i + 1);
  }
}

async function eachLater<T>(
  items: readonly T[],
  step: (item: T, index: number) => Awaitable<void>,
  pending: Promise<void>,
  from: number,
): Promise<void> {
  await pending;
  for (let i = from; i < items.length; i++) {
    const result = step(items[i] as T, i);
    if (result instanceof Promise) await result;
  }
}
