/** IPv4 arithmetic for address pools. Addresses are unsigned 32-bit numbers. */
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
  const size = 2 ** (32 - Number(prefix));
  return { base: Math.floor(value / size) * size, prefix: Number(prefix) };
}

export function formatSubnet({ base, prefix }: Subnet): string {
  return `${formatAddress(base)}/${prefix}`;
}

export function subnetSize({ prefix }: Subnet): number {
  return 2 ** (32 - prefix);
}

export function contains(subnet: Subnet, address: number): boolean {
  return address >= subnet.base && address < subnet.base + subnetSize(subnet);
}

export function overlaps(a: Subnet, b: Subnet): boolean {
  return contains(a, b.base) || contains(b, a.base);
}

/** Docker's default address pools: 172.17 to 172.31 as /16, then 192.168 in /20. */
export function* defaultPools(): Generator<Subnet> {
  for (let i = 17; i <= 31; i++) yield { base: (172 * 256 + i) * 65536, prefix: 16 };
  for (let i = 0; i < 16; i++) yield { base: (192 * 256 + 168) * 65536 + i * 4096, prefix: 20 };
}

/** The MAC address that libnetwork's bridge driver derives from an address. */
export function macOf(address: number): string {
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
  return ['02', '42', ...bytes.map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}
