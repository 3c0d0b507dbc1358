/** `docker network`: list, inspect, rm, connect, disconnect, prune. */
import type { Call } from '../../api/calls.ts';
import type { Network } from '../../api/types/system.ts';
import { FailureError } from '../../base/errors.ts';
import { pruneLabels, pruneUntil } from '../containers/delete.ts';
import { sortedByKey } from '../containers/config.ts';
import type { Container } from '../containers/container.ts';
import { filesAfterConnect, filesAfterDisconnect, resolvConf } from '../containers/network-files.ts';
import { publishingNetwork, publishPorts, unpublishPorts } from '../containers/published-ports.ts';
import { wantedMacs } from '../containers/main-mac.ts';
import { endpointSpec } from '../containers/network-stack.ts';
import { checkEndpoint, endpointSettings, joinNetwork, networkKind, publishConnect } from '../containers/networking.ts';
import type { EngineContext } from '../context.ts';
import { Filters } from '../filters.ts';
import { bridgeName, networkResponse, PREDEFINED, type NetworkRecord } from './network-table.ts';

const predefined = (name: string) => (PREDEFINED as readonly string[]).includes(name);

const FILTERS = ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type'];

export async function networkList(engine: EngineContext, call: Call<'networkList'>): Promise<readonly Network[]> {
  const filters = Filters.parse(call.query.filters, FILTERS);
  for (const type of filters.get('type')) {
    if (type !== 'custom' && type !== 'builtin') throw new FailureError('invalid', `invalid filter: 'type'='${type}'`);
  }
  const dangling = danglingFilter(filters);
  return engine.networks
    .all()
    .filter((network) => {
      return (
        filters.exact('driver', network.driver) &&
        filters.match('name', network.name) &&
        filters.match('id', network.id) &&
        filters.labels('label', network.labels) &&
        filters.exact('scope', network.scope ?? 'local') &&
        (!filters.has('type') || filters.get('type').includes(predefined(network.name) ? 'builtin' : 'custom')) &&
        (dangling === undefined || dangling === !predefined(network.name))
      );
    })
    .map((network) => networkResponse(network, [], 0));
}

/** The list that real Docker filters has no containers in it, so that every network but the predefined ones dangles. */
function danglingFilter(filters: Filters): boolean | undefined {
  if (!filters.has('dangling')) return undefined;
  const values = filters.get('dangling');
  if (values.length === 1 && /^(1|true|0|false)$/.test(values[0] ?? '')) return filters.boolean('dangling', false);
  throw new FailureError(
    'invalid',
    `invalid value for filter 'dangling', must be "true" (or "1"), or "false" (or "0")`,
  );
}

/** What Go's strconv.ParseBool takes. */
const GO_BOOLEAN = /^(0|1|[tTfF]|true|True|TRUE|false|False|FALSE)$/;

export async function networkInspect(engine: EngineContext, call: Call<'networkInspect'>): Promise<Network> {
  const { scope, verbose = '' } = call.query;
  if (verbose !== '' && !GO_BOOLEAN.test(verbose)) {
    const why = `strconv.ParseBool: parsing ${JSON.stringify(verbose)}: invalid syntax`;
    throw new FailureError('invalid', `invalid value for verbose: ${verbose}: ${why}`);
  }
  const network = engine.networks.find(call.path.id ?? '');
  if (scope && scope !== (network.scope ?? 'local')) {
    throw new FailureError('notFound', `network ${call.path.id ?? ''} not found`);
  }
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
  if (network.configOnly && engine.networks.all().some(({ configFrom }) => configFrom === network.name)) {
    throw new FailureError(
      'forbidden',
      `error while removing network: configuration network ${JSON.stringify(network.name)} is in use`,
    );
  }
  await engine.networks.remove(network.id);
  engine.events.publish('network', 'destroy', network.id, { name: network.name, type: network.driver });
}

export async function networkConnect(engine: EngineContext, call: Call<'networkConnect'>): Promise<void> {
  if (!call.body?.Container) throw new FailureError('invalid', 'invalid name or ID supplied: ""');
  const container = engine.containers.find(call.body.Container);
  const network = engine.networks.find(call.path.id ?? '');
  const settings = call.body?.EndpointConfig ?? undefined;
  await container.lock.run(() => connect(engine, network, container, settings));
}

const without = <T>(table: Readonly<Record<string, T>> = {}, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(table).filter(([key]) => key !== name));

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
    throw new FailureError('system', 'container cannot be disconnected from host network or connected to host network');
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
  // What a container that does not run has asked of the network before stays (moby, updateNetworkSettings).
  if (!container.running && before.networks[network.name]) return;
  const connected = connectedSettings(settings);
  container.change({
    networks: sortedByKey({ ...before.networks, [network.name]: connected }),
    macs: { ...without(before.macs, network.name), ...wantedMacs({ [network.name]: connected }) },
  });
  try {
    if (container.running) {
      joinNetwork(engine, container, network);
      const endpoint = endpointSpec(container, network);
      if (endpoint) container.running.network.connect(endpoint);
      if (container.published.length === 0 && !network.internal) await publishPorts(engine, container);
      const addresses = [endpoint?.address, endpoint?.address6].filter((one) => one !== undefined);
      await filesAfterConnect(engine, container, resolver, addresses);
    }
    await engine.containers.save(container);
  } catch (error) {
    if (container.running) {
      engine.networks.leave(network.id, container.id);
      container.running.network.disconnect(bridgeName(network));
    }
    container.change({ networks: before.networks, ...(before.macs && { macs: before.macs }) });
    throw error;
  }
  if (container.running) publishConnect(engine, network, container.id, 'connect');
}

/** By force real Docker takes an endpoint away that has no container any more; here there is none. */
function refuseUnknownEndpoint(engine: EngineContext, name: string, network: string): void {
  try {
    engine.containers.find(name);
  } catch (error) {
    if (!(error instanceof FailureError) || error.kind !== 'notFound') throw error;
    engine.networks.find(network);
    throw new FailureError('notFound', `endpoint ${name} not found`);
  }
}

/** A network that is gone is asked of the container, when that does not run or by force (moby, DisconnectContainerFromNetwork). */
function findOfContainer(
  engine: EngineContext,
  container: Container,
  { network, force = false }: { readonly network: string; readonly force?: boolean | undefined },
): NetworkRecord {
  try {
    return engine.networks.find(network);
  } catch (error) {
    if (container.running && !force) throw error;
    throw new FailureError('system', `container ${container.id} is not connected to the network ${network}`);
  }
}

export async function networkDisconnect(engine: EngineContext, call: Call<'networkDisconnect'>): Promise<void> {
  const { Container: name = '', Force: force } = call.body ?? {};
  if (force) refuseUnknownEndpoint(engine, name, call.path.id ?? '');
  const container = engine.containers.find(name);
  const network = findOfContainer(engine, container, { network: call.path.id ?? '', force });
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
        'system',
        `container ${container.id} is not connected to ${article}network ${network.name}`,
      );
    }
    // The ports lead to this endpoint: they go with it.
    if (publishingNetwork(engine, container) === network.name) {
      unpublishPorts(engine, container);
      container.change({ ports: {} });
    }
    engine.networks.leave(network.id, container.id);
    container.running?.network.disconnect(bridgeName(network));
    container.change({ networks: without(networks, network.name), macs: without(container.record.macs, network.name) });
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
      if (predefined(network.name) || network.configOnly || engine.networks.endpoints(network.id).length) continue;
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
