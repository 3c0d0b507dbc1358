/** A map whose keys can be listed in order, by ranges. */
export class SortedMap<V> {
  readonly #values = new Map<string, V>();
  readonly #keys: string[] = [];

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  [Symbol.iterator](): Iterator<[string, V]> {
    return this.#values.entries();
  }

  /** The value that was there before. */
  set(key: string, value: V): V | undefined {
    const previous = this.#values.get(key);
    if (previous === undefined) {
      const last = this.#keys.at(-1);
      if (last === undefined || last < key) this.#keys.push(key);
      else this.#keys.splice(this.#position(key), 0, key);
    }
    this.#values.set(key, value);
    return previous;
  }

  delete(key: string): V | undefined {
    const previous = this.#values.get(key);
    if (previous === undefined) return undefined;
    this.#values.delete(key);
    this.#keys.splice(this.#position(key), 1);
    return previous;
  }

  /** Keys with `from` <= key < `before`, in order of code units. */
  keys(from: string, before: string): string[] {
    return this.#keys.slice(this.#position(from), this.#position(before));
  }

  /** Where `key` is or would be. */
  #position(key: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] as string) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
