/** A network namespace as `ip`, `ss` and /proc/net show it. */
import { formatAddress, formatSubnet, subnetSize } from '../../base/ipv4.ts';
import { formatSubnet6, linkLocal } from '../../base/ipv6.ts';
import type { InterfaceInfo, RouteInfo } from '../sys.ts';
import { type InterfaceAddress6, MTU, type NetworkInterface } from './interface.ts';
import type { NetworkNamespaceState } from './network-namespace.ts';

const LOOPBACK_MTU = 65_536;
const LINK_LOCAL_PREFIX = 64;

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
    mtu: one.link.mtu ?? MTU,
    mac: one.mac,
    addresses: [{ address, prefix: subnet.prefix, broadcast }, ...describeAddresses6(one)],
    received: { ...one.received },
    sent: { ...one.sent },
  };
}

/** With an address of IPv6 comes the one of the link. */
function describeAddresses6({ address6, mac }: NetworkInterface): InterfaceInfo['addresses'] {
  if (!address6) return [];
  return [
    { address: address6.address, prefix: address6.subnet.prefix },
    { address: linkLocal(mac), prefix: LINK_LOCAL_PREFIX },
  ];
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
    mtu: one.link.mtu ?? MTU,
    mac: `ba:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}:${hex.slice(6, 8)}:${hex.slice(1, 3)}`,
    addresses: [],
    received: { ...one.sent },
    sent: { ...one.received },
  };
}

/** Routes of IPv6: the networks of the interfaces, their links, and the way out. */
export function describeRoutes6({ attachments, defaultRoute6 }: NetworkNamespaceState): readonly RouteInfo[] {
  const with6 = attachments.filter(({ address6 }) => address6);
  const none = { gateway: undefined, source: undefined };
  const out = defaultRoute6 && [
    {
      destination: 'default',
      gateway: defaultRoute6.gateway,
      interface: defaultRoute6.interface.name,
      source: undefined,
    },
  ];
  return [
    ...with6.map(({ name, address6 }) => ({
      ...none,
      destination: formatSubnet6((address6 as InterfaceAddress6).subnet),
      interface: name,
    })),
    ...with6.map(({ name }) => ({ ...none, destination: `fe80::/${LINK_LOCAL_PREFIX}`, interface: name })),
    ...(out ?? []),
  ];
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
