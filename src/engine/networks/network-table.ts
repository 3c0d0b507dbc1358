/**
 * The networks of one engine and who is on them. A network is a durable record; its endpoints live in memory, as long
 * as their containers run.
 */
import type { Network } from '../../api/types/system.ts';
import type { StringMap } from '../../api/types/container.ts';
import { FailureError } from '../../base/errors.ts';
import * as addresses from '../../base/ipv4.ts';
import { formatAddress6, formatSubnet6, overlaps6, type Subnet6 } from '../../base/ipv6.ts';
import type { Clock, Random } from '../../base/ports.ts';
import { rfc3339Nano } from '../../base/time.ts';
import type { Runtime } from '../../oci/runtime.ts';
import type { Records } from '../../store/store.ts';
import { randomId } from '../identifiers.ts';
import { defaultPools, macOf } from './addresses.ts';
import { Endpoints, type Endpoint } from './endpoints.ts';
import { chooseAddress6, pool6Of } from './ipv6.ts';
import { PortAllocator } from './port-allocator.ts';

export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly driver: string;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly enableIPv6: boolean;
  readonly ipam:
    Network['IPAM'] | { readonly Driver: string; readonly Options: StringMap | null; readonly Config: null };
  /** The user chose the subnet, so that addresses may be asked for. */
  readonly configured: boolean;
  readonly options: StringMap;
  readonly labels: StringMap;
  /** As it was asked for; absent: `local`. What it says changes nothing on a single engine. */
  readonly scope?: string;
  /** Nothing but configuration, which other networks are made from: no bridge, no addresses. */
  readonly configOnly?: boolean;
  /** The name of the configuration network that this one was made from. */
  readonly configFrom?: string;
}

export const PREDEFINED = ['bridge', 'host', 'none'] as const;

/** The interface of the machine that joins a network's containers. */
export function bridgeName({ id, options }: NetworkRecord): string {
  return options['com.docker.network.bridge.name'] ?? `br-${id.slice(0, 12)}`;
}

