/** Those who wait for something to change: each is called once, in the order they came. */
export class Wakers {
  #list: (() => void)[] | undefined;

  /** The answer takes the subscription back. */
  add(wake: () => void): () => void {
    (this.#list ??= []).push(wake);
    return () => {
      const at = this.#list?.indexOf(wake) ?? -1;
      if (at >= 0) this.#list?.splice(at, 1);
    };
  }

  wake(): void {
    const list = this.#list;
    if (!list || list.length === 0) return;
    this.#list = undefined;
    for (const wake of list) wake();
  }

  get waiting(): boolean {
    return (this.#list?.length ?? 0) > 0;
  }
}
