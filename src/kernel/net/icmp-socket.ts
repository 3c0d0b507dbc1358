/** The ping socket of icmp(7): sends echo requests, receives the payloads of their replies. */
import { LIMITS } from '../../base/limits.ts';
import { SysError } from '../errno.ts';
import type { SocketAddress, SocketInfo } from '../sys.ts';
import { DatagramSocket } from './datagram-socket.ts';
import { remoteEndpoint } from './inet-name.ts';
import type { NetworkNamespaceState } from './network-namespace.ts';
import { countDatagram, findPath } from './route.ts';
import type { Datagram, Endpoint } from './socket.ts';

const ARP_TIMEOUT_MS = 3_060;
const INITIAL_TTL = 64;

export class IcmpSocket extends DatagramSocket {
  #remote: Endpoint | undefined;
  #timers = new Set<() => void>();

  constructor(
    readonly namespace: NetworkNamespaceState,
    uid: number,
  ) {
    super(uid);
  }

  override bind(): void {
    throw new SysError('EOPNOTSUPP');
  }

  override connect(name: SocketAddress): void {
    const to = remoteEndpoint(name);
    if (findPath(this.namespace, to.address).kind === 'unreachable') throw new SysError('ENETUNREACH');
    this.#remote = to;
  }

  override sendto(bytes: Uint8Array, name: SocketAddress): number {
    return this.#send(bytes, remoteEndpoint(name));
  }

  override write(bytes: Uint8Array): number {
    if (!this.#remote) throw new SysError('EDESTADDRREQ');
    return this.#send(bytes, this.#remote);
  }

  override close(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.changed.wake();
  }

  #send(bytes: Uint8Array, { address }: Endpoint): number {
    this.queue.throwFailure();
    if (bytes.length > LIMITS.datagramBytes) throw new SysError('EMSGSIZE');
    const path = findPath(this.namespace, address);
    if (path.kind === 'unreachable') throw new SysError('ENETUNREACH');
    countDatagram(path.hops, bytes.length);
    if (path.kind === 'no-host') this.#later(ARP_TIMEOUT_MS, () => this.queue.fail('EHOSTUNREACH'));
    const answers =
      path.kind === 'host' || (path.kind === 'outside' && this.namespace.context.outside.answers(address));
    if (!answers) return bytes.length;
    const { hops } = path;
    countDatagram({ ...hops, there: hops.back, back: hops.there }, bytes.length);
    // Every pair of interfaces but the first is a router that the packet passed; beyond the machine there are some more.
    const routers = path.kind === 'host' ? Math.max(0, Math.ceil(hops.interfaces.length / 2) - 1) : 1 + OUTSIDE_HOPS;
    const reply: Datagram = { bytes: bytes.slice(), from: { address, port: 0 }, ttl: INITIAL_TTL - routers };
    if (path.kind === 'host') this.queue.put(reply);
    else this.#later(this.namespace.context.outside.delayMs(address), () => this.queue.put(reply));
    return bytes.length;
  }

  #later(ms: number, act: () => void): void {
    const cancel = this.namespace.context.timers.after(ms, () => {
      this.#timers.delete(cancel);
      act();
    });
    this.#timers.add(cancel);
  }

  override get name(): SocketAddress {
    return { address: '0.0.0.0', port: 0 };
  }

  override get peerName(): SocketAddress | undefined {
    return this.#remote;
  }

  override describe(): Omit<SocketInfo, 'pid' | 'fd'> {
    const common = { local: this.name, peer: this.#remote, uid: this.uid, inode: this.ino } as const;
    return { ...common, protocol: 'udp', state: 'UNCONN', receiveQueue: this.queue.size, sendQueue: 0 };
  }
}

/** Routers between the machine and a host of the Internet. */
const OUTSIDE_HOPS = 7;
