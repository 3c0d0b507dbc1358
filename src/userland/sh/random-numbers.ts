/** `$RANDOM` of bash: the minimal standard generator of Park and Miller, so that a seeded script draws what it draws elsewhere. */

const MODULUS = 0x7fffffff;

export class RandomNumbers {
  #state: number | undefined;
  #last = -1;

  /** `entropy` answers 32 bits; asked for once, unless a seed comes first. */
  constructor(private readonly entropy: () => number) {}

  seed(value: number | bigint): void {
    this.#state = Number(BigInt.asUintN(32, BigInt(value)));
    this.#last = -1;
  }

  /** 0 to 32767, never the same twice in a row. */
  next(): number {
    for (;;) {
      const number = this.#draw();
      if (number === this.#last) continue;
      this.#last = number;
      return number;
    }
  }

  #draw(): number {
    const state = (this.#state ?? this.entropy()) || SEED_FOR_ZERO;
    const high = Math.floor(state / 127773);
    const next = (16807 * (state - 127773 * high) - 2836 * high) | 0;
    this.#state = next < 0 ? next + MODULUS : next;
    return ((this.#state >>> 16) ^ (this.#state & 0xffff)) & 0x7fff;
  }
}

const SEED_FOR_ZERO = 123459876;
