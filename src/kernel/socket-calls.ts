/** The system calls on sockets. */
import type { Duplex } from '../base/duplex.ts';
import { after } from './awaitable.ts';
import { SysError } from './errno.ts';
import { IcmpSocket } from './net/icmp-socket.ts';
import { Socket } from './net/socket.ts';
import { duplexOf } from './net/stream-duplex.ts';
import { TcpSocket } from './net/tcp-socket.ts';
import { UdpSocket } from './net/udp-socket.ts';
import { boundDatagramSockets, UnixDatagramSocket } from './net/unix-datagram-socket.ts';
import { boundStreamSockets, UnixSocket } from './net/unix-socket.ts';
import { makeIn } from './path-calls.ts';
import { Description } from './process/file-table.ts';
import type { NamespaceState } from './process/namespace.ts';
import type { Process } from './process/process.ts';
import { startOf } from './process/start.ts';
import type { Awaitable, BindOptions, SocketAddress, SocketInfo } from './sys.ts';
import type { Inode } from './vfs/filesystem.ts';
import { require, WRITE } from './vfs/permissions.ts';
import { walk, walkEntry } from './vfs/walk.ts';

/** Ports below this one are root's, where Docker does not say 0 and nobody another. */
const PRIVILEGED_PORTS = 1024;

export function socket(process: Process, domain: 'inet' | 'unix', type: 'stream' | 'datagram' | 'icmp'): number {
  return process.files.add(new Description(make(process, domain, type)));
}

function make(process: Process, domain: 'inet' | 'unix', type: 'stream' | 'datagram' | 'icmp'): Socket {
  const network = process.namespace.network.state;
  const uid = process.euid;
  if (domain === 'unix') {
    if (type === 'icmp') throw new SysError('EPROTONOSUPPORT');
    const forget = (closed: Socket) => network.closed(closed);
    return type === 'stream' ? new UnixSocket(uid, forget) : new UnixDatagramSocket(uid, forget);
  }
  if (type === 'icmp') return new IcmpSocket(network, uid);
  return type === 'stream' ? new TcpSocket(network, uid) : new UdpSocket(network, uid);
}

export function socketOf(process: Process, fd: number): Socket {
  const { file } = process.files.get(fd);
  if (!(file instanceof Socket)) throw new SysError('ENOTSOCK');
  return file;
}

export function bind(process: Process, fd: number, name: SocketAddress, options?: BindOptions): Awaitable<void> {
  const found = socketOf(process, fd);
  if (found instanceof UnixSocket || found instanceof UnixDatagramSocket) {
    if (!('path' in name)) throw new SysError('EINVAL');
    return bindUnix(process, found, name.path);
  }
  const { network, machine, sysctls } = process.namespace;
  const usual = network === machine.network.machine ? PRIVILEGED_PORTS : 0;
  const first = Number(sysctls['net.ipv4.ip_unprivileged_port_start'] ?? usual);
  if ('port' in name && name.port > 0 && name.port < first && process.euid !== 0) throw new SysError('EACCES');
  return found.bind(name, options);
}

function bindUnix(process: Process, found: UnixSocket | UnixDatagramSocket, path: string): Awaitable<void> {
  if (found.path !== undefined) throw new SysError('EINVAL');
  return after(walkEntry(startOf(process), path), (entry) => {
    if (entry.found) throw new SysError('EADDRINUSE');
    return after(makeIn(process, entry, { type: 'socket', mode: 0o777 }), (inode: Inode) => {
      found.bindTo(inode, path);
      process.namespace.network.state.opened(found);
    });
  });
}

/** Binds to the socket file at the path, an old one as well as a new one. */
function placeUnix(process: Process, socket: UnixSocket, path: string): Awaitable<void> {
  return after(walkEntry(startOf(process), path, { follow: true }), (entry) => {
    if (!entry.found) return bindUnix(process, socket, path);
    if (entry.found.inode.type !== 'socket') throw new SysError('EADDRINUSE');
    socket.bindTo(entry.found.inode, path);
    process.namespace.network.state.opened(socket);
  });
}

export function connect(process: Process, fd: number, name: SocketAddress): Awaitable<void> {
  const found = socketOf(process, fd);
  if (!(found instanceof UnixSocket || found instanceof UnixDatagramSocket)) return found.connect(name, process);
  if (!('path' in name)) throw new SysError('EINVAL');
  return after(socketInode(process, name.path), (inode) => {
    if (found instanceof UnixDatagramSocket) return found.connectTo(datagramTarget(inode));
    const listener = boundStreamSockets.at(inode);
    if (!listener) throw new SysError(boundDatagramSockets.at(inode) ? 'EPROTOTYPE' : 'ECONNREFUSED');
    process.namespace.network.state.opened(found);
    return found.connectTo(listener, process);
  });
}

/** The socket behind a path, which the process may write to. */
function socketInode(process: Process, path: string): Awaitable<Inode> {
  return after(walk(startOf(process), path), ({ inode }) =>
    after(inode.stat(), (stat) => {
      require(stat, process, WRITE);
      if (inode.type !== 'socket') throw new SysError('ECONNREFUSED');
      return inode;
    }),
  );
}

function datagramTarget(inode: Inode): UnixDatagramSocket {
  const target = boundDatagramSockets.at(inode);
  if (!target) throw new SysError(boundStreamSockets.at(inode) ? 'EPROTOTYPE' : 'ECONNREFUSED');
  return target;
}

export function accept(process: Process, fd: number): Awaitable<number> {
  return after(socketOf(process, fd).accept(process), (made) => {
    try {
      return process.files.add(new Description(made));
    } catch (error) {
      made.close();
      throw error;
    }
  });
}

export function sendto(process: Process, fd: number, bytes: Uint8Array, name: SocketAddress): Awaitable<number> {
  const found = socketOf(process, fd);
  if (!(found instanceof UnixDatagramSocket)) return found.sendto(bytes, name, process);
  if (!('path' in name)) throw new SysError('EINVAL');
  return after(socketInode(process, name.path), (inode) => found.sendToSocket(bytes, datagramTarget(inode)));
}

export function getpeername(process: Process, fd: number): SocketAddress {
  const name = socketOf(process, fd).peerName;
  if (!name) throw new SysError('ENOTCONN');
  return name;
}

/** Every socket of the process's network namespace, with the process that has it where it can be seen. */
export function sockets(process: Process): readonly SocketInfo[] {
  const { network, pids } = process.namespace;
  const owners = new Map<unknown, { pid: number; fd: number }>();
  for (const one of pids.visible()) {
    one.files.slots.forEach((description, fd) => {
      if (description?.file instanceof Socket && !owners.has(description.file)) {
        owners.set(description.file, { pid: pids.pidOf(one), fd });
      }
    });
  }
  return [...network.state.open].map((one) => {
    const owner = owners.get(one);
    return { ...one.describe(), pid: owner?.pid, fd: owner?.fd };
  });
}

/** A listening Unix socket without a process. */
export function listenUnix(
  namespace: NamespaceState,
  path: string,
  accept: (connection: Duplex) => void,
): Awaitable<{ close(): void }> {
  const socket = new UnixSocket(0, (closed) => namespace.network.state.closed(closed));
  socket.onConnection = (made) => accept(duplexOf(made));
  return after(placeUnix(namespace.outside, socket, path), () => {
    socket.listen(0);
    return { close: () => socket.close() };
  });
}