export class NetworkTable {
  readonly ports = new PortAllocator();
  #networks = new Map<string, NetworkRecord>();
  #endpoints = new Map<string, Endpoints>();

  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly runtime: Pick<Runtime, 'createBridge' | 'removeBridge'>,
  ) {}

  async load(): Promise<void> {
    for (const [, record] of await this.records.list<NetworkRecord>('networks/')) {
      this.#networks.set(record.id, record);
      this.#bridge(record);
    }
    for (const [name, driver] of [
      ['bridge', 'bridge'],
      ['host', 'host'],
      ['none', 'null'],
    ] as const) {
      if (!this.byName(name)) await this.add(this.#predefined(name, driver));
    }
  }

  all(): readonly NetworkRecord[] {
    return [...this.#networks.values()].sort((a, b) => a.created - b.created);
  }

  byName(name: string): NetworkRecord | undefined {
    return this.all().find((network) => network.name === name);
  }

  byId(id: string): NetworkRecord | undefined {
    return this.#networks.get(id);
  }

  /** By id, name, or a prefix of the id. */
  find(term: string): NetworkRecord {
    const exact = this.#networks.get(term) ?? this.byName(term);
    if (exact) return exact;
    const found = this.all().filter(({ id }) => id.startsWith(term));
    if (found.length > 1) {
      throw new FailureError(
        'invalid',
        `network ${term} is ambiguous (${found.length} matches found based on ID prefix)`,
      );
    }
    if (!found[0]) throw new FailureError('notFound', `network ${term} not found`);
    return found[0];
  }

  async add(record: NetworkRecord): Promise<void> {
    this.#bridge(record);
    await this.records.write([{ key: `networks/${record.id}`, value: record }]);
    this.#networks.set(record.id, record);
  }

  #bridge(record: NetworkRecord): void {
    const pool = this.subnetOf(record);
    if (record.driver !== 'bridge' || !pool) return;
    const { subnet, gateway } = pool;
    const six = pool6Of(record);
    const { internal } = record;
    this.runtime.createBridge({
      name: bridgeName(record),
      subnet: addresses.formatSubnet(subnet),
      gateway,
      ipv6: six && { subnet: formatSubnet6(six.subnet), gateway: formatAddress6(six.gateway) },
      internal,
      mtu: Number(record.options['com.docker.network.driver.mtu']) || undefined,
      isolated: record.options['com.docker.network.bridge.enable_icc'] === 'false',
    });
  }

  async remove(id: string): Promise<void> {
    const record = this.#networks.get(id);
    await this.records.write([{ key: `networks/${id}` }]);
    if (record?.driver === 'bridge' && this.subnetOf(record)) this.runtime.removeBridge(bridgeName(record));
    this.#networks.delete(id);
    this.#endpoints.delete(id);
  }

  endpoints(networkId: string): readonly Endpoint[] {
    return this.#endpoints.get(networkId)?.all() ?? [];
  }

  /** Puts a container on a network: its endpoint with the lowest free address, or the one it asks for. */
  join(
    network: NetworkRecord,
    container: { readonly id: string; readonly name: string },
    wanted: {
      readonly address?: string | undefined;
      readonly address6?: string | undefined;
      readonly mac?: string | undefined;
    },
  ): Endpoint {
    if (network.configOnly) {
      throw new FailureError('forbidden', 'cannot create endpoint on configuration-only network');
    }
    const endpoints = this.#endpoints.get(network.id) ?? new Endpoints();
    if (endpoints.hasName(container.name)) {
      throw new FailureError(
        'forbidden',
        `endpoint with name ${container.name} already exists in network ${network.name}`,
      );
    }
    const address = this.#address(network, endpoints, wanted.address);
    const endpoint: Endpoint = {
      id: randomId(this.random),
      containerId: container.id,
      containerName: container.name,
      address,
      address6: chooseAddress6(network, endpoints, wanted.address6),
      mac: wanted.mac || (address === undefined ? '' : macOf(address)),
    };
    endpoints.add(endpoint);
    this.#endpoints.set(network.id, endpoints);
    return endpoint;
  }

  leave(networkId: string, containerId: string): void {
    this.#endpoints.get(networkId)?.remove(containerId);
  }

  rename(containerId: string, name: string): void {
    for (const endpoints of this.#endpoints.values()) {
      const endpoint = endpoints.get(containerId);
      if (!endpoint) continue;
      endpoints.remove(containerId);
      endpoints.add({ ...endpoint, containerName: name });
    }
  }

  subnetOf(network: NetworkRecord): { subnet: addresses.Subnet; gateway: string } | undefined {
    const config = ipv4Config(network);
    const subnet = config?.Subnet ? addresses.parseSubnet(config.Subnet) : undefined;
    if (!subnet) return undefined;
    return { subnet, gateway: config?.Gateway?.split('/')[0] || automaticGateway(subnet, config?.IPRange) };
  }

  /** A subnet of the default pools that no network has. */
  freeSubnet(): addresses.Subnet {
    for (const pool of defaultPools()) if (!this.overlapping(pool)) return pool;
    throw new FailureError(
      'invalid',
      'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
    );
  }

  overlapping(subnet: addresses.Subnet): boolean {
    return this.all().some((network) => {
      const taken = network.configOnly ? undefined : this.subnetOf(network)?.subnet;
      return taken !== undefined && addresses.overlaps(taken, subnet);
    });
  }

  overlapping6(subnet: Subnet6): boolean {
    return this.all().some((network) => {
      const taken = network.configOnly ? undefined : pool6Of(network)?.subnet;
      return taken !== undefined && overlaps6(taken, subnet);
    });
  }

  #address(network: NetworkRecord, endpoints: Endpoints, wanted: string | undefined) {
    const pool = this.subnetOf(network);
    if (!pool || network.driver === 'host' || network.driver === 'null') return undefined;
    const { subnet } = pool;
    const config = ipv4Config(network);
    const reserved = new Set(
      [pool.gateway, ...Object.values(config?.AuxiliaryAddresses ?? {})].map(addresses.parseAddress),
    );
    for (const edge of addresses.edgesOf(subnet)) reserved.add(edge);
    if (wanted) {
      const address = addresses.parseAddress(wanted);
      if (address === undefined || !addresses.contains(subnet, address)) {
        throw new FailureError('system', `no configured subnet contains IP address ${wanted}`);
      }
      if (endpoints.addresses.has(address) || reserved.has(address))
        throw new FailureError('forbidden', 'Address already in use');
      return address;
    }
    const range = (config?.IPRange && addresses.parseSubnet(config.IPRange)) || subnet;
    const free = endpoints.addresses.free(range.base, range.base + addresses.subnetSize(range), reserved);
    if (free === undefined) {
      throw new FailureError(
        'forbidden',
        `no available IPv4 addresses on this network's address pools: ${network.name} (${network.id})`,
      );
    }
    return free;
  }

  #predefined(name: string, driver: string): NetworkRecord {
    const bridge = name === 'bridge';
    return {
      id: randomId(this.random),
      name,
      created: this.clock.now(),
      driver,
      internal: false,
      attachable: false,
      enableIPv6: false,
      configured: false,
      ipam: {
        Driver: 'default',
        Options: null,
        Config: bridge ? [{ Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }] : (null as never),
      },
      options: bridge
        ? {
            'com.docker.network.bridge.default_bridge': 'true',
            'com.docker.network.bridge.enable_icc': 'true',
            'com.docker.network.bridge.enable_ip_masquerade': 'true',
            'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
            'com.docker.network.bridge.name': 'docker0',
            'com.docker.network.driver.mtu': '1500',
          }
        : {},
      labels: {},
    };
  }
}

