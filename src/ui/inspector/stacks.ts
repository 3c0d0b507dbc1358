/** How layers are told apart and named in the picture. */

/** Neighbours in this sequence are far apart on the wheel, however many there are. */
const GOLDEN_ANGLE = 137.508;
const FIRST_HUE = 205;

/** A hue for each layer in the order of first sight: the same layer looks the same wherever it stands, others do not. */
export class Hues {
  readonly #seen = new Map<string, number>();

  of(id: string): number {
    let hue = this.#seen.get(id);
    if (hue === undefined) {
      hue = Math.round((FIRST_HUE + this.#seen.size * GOLDEN_ANGLE) % 360);
      this.#seen.set(id, hue);
    }
    return hue;
  }
}

/** An instruction as its Dockerfile has it, without what the builder put around it. */
export function instruction(createdBy: string): string {
  return createdBy.replace(/^\/bin\/sh -c (#\(nop\) *)?/, '').replace(/ # buildkit$/, '');
}

export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}
