/** How layers are told apart and named in the picture. */

/** The wheel without its reds, which look like something gone wrong. */
const WHEEL = { from: 40, span: 290 };
/** Neighbours in this sequence are far apart, however many there are. */
const GOLDEN = 0.381966;
const FIRST = 0.57;

/** A hue for each layer in the order of first sight: the same layer looks the same wherever it stands, others do not. */
export class Hues {
  readonly #seen = new Map<string, number>();

  of(id: string): number {
    let hue = this.#seen.get(id);
    if (hue === undefined) {
      hue = Math.round(WHEEL.from + ((FIRST + this.#seen.size * GOLDEN) % 1) * WHEEL.span);
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
