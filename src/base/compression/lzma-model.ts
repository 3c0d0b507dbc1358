/**
 * What LZMA's coder and decoder keep alike: the state (what the last symbols were), the last four distances, and an adaptive probability for every
 * bit that may follow. Probabilities are of a zero, in 2048ths. https://github.com/tukaani-project/xz/blob/master/doc/lzma-file-format.txt
 */
const HALF = 1024;
export const STATES = 12;
export const SHORTEST = 2;
export const LONGEST = 273;

export interface LzmaProperties {
  /** Bits of the byte before that choose a literal's probabilities, of the place that do, and of the place for all else. */
  readonly lc: number;
  readonly lp: number;
  readonly pb: number;
}

export const DEFAULT_PROPERTIES: LzmaProperties = { lc: 3, lp: 0, pb: 2 };

/** Undefined for a byte that is none. */
export function propertiesOf(byte: number): LzmaProperties | undefined {
  if (byte >= 9 * 5 * 5) return undefined;
  return { lc: byte % 9, lp: Math.floor(byte / 9) % 5, pb: Math.floor(byte / 45) };
}

export function propertiesByte({ lc, lp, pb }: LzmaProperties): number {
  return (pb * 5 + lp) * 9 + lc;
}

const half = (size: number) => new Uint16Array(size).fill(HALF);

/** Lengths in three ranges: 8 short ones and 8 more by place, then 256. */
export class LengthModel {
  readonly choice = half(2);
  readonly low = half(16 << 3);
  readonly middle = half(16 << 3);
  readonly high = half(256);
}

export class LzmaModel {
  state = 0;
  /** Distances less one, the last first. */
  readonly recent = new Int32Array(4);
  readonly isMatch = half(STATES << 4);
  readonly isRecent = half(STATES);
  readonly isOlder = half(STATES);
  readonly isOlder2 = half(STATES);
  readonly isOlder3 = half(STATES);
  readonly isLong = half(STATES << 4);
  readonly slots = half(4 << 6);
  /** Reverse bits of distances below 128, by slot. */
  readonly special = half(128);
  readonly align = half(16);
  readonly length = new LengthModel();
  readonly recentLength = new LengthModel();
  readonly literals: Uint16Array;

  constructor(readonly properties: LzmaProperties) {
    this.literals = half(0x300 << (properties.lc + properties.lp));
  }

  /** Where the probabilities of a literal begin. */
  literalAt(position: number, before: number): number {
    const { lc, lp } = this.properties;
    return 0x300 * (((position & ((1 << lp) - 1)) << lc) + (before >> (8 - lc)));
  }

  afterLiteral(): void {
    this.state = this.state < 4 ? 0 : this.state < 10 ? this.state - 3 : this.state - 6;
  }
  afterMatch(): void {
    this.state = this.state < 7 ? 7 : 10;
  }
  afterRecent(): void {
    this.state = this.state < 7 ? 8 : 11;
  }
  afterShort(): void {
    this.state = this.state < 7 ? 9 : 11;
  }
}
