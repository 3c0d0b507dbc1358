/** From a container's record to the network stack that the runtime gives its processes. */
import type { EngineContext } from '../context.ts';
import type { EndpointSpec, NetworkSpec } from '../../oci/runtime.ts';
import { bridgeName, PREDEFINED, type NetworkRecord } from '../networks/network-table.ts';
import type { Container } from './container.ts';
import { nameServers, sharedWith } from './network-files.ts';
import { networkKind } from './networking.ts';

export function networkSpec(engine: EngineContext, container: Container): NetworkSpec {
  const { hostConfig, networks } = container.record;
  const shared = sharedWith(engine, container);
  if (shared) return { mode: 'container', id: shared.id };
  const kind = networkKind(hostConfig);
  if (kind === 'host') return { mode: 'host' };
  if (kind === 'none' && (networks.none || Object.keys(networks).length === 0)) return { mode: 'none' };
  const first = hostConfig.NetworkMode ?? 'bridge';
  const joined = Object.keys(networks)
    .map((name) => engine.networks.find(name))
    .sort((a, b) => Number(isNamed(b, first)) - Number(isNamed(a, first)) || (a.name < b.name ? -1 : 1));
  return {
    mode: 'bridge',
    endpoints: joined.flatMap((network) => endpointSpec(container, network) ?? []),
    nameservers: nameServers(engine, container),
  };
}

function isNamed({ name, id }: NetworkRecord, term: string): boolean {
  return name === term || id === term || (term === 'default' && name === 'bridge');
}

/** Undefined for a network without addresses. */
export function endpointSpec(container: Container, network: NetworkRecord): EndpointSpec | undefined {
  const settings = container.record.networks[network.name];
  if (!settings?.IPAddress) return undefined;
  const named = !(PREDEFINED as readonly string[]).includes(network.name);
  return {
    bridge: bridgeName(network),
    network: network.name,
    address: settings.IPAddress,
    address6: settings.GlobalIPv6Address || undefined,
    mac: settings.MacAddress,
    names: named ? (settings.DNSNames ?? []) : [],
    links: named ? linksOf(settings.Links) : {},
    gateway: !network.internal,
  };
}

/**
 * `web:db`: this container finds `web` as `db` too. The name stays as it was written: its container need not exist yet
 * (moby, opts.ParseLink; libnetwork resolves the target when the alias is asked for). `/web:/db/alias` is an old form.
 */
function linksOf(links: readonly string[] | null): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (links ?? []).map((link) => {
      const [target = '', alias = target] = link.split(':');
      return target.startsWith('/') ? [alias.replace(/^.*\//, ''), target.slice(1)] : [alias, target];
    }),
  );
}
