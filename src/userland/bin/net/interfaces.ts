/** Interfaces and routes as ip, ifconfig, route, netstat and arp show them. */
import type { InterfaceInfo, RouteInfo } from '../../../kernel/sys.ts';

export function flagNames({ loopback, up }: InterfaceInfo): string[] {
  const kind = loopback ? ['LOOPBACK'] : ['BROADCAST', 'MULTICAST'];
  return up ? [...kind, 'UP', 'LOWER_UP'] : kind;
}

/** `eth0@if5`: the end of a veth pair whose other end lies in another namespace. */
export function linkName({ name, peerIndex }: InterfaceInfo): string {
  return peerIndex === undefined ? name : `${name}@if${peerIndex}`;
}

export function broadcastOf({ loopback, mac }: InterfaceInfo): string {
  return loopback ? mac : 'ff:ff:ff:ff:ff:ff';
}

/** 24 to `255.255.255.0`. */
export function netmask(prefix: number): string {
  const bits = prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join('.');
}

/** Destination and mask of a route. */
export function networkOf({ destination }: RouteInfo): readonly [address: string, mask: string] {
  if (destination === 'default') return ['0.0.0.0', '0.0.0.0'];
  const [address = '', prefix = '32'] = destination.split('/');
  return [address, netmask(Number(prefix))];
}

/** `588.7 MiB`, as net-tools writes sizes. */
export function binarySize(bytes: number): string {
  let value = bytes;
  for (const unit of ['B', 'KiB', 'MiB', 'GiB', 'TiB']) {
    if (value < 1024 || unit === 'TiB') return `${value.toFixed(1)} ${unit}`;
    value /= 1024;
  }
  return '';
}

/** An IPv4 address as a number. */
export function addressNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** The route that a packet to the address takes: the longest prefix wins. */
export function routeTo(routes: readonly RouteInfo[], address: string): RouteInfo | undefined {
  const prefixOf = ({ destination }: RouteInfo) =>
    destination === 'default' ? 0 : Number(destination.split('/')[1] ?? 32);
  const matching = routes.filter((route) => {
    if (route.destination === 'default') return true;
    const size = 2 ** (32 - prefixOf(route));
    const [base = ''] = route.destination.split('/');
    return Math.floor(addressNumber(base) / size) === Math.floor(addressNumber(address) / size);
  });
  return matching.sort((a, b) => prefixOf(b) - prefixOf(a))[0];
}
