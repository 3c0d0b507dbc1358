/** `docker network create`: what is refused, in real Docker's order, and the record of a new network. */
import type { Call } from '../../api/calls.ts';
import type { NetworkCreateBody } from '../../api/types/system.ts';
import { FailureError } from '../../base/errors.ts';
import { edgesOf, formatAddress, formatSubnet, parseAddress, parseSubnet } from '../../base/ipv4.ts';
import { parseSubnet6 } from '../../base/ipv6.ts';
import { sortedByKey } from '../containers/config.ts';
import type { EngineContext } from '../context.ts';
import { randomId } from '../identifiers.ts';
import { checkBridgeOptions } from './bridge-options.ts';
import { isV6, type PoolConfig } from './ipv6.ts';
import { poolProblems } from './pool-problems.ts';
import { automaticGateway, bridgeName, PREDEFINED, type NetworkRecord } from './network-table.ts';

export async function networkCreate(
  engine: EngineContext,
  call: Call<'networkCreate'>,
): Promise<{ readonly Id: string; readonly Warning: string }> {
  const { body } = call;
  const name = body?.Name ?? '';
  if (['default', ...PREDEFINED].includes(name)) {
    throw new FailureError('forbidden', `operation is not permitted on predefined ${name} network `);
  }
  const driver = body.Driver || 'bridge';
  if (driver === 'overlay') {
    throw new FailureError(
      'forbidden',
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
    );
  }
  checkConfig(body.IPAM?.Config ?? []);
  return engine.locks.run('networks', async () => {
    if (!name.trim()) throw new FailureError('invalid', `invalid name: ${name}`);
    if (engine.networks.byName(name)) throw new FailureError('conflict', `network with name ${name} already exists`);
    checkConfigurationNetwork(engine, body);
    if (!body.ConfigOnly) checkDriver(body, driver);
    const record = makeRecord(engine, body, driver);
    if (!record.configOnly) refuseSameBridge(engine, record);
    await engine.networks.add(record);
    engine.events.publish('network', 'create', record.id, { name, type: record.driver });
    return { Id: record.id, Warning: '' };
  });
}

/** A configuration network holds what networks are made of; it is none itself (libnetwork, validateConfiguration). */
function checkConfigurationNetwork(engine: EngineContext, body: NetworkCreateBody): void {
  if (body.ConfigOnly && (body.Ingress || body.Internal || body.Attachable || body.Scope)) {
    throw new FailureError(
      'forbidden',
      'configuration network can only contain network specific fields. Network operator fields like [ ingress | internal | attachable | scope ] are not supported.',
    );
  }
  const from = body.ConfigFrom?.Network ?? '';
  if (from === '') return;
  if (body.ConfigOnly) {
    throw new FailureError('forbidden', 'a configuration network cannot depend on another configuration network');
  }
  const own = body.IPAM?.Config?.length || [body.Labels, body.Options, body.IPAM?.Options].some(filled);
  if (own || body.EnableIPv6) {
    throw new FailureError(
      'forbidden',
      'user specified configurations are not supported if the network depends on a configuration network',
    );
  }
  if (!engine.networks.byName(from)?.configOnly) {
    throw new FailureError('notFound', `configuration network ${JSON.stringify(from)} does not exist`);
  }
}

const filled = (map: object | null | undefined) => Object.keys(map ?? {}).length > 0;

function checkDriver(body: NetworkCreateBody, driver: string): void {
  if (driver === 'host' || driver === 'null') {
    throw new FailureError('forbidden', `only one instance of "${driver}" network is allowed`);
  }
  if (driver === 'macvlan' || driver === 'ipvlan') refuseVirtualLan(driver, body.Options?.['parent'] ?? '');
  if (driver !== 'bridge') throw new FailureError('notFound', `plugin "${driver}" not found`);
  if (body.Ingress) throw new FailureError('forbidden', 'Ingress network can only be global scope network');
  if (body.Scope === 'swarm') {
    throw new FailureError('forbidden', 'cannot create a swarm scoped network when swarm is not active');
  }
  const ipam = body.IPAM?.Driver || 'default';
  if (ipam === 'null') throw new FailureError('invalid', 'ipv4 pool is empty');
  if (ipam !== 'default') throw new FailureError('notFound', `plugin "${ipam}" not found`);
}

/** The machine's interfaces but loopback. */
const INTERFACE = /^(eth0|docker0|br-\w+)$/;

