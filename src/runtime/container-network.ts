/** The network stack of one container: its namespace, its interfaces, its embedded name server. */
import { FailureError } from '../base/errors.ts';
import type { Random } from '../base/ports.ts';
import type { Network, NetworkNamespace } from '../kernel/network.ts';
import type { EndpointSpec, InterfaceCounters, NetworkSpec, RunningNetwork } from '../oci/runtime.ts';
import { type NetworkNames, startResolver } from './network-names.ts';

export interface ContainerNetwork extends RunningNetwork {
  readonly namespace: NetworkNamespace;
  /** Unplugs everything; the container has ended. */
  close(): void;
}

export interface NetworkContext {
  readonly network: Network;
  readonly names: NetworkNames;
  readonly random: Random;
  /** The stack of a running container. */
  find(id: string): ContainerNetwork | undefined;
}

export function openNetwork(spec: NetworkSpec, context: NetworkContext): ContainerNetwork {
  if (spec.mode === 'host') return borrowed(context.network.machine);
  if (spec.mode === 'container') {
    const other = context.find(spec.id);
    if (!other) throw new FailureError('conflict', `cannot join network of a non running container: ${spec.id}`);
    return borrowed(other.namespace);
  }
  const namespace = context.network.createNamespace();
  return new BridgedNetwork(namespace, spec.mode === 'none' ? undefined : spec, context);
}

/** Somebody else's stack. */
function borrowed(namespace: NetworkNamespace): ContainerNetwork {
  const refuse = () => {
    throw new FailureError('system', 'container sharing network namespace cannot be connected to any other network');
  };
  return {
    namespace,
    connect: refuse,
    disconnect: refuse,
    rename: refuse,
    counters: () => countersOf(namespace),
    close: () => undefined,
  };
}

class BridgedNetwork implements ContainerNetwork {
  #endpoints = new Map<string, EndpointSpec>();
  #resolver: { close(): void } | undefined;
  #nameservers: readonly string[];

  constructor(
    readonly namespace: NetworkNamespace,
    spec: Extract<NetworkSpec, { mode: 'bridge' }> | undefined,
    private readonly context: NetworkContext,
  ) {
    this.#nameservers = spec?.nameservers ?? [];
    try {
      for (const endpoint of spec?.endpoints ?? []) this.connect(endpoint);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  connect(endpoint: EndpointSpec): void {
    this.namespace.attach(endpoint.bridge, {
      address: endpoint.address,
      address6: endpoint.address6,
      mac: endpoint.mac,
    });
    this.#endpoints.set(endpoint.bridge, endpoint);
    if (endpoint.names.length > 0) this.context.names.add(endpoint);
    this.#chooseRoute();
    this.#serveNames();
  }

  disconnect(bridge: string): void {
    const endpoint = this.#endpoints.get(bridge);
    if (!endpoint) return;
    this.#endpoints.delete(bridge);
    this.context.names.remove(endpoint);
    this.namespace.detach(bridge);
    this.#chooseRoute();
  }

  rename(bridge: string, names: readonly string[]): void {
    const endpoint = this.#endpoints.get(bridge);
    if (!endpoint) return;
    const renamed = { ...endpoint, names };
    this.context.names.remove(endpoint);
    this.#endpoints.set(bridge, renamed);
    if (names.length > 0) this.context.names.add(renamed);
  }

  counters(): Readonly<Record<string, InterfaceCounters>> {
    return countersOf(this.namespace);
  }

  close(): void {
    this.#resolver?.close();
    this.#resolver = undefined;
    for (const bridge of [...this.#endpoints.keys()]) this.disconnect(bridge);
  }

  /** The network whose name comes first leads out (libnetwork's order of endpoints); internal ones don't. */
  #chooseRoute(): void {
    const [first] = [...this.#endpoints.values()]
      .filter(({ gateway }) => gateway)
      .sort((a, b) => (a.network < b.network ? -1 : 1));
    this.namespace.setDefaultRoute(first?.bridge);
  }

  /** From the first user-defined network on. */
  #serveNames(): void {
    if (this.#resolver || ![...this.#endpoints.values()].some(({ names }) => names.length > 0)) return;
    const { names, network, random } = this.context;
    this.#resolver = startResolver({
      names,
      random,
      network: this.namespace,
      machine: network.machine,
      nameservers: this.#nameservers,
      endpoints: () => [...this.#endpoints.values()],
    });
  }
}

function countersOf(namespace: NetworkNamespace): Readonly<Record<string, InterfaceCounters>> {
  const devices = namespace.interfaces().filter(({ loopback }) => !loopback);
  return Object.fromEntries(
    devices.map(({ name, received, sent }) => [
      name,
      {
        receivedBytes: received.bytes,
        receivedPackets: received.packets,
        sentBytes: sent.bytes,
        sentPackets: sent.packets,
      },
    ]),
  );
}
