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

export function describeRoutes({ attachments, defaultRoute }: NetworkNamespaceState): readonly RouteInfo[] {
  const own = attachments.map((one): RouteInfo => {
    const { address, subnet } = one.address;
    return { destination: formatSubnet(subnet), gateway: undefined, interface: one.name, source: address };
  });
  if (!defaultRoute) return own;
  const { gateway } = defaultRoute;
  return [{ destination: 'default', gateway, interface: defaultRoute.interface.name, source: undefined }, ...own];
}
