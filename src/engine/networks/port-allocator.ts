/** Host ports of published container ports (libnetwork's port allocator): conflicts, and free ones from 32768 up. */
const FIRST = 32_768;
const LAST = 60_999;

export interface HostPort {
  readonly ip: string;
  readonly port: number;
  readonly protocol: string;
}

export class PortAllocator {
  /** Per protocol and port: the addresses that are bound, `0.0.0.0` for all. */
  #bound = new Map<string, Set<string>>();
  #last = new Map<string, number>();

  /** The port itself or, from a range, the first free one; undefined when all are taken. */
  allocate(ip: string, protocol: string, range: { readonly from: number; readonly to: number }): HostPort | undefined {
    for (let port = range.from; port <= range.to; port++) {
      if (this.#free(ip, protocol, port)) return this.#bind(ip, protocol, port);
    }
    return undefined;
  }

  /** A free port of the ephemeral range, each time the next one. */
  allocateAny(ip: string, protocol: string): HostPort | undefined {
    let port = this.#last.get(protocol) ?? FIRST - 1;
    for (let tries = FIRST; tries <= LAST; tries++) {
      port = port >= LAST ? FIRST : port + 1;
      if (!this.#free(ip, protocol, port)) continue;
      this.#last.set(protocol, port);
      return this.#bind(ip, protocol, port);
    }
    return undefined;
  }

  release({ ip, port, protocol }: HostPort): void {
    const addresses = this.#bound.get(`${protocol}/${port}`);
    addresses?.delete(ip);
    if (addresses?.size === 0) this.#bound.delete(`${protocol}/${port}`);
  }

  #free(ip: string, protocol: string, port: number): boolean {
    const addresses = this.#bound.get(`${protocol}/${port}`);
    if (!addresses) return true;
    return ip !== '0.0.0.0' && !addresses.has('0.0.0.0') && !addresses.has(ip);
  }

  #bind(ip: string, protocol: string, port: number): HostPort {
    const key = `${protocol}/${port}`;
    const addresses = this.#bound.get(key) ?? new Set();
    addresses.add(ip);
    this.#bound.set(key, addresses);
    return { ip, port, protocol };
  }
}
