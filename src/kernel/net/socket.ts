/** What all sockets have in common: open files with a number, an owner and a name. */
import { SysError } from '../errno.ts';
import { type Awaitable, type BindOptions, O, type SocketAddress, type SocketInfo, type Stat } from '../sys.ts';
import type { OpenFile, Wait } from '../vfs/filesystem.ts';
import { Wakers } from '../wakers.ts';
import type { NetworkInterface } from './interface.ts';

let nextSocket = 20_000;

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export interface Datagram {
  readonly bytes: Uint8Array;
  readonly from: SocketAddress;
  /** Hops the packet could still have made. */
  readonly ttl?: number;
}

export abstract class Socket implements OpenFile {
  readonly inode = undefined;
  readonly flags = O.RDWR;
  readonly ino = ++nextSocket;
  /** Something happened that those who poll or wait may want to look at. */
  readonly changed = new Wakers();

  /** `uid`: the owner's, as ss shows it. */
  constructor(readonly uid: number) {}

  abstract bind(address: SocketAddress, options?: BindOptions): Awaitable<void>;
  abstract connect(address: SocketAddress, wait: Wait): Awaitable<void>;
  abstract readonly name: SocketAddress;
  abstract readonly peerName: SocketAddress | undefined;
  abstract describe(): Omit<SocketInfo, 'pid' | 'fd'>;
  abstract read(max: number, wait: Wait): Awaitable<Uint8Array>;
  abstract write(bytes: Uint8Array, wait: Wait): Awaitable<number>;
  abstract ready(events: 'read' | 'write'): boolean;
  abstract close(): void;

  listen(_backlog: number): void {
    throw new SysError('EOPNOTSUPP');
  }

  accept(_wait: Wait): Awaitable<Socket> {
    throw new SysError('EOPNOTSUPP');
  }

  shutdown(_how: 'read' | 'write' | 'both'): void {
    throw new SysError('ENOTCONN');
  }

  sendto(_bytes: Uint8Array, _address: SocketAddress, _wait: Wait): Awaitable<number> {
    throw new SysError('EISCONN');
  }

  recvfrom(max: number, wait: Wait): Awaitable<Datagram> {
    const bytes = this.read(max, wait);
    const named = (read: Uint8Array): Datagram => ({ bytes: read, from: this.peerName ?? this.name });
    return bytes instanceof Promise ? bytes.then(named) : named(bytes);
  }

  /** Whether its packets pass the interface. */
  passes(_one: NetworkInterface): boolean {
    return false;
  }

  /** The interface that it used is gone. */
  cut(): void {}

  onReady(wake: () => void): () => void {
    return this.changed.add(wake);
  }

  stat(): Stat {
    const plain = { dev: 8, nlink: 1, uid: this.uid, gid: 0, major: 0, minor: 0, size: 0, blocks: 0 };
    return { ...plain, ino: this.ino, type: 'socket', mode: 0o777, atime: 0, mtime: 0, ctime: 0 };
  }
}
