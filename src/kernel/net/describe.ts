/** A network namespace as `ip`, `ss` and /proc/net show it. */
import { formatAddress, formatSubnet, subnetSize } from '../../base/ipv4.ts';
import type { InterfaceInfo, RouteInfo } from '../sys.ts';
import { MTU, type NetworkInterface } from './interface.ts';
import type { NetworkNamespaceState } from './network-namespace.ts';

const LOOPBACK_MTU = 65_536;

export function describeInterfaces(namespace: NetworkNamespaceState): readonly InterfaceInfo[] {
  const { received, sent } = namespace.loopback;
  const loopback: InterfaceInfo = {
    name: 'lo',
    index: 1,
    up: true,
    loopback: true,
    mtu: LOOPBACK_MTU,
    mac: '00:00:00:00:00:00',
    addresses: [
      { address: '127.0.0.1', prefix: 8 },
      { address: '::1', prefix: 128 },
    ],
    received: { ...received },
    sent: { ...sent },
  };
  return [loopback, ...namespace.attachments.map(describeInterface)];
}

function describeInterface(one: NetworkInterface): InterfaceInfo {
  const { address, subnet } = one.address;
  const broadcast = formatAddress(subnet.base + subnetSize(subnet) - 1);
  return {
    name: one.name,
    index: one.index,
    ...(one.peerIndex !== undefined && { peerIndex: one.peerIndex }),
    up: true,
    loopback: false,
    mtu: MTU,
    mac: one.mac,
    addresses: [{ address, prefix: subnet.prefix, broadcast }],
    received: { ...one.received },
    sent: { ...one.sent },
  };
}

/** The machine's end of a container's veth pair. */
export function describeOtherEnd(one: NetworkInterface, master: string): InterfaceInfo | undefined {
  if (one.peerIndex === undefined) return undefined;
  // Names and addresses of chance, the same each time they are looked at.
  const chance = Math.imul(one.peerIndex, 0x9e3779b1) >>> 0;
  const hex = chance.toString(16).padStart(8, '0');
  return {
    name: `veth${hex.slice(1)}`,
    index: one.peerIndex,
    peerIndex: one.index,
    master,
    up: true,
    loopback: false,
    mtu: MTU,
    mac: `ba:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}:${hex.slice(6, 8)}:${hex.slice(1, 3)}`,
    addresses: [],
    received: { ...one.sent },
    sent: { ...one.received },
  };
}

export function describeRoutes({ attachments, defaultRoute }: NetworkNamespaceState): readonly RouteInfo[] {
  const own = attachments.map((one): RouteInfo => {
    const { address, subnet } = one.address;
    return { destination: formatSubnet(subnet), gateway: undefined, interface: one.name, source: address };
  });
  if (!defaultRoute) return own;
  const { gateway } = defaultRoute;
  return [{ destination: 'default', gateway, interface: defaultRoute.interface.name, source: undefined }, ...own];
}