/** The machine's kernel has no such devices; on one that has them, real Docker makes the network. */
function refuseVirtualLan(driver: string, parent: string): never {
  if (parent === 'lo') throw new FailureError('system', `loopback interface is not a valid ${driver} parent link`);
  if (parent && !INTERFACE.test(parent)) {
    const [link = ''] = parent.split('.');
    const reason = parent.includes('.')
      ? `-o parent interface was not found on the host: ${link}`
      : `invalid subinterface vlan name ${parent}, example formatting is eth0.10`;
    if (!parent.includes('.') || !INTERFACE.test(link)) throw new FailureError('system', reason);
  }
  throw new FailureError('system', 'operation not supported');
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

function makeRecord(engine: EngineContext, body: NetworkCreateBody, driver: string): NetworkRecord {
  const source = body.ConfigFrom?.Network ? engine.networks.byName(body.ConfigFrom.Network) : undefined;
  const configs = source ? (source.ipam.Config ?? []) : (body.IPAM?.Config ?? []);
  const options = source?.options ?? body.Options ?? {};
  const common = {
    id: randomId(engine.random),
    name: body.Name,
    created: engine.clock.now(),
    internal: body.Internal ?? false,
    attachable: body.Attachable ?? false,
    enableIPv6: body.EnableIPv6 ?? false,
    options,
    labels: sortedByKey(source?.labels ?? body.Labels ?? {}),
  };
  const ipam = (Config: readonly PoolConfig[]) => ({
    Driver: body.IPAM?.Driver || 'default',
    Options: body.IPAM?.Options ?? null,
    Config,
  });
  if (body.ConfigOnly) {
    const kept = configs.length ? ipam(configs) : { ...ipam([]), Config: null };
    return { ...common, driver: 'null', configOnly: true, configured: false, ipam: kept };
  }
  checkBridgeOptions(options);
  const configured = configs.some(({ Subnet }) => Subnet);
  const config = claimed(engine, configs);
  // There are no pools of IPv6 that the engine could choose from by itself.
  if (body.EnableIPv6 && !config.some(({ Subnet }) => isV6(Subnet))) {
    throw new FailureError(
      'invalid',
      'could not find an available, non-overlapping IPv6 address pool among the defaults to assign to the network',
    );
  }
  const configFrom = source?.name;
  const scope = body.Scope;
  return {
    ...common,
    driver,
    configured,
    ...(scope && { scope }),
    ...(configFrom && { configFrom }),
    ipam: ipam(config),
  };
}

/** The pools that were asked for, if no other network has them, those of IPv4 first; without one of IPv4, one is chosen. */
function claimed(engine: EngineContext, configs: readonly PoolConfig[]): readonly PoolConfig[] {
  const pools = configs.filter(({ Subnet }) => Subnet && !isV6(Subnet));
  const six = configs.filter(({ Subnet }) => isV6(Subnet));
  for (const { Subnet } of pools) {
    const subnet = parseSubnet(Subnet ?? '');
    if (subnet && engine.networks.overlapping(subnet)) {
      throw new FailureError('forbidden', 'Pool overlaps with other one on this address space');
    }
  }
  for (const pool of pools) refuseTakenAddresses(pool);
  if (pools.length > 1) throw new FailureError('forbidden', "bridge driver doesn't support multiple subnets");
  for (const { Subnet } of six) {
    const subnet = parseSubnet6(Subnet ?? '');
    if (subnet && engine.networks.overlapping6(subnet)) {
      throw new FailureError('forbidden', 'Pool overlaps with other one on this address space');
    }
  }
  const copies = [...pools, ...six].map((config) => ({ ...config }));
  return pools.length > 0 ? copies : [...copies, automaticPool(engine)];
}

/** The gateway is taken first, then what the user has set aside (libnetwork, ipamAllocateVersion). */
function refuseTakenAddresses({ Subnet = '', Gateway, IPRange, AuxiliaryAddresses }: PoolConfig): void {
  const subnet = parseSubnet(Subnet);
  if (!subnet) return;
  const taken = new Set(edgesOf(subnet));
  const take = (text: string, what: string) => {
    const address = parseAddress(text) as number;
    if (taken.has(address)) {
      throw new FailureError('forbidden', `failed to allocate ${what}: Address already in use`);
    }
    taken.add(address);
  };
  const gateway = Gateway || automaticGateway(subnet, IPRange);
  take(gateway, `gateway (${gateway})`);
  for (const [name, address] of Object.entries(AuxiliaryAddresses ?? {})) {
    take(address, `secondary ip address (${name}:${address})`);
  }
}

function automaticPool(engine: EngineContext): PoolConfig {
  const subnet = engine.networks.freeSubnet();
  return { Subnet: formatSubnet(subnet), Gateway: formatAddress(subnet.base + 1) };
}

function checkConfig(configs: readonly PoolConfig[]): void {
  const problems = configs.flatMap(poolProblems);
  if (problems.length === 0) return;
  const list = problems.length === 1 ? problems : problems.map((problem) => `* ${problem}`);
  throw new FailureError('invalid', `invalid network config:\n${list.join('\n')}`);
}
