/** The network of one kernel, as `Network` tells it. */
import type { Duplex } from '../../base/duplex.ts';
import { parseAddress, parseSubnet } from '../../base/ipv4.ts';
import { LIMITS } from '../../base/limits.ts';
import { SysError } from '../errno.ts';
import { hostWait } from '../host-wait.ts';
import type {
  BridgeOptions,
  DatagramPort,
  EndpointOptions,
  Listener,
  ListenOptions,
  Network,
  NetworkNamespace,
  Peer,
} from '../network.ts';
import type { InterfaceInfo } from '../sys.ts';
import { Bridge } from './bridge.ts';
import type { NetworkInterface } from './interface.ts';
import { type NetworkContext, NetworkNamespaceState, RouterNamespace } from './network-namespace.ts';
import { UPLINK } from './outside.ts';
import { PortFronts } from './port-fronts.ts';
import { duplexOf } from './stream-duplex.ts';
import { TcpSocket } from './tcp-socket.ts';
import { forwardDatagrams } from './udp-forward.ts';
import { UdpSocket } from './udp-socket.ts';

/** Where the machine is plugged into the Internet. */
const UPLINK_ADDRESS = { address: '10.0.0.10', prefix: 24, mac: '52:54:00:12:34:56' } as const;
const UPLINK_GATEWAY = '10.0.0.1';

export class MachineNetwork implements Network {
  readonly router: RouterNamespace;
  readonly machine: NetworkNamespace;
  #bridges = new Map<string, { readonly bridge: Bridge; readonly own: NetworkInterface }>();

  constructor(private readonly context: NetworkContext) {
    this.router = new RouterNamespace(context);
    this.machine = new NamespaceHandle(this.router, this);
    if (context.internet) {
      const uplink = this.router.attach(UPLINK, UPLINK_ADDRESS);
      this.router.defaultRoute = { interface: uplink, gateway: UPLINK_GATEWAY };
    }
  }

  createNamespace(): NetworkNamespace {
    return new NamespaceHandle(new NetworkNamespaceState(this.context), this);
  }

  createBridge({ name, subnet: text, gateway, internal, isolated }: BridgeOptions): void {
    const subnet = parseSubnet(text);
    if (!subnet || this.#bridges.has(name)) throw new SysError(subnet ? 'EEXIST' : 'EINVAL');
    const bridge = new Bridge(name, internal ?? false, isolated ?? false);
    const own = this.router.attach(bridge, { name, address: gateway, prefix: subnet.prefix, mac: this.#mac(gateway) });
    this.#bridges.set(name, { bridge, own });
    this.router.bridges.set(name, bridge);
  }

  removeBridge(name: string): void {
    const found = this.#bridges.get(name);
    if (!found) throw new SysError('ENODEV');
    if (found.bridge.size > 1) throw new SysError('EBUSY');
    this.router.detach(found.own);
    this.#bridges.delete(name);
    this.router.bridges.delete(name);
  }

  bridge(name: string): { readonly bridge: Bridge; readonly own: NetworkInterface } {
    const found = this.#bridges.get(name);
    if (!found) throw new SysError('ENODEV');
    return found;
  }

  /** As Docker makes a bridge's: `02:42` and four bytes of chance. */
  #mac(gateway: string): string {
    if (parseAddress(gateway) === undefined) throw new SysError('EINVAL');
    const bytes = [0x02, 0x42, ...this.context.random.bytes(4)];
    return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
  }
}

export class NamespaceHandle implements NetworkNamespace {
  #endpoints = new Map<string, NetworkInterface>();

  constructor(
    readonly state: NetworkNamespaceState,
    private readonly network: MachineNetwork,
  ) {}

  attach(name: string, { address, mac }: EndpointOptions): void {
    const { bridge, own } = this.network.bridge(name);
    if (bridge.neighbour(address)) throw new SysError('EADDRINUSE');
    if (this.#endpoints.has(name)) throw new SysError('EEXIST');
    const { prefix } = own.address.subnet;
    this.#endpoints.set(name, this.state.attach(bridge, { address, prefix, mac, paired: true }));
  }

  detach(name: string): void {
    const endpoint = this.#endpoints.get(name);
    if (!endpoint) throw new SysError('ENODEV');
    this.#endpoints.delete(name);
    this.state.detach(endpoint);
  }

  setDefaultRoute(name: string | undefined): void {
    const endpoint = name === undefined ? undefined : this.#endpoints.get(name);
    if (name !== undefined && !endpoint) throw new SysError('ENODEV');
    this.state.defaultRoute = endpoint && {
      interface: endpoint,
      gateway: this.network.bridge(name as string).own.address.address,
    };
  }

  interfaces(): readonly InterfaceInfo[] {
    return this.state.interfaces();
  }

  async dial(address: string, port: number): Promise<Duplex> {
    const socket = new TcpSocket(this.state, 0);
    try {
      await socket.connect({ address, port }, hostWait);
    } catch (error) {
      socket.close();
      throw error;
    }
    return duplexOf(socket);
  }

  listen(options: ListenOptions, accept: (connection: Duplex, from: Peer) => void): Listener {
    const socket = this.#listener(options);
    socket.onConnection = (made) => accept(duplexOf(made), made.peerName as Peer);
    return this.#behind('tcp', options, listenerOf(socket));
  }

  /** With a front, where it is asked for. */
  #behind(protocol: 'tcp' | 'udp', { address, front }: ListenOptions, listener: Listener): Listener {
    if (front === undefined) return listener;
    const remove = (this.state.fronts ??= new PortFronts()).add(protocol, address, front, listener.port);
    return {
      port: listener.port,
      close: () => {
        remove();
        listener.close();
      },
    };
  }

  bindUdp(options: ListenOptions, receive: (bytes: Uint8Array, from: Peer) => void): DatagramPort {
    const socket = this.#datagrams(options);
    socket.onDatagram = receive;
    return { ...this.#behind('udp', options, listenerOf(socket)), send: (bytes, to) => void socket.sendto(bytes, to) };
  }

  forward(protocol: 'tcp' | 'udp', options: ListenOptions, to: Peer): Listener {
    if (protocol === 'udp') return forwardDatagrams(this.#datagrams(options), to);
    const socket = this.#listener(options);
    socket.forward = to;
    return listenerOf(socket);
  }

  #listener({ address, port }: ListenOptions): TcpSocket {
    const socket = new TcpSocket(this.state, 0);
    socket.bind({ address, port }, { v6only: true });
    socket.listen(LIMITS.backlog);
    return socket;
  }

  #datagrams({ address, port }: ListenOptions): UdpSocket {
    const socket = new UdpSocket(this.state, 0);
    socket.bind({ address, port }, { v6only: true });
    return socket;
  }
}

function listenerOf(socket: TcpSocket | UdpSocket): Listener {
  return { port: (socket.name as Peer).port, close: () => socket.close() };
}
