/** Sockets without a process: what engine, runtime and page do in a network namespace. They load with their first user. */
import type { Duplex } from '../../base/duplex.ts';
import { LIMITS } from '../../base/limits.ts';
import { SysError } from '../errno.ts';
import { hostWait } from '../host-wait.ts';
import type { DatagramPort, Listener, ListenOptions, NetworkNamespace, Peer } from '../network.ts';
import { NamespaceHandle } from './machine-network.ts';
import type { NetworkNamespaceState } from './network-namespace.ts';
import { PortFronts } from './port-fronts.ts';
import { duplexOf } from './stream-duplex.ts';
import { TcpSocket } from './tcp-socket.ts';
import { forwardDatagrams } from './udp-forward.ts';
import { UdpSocket } from './udp-socket.ts';

/** A TCP connection from there. SysError as `connect`. */
export async function dial(network: NetworkNamespace, address: string, port: number): Promise<Duplex> {
  const socket = new TcpSocket(stateOf(network), 0);
  try {
    await socket.connect({ address, port }, hostWait);
  } catch (error) {
    socket.close();
    throw error;
  }
  return duplexOf(socket);
}

/** Accepts TCP connections in place of a process. SysError as `bind`. */
export function listen(
  network: NetworkNamespace,
  options: ListenOptions,
  accept: (connection: Duplex, from: Peer) => void,
): Listener {
  const state = stateOf(network);
  const socket = tcpListener(state, options);
  socket.onConnection = (made) => accept(duplexOf(made), made.peerName as Peer);
  return behind(state, 'tcp', options, listenerOf(socket));
}

/** Receives datagrams in place of a process. SysError as `bind`. */
export function bindUdp(
  network: NetworkNamespace,
  options: ListenOptions,
  receive: (bytes: Uint8Array, from: Peer) => void,
): DatagramPort {
  const state = stateOf(network);
  const socket = udpSocket(state, options);
  socket.onDatagram = receive;
  return { ...behind(state, 'udp', options, listenerOf(socket)), send: (bytes, to) => void socket.sendto(bytes, to) };
}

/** Passes connections, or datagrams, on to a container, as docker-proxy and Docker's DNAT rules do. SysError as `bind`. */
export function forward(
  network: NetworkNamespace,
  protocol: 'tcp' | 'udp',
  options: ListenOptions,
  to: Peer,
): Listener {
  const state = stateOf(network);
  if (protocol === 'udp') return forwardDatagrams(udpSocket(state, options), to);
  const socket = tcpListener(state, options);
  socket.forward = to;
  return listenerOf(socket);
}

function stateOf(network: NetworkNamespace): NetworkNamespaceState {
  if (!(network instanceof NamespaceHandle)) throw new SysError('EINVAL');
  return network.state;
}

/** With a front, where it is asked for. */
function behind(
  state: NetworkNamespaceState,
  protocol: 'tcp' | 'udp',
  { address, front }: ListenOptions,
  listener: Listener,
): Listener {
  if (front === undefined) return listener;
  const remove = (state.fronts ??= new PortFronts()).add(protocol, address, front, listener.port);
  return {
    port: listener.port,
    close: () => {
      remove();
      listener.close();
    },
  };
}

function tcpListener(state: NetworkNamespaceState, { address, port }: ListenOptions): TcpSocket {
  const socket = new TcpSocket(state, 0);
  socket.bind({ address, port }, { v6only: true });
  socket.listen(LIMITS.backlog);
  return socket;
}

function udpSocket(state: NetworkNamespaceState, { address, port }: ListenOptions): UdpSocket {
  const socket = new UdpSocket(state, 0);
  socket.bind({ address, port }, { v6only: true });
  return socket;
}

function listenerOf(socket: TcpSocket | UdpSocket): Listener {
  return { port: (socket.name as Peer).port, close: () => socket.close() };
}
