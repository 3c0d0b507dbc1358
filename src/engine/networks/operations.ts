/** `docker network`: create, list, inspect, rm, connect, disconnect, prune. */
import type { Call } from '../../api/calls.ts';
import type { Network, NetworkCreateBody } from '../../api/types/system.ts';
import { FailureError } from '../../base/errors.ts';
import { pruneLabels, pruneUntil } from '../containers/delete.ts';
import { sortedByKey } from '../containers/config.ts';
import type { Container } from '../containers/container.ts';
import { filesAfterConnect, filesAfterDisconnect, resolvConf } from '../containers/network-files.ts';
import { endpointSpec } from '../containers/network-stack.ts';
import { checkEndpoint, endpointSettings, joinNetwork, networkKind, publishConnect } from '../containers/networking.ts';
import type { EngineContext } from '../context.ts';
import { Filters } from '../filters.ts';
import { randomId } from '../identifiers.ts';
import { contains, formatAddress, formatSubnet, parseAddress, parseSubnet, subnetSize } from '../../base/ipv4.ts';
import { bridgeName, networkResponse, PREDEFINED, type NetworkRecord } from './network-table.ts';

const predefined = (name: string) => (PREDEFINED as readonly string[]).includes(name);

export async function networkCreate(
  engine: EngineContext,
  call: Call<'networkCreate'>,
): Promise<{ readonly Id: string; readonly Warning: string }> {
  const { body } = call;
  const name = body?.Name ?? '';
  if (!name.trim()) throw new FailureError('invalid', 'invalid network name: name is empty');
  if (predefined(name)) {
    throw new FailureError('forbidden', `operation is not permitted on predefined ${name} network`);
  }
  const driver = body.Driver || 'bridge';
  if (driver === 'host' || driver === 'null') {
    throw new FailureError('forbidden', `only one instance of "${driver}" network is allowed`);
  }
  if (['overlay', 'macvlan', 'ipvlan'].includes(driver)) {
    throw new FailureError(
      'notImplemented',
      `Drydock has no network driver ${driver}: real Docker would connect containers with it`,
    );
  }
  if (driver !== 'bridge') throw new FailureError('notFound', `plugin "${driver}" not found`);
  return engine.locks.run('networks', async () => {
    if (engine.networks.byName(name)) throw new FailureError('conflict', `network with name ${name} already exists`);
    const record = makeRecord(engine, body);
    refuseSameBridge(engine, record);
    await engine.networks.add(record);
    engine.events.publish('network', 'create', record.id, { name, type: driver });
    return { Id: record.id, Warning: '' };
  });
}

function refuseSameBridge(engine: EngineContext, record: NetworkRecord): void {
  const name = bridgeName(record);
  const other = engine.networks.all().find((one) => one.driver === 'bridge' && bridgeName(one) === name);
  if (!other) return;
  throw new FailureError(
    'forbidden',
    `cannot create network ${record.id} (${name}): conflicts with network ${other.id} (${name}): networks have same bridge name`,
  );
}

function makeRecord(engine: EngineContext, body: NetworkCreateBody): NetworkRecord {
  const configs = body.IPAM?.Config ?? [];
  checkConfig(configs.filter(({ Subnet }) => !isV6(Subnet)));
  if (body.EnableIPv6) refuseIPv6(configs.some(({ Subnet }) => isV6(Subnet)));
  const configured = configs.some(({ Subnet }) => Subnet);
  const first = configs.find(({ Subnet }) => !isV6(Subnet));
  let config: Network['IPAM']['Config'];
  if (configured && first?.Subnet) {
    const subnet = parseSubnet(first.Subnet);
    if (subnet && engine.networks.overlapping(subnet)) {
      throw new FailureError('forbidden', 'Pool overlaps with other one on this address space');
    }
    config = configs.map((entry) => ({ ...entry }));
  } else {
    const subnet = engine.networks.freeSubnet();
    config = [{ Subnet: formatSubnet(subnet), Gateway: formatAddress(subnet.base + 1) }];
  }
  return {
    id: randomId(engine.random),
    name: body.Name,
    created: engine.clock.now(),
    driver: body.Driver || 'bridge',
    internal: body.Internal ?? false,
    attachable: body.Attachable ?? false,
    enableIPv6: body.EnableIPv6 ?? false,
    ipam: { Driver: body.IPAM?.Driver || 'default', Options: body.IPAM?.Options ?? {}, Config: config },
    configured,
    options: body.Options ?? {},
    labels: sortedByKey(body.Labels ?? {}),
  };
}

