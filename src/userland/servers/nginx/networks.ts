/** IPv4 networks, `10.0.0.0/8`, as allow, deny and geo name them. */
export interface Network {
  /** Of the prefix. */
  readonly bits: number;
  has(address: string): boolean;
}

/** Undefined when it is none. */
export function networkOf(text: string): Network | undefined {
  const [, base, length = '32'] = /^(\d+\.\d+\.\d+\.\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  const bits = Number(length);
  if (base === undefined || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  const start = Math.floor(numberOf(base) / size);
  return { bits, has: (address) => Math.floor(numberOf(address) / size) === start };
}

/** NaN for what is no IPv4 address. */
function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
