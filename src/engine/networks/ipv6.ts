/** Addresses of IPv6 on networks that have it. */
import { FailureError } from '../../base/errors.ts';
import { contains6, endOf6, parseAddress6, parseSubnet6, type Subnet6 } from '../../base/ipv6.ts';
import type { Network } from '../../api/types/system.ts';
import type { Endpoints } from './endpoints.ts';
import type { NetworkRecord } from './network-table.ts';

export type PoolConfig = Network['IPAM']['Config'][number];

interface Pool6 {
  readonly subnet: Subnet6;
  readonly gateway: bigint;
  /** What addresses are given out of, unless one is asked for. */
  readonly range: Subnet6;
  readonly reserved: ReadonlySet<bigint | undefined>;
}

export const isV6 = (subnet: string | undefined) => subnet?.includes(':') ?? false;

/** Undefined when the network has no IPv6, whatever pools it names. */
export function pool6Of({ enableIPv6, ipam }: NetworkRecord): Pool6 | undefined {
  const config = enableIPv6 ? (ipam.Config ?? []).find(({ Subnet }) => isV6(Subnet)) : undefined;
  const subnet = parseSubnet6(config?.Subnet ?? '');
  if (!config || !subnet) return undefined;
  const range = parseSubnet6(config.IPRange ?? '') ?? subnet;
  const gateway = parseAddress6(config.Gateway ?? '') ?? range.base + 1n;
  const aux = Object.values(config.AuxiliaryAddresses ?? {}).map(parseAddress6);
  // Nobody has the address of the subnet itself: it is that of any router (RFC 4291).
  return { subnet, gateway, range, reserved: new Set([gateway, subnet.base, ...aux]) };
}

/** Undefined on networks without IPv6. Fails with `forbidden` when the address is taken or none is left. */
export function chooseAddress6(
  network: NetworkRecord,
  endpoints: Endpoints,
  wanted: string | undefined,
): bigint | undefined {
  const pool = pool6Of(network);
  if (!pool) return undefined;
  if (wanted) {
    const address = parseAddress6(wanted);
    if (address === undefined || !contains6(pool.subnet, address)) {
      throw new FailureError('system', `no configured subnet contains IP address ${wanted}`);
    }
    if (endpoints.addresses6.has(address) || pool.reserved.has(address)) {
      throw new FailureError('forbidden', 'Address already in use');
    }
    return address;
  }
  const free = endpoints.addresses6.free(pool.range.base, endOf6(pool.range), pool.reserved);
  if (free === undefined) {
    throw new FailureError(
      'forbidden',
      `no available IPv6 addresses on this network's address pools: ${network.name} (${network.id})`,
    );
  }
  return free;
}
