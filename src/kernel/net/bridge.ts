/** A bridge of the machine: a switch between namespaces. The machine's own interface on it is their gateway. */
import type { Link, NetworkInterface } from './interface.ts';

export class Bridge implements Link {
  #ports = new Map<string, NetworkInterface>();

  constructor(
    readonly name: string,
    /** Nothing is forwarded out of it. */
    readonly internal: boolean,
    /** Its containers reach the machine, but not each other (enable_icc=false). */
    readonly isolated: boolean,
  ) {}

  neighbour(address: string): NetworkInterface | undefined {
    return this.#ports.get(address);
  }

  plug(one: NetworkInterface): void {
    this.#ports.set(one.address.address, one);
  }

  unplug(one: NetworkInterface): void {
    if (this.#ports.get(one.address.address) === one) this.#ports.delete(one.address.address);
  }

  get ports(): Iterable<NetworkInterface> {
    return this.#ports.values();
  }

  /** Interfaces on it, the machine's included. */
  get size(): number {
    return this.#ports.size;
  }
}
