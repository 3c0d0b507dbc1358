/** Which terminals there are, and which of them are in sight: one, or two beside each other. */
export class Terminals {
  /** In the order of their tabs. */
  ids = $state([1]);
  /** In sight, in the order of their places: one, or two. */
  panes = $state([1]);
  /** The one that keys go to; always in sight. */
  active = $state(1);

  get split(): boolean {
    return this.panes.length > 1;
  }

  /** A new terminal, in the place of the active one. */
  add(): void {
    this.#put(this.#make());
  }

  /** Brings one into sight, in the place of the active one unless it has a place. */
  show(id: number): void {
    if (this.panes.includes(id)) this.active = id;
    else this.#put(id);
  }

  close(id: number): void {
    this.ids = this.ids.filter((other) => other !== id);
    this.panes = this.panes.filter((other) => other !== id);
    if (this.panes.length === 0) this.panes = [this.ids.at(-1) as number];
    if (!this.panes.includes(this.active)) this.active = this.panes[0] as number;
  }

  /** Puts another terminal beside the active one, a new one if there is no other; or leaves the active one alone. */
  toggleSplit(): void {
    if (this.split) {
      this.panes = [this.active];
      return;
    }
    const other = this.ids.find((id) => id !== this.active) ?? this.#make();
    this.panes = [this.active, other];
    this.active = other;
  }

  /** The terminal of the other place; where there is one place, the next of all. */
  next(): void {
    const among = this.split ? this.panes : this.ids;
    this.show(among[(among.indexOf(this.active) + 1) % among.length] as number);
  }

  #make(): number {
    const id = Math.max(...this.ids) + 1;
    this.ids.push(id);
    return id;
  }

  #put(id: number): void {
    this.panes[this.panes.indexOf(this.active)] = id;
    this.active = id;
  }
}
