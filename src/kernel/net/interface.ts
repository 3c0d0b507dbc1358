/** Network interfaces of a namespace, and what joins those of several namespaces. */
import type { Subnet } from '../../base/ipv4.ts';
import type { Subnet6 } from '../../base/ipv6.ts';
import type { NetworkNamespaceState } from './network-namespace.ts';

/** What passed, since the interface is there. */
export interface Counter {
  bytes: number;
  packets: number;
}

export interface InterfaceAddress {
  readonly address: string;
  readonly subnet: Subnet;
}

export interface InterfaceAddress6 {
  readonly address: string;
  readonly subnet: Subnet6;
}

/** What an interface is plugged into: a bridge, or the way out of the machine. */
export interface Link {
  /** Those on it reach the router, but not each other. */
  readonly isolated?: boolean;
  /** Default: that of Ethernet. */
  readonly mtu?: number | undefined;
  /** The interface that answers for the address here. `beyond`: another network's router takes it from here. */
  neighbour(address: string): NetworkInterface | 'beyond' | undefined;
  plug?(one: NetworkInterface): void;
  unplug?(one: NetworkInterface): void;
}

export const MTU = 1500;

export class NetworkInterface {
  readonly received: Counter = { bytes: 0, packets: 0 };
  readonly sent: Counter = { bytes: 0, packets: 0 };
  #neighbours: Map<string, string> | undefined;
  constructor(
    readonly namespace: NetworkNamespaceState,
    readonly name: string,
    readonly index: number,
    readonly mac: string,
    readonly address: InterfaceAddress,
    readonly link: Link,
    /** Of the other end of the veth pair. */
    readonly peerIndex?: number,
    readonly address6?: InterfaceAddress6,
  ) {}

  has(address: string): boolean {
    return this.address.address === address || this.address6?.address === address;
  }

  /** Those on the same link that it has spoken with: their MAC addresses by IP address. */
  get neighbours(): Iterable<readonly [address: string, mac: string]> {
    return this.#neighbours ?? [];
  }

  met(other: NetworkInterface): void {
    (this.#neighbours ??= new Map()).set(other.address.address, other.mac);
  }
}
