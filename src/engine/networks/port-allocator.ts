/** Host ports of published container ports (libnetwork's portallocator): which are taken, and free ones from 32768 up. */
const EPHEMERAL: PortRange = { from: 32_768, to: 60_999 };

export interface HostPort {
  readonly ip: string;
  readonly port: number;
  readonly protocol: string;
}

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Each address has ports of its own: that `0.0.0.0:80` leaves no room for `127.0.0.1:80` shows only when somebody listens,
 * as with real Docker.
 */
export class PortAllocator {
  /** Per address and protocol. */
  #taken = new Map<string, Set<number>>();
  /** The last port that was given out of each range: the search goes on behind it. */
  #last = new Map<string, number>();

  /** The port itself or, of a range, the next free one; undefined when all are taken. */
  allocate(ip: string, protocol: string, range: PortRange): HostPort | undefined {
    const size = range.to - range.from + 1;
    const key = `${ip}/${protocol}/${range.from}-${range.to}`;
    const start = (this.#last.get(key) ?? range.from - 1) + 1 - range.from;
    for (let i = 0; i < size; i++) {
      const port = range.from + ((start + i) % size);
      const taken = this.#portsOf(ip, protocol);
      if (taken.has(port)) continue;
      taken.add(port);
      if (size > 1) this.#last.set(key, port);
      return { ip, port, protocol };
    }
    return undefined;
  }

  /** A free port of the ephemeral range, each time the next one. */
  allocateAny(ip: string, protocol: string): HostPort | undefined {
    return this.allocate(ip, protocol, EPHEMERAL);
  }

  release({ ip, port, protocol }: HostPort): void {
    this.#portsOf(ip, protocol).delete(port);
  }

  #portsOf(ip: string, protocol: string): Set<number> {
    const key = `${ip}/${protocol}`;
    let ports = this.#taken.get(key);
    if (!ports) this.#taken.set(key, (ports = new Set()));
    return ports;
  }
}
