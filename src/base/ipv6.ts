/** IPv6 arithmetic. Addresses are unsigned 128-bit numbers; texts are those of RFC 5952. */
export interface Subnet6 {
  readonly base: bigint;
  readonly prefix: number;
}

const BITS = 128;
const GROUPS = 8;

export function parseAddress6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (!text.includes(':') || halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':'))) as [string[], string[]?];
  const given = head.length + (tail?.length ?? 0);
  if (tail ? given >= GROUPS : given !== GROUPS) return undefined;
  const groups = [...head, ...Array<string>(GROUPS - given).fill('0'), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(Number.parseInt(group, 16)), 0n);
}

export function formatAddress6(address: bigint): string {
  const groups = Array.from({ length: GROUPS }, (_, i) =>
    Number((address >> BigInt(16 * (GROUPS - 1 - i))) & 0xffffn).toString(16),
  );
  const { at, length } = longestZeros(groups);
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, at).join(':')}::${groups.slice(at + length).join(':')}`;
}

/** Of several equally long runs the first. */
function longestZeros(groups: readonly string[]): { readonly at: number; readonly length: number } {
  let best = { at: 0, length: 0 };
  for (let at = 0; at < groups.length; at++) {
    let end = at;
    while (groups[end] === '0') end++;
    if (end - at > best.length) best = { at, length: end - at };
    at = Math.max(at, end - 1);
  }
  return best;
}

/** `fd00::/64`; host bits are kept out of the base. */
export function parseSubnet6(text: string): Subnet6 | undefined {
  const [address, prefix] = text.split('/');
  const value = parseAddress6(address ?? '');
  if (value === undefined || !/^\d{1,3}$/.test(prefix ?? '') || Number(prefix) > BITS) return undefined;
  return { base: (value >> hostBits(Number(prefix))) << hostBits(Number(prefix)), prefix: Number(prefix) };
}

export function formatSubnet6({ base, prefix }: Subnet6): string {
  return `${formatAddress6(base)}/${prefix}`;
}

export function contains6({ base, prefix }: Subnet6, address: bigint): boolean {
  return address >> hostBits(prefix) === base >> hostBits(prefix);
}

export function overlaps6(a: Subnet6, b: Subnet6): boolean {
  return contains6(a, b.base) || contains6(b, a.base);
}

/** The address after the last one. */
export function endOf6({ base, prefix }: Subnet6): bigint {
  return base + (1n << hostBits(prefix));
}

/** The link-local address that an interface makes of its MAC address (RFC 4291, modified EUI-64). */
export function linkLocal(mac: string): string {
  const [a = 0, b = 0, c = 0, ...rest] = mac.split(':').map((byte) => Number.parseInt(byte, 16));
  const bytes = [a ^ 2, b, c, 0xff, 0xfe, ...rest];
  return formatAddress6(bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0xfe80n << 48n));
}

const hostBits = (prefix: number) => BigInt(BITS - prefix);