const isV6 = (subnet: string | undefined) => subnet?.includes(':') ?? false;

function refuseIPv6(configured: boolean): never {
  if (!configured) {
    throw new FailureError(
      'invalid',
      'could not find an available, non-overlapping IPv6 address pool among the defaults to assign to the network',
    );
  }
  throw new FailureError(
    'notImplemented',
    'Drydock has no IPv6 on networks: real Docker would give its containers IPv6 addresses as well',
  );
}

function checkConfig(configs: Network['IPAM']['Config']): void {
  const problems: string[] = [];
  for (const { Subnet, Gateway, IPRange } of configs) {
    if (!Subnet) continue;
    const subnet = parseSubnet(Subnet);
    if (!subnet) {
      problems.push(`invalid subnet ${Subnet}: invalid CIDR block notation`);
      continue;
    }
    const [address] = Subnet.split('/');
    if (parseAddress(address ?? '') !== subnet.base) {
      problems.push(`invalid subnet ${Subnet}: it should be ${formatSubnet(subnet)}`);
    }
    if (Gateway) {
      const gateway = parseAddress(Gateway);
      if (gateway === undefined) problems.push(`invalid gateway ${Gateway}: invalid address`);
      else if (!contains(subnet, gateway)) problems.push(`invalid gateway ${Gateway}: parent subnet is ${Subnet}`);
    }
    if (IPRange) {
      const range = parseSubnet(IPRange);
      if (!range) problems.push(`invalid ip-range ${IPRange}: invalid CIDR block notation`);
      else if (!contains(subnet, range.base) || subnetSize(range) > subnetSize(subnet)) {
        problems.push(`invalid ip-range ${IPRange}: parent subnet is ${Subnet}`);
      }
    }
  }
  if (problems.length) throw new FailureError('invalid', `invalid network config:\n${problems.join('\n')}`);
}

const FILTERS = ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type'];

export async function networkList(engine: EngineContext, call: Call<'networkList'>): Promise<readonly Network[]> {
  const filters = Filters.parse(call.query.filters, FILTERS);
  for (const type of filters.get('type')) {
    if (type !== 'custom' && type !== 'builtin') throw new FailureError('invalid', `invalid filter: 'type'='${type}'`);
  }
  const dangling = filters.has('dangling') ? filters.boolean('dangling', false) : undefined;
  return engine.networks
    .all()
    .filter((network) => {
      const used = engine.networks.endpoints(network.id).length > 0;
      return (
        filters.exact('driver', network.driver) &&
        filters.match('name', network.name) &&
        filters.match('id', network.id) &&
        filters.labels('label', network.labels) &&
        filters.exact('scope', 'local') &&
        (!filters.has('type') || filters.get('type').includes(predefined(network.name) ? 'builtin' : 'custom')) &&
        (dangling === undefined || (dangling ? !predefined(network.name) && !used : predefined(network.name) || used))
      );
    })
    .map((network) => networkResponse(network, [], 0));
}

export async function networkInspect(engine: EngineContext, call: Call<'networkInspect'>): Promise<Network> {
  const network = engine.networks.find(call.path.id ?? '');
  const prefix = engine.networks.subnetOf(network)?.subnet.prefix ?? 0;
  return networkResponse(network, engine.networks.endpoints(network.id), prefix);
}

export async function networkDelete(engine: EngineContext, call: Call<'networkDelete'>): Promise<void> {
  await engine.locks.run('networks', () => removeNetwork(engine, engine.networks.find(call.path.id ?? '')));
}

async function removeNetwork(engine: EngineContext, network: NetworkRecord): Promise<void> {
  if (predefined(network.name)) {
    throw new FailureError('forbidden', `${network.name} is a pre-defined network and cannot be removed`);
  }
  if (engine.networks.endpoints(network.id).length) {
    throw new FailureError(
      'forbidden',
      `error while removing network: network ${network.name} id ${network.id} has active endpoints`,
    );
  }
  await engine.networks.remove(network.id);
  engine.events.publish('network', 'destroy', network.id, { name: network.name, type: network.driver });
}

export async function networkConnect(engine: EngineContext, call: Call<'networkConnect'>): Promise<void> {
  const network = engine.networks.find(call.path.id ?? '');
  const container = engine.containers.find(call.body?.Container ?? '');
  const settings = call.body?.EndpointConfig ?? undefined;
  await container.lock.run(() => connect(engine, network, container, settings));
}

