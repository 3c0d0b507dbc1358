/** The ports of one protocol in one network namespace: who is bound where. */
import { SysError } from '../errno.ts';
import type { Endpoint } from './socket.ts';

export interface PortHolder {
  readonly local: Endpoint | undefined;
  /** IPV6_V6ONLY: `::` leaves IPv4 to others. */
  readonly v6only?: boolean;
}

/** net.ipv4.ip_local_port_range. */
const EPHEMERAL = { from: 32_768, to: 60_999 } as const;

export function isAny(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

/** Whether a socket bound to `bound` gets what is sent to `address`. `::` is dual-stack unless it is told otherwise. */
function covers(bound: string, address: string, v6only = false): boolean {
  if (bound === address) return true;
  const isV6 = address.includes(':');
  return bound === '::' ? isV6 || !v6only : bound === '0.0.0.0' && !isV6;
}

export class PortTable<T extends PortHolder> {
  #holders = new Map<number, T[]>();
  #next: number;

  constructor(random: Uint8Array) {
    const start = ((random[0] as number) << 8) | (random[1] as number);
    this.#next = EPHEMERAL.from + (start % (EPHEMERAL.to - EPHEMERAL.from));
  }

  /** Takes the port, or for 0 an ephemeral one, and answers it. EADDRINUSE. */
  take(holder: T, address: string, port: number): number {
    const chosen = port === 0 ? this.ephemeral() : port;
    const holders = this.#holders.get(chosen) ?? [];
    const taken = holders.some(({ local, v6only }) => {
      const other = local?.address ?? '';
      return covers(other, address, v6only) || covers(address, other, holder.v6only);
    });
    if (taken) throw new SysError('EADDRINUSE');
    holders.push(holder);
    this.#holders.set(chosen, holders);
    return chosen;
  }

  release(holder: T, port: number): void {
    const rest = (this.#holders.get(port) ?? []).filter((other) => other !== holder);
    if (rest.length > 0) this.#holders.set(port, rest);
    else this.#holders.delete(port);
  }

  /** Those bound so that they get what is sent to the address, exact ones first. */
  find(address: string, port: number): readonly T[] {
    const found = (this.#holders.get(port) ?? []).filter(({ local, v6only }) =>
      covers(local?.address ?? '', address, v6only),
    );
    if (found.length < 2) return found;
    return found.sort((a, b) => Number(b.local?.address === address) - Number(a.local?.address === address));
  }

  /** The next free port that nobody asked for by number. */
  ephemeral(): number {
    for (let tries = EPHEMERAL.to - EPHEMERAL.from; tries >= 0; tries--) {
      const port = this.#next++;
      if (this.#next > EPHEMERAL.to) this.#next = EPHEMERAL.from;
      if (!this.#holders.has(port)) return port;
    }
    throw new SysError('EADDRNOTAVAIL');
  }
}
