/**
 * The seam to what lies beyond the machine: names and hosts of the simulated Internet. The kernel routes there whatever no interface of
 * the machine has; the room `internet` has it.
 */
import type { Duplex } from '../base/duplex.ts';
import type { Awaitable } from './sys.ts';

export interface Internet {
  /** The IPv4 addresses of a name, as its DNS A records; undefined: no such name (NXDOMAIN). */
  resolve(name: string): Awaitable<readonly string[] | undefined>;
  /** Whether a host answers at the address (ping); where none does, connections time out. */
  answers(address: string): boolean;
  /** A TCP connection to the host. SysError ECONNREFUSED when nothing listens there, ETIMEDOUT when no host has the address. */
  connect(address: string, port: number): Awaitable<Duplex>;
}
