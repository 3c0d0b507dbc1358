/** One after the other, in the order in which they came: what Docker keeps under an object's lock, and a store under its own. */
export class Lock {
  #tail: Promise<unknown> = Promise.resolve();

  /** Runs `task` once every earlier one has settled. */
  run<T>(task: () => Promise<T> | T): Promise<T> {
    const result = this.#tail.then(task);
    this.#tail = result.catch(() => undefined);
    return result;
  }
}
