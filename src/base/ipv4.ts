/** IPv4 arithmetic. Addresses are unsigned 32-bit numbers. */
export interface Subnet {
  readonly base: number;
  readonly prefix: number;
}

export function parseAddress(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** `10.1.0.0/16`; host bits are kept out of the base. */
export function parseSubnet(text: string): Subnet | undefined {
  const [address, prefix] = text.split('/');
  const value = parseAddress(address ?? '');
  if (value === undefined || !/^\d{1,2}$/.test(prefix ?? '') || Number(prefix) > 32) return undefined;
  return subnetOf(value, Number(prefix));
}

export function subnetOf(address: number, prefix: number): Subnet {
  const size = 2 ** (32 - prefix);
  return { base: Math.floor(address / size) * size, prefix };
}

export function formatSubnet({ base, prefix }: Subnet): string {
  return `${formatAddress(base)}/${prefix}`;
}

export function subnetSize({ prefix }: Subnet): number {
  return 2 ** (32 - prefix);
}

/** The addresses of the subnet itself and of its broadcasts; a point-to-point link has none (RFC 3021). */
export function edgesOf(subnet: Subnet): readonly number[] {
  return subnet.prefix < 31 ? [subnet.base, subnet.base + subnetSize(subnet) - 1] : [];
}

export function contains(subnet: Subnet, address: number): boolean {
  return address >= subnet.base && address < subnet.base + subnetSize(subnet);
}

export function overlaps(a: Subnet, b: Subnet): boolean {
  return contains(a, b.base) || contains(b, a.base);
}
