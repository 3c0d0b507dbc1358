/** Containers on networks: endpoints while they run, with their addresses and names in the container's record. */
import { UNJOINED } from '../../api/types/container.ts';
import type { ContainerCreateBody, EndpointSettings, HostConfig } from '../../api/types/container.ts';
import { FailureError } from '../../base/errors.ts';
import { isMacAddress } from '../../base/mac-address.ts';
import type { EngineContext } from '../context.ts';
import { randomId, shortId } from '../identifiers.ts';
import { contains, formatAddress, parseSubnet } from '../../base/ipv4.ts';
import { contains6, formatAddress6, parseAddress6, parseSubnet6 } from '../../base/ipv6.ts';
import { parseStrict } from '../networks/addresses.ts';
import type { Endpoint } from '../networks/endpoints.ts';
import { pool6Of } from '../networks/ipv6.ts';
import { PREDEFINED, type NetworkRecord } from '../networks/network-table.ts';
import { sortedByKey } from './config.ts';
import type { Container } from './container.ts';
import type { ContainerRecord } from './container-record.ts';
import { publishPorts, unpublishPorts } from './published-ports.ts';

export type NetworkKind = 'bridge' | 'host' | 'none' | 'container' | 'user';

export function networkKind(host: HostConfig): NetworkKind {
  const mode = host.NetworkMode ?? '';
  if (mode === '' || mode === 'default' || mode === 'bridge') return 'bridge';
  if (mode === 'host' || mode === 'none') return mode;
  return mode.startsWith('container:') ? 'container' : 'user';
}

export function endpointSettings(from: Partial<EndpointSettings> = {}): EndpointSettings {
  const ipam = from.IPAMConfig && Object.keys(from.IPAMConfig).length ? from.IPAMConfig : null;
  return {
    IPAMConfig: ipam,
    Links: from.Links ?? null,
    Aliases: from.Aliases?.length ? from.Aliases : null,
    MacAddress: from.MacAddress ?? '',
    ...UNJOINED,
    DriverOpts: from.DriverOpts && Object.keys(from.DriverOpts).length ? from.DriverOpts : null,
    DNSNames: null,
  };
}

/** The networks a new container names, checked as far as real Docker checks them before the start. */
export function initialNetworks(
  engine: EngineContext,
  host: HostConfig,
  networking: ContainerCreateBody['NetworkingConfig'],
): Record<string, EndpointSettings> {
  if (networkKind(host) === 'container') return {};
  const mode = host.NetworkMode ?? 'bridge';
  const networks: Record<string, EndpointSettings> = { [mode]: endpointSettings() };
  for (const [name, settings] of Object.entries(networking?.EndpointsConfig ?? {})) {
    const target = name === 'default' ? 'bridge' : name;
    const prefix = `invalid config for network ${target}: `;
    if (settings === null) throw new FailureError('invalid', `${prefix}EndpointsConfig is nil`);
    networks[target] = endpointSettings(settings);
    checkEndpoint(engine, target, settings, prefix);
  }
  return networks;
}

/** Fails with `invalid` on addresses and aliases that this network does not offer. */
export function checkEndpoint(
  engine: EngineContext,
  name: string,
  settings: Partial<EndpointSettings> | null | undefined,
  prefix = '',
): void {
  const predefined = (PREDEFINED as readonly string[]).includes(name);
  const problems: string[] = [];
  const network = engine.networks.byName(name);
  const { IPv4Address: v4 = '', IPv6Address: v6 = '' } = settings?.IPAMConfig ?? {};
  if (predefined && (v4 || v6)) problems.push('user specified IP address is supported on user defined networks only');
  if (predefined && settings?.Aliases?.length) {
    problems.push('network-scoped alias is supported only for containers in user defined networks');
  }
  if (v4 && parseStrict(v4) === undefined) problems.push(`invalid IPv4 address: ${v4}`);
  if (v6 && parseAddress6(v6) === undefined) problems.push(`invalid IPv6 address: ${v6}`);
  if (network) {
    problems.push(...outOfRange(network, v4, false), ...outOfRange(network, v6, true));
  }
  for (const local of (settings?.IPAMConfig as { LinkLocalIPs?: readonly string[] } | null)?.LinkLocalIPs ?? []) {
    if (parseStrict(local) === undefined && parseAddress6(local) === undefined) {
      problems.push(`invalid link-local IP address: ${local}`);
    }
  }
  const mac = settings?.MacAddress ?? '';
  if (problems.length === 0 && mac && !isMacAddress(mac)) {
    throw new FailureError('invalid', `${prefix}invalid MAC address ${mac}`);
  }
  if (problems.length === 0) return;
  const list = problems.length === 1 ? problems[0] : problems.map((problem) => `* ${problem}`).join('\n');
  throw new FailureError('invalid', `${prefix}invalid endpoint settings:\n${list}`);
}

/** Whether an address that a container asks for lies in a pool that the user has configured. */
function outOfRange(network: NetworkRecord, address: string, v6: boolean): readonly string[] {
  if (address === '') return [];
  const pools = network.configured ? (network.ipam.Config ?? []).flatMap(({ Subnet }) => Subnet ?? []) : [];
  const ofKind = pools.filter((pool) => pool.includes(':') === v6);
  if (ofKind.length === 0) {
    return ['user specified IP address is supported only when connecting to networks with user configured subnets'];
  }
  const inside = ofKind.some((pool) => (v6 ? liesIn6(pool, address) : liesIn(pool, address)));
  return inside ? [] : [`no configured subnet or ip-range contain the IP address ${address}`];
}

