/** UDP (RFC 768). A closed port answers with an ICMP error, which a connected sender learns with its next call. */
import { LIMITS } from '../../base/limits.ts';
import { SysError } from '../errno.ts';
import type { BindOptions, SocketAddress, SocketInfo } from '../sys.ts';
import { DatagramSocket } from './datagram-socket.ts';
import { localEndpoint, remoteEndpoint } from './inet-name.ts';
import type { NetworkNamespaceState } from './network-namespace.ts';
import { isAny } from './ports.ts';
import { countDatagram, findPath, type Path } from './route.ts';
import type { Endpoint } from './socket.ts';

export class UdpSocket extends DatagramSocket {
  local: Endpoint | undefined;
  remote: Endpoint | undefined;
  v6only = false;
  /** Takes datagrams at once, for what belongs to no process. */
  onDatagram: ((bytes: Uint8Array, from: Endpoint) => void) | undefined;
  #closed = false;

  constructor(
    readonly namespace: NetworkNamespaceState,
    uid: number,
  ) {
    super(uid);
  }

  override bind(name: SocketAddress, options?: BindOptions): void {
    if (this.local) throw new SysError('EINVAL');
    this.v6only = options?.v6only ?? false;
    this.#take(localEndpoint(this.namespace, name));
  }

  override connect(name: SocketAddress): void {
    const to = remoteEndpoint(name);
    const path = findPath(this.namespace, to.address);
    if (path.kind === 'unreachable') throw new SysError('ENETUNREACH');
    if (!this.local) this.#take({ address: path.source, port: 0 });
    else if (isAny(this.local.address)) this.local = { address: path.source, port: this.local.port };
    this.remote = to;
  }

  override sendto(bytes: Uint8Array, name: SocketAddress): number {
    return this.#send(bytes, remoteEndpoint(name));
  }

  override write(bytes: Uint8Array): number {
    if (!this.remote) throw new SysError('EDESTADDRREQ');
    return this.#send(bytes, this.remote);
  }

  override shutdown(): void {
    if (!this.remote) throw new SysError('ENOTCONN');
  }

  override close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.local) this.namespace.udp.release(this, this.local.port);
    this.namespace.closed(this);
    this.changed.wake();
  }

  /** Sends to somewhere; answers how many bytes. Getting lost is no error. */
  #send(bytes: Uint8Array, to: Endpoint): number {
    this.queue.throwFailure();
    if (bytes.length > LIMITS.datagramBytes) throw new SysError('EMSGSIZE');
    const bound = this.local && !isAny(this.local.address) ? this.local.address : undefined;
    const path = findPath(this.namespace, to.address, bound);
    if (path.kind === 'unreachable') throw new SysError('ENETUNREACH');
    if (!this.local) this.#take({ address: '0.0.0.0', port: 0 });
    countDatagram(path.hops, bytes.length);
    const own: Endpoint = { address: path.source, port: this.local?.port ?? 0 };
    const from = this.namespace.fronts?.front('udp', own) ?? own;
    if (path.kind === 'host') this.#deliver(path, bytes.slice(), from, to);
    else if (path.kind === 'outside') {
      this.namespace.context.outside.datagram(bytes, to, (answer) => this.#answered(answer, to, path));
    }
    return bytes.length;
  }

  #deliver(path: Path & { kind: 'host' }, bytes: Uint8Array, from: Endpoint, to: Endpoint): void {
    const at = path.namespace.fronts?.behind('udp', to) ?? to;
    const target = receiver(path.namespace.udp.find(at.address, at.port), from);
    if (target) target.receive(bytes, from);
    else if (this.remote) this.queue.fail('ECONNREFUSED');
  }

  #answered(bytes: Uint8Array, from: Endpoint, { hops }: Path & { kind: 'outside' }): void {
    if (this.#closed) return;
    countDatagram({ ...hops, there: hops.back, back: hops.there }, bytes.length);
    if (!this.remote || (this.remote.address === from.address && this.remote.port === from.port)) {
      this.receive(bytes, from);
    }
  }

  /** A datagram has come. */
  receive(bytes: Uint8Array, from: Endpoint): void {
    if (this.onDatagram) this.onDatagram(bytes, from);
    else this.queue.put({ bytes, from });
  }

  override get name(): SocketAddress {
    return this.local ?? { address: '0.0.0.0', port: 0 };
  }

  override get peerName(): SocketAddress | undefined {
    return this.remote;
  }

  override describe(): Omit<SocketInfo, 'pid' | 'fd'> {
    const common = { local: this.name, peer: this.remote, uid: this.uid, inode: this.ino } as const;
    const state = this.remote ? 'ESTAB' : 'UNCONN';
    return { ...common, protocol: 'udp', state, receiveQueue: this.queue.size, sendQueue: 0 };
  }

  #take({ address, port }: Endpoint): void {
    this.local = { address, port: this.namespace.udp.take(this, address, port) };
    this.namespace.opened(this);
  }
}

/** A socket connected to the sender goes first; one connected to somebody else gets nothing. */
function receiver(bound: readonly UdpSocket[], from: Endpoint): UdpSocket | undefined {
  const connected = bound.find(({ remote }) => remote?.address === from.address && remote.port === from.port);
  return connected ?? bound.find(({ remote }) => !remote);
}
