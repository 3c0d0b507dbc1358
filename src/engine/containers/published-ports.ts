/** Published ports of a container while it runs: what was asked for, what it got, and who listens there. */
import type { PortBinding } from '../../api/types/container.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import type { PublishedPort } from '../../oci/runtime.ts';
import type { HostPort } from '../networks/port-allocator.ts';
import { sortedByKey } from './config.ts';
import type { Container } from './container.ts';

/** A host port that is held, with its listeners. */
export interface PublishedBinding {
  readonly port: HostPort;
  readonly listeners: readonly { close(): void }[];
}

/** Opens every port. Fails with Docker's text when one is taken; what was opened is left to `unpublishPorts`. */
export async function publishPorts(engine: EngineContext, container: Container): Promise<void> {
  const { hostConfig, config, name } = container.record;
  const endpoint = publishingEndpoint(engine, container);
  // An internal network publishes nothing.
  if (!endpoint) return;
  const held: PublishedBinding[] = [];
  const ports: Record<string, readonly PortBinding[] | null> = {};
  container.published = held;
  for (const port of Object.keys(config.ExposedPorts ?? {})) ports[port] = null;
  const wanted: Record<string, readonly PortBinding[] | null> = { ...(hostConfig.PortBindings ?? {}) };
  if (hostConfig.PublishAllPorts) {
    for (const port of Object.keys(ports)) wanted[port] ??= [{ HostIp: '', HostPort: '' }];
  }
  for (const [port, bindings] of Object.entries(sortedByKey(wanted))) {
    const [containerPort, protocol = 'tcp'] = port.split('/');
    const list = bindings?.length ? bindings : [{ HostIp: '', HostPort: '' }];
    const to = { address: endpoint.IPAddress, port: Number(containerPort) };
    try {
      const got: PortBinding[] = [];
      for (const asked of list) {
        const binding = asked.HostIp ? asked : { ...asked, HostIp: hostBinding(engine, endpoint.NetworkID) };
        got.push(...(await bind(engine, { binding, protocol, to }, held)));
      }
      ports[`${containerPort}/${protocol}`] = got;
    } catch (error) {
      throw new FailureError(
        'system',
        `driver failed programming external connectivity on endpoint ${name} (${endpoint.EndpointID}): ${messageOf(error)}`,
      );
    }
  }
  container.change({ ports: sortedByKey(ports) });
}

export function unpublishPorts(engine: EngineContext, container: Container): void {
  for (const { port, listeners } of container.published) {
    for (const listener of listeners) listener.close();
    engine.networks.ports.release(port);
  }
  container.published = [];
}

/** The address of the machine that a network's ports are published on unless they name one; empty: all. */
function hostBinding(engine: EngineContext, networkId: string): string {
  const address = engine.networks.byId(networkId)?.options['com.docker.network.bridge.host_binding_ipv4'] ?? '';
  return address === '0.0.0.0' ? '' : address;
}

/** The network that is the way out: ports lead to the address on it. */
export function publishingNetwork(engine: EngineContext, { record }: Container): string | undefined {
  const [name] = Object.keys(record.networks)
    .filter((one) => engine.networks.byName(one)?.internal === false)
    .sort();
  return name;
}

function publishingEndpoint(engine: EngineContext, container: Container) {
  const name = publishingNetwork(engine, container);
  return name === undefined ? undefined : container.record.networks[name];
}

/** libnetwork's maxAllocatePortAttempts. */
const ATTEMPTS = 10;

interface Wanted {
  readonly binding: PortBinding;
  readonly protocol: string;
  readonly to: { readonly address: string; readonly port: number };
}

async function bind(engine: EngineContext, wanted: Wanted, held: PublishedBinding[]): Promise<PortBinding[]> {
  const { binding, protocol } = wanted;
  const ip = binding.HostIp || '0.0.0.0';
  const [from = 0, to] = binding.HostPort.split('-').map(Number);
  const choice = { from, to: to ?? from };
  // Port 0 is any, as no port is (libnetwork, getPortRange).
  const any = choice.from === 0 && choice.to === 0;
  for (let attempt = 1; ; attempt++) {
    const { ports } = engine.networks;
    const port = any ? ports.allocateAny(ip, protocol) : ports.allocate(ip, protocol, choice);
    if (!port) {
      if (to !== undefined && to > choice.from) throw new FailureError('system', 'all ports are allocated');
      throw new FailureError('system', `Bind for ${ip}:${from} failed: port is already allocated`);
    }
    try {
      held.push({ port, listeners: await listen(engine, wanted, port) });
    } catch (error) {
      engine.networks.ports.release(port);
      if (error instanceof FailureError && error.kind !== 'conflict') throw error;
      // Somebody else listens there. Only where the user left a choice to Docker there is another one.
      const isChoice = any || choice.to > choice.from;
      if (isChoice && attempt < ATTEMPTS) continue;
      throw new FailureError('system', `Error starting userland proxy: ${messageOf(error)}`);
    }
    const HostPort = String(port.port);
    if (binding.HostIp) return [{ HostIp: ip, HostPort }];
    return [
      { HostIp: '0.0.0.0', HostPort },
      { HostIp: '::', HostPort },
    ];
  }
}

/** Without an address, on all of IPv4 and all of IPv6. */
async function listen(engine: EngineContext, { binding, protocol, to }: Wanted, { ip, port }: HostPort) {
  if (protocol !== 'tcp' && protocol !== 'udp') {
    // The machine's kernel has no other protocols, as many a real one has no SCTP.
    throw new FailureError('system', 'Error starting userland proxy: protocol not supported');
  }
  const listeners: { close(): void }[] = [];
  try {
    for (const hostAddress of binding.HostIp ? [ip] : ['0.0.0.0', '::']) {
      const published: PublishedPort = {
        protocol,
        hostAddress,
        hostPort: port,
        containerAddress: to.address,
        containerPort: to.port,
      };
      listeners.push(await engine.runtime.publish(published));
    }
    return listeners;
  } catch (error) {
    for (const listener of listeners) listener.close();
    throw error;
  }
}