function liesIn(pool: string, address: string): boolean {
  const subnet = parseSubnet(pool);
  const value = parseStrict(address);
  return subnet !== undefined && value !== undefined && contains(subnet, value);
}

function liesIn6(pool: string, address: string): boolean {
  const subnet = parseSubnet6(pool);
  const value = parseAddress6(address);
  return subnet !== undefined && value !== undefined && contains6(subnet, value);
}

/** Before the process starts: joins every network and publishes the ports. On failure nothing is left joined. */
export async function connectNetworks(engine: EngineContext, container: Container): Promise<void> {
  const kind = networkKind(container.record.hostConfig);
  if (kind === 'container') return;
  const mode = container.record.hostConfig.NetworkMode ?? '';
  const gone = !engine.networks.byName(mode) && !engine.networks.byId(mode);
  if (kind === 'user' && gone && !container.record.networks[mode]) {
    throw new FailureError(
      'notFound',
      `could not find a network matching network mode ${mode}: network ${mode} not found`,
    );
  }
  container.change({ sandboxId: randomId(engine.random) });
  try {
    const names = Object.keys(container.record.networks);
    for (const name of names) joinNetwork(engine, container, engine.networks.find(name));
    if (kind === 'bridge' || kind === 'user') await publishPorts(engine, container);
    for (const name of names) publishConnect(engine, engine.networks.find(name), container.id, 'connect');
  } catch (error) {
    disconnectNetworks(engine, container, { silent: true });
    throw error;
  }
}

/** The container's part of the joined network: addresses in its record. */
export function joinNetwork(engine: EngineContext, container: Container, network: NetworkRecord): Endpoint {
  const { record } = container;
  const current = record.networks[network.name] ?? record.networks[network.id] ?? endpointSettings();
  const endpoint = engine.networks.join(network, container, {
    address: current.IPAMConfig?.IPv4Address,
    address6: current.IPAMConfig?.IPv6Address,
    mac: current.MacAddress || wantedMac(record, network),
  });
  const pool = engine.networks.subnetOf(network);
  const addressed = endpoint.address !== undefined && pool;
  const settings: EndpointSettings = {
    ...current,
    MacAddress: endpoint.mac,
    NetworkID: network.id,
    EndpointID: endpoint.id,
    Gateway: addressed && !network.internal ? pool.gateway : '',
    IPAddress: addressed ? formatAddress(endpoint.address as number) : '',
    IPPrefixLen: addressed ? pool.subnet.prefix : 0,
    ...settings6(network, endpoint),
    DNSNames: (PREDEFINED as readonly string[]).includes(network.name) ? null : dnsNames(record, current),
  };
  const others = { ...record.networks };
  if (network.id !== network.name) delete others[network.id];
  container.change({ networks: sortedByKey({ ...others, [network.name]: settings }) });
  return endpoint;
}

function wantedMac({ macs, config, hostConfig }: ContainerRecord, { name, id }: NetworkRecord): string | undefined {
  if (macs) return macs[name] ?? macs[id];
  // A record from before these were kept knows that of its main network.
  return hostConfig.NetworkMode === name || hostConfig.NetworkMode === id ? config.MacAddress : undefined;
}

function settings6(network: NetworkRecord, { address6 }: Endpoint) {
  const pool = address6 === undefined ? undefined : pool6Of(network);
  if (!pool) return { IPv6Gateway: '', GlobalIPv6Address: '', GlobalIPv6PrefixLen: 0 };
  return {
    IPv6Gateway: network.internal ? '' : formatAddress6(pool.gateway),
    GlobalIPv6Address: formatAddress6(address6 as bigint),
    GlobalIPv6PrefixLen: pool.subnet.prefix,
  };
}

/** Under these names the other containers of a network find this one. */
export function dnsNames(record: ContainerRecord, settings: EndpointSettings): readonly string[] {
  return [...new Set([record.name, ...(settings.Aliases ?? []), shortId(record.id), record.config.Hostname])];
}

export function publishConnect(
  engine: EngineContext,
  network: NetworkRecord,
  containerId: string,
  action: 'connect' | 'disconnect',
): void {
  engine.events.publish('network', action, network.id, {
    container: containerId,
    name: network.name,
    type: network.driver,
  });
}

/** After the exit: leaves every network, gives the ports back, and takes the addresses out of the record. */
export function disconnectNetworks(
  engine: EngineContext,
  container: Container,
  options: { readonly silent?: boolean } = {},
): void {
  unpublishPorts(engine, container);
  const networks: Record<string, EndpointSettings> = {};
  for (const [name, settings] of Object.entries(container.record.networks)) {
    const network = engine.networks.byId(settings.NetworkID) ?? engine.networks.byName(name);
    if (network && settings.EndpointID) {
      engine.networks.leave(network.id, container.id);
      if (!options.silent) publishConnect(engine, network, container.id, 'disconnect');
    }
    networks[name] = withoutAddresses(settings);
  }
  container.change({ networks, ports: {} });
}

export function withoutAddresses(settings: EndpointSettings): EndpointSettings {
  return {
    ...settings,
    MacAddress: '',
    EndpointID: '',
    Gateway: '',
    IPAddress: '',
    IPPrefixLen: 0,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
  };
}
