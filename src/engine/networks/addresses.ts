/** Where Docker takes subnets and MAC addresses from. */
import { parseAddress, type Subnet } from '../../base/ipv4.ts';

/** Docker's default address pools: 172.17 to 172.31 as /16, then 192.168 in /20. */
export function* defaultPools(): Generator<Subnet> {
  for (let i = 17; i <= 31; i++) yield { base: (172 * 256 + i) * 65536, prefix: 16 };
  for (let i = 0; i < 16; i++) yield { base: (192 * 256 + 168) * 65536 + i * 4096, prefix: 20 };
}

/** As Go reads addresses: a number with a zero in front may be meant octal, and is none. */
export function parseStrict(text: string): number | undefined {
  return /(^|\.)0\d/.test(text) ? undefined : parseAddress(text);
}

/** The MAC address that libnetwork's bridge driver derives from an address. */
export function macOf(address: number): string {
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
  return ['02', '42', ...bytes.map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}
