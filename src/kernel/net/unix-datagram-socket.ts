/** Unix datagram sockets: what programs log to (/dev/log). Nothing is lost but what has no room. */
import { SysError } from '../errno.ts';
import type { SocketAddress, SocketInfo } from '../sys.ts';
import type { Inode } from '../vfs/filesystem.ts';
import { BoundInodes } from './bound-inodes.ts';
import { DatagramSocket } from './datagram-socket.ts';

/** The datagram sockets that have a name. */
export const boundDatagramSockets = new BoundInodes<UnixDatagramSocket>();

export class UnixDatagramSocket extends DatagramSocket {
  path: string | undefined;
  #inode: Inode | undefined;
  #target: UnixDatagramSocket | undefined;
  #closed = false;

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
    boundDatagramSockets.bind(inode, this);
  }

  connectTo(target: UnixDatagramSocket): void {
    this.#target = target;
  }

  sendToSocket(bytes: Uint8Array, target: UnixDatagramSocket): number {
    if (target.#closed) throw new SysError('ECONNREFUSED');
    target.queue.put({ bytes: bytes.slice(), from: this.name });
    return bytes.length;
  }

  override write(bytes: Uint8Array): number {
    if (!this.#target) throw new SysError('ENOTCONN');
    return this.sendToSocket(bytes, this.#target);
  }

  override close(): void {
    if (this.#closed) return;
    this.#closed = true;
    boundDatagramSockets.release(this.#inode, this);
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
      receiveQueue: this.queue.size,
      sendQueue: 0,
    };
  }
}
