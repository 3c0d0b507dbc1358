/** Unix datagram sockets: what programs log to (/dev/log). Nothing is lost but what has no room. */
import { SysError } from '../errno.ts';
import type { Awaitable, SocketAddress, SocketInfo } from '../sys.ts';
import type { Inode, Wait } from '../vfs/filesystem.ts';
import { DatagramQueue } from './datagram-queue.ts';
import { type Datagram, Socket } from './socket.ts';

const bound = new WeakMap<Inode, UnixDatagramSocket>();

export function datagramSocketAt(inode: Inode): UnixDatagramSocket | undefined {
  return bound.get(inode);
}

export class UnixDatagramSocket extends Socket {
  path: string | undefined;
  #inode: Inode | undefined;
  #target: UnixDatagramSocket | undefined;
  #closed = false;
  readonly #queue = new DatagramQueue(this.changed);

  constructor(
    uid: number,
    private readonly onClosed: (socket: UnixDatagramSocket) => void,
  ) {
    super(uid);
  }

  override bind(): void {
    throw new SysError('EINVAL');
  }

  override connect(): void {
    throw new SysError('EINVAL');
  }

  bindTo(inode: Inode, path: string): void {
    this.path = path;
    this.#inode = inode;
    bound.set(inode, this);
  }

  connectTo(target: UnixDatagramSocket): void {
    this.#target = target;
  }

  sendToSocket(bytes: Uint8Array, target: UnixDatagramSocket): number {
    if (target.#closed) throw new SysError('ECONNREFUSED');
    target.#queue.put({ bytes: bytes.slice(), from: this.name });
    return bytes.length;
  }

  override write(bytes: Uint8Array): number {
    if (!this.#target) throw new SysError('ENOTCONN');
    return this.sendToSocket(bytes, this.#target);
  }

  override recvfrom(max: number, wait: Wait): Awaitable<Datagram> {
    return this.#queue.take(max, wait);
  }

  override read(max: number, wait: Wait): Awaitable<Uint8Array> {
    const datagram = this.#queue.take(max, wait);
    return datagram instanceof Promise ? datagram.then(({ bytes }) => bytes) : datagram.bytes;
  }

  override ready(events: 'read' | 'write'): boolean {
    return events === 'write' || this.#queue.ready;
  }

  override close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#inode && bound.get(this.#inode) === this) bound.delete(this.#inode);
    this.onClosed(this);
    this.changed.wake();
  }

  override get name(): SocketAddress {
    return { path: this.path ?? '' };
  }

  override get peerName(): SocketAddress | undefined {
    return this.#target?.name;
  }

  override describe(): Omit<SocketInfo, 'pid' | 'fd'> {
    const common = { local: this.name, peer: this.peerName, uid: this.uid, inode: this.ino } as const;
    return {
      ...common,
      protocol: 'unix',
      type: 'datagram',
      state: 'UNCONN',
      receiveQueue: this.#queue.size,
      sendQueue: 0,
    };
  }
}