/** Without a gateway of its own a network takes the first address that it gives out. */
export function automaticGateway(subnet: addresses.Subnet, ipRange: string | undefined): string {
  const range = ipRange ? addresses.parseSubnet(ipRange) : undefined;
  const first = addresses.edgesOf(subnet).includes(subnet.base) ? subnet.base + 1 : subnet.base;
  return addresses.formatAddress(range && range.base !== subnet.base ? range.base : first);
}

/** Of several pools the one that addresses are taken from. */
function ipv4Config({ ipam }: NetworkRecord) {
  return (ipam.Config ?? []).find(({ Subnet }) => !Subnet?.includes(':'));
}

function address6Text(record: NetworkRecord, { address6 }: Endpoint): string {
  const pool = address6 === undefined ? undefined : pool6Of(record);
  return pool ? `${formatAddress6(address6 as bigint)}/${pool.subnet.prefix}` : '';
}

/** As `docker network inspect` shows it. */
export function networkResponse(record: NetworkRecord, endpoints: readonly Endpoint[], prefix: number): Network {
  const members = [...endpoints].sort((a, b) => (a.containerId < b.containerId ? -1 : 1));
  return {
    Name: record.name,
    Id: record.id,
    Created: rfc3339Nano(record.created),
    Scope: record.scope ?? 'local',
    Driver: record.driver,
    EnableIPv6: record.enableIPv6,
    IPAM: record.ipam as Network['IPAM'],
    Internal: record.internal,
    Attachable: record.attachable,
    Ingress: false,
    ConfigFrom: { Network: record.configFrom ?? '' },
    ConfigOnly: record.configOnly ?? false,
    Containers: Object.fromEntries(
      members.map((endpoint) => [
        endpoint.containerId,
        {
          Name: endpoint.containerName,
          EndpointID: endpoint.id,
          MacAddress: endpoint.mac,
          IPv4Address: endpoint.address === undefined ? '' : `${addresses.formatAddress(endpoint.address)}/${prefix}`,
          IPv6Address: address6Text(record, endpoint),
        },
      ]),
    ),
    Options: record.options,
    Labels: record.labels,
  };
}
