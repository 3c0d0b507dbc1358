/**
 * Giving up on a request. A platform's AbortSignal is an event target: to make one and let it go off costs more than many a
 * request does, and who carries requests asks no more of it than this.
 */
export interface AbortNotice {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A notice of its own, as AbortController and AbortSignal in one. Each listener is called at most once. */
export class Aborter implements AbortNotice {
  readonly #listeners = new Set<() => void>();
  #reason: unknown;
  #aborted = false;

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  abort(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    if (!this.#aborted) this.#listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.delete(listener);
  }
}

/** Goes off with the first of two. */
export function either(one: AbortNotice, other: AbortNotice): AbortNotice {
  const aborter = new Aborter();
  for (const notice of [one, other]) {
    if (notice.aborted) aborter.abort(notice.reason);
    else notice.addEventListener('abort', () => aborter.abort(notice.reason), { once: true });
  }
  return aborter;
}
