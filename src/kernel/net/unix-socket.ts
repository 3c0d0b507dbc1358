/** Unix stream sockets (unix(7)): named by an inode of type socket, which outlives who listened on it. */
import { SysError } from '../errno.ts';
import type { Awaitable, SocketAddress, SocketInfo } from '../sys.ts';
import type { Inode, Wait } from '../vfs/filesystem.ts';
import { BoundInodes } from './bound-inodes.ts';
import { StreamSocket } from './stream-socket.ts';

/** The stream sockets that have a name. */
export const boundStreamSockets = new BoundInodes<UnixSocket>();

export class UnixSocket extends StreamSocket {
  path: string | undefined;
  remotePath: string | undefined;
  protected readonly unconnected = 'ENOTCONN';
  #inode: Inode | undefined;

  /** `onClosed`: the namespace forgets it. */
  constructor(
    uid: number,
    private readonly onClosed: (socket: UnixSocket) => void,
  ) {
    super(uid);
  }

  /** By system calls, which have the path walked first: `bindTo`. */
  override bind(): void {
    throw new SysError('EINVAL');
  }

  override connect(): void {
    throw new SysError('EINVAL');
  }

  bindTo(inode: Inode, path: string): void {
    this.path = path;
    this.#inode = inode;
    boundStreamSockets.bind(inode, this);
  }

  override listen(backlog: number): void {
    if (this.path === undefined) throw new SysError('EINVAL');
    this.startListening(backlog);
  }

  connectTo(listener: UnixSocket, wait: Wait): Awaitable<void> {
    if (this.connected || this.pending) throw new SysError('EISCONN');
    if (!listener.listening) throw new SysError('ECONNREFUSED');
    if (!listener.hasRoom) return this.#connectLater(listener, wait);
    const server = new UnixSocket(listener.uid, listener.onClosed);
    server.path = this.remotePath = listener.path;
    server.remotePath = this.path;
    StreamSocket.join(this, server);
    listener.arrived(server);
  }

  async #connectLater(listener: UnixSocket, wait: Wait): Promise<void> {
    while (listener.listening && !listener.hasRoom) {
      await wait.block<void>((resolve) => listener.changed.add(resolve));
    }
    return this.connectTo(listener, wait);
  }

  protected override released(): void {
    boundStreamSockets.release(this.#inode, this);
    this.onClosed(this);
  }

  override get name(): SocketAddress {
    return { path: this.path ?? '' };
  }

  override get peerName(): SocketAddress | undefined {
    return this.connected ? { path: this.remotePath ?? '' } : undefined;
  }

  override describe(): Omit<SocketInfo, 'pid' | 'fd'> {
    const { receive, send } = this.queued;
    const state = this.listening ? 'LISTEN' : this.connected ? 'ESTAB' : 'UNCONN';
    const common = { local: this.name, peer: this.peerName, uid: this.uid, inode: this.ino } as const;
    return { ...common, protocol: 'unix', type: 'stream', state, receiveQueue: receive, sendQueue: send };
  }
}
