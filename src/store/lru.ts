/** A map bounded by the weight of its values; the one that was not asked for the longest goes first. */
export class Lru<V> {
  readonly #values = new Map<string, { readonly value: V; readonly weight: number }>();
  #weight = 0;

  constructor(private readonly capacity: number) {}

  get(key: string): V | undefined {
    const found = this.#values.get(key);
    if (!found) return undefined;
    this.#values.delete(key);
    this.#values.set(key, found);
    return found.value;
  }

  set(key: string, value: V, weight: number): void {
    this.delete(key);
    if (weight > this.capacity) return;
    this.#values.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#values.keys()) {
      if (this.#weight <= this.capacity) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const found = this.#values.get(key);
    if (!found) return;
    this.#values.delete(key);
    this.#weight -= found.weight;
  }

  deletePrefix(prefix: string): void {
    for (const key of [...this.#values.keys()]) if (key.startsWith(prefix)) this.delete(key);
  }
}