/** As the request has them: what is empty there stays empty, and does not become null. */
function connectedSettings(settings: Parameters<typeof endpointSettings>[0] = {}) {
  const { IPAMConfig = null, Aliases = null, DriverOpts = null } = settings;
  return { ...endpointSettings(settings), IPAMConfig, Aliases, DriverOpts };
}

async function connect(
  engine: EngineContext,
  network: NetworkRecord,
  container: Container,
  settings: Parameters<typeof endpointSettings>[0],
): Promise<void> {
  const kind = networkKind(container.record.hostConfig);
  if (container.state.removing || container.state.dead) {
    throw new FailureError(
      'conflict',
      `container ${container.id} is marked for removal and cannot be connected or disconnected to the network ${network.name}`,
    );
  }
  checkEndpoint(engine, network.name, settings);
  if (kind === 'container') {
    throw new FailureError(
      'system',
      'container sharing network namespace with another container or host cannot be connected to any other network',
    );
  }
  if (kind === 'host' || network.name === 'host') {
    throw new FailureError('system', 'container cannot be connected to host network');
  }
  if (container.record.networks.none || network.name === 'none') {
    throw new FailureError(
      'system',
      'container cannot be connected to multiple networks with one of the networks in private (none) mode',
    );
  }
  const before = container.record;
  const resolver = resolvConf(engine, container);
  if (container.running && before.networks[network.name]?.EndpointID) {
    throw new FailureError(
      'forbidden',
      `endpoint with name ${container.name} already exists in network ${network.name}`,
    );
  }
  container.change({ networks: sortedByKey({ ...before.networks, [network.name]: connectedSettings(settings) }) });
  try {
    if (container.running) {
      joinNetwork(engine, container, network);
      const endpoint = endpointSpec(engine, container, network);
      if (endpoint) container.running.network.connect(endpoint);
      await filesAfterConnect(engine, container, resolver, endpoint?.address ?? '');
    }
    await engine.containers.save(container);
  } catch (error) {
    if (container.running) {
      engine.networks.leave(network.id, container.id);
      container.running.network.disconnect(bridgeName(network));
    }
    container.change({ networks: before.networks });
    throw error;
  }
  if (container.running) publishConnect(engine, network, container.id, 'connect');
}

export async function networkDisconnect(engine: EngineContext, call: Call<'networkDisconnect'>): Promise<void> {
  const network = engine.networks.find(call.path.id ?? '');
  const container = engine.containers.find(call.body?.Container ?? '');
  await container.lock.run(async () => {
    const { networks, hostConfig } = container.record;
    if (networkKind(hostConfig) === 'host' && network.name === 'host') {
      throw new FailureError(
        'system',
        'container cannot be disconnected from host network or connected to host network',
      );
    }
    if (!networks[network.name]) {
      const article = container.running ? '' : 'the ';
      throw new FailureError(
        'forbidden',
        `container ${container.id} is not connected to ${article}network ${network.name}`,
      );
    }
    const left = Object.fromEntries(Object.entries(networks).filter(([name]) => name !== network.name));
    engine.networks.leave(network.id, container.id);
    container.running?.network.disconnect(bridgeName(network));
    container.change({ networks: left });
    await filesAfterDisconnect(container);
    await engine.containers.save(container);
    if (!container.running) return;
    // Real Docker tells of a running container's twice.
    publishConnect(engine, network, container.id, 'disconnect');
    publishConnect(engine, network, container.id, 'disconnect');
  });
}

export async function networkPrune(
  engine: EngineContext,
  call: Call<'networkPrune'>,
): Promise<{ readonly NetworksDeleted: readonly string[] | null }> {
  const filters = Filters.parse(call.query.filters, ['label', 'label!', 'until']);
  const until = pruneUntil(filters, engine.clock.now());
  const deleted = await engine.locks.run('networks', async () => {
    const names: string[] = [];
    for (const network of engine.networks.all()) {
      if (predefined(network.name) || engine.networks.endpoints(network.id).length) continue;
      if (until !== undefined && network.created > until) continue;
      if (!pruneLabels(filters, network.labels)) continue;
      await removeNetwork(engine, network);
      names.push(network.name);
    }
    return names;
  });
  engine.events.publish('network', 'prune', '', { reclaimed: '0' });
  return { NetworksDeleted: deleted.length ? deleted : null };
}
