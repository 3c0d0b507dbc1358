/** A bridge of the machine: a switch between namespaces. The machine's own interface on it is their gateway. */
import type { Link, NetworkInterface } from './interface.ts';

export class Bridge implements Link {
  #ports = new Map<string, NetworkInterface>();
  /** By their addresses of IPv6. */
  #six = new Map<string, NetworkInterface>();

  constructor(
    readonly name: string,
    /** Nothing is forwarded out of it. */
    readonly internal: boolean,
    /** Its containers reach the machine, but not each other (enable_icc=false). */
    readonly isolated: boolean,
    readonly mtu?: number,
  ) {}

  neighbour(address: string): NetworkInterface | undefined {
    return this.#ports.get(address) ?? this.#six.get(address);
  }

  plug(one: NetworkInterface): void {
    this.#ports.set(one.address.address, one);
    if (one.address6) this.#six.set(one.address6.address, one);
  }

  unplug(one: NetworkInterface): void {
    if (this.#ports.get(one.address.address) === one) this.#ports.delete(one.address.address);
    const six = one.address6?.address;
    if (six !== undefined && this.#six.get(six) === one) this.#six.delete(six);
  }

  get ports(): Iterable<NetworkInterface> {
    return this.#ports.values();
  }

  /** Interfaces on it, the machine's included. */
  get size(): number {
    return this.#ports.size;
  }
}
