/** From values to places on a plot, and where its marks lie. */

/** `at` answers 0 at the beginning of the axis, 1 at its end. */
export interface Scale {
  at(value: number): number;
  readonly ticks: readonly number[];
}

/** From 0 to a round number that is not below `most`. */
export function linear(most: number, count = 4, base: 10 | 2 = 10): Scale {
  const step = roundStep(Math.max(most, 1) / count, base);
  const end = Math.ceil(Math.max(most, 1) / step) * step;
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step);
  return { at: (value) => value / end, ticks };
}

/** The next of 1, 2, 5 times a power of ten, or the next power of two, where bytes are counted. */
function roundStep(least: number, base: 10 | 2): number {
  if (base === 2) return 2 ** Math.ceil(Math.log2(least));
  const power = 10 ** Math.floor(Math.log10(least));
  return Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= least) as number) * power);
}

/** Powers of ten from `from` to one that is not below `most`; what lies outside is drawn at the edge. */
export function logarithmic(from: number, most: number): Scale {
  const low = Math.log10(from);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(most, from))));
  const ticks = Array.from({ length: Math.round(high - low) + 1 }, (_, i) => 10 ** (low + i));
  return { at: (value) => Math.min(1, Math.max(0, (Math.log10(value) - low) / (high - low))), ticks };
}
