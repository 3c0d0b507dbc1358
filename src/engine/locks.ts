/** Locks by name; a name nobody waits for costs nothing. */
export class NamedLocks {
  #tails = new Map<string, Promise<unknown>>();

  run<T>(name: string, task: () => Promise<T> | T): Promise<T> {
    const before = this.#tails.get(name) ?? Promise.resolve();
    const result = before.then(task);
    const tail = result
      .catch(() => undefined)
      .then(() => {
        if (this.#tails.get(name) === tail) this.#tails.delete(name);
      });
    this.#tails.set(name, tail);
    return result;
  }
}

/**
 * Many may hold it, or one alone: writers of content hold it together, the garbage collector alone, so that nothing
 * that is being pulled or loaded is collected before its reference is written.
 */
export class SharedLock {
  #holders = 0;
  #alone: Promise<unknown> | undefined;
  #waiting: (() => void)[] = [];

  async share<T>(task: () => Promise<T>): Promise<T> {
    while (this.#alone) await this.#alone;
    this.#holders++;
    try {
      return await task();
    } finally {
      if (--this.#holders === 0) for (const wake of this.#waiting.splice(0)) wake();
    }
  }

  get shared(): boolean {
    return this.#holders > 0;
  }

  async alone<T>(task: () => Promise<T>): Promise<T> {
    for (;;) {
      if (this.#alone) await this.#alone;
      else if (this.#holders > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
      else break;
    }
    const result = task();
    this.#alone = result
      .catch(() => undefined)
      .then(() => {
        this.#alone = undefined;
      });
    return result;
  }
}
