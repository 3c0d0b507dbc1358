/**
 * The network as the rest of Drydock uses it: network namespaces, the bridges between them, and host ends for their
 * ports. The machine's own namespace is the router of all bridges and the way to the Internet.
 *
 * A namespace has loopback; `attach` plugs it into a bridge as `eth<n>`. It goes away with its last user: there is nothing
 * to destroy but what was attached.
 */
import type { InterfaceInfo } from './sys.ts';

export interface BridgeOptions {
  /** `docker0`, `br-<12 hex>`. */
  readonly name: string;
  /** `172.17.0.0/16`. */
  readonly subnet: string;
  /** The machine's address on it. */
  readonly gateway: string;
  /** Of IPv6, besides. */
  readonly ipv6?: { readonly subnet: string; readonly gateway: string } | undefined;
  /** Nothing is forwarded out of it. */
  readonly internal?: boolean;
  /** Those on it reach the machine, but not each other. */
  readonly isolated?: boolean;
  readonly mtu?: number | undefined;
}

export interface EndpointOptions {
  readonly address: string;
  /** Of IPv6, on a bridge that has it. */
  readonly address6?: string | undefined;
  readonly mac: string;
}

export interface Listener {
  /** The port, when 0 was asked for. */
  readonly port: number;
  close(): void;
}

export interface ListenOptions {
  /** `0.0.0.0`, `::` (of IPv6 alone) or an address of the namespace. */
  readonly address: string;
  readonly port: number;
  /** Clients use this port, and a rule in the namespace leads them to the other one (DNAT). */
  readonly front?: number;
}

/** A UDP socket outside of any process. */
export interface DatagramPort extends Listener {
  /** Getting lost is no error; SysError ENETUNREACH without a route. */
  send(bytes: Uint8Array, to: Peer): void;
}

export interface Peer {
  readonly address: string;
  readonly port: number;
}

export interface NetworkNamespace {
  /** Plugs an interface into a bridge. SysError EADDRINUSE when another interface has the address there. */
  attach(bridge: string, options: EndpointOptions): void;
  /** Unplugs it; connections over it are cut off. */
  detach(bridge: string): void;
  /** The bridge whose gateway is the default route; undefined: no way out. */
  setDefaultRoute(bridge: string | undefined): void;
  interfaces(): readonly InterfaceInfo[];
}

export interface Network {
  /** The learner's machine. */
  readonly machine: NetworkNamespace;
  createNamespace(): NetworkNamespace;
  createBridge(options: BridgeOptions): void;
  /** EBUSY while something is plugged in. */
  removeBridge(name: string): void;
}
