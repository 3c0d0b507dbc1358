/** A published UDP port: docker-proxy keeps a socket for every client, and forgets it after a time of silence. */
import type { Listener, Peer } from '../network.ts';
import { UdpSocket } from './udp-socket.ts';

const IDLE_MS = 90_000;

interface Flow {
  readonly socket: UdpSocket;
  forget: () => void;
}

/** Passes what `front` receives on to a container, and its answers back. */
export function forwardDatagrams(front: UdpSocket, to: Peer): Listener {
  const flows = new Map<string, Flow>();
  const { timers } = front.namespace.context;
  const close = (key: string) => {
    const flow = flows.get(key);
    flows.delete(key);
    flow?.forget();
    flow?.socket.close();
  };
  const open = (key: string, from: Peer): Flow => {
    const socket = new UdpSocket(front.namespace, 0);
    socket.connect(to);
    socket.onDatagram = (bytes) => {
      touch(key);
      front.sendto(bytes, from);
    };
    const flow: Flow = { socket, forget: () => undefined };
    flows.set(key, flow);
    return flow;
  };
  const touch = (key: string) => {
    const flow = flows.get(key);
    if (!flow) return;
    flow.forget();
    flow.forget = timers.after(IDLE_MS, () => close(key));
  };
  front.onDatagram = (bytes, from) => {
    const key = `${from.address} ${from.port}`;
    const flow = flows.get(key) ?? open(key, from);
    touch(key);
    try {
      flow.socket.write(bytes);
    } catch {
      // The container's port is closed: the datagram is lost, as behind the real proxy.
    }
  };
  return {
    port: (front.name as Peer).port,
    close: () => {
      for (const key of [...flows.keys()]) close(key);
      front.close();
    },
  };
}
