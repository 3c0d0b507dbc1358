/**
 * An asynchronous queue between one writer side and one reader side. `push` answers a promise that settles once the
 * reader has kept up (fewer than `highWater` units wait), which is the back-pressure.
 */
export class Queue<T> implements AsyncIterable<T> {
  #items: T[] = [];
  #weight = 0;
  #ended = false;
  #cancelled = false;
  #failure: { error: unknown } | undefined;
  #readers: { resolve(result: IteratorResult<T>): void; reject(error: unknown): void }[] = [];
  #writers: (() => void)[] = [];
  #drainers: (() => void)[] = [];

  constructor(
    private readonly highWater = 16,
    private readonly weigh: (item: T) => number = () => 1,
  ) {}

  get closed(): boolean {
    return this.#ended || this.#cancelled || this.#failure !== undefined;
  }

  /** False once nobody will read any more. */
  push(item: T): boolean | Promise<boolean> {
    if (this.closed) return false;
    const reader = this.#readers.shift();
    if (reader) {
      reader.resolve({ done: false, value: item });
      return true;
    }
    this.#items.push(item);
    this.#weight += this.weigh(item);
    if (this.#weight < this.highWater) return true;
    return new Promise((resolve) => this.#writers.push(() => resolve(!this.#cancelled)));
  }

  end(): void {
    if (this.closed) return;
    this.#ended = true;
    for (const reader of this.#readers.splice(0)) reader.resolve({ done: true, value: undefined });
  }

  fail(error: unknown): void {
    if (this.closed) return;
    this.#failure = { error };
    for (const reader of this.#readers.splice(0)) reader.reject(error);
    this.#release();
  }

  /** The reader goes away: what waits is dropped and writers are told. */
  cancel(): void {
    this.#cancelled = true;
    this.#items = [];
    this.#weight = 0;
    for (const reader of this.#readers.splice(0)) reader.resolve({ done: true, value: undefined });
    for (const drained of this.#drainers.splice(0)) drained();
    this.#release();
  }

  /** Settles once the reader has taken everything, or takes nothing more. */
  drained(): Promise<void> {
    if (this.#items.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#drainers.push(resolve));
  }

  next(): Promise<IteratorResult<T>> {
    const item = this.#items.shift();
    if (item !== undefined) {
      this.#weight -= this.weigh(item);
      if (this.#items.length === 0) for (const drained of this.#drainers.splice(0)) drained();
      if (this.#weight < this.highWater) this.#release();
      return Promise.resolve({ done: false, value: item });
    }
    if (this.#failure) return Promise.reject(this.#failure.error);
    if (this.#ended || this.#cancelled) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return {
      next: () => this.next(),
      return: () => {
        this.cancel();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  #release(): void {
    for (const writer of this.#writers.splice(0)) writer();
  }
}
