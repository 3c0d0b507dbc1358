/** TCP (RFC 9293) as its users see it: who listens where, how a connection is made, refused, or never answered. */
import { SysError } from '../errno.ts';
import type { Awaitable, BindOptions, SocketAddress, SocketInfo } from '../sys.ts';
import type { Wait } from '../vfs/filesystem.ts';
import { endpointOf, localEndpoint, remoteEndpoint } from './inet-name.ts';
import type { NetworkNamespaceState } from './network-namespace.ts';
import type { NetworkInterface } from './interface.ts';
import { isAny } from './ports.ts';
import { countControl, countStream, findPath, type Hops, isLoopback } from './route.ts';
import type { Endpoint } from './socket.ts';
import { StreamSocket } from './stream-socket.ts';
import { joinDuplex } from './stream-duplex.ts';

/** Three ARP requests, a second apart, without an answer. */
const ARP_TIMEOUT_MS = 3_060;
/** Seven SYNs (net.ipv4.tcp_syn_retries 6), each waiting twice as long as the one before. */
const SYN_TIMEOUT_MS = 127_000;

/** docker-proxy learns that the container refuses. */
const PROXY_DIAL_MS = 1;

export class TcpSocket extends StreamSocket {
  local: Endpoint | undefined;
  remote: Endpoint | undefined;
  v6only = false;
  /**
   * A published port: connections are passed on to a container. The machine's own to any address but loopback go
   * straight there (the DNAT rule of the OUTPUT chain); all others meet docker-proxy, which accepts before it knows
   * whether the container does.
   */
  forward: Endpoint | undefined;
  protected readonly unconnected = 'EPIPE';
  #hops: Hops | undefined;
  /** The client's packets travel `there`, the server's `back`. */
  #isServer = false;
  #holdsPort = false;
  #connecting = false;

  /** `namespace` undefined: the far end of a connection out of the machine. */
  constructor(
    readonly namespace: NetworkNamespaceState | undefined,
    uid: number,
  ) {
    super(uid);
  }

  override bind(name: SocketAddress, options?: BindOptions): void {
    if (this.local) throw new SysError('EINVAL');
    this.v6only = options?.v6only ?? false;
    this.#take(localEndpoint(this.#network, name));
  }

  override listen(backlog: number): void {
    if (!this.local) this.#take({ address: '0.0.0.0', port: 0 });
    this.startListening(backlog);
  }

  override connect(name: SocketAddress, wait: Wait): Awaitable<void> {
    if (this.connected || this.pending) throw new SysError('EISCONN');
    if (this.#connecting) throw new SysError('EALREADY');
    const to = remoteEndpoint(name);
    const bound = this.local && !isAny(this.local.address) ? this.local.address : undefined;
    const path = findPath(this.#network, to.address, bound);
    if (path.kind === 'unreachable') throw new SysError('ENETUNREACH');
    const { source, hops } = path;
    if (!this.local) this.#take({ address: source, port: 0 });
    else if (isAny(this.local.address)) this.local = { address: source, port: this.local.port };
    if (path.kind === 'no-host') return this.#unanswered(to, wait, ARP_TIMEOUT_MS, 'EHOSTUNREACH');
    countControl(hops, 1, 0);
    if (path.kind === 'dropped') return this.#unanswered(to, wait, SYN_TIMEOUT_MS, 'ETIMEDOUT');
    if (path.kind === 'outside') return this.#connectOutside(to, hops, wait);
    return this.#connectTo(path.namespace, to, hops, wait);
  }

  #connectTo(target: NetworkNamespaceState, to: Endpoint, hops: Hops, wait: Wait): Awaitable<void> {
    const at = target.fronts?.behind('tcp', to) ?? to;
    const listener = target.tcp.find(at.address, at.port).find((socket) => socket.listening);
    if (!listener) {
      countControl(hops, 0, 1);
      throw new SysError('ECONNREFUSED');
    }
    if (listener.forward) {
      const direct = target === this.namespace && !isLoopback(to.address);
      return direct
        ? this.#redirected(listener.forward, to, wait)
        : this.#proxied(listener, listener.forward, to, hops);
    }
    if (!listener.hasRoom) return this.#connectLater(target, listener, to, hops, wait);
    this.#join(listener, to, hops);
  }

  /** To another address than the one it names. */
  #redirected(redirect: Endpoint, to: Endpoint, wait: Wait): Awaitable<void> {
    const path = findPath(this.#network, redirect.address, this.local?.address);
    if (path.kind !== 'host') return this.#unanswered(to, wait, ARP_TIMEOUT_MS, 'EHOSTUNREACH');
    const connected = this.#connectTo(path.namespace, redirect, path.hops, wait);
    const named = () => {
      this.remote = to;
    };
    return connected instanceof Promise ? connected.then(named) : named();
  }

  /** Through docker-proxy: the container sees the proxy as its client. A refusal there resets what was accepted here. */
  #proxied(proxy: TcpSocket, behind: Endpoint, to: Endpoint, hops: Hops): void {
    const path = findPath(proxy.#network, behind.address);
    const listener =
      path.kind === 'host'
        ? path.namespace.tcp.find(behind.address, behind.port).find((socket) => socket.listening && socket.hasRoom)
        : undefined;
    if (path.kind !== 'host' || !listener) {
      const far = new TcpSocket(undefined, 0);
      this.#connected(to, hops);
      StreamSocket.join(this, far);
      // The client has sent its request by the time the proxy knows.
      this.#network.context.timers.after(PROXY_DIAL_MS, () => far.reset());
      return;
    }
    const there = [...hops.there, ...path.hops.there];
    const back = [...path.hops.back, ...hops.back];
    const interfaces = [...hops.interfaces, ...path.hops.interfaces];
    const proxyPort = proxy.#network.tcp.ephemeral();
    this.#join(listener, behind, { there, back, interfaces }, { address: path.source, port: proxyPort });
    this.remote = to;
  }

  #join(listener: TcpSocket, to: Endpoint, hops: Hops, from = this.local): void {
    const server = new TcpSocket(listener.namespace, listener.uid);
    server.local = to;
    server.remote = from;
    server.#hops = hops;
    server.#isServer = true;
    this.#connected(to, hops);
    StreamSocket.join(this, server);
    countControl(hops, 1, 1);
    listener.namespace?.opened(server);
    listener.arrived(server);
  }

  #connected(to: Endpoint, hops: Hops): void {
    this.remote = to;
    this.#hops = hops;
    this.#network.opened(this);
  }

  /** Whether its packets pass the interface. */
  override passes(one: NetworkInterface): boolean {
    return this.#hops?.interfaces.includes(one) ?? false;
  }

  override cut(): void {
    const { peer } = this;
    super.cut();
    peer?.cut();
  }

  /** The queue of the listener is full: its machine ignores the request until there is room. */
  async #connectLater(
    target: NetworkNamespaceState,
    listener: TcpSocket,
    to: Endpoint,
    hops: Hops,
    wait: Wait,
  ): Promise<void> {
    const { clock, timers } = this.#network.context;
    const deadline = clock.now() + SYN_TIMEOUT_MS;
    while (listener.listening && !listener.hasRoom) {
      const left = deadline - clock.now();
      if (left <= 0) throw new SysError('ETIMEDOUT');
      await wait.block<void>((resolve) => {
        const undo = [listener.changed.add(resolve), timers.after(left, resolve)];
        return () => undo.forEach((take) => take());
      });
    }
    return this.#connectTo(target, to, hops, wait);
  }

  async #unanswered(to: Endpoint, wait: Wait, ms: number, errno: 'EHOSTUNREACH' | 'ETIMEDOUT'): Promise<void> {
    this.remote = to;
    this.#connecting = true;
    this.#network.opened(this);
    try {
      await wait.block<void>((resolve) => this.#network.context.timers.after(ms, resolve));
      throw new SysError(errno);
    } finally {
      this.#connecting = false;
      this.remote = undefined;
    }
  }

  async #connectOutside(to: Endpoint, hops: Hops, wait: Wait): Promise<void> {
    const { internet } = this.#network.context;
    if (!internet) return this.#unanswered(to, wait, SYN_TIMEOUT_MS, 'ETIMEDOUT');
    const connection = internet.connect(to.address, to.port);
    let left = false;
    this.remote = to;
    this.#connecting = true;
    this.#network.opened(this);
    try {
      const duplex =
        connection instanceof Promise
          ? await wait.block<Awaited<typeof connection>>((resolve, reject) => {
              connection.then((made) => (left ? made.close() : resolve(made)), reject);
              return () => {
                left = true;
              };
            })
          : connection;
      const far = new TcpSocket(undefined, 0);
      this.#connected(to, hops);
      StreamSocket.join(this, far);
      countControl(hops, 1, 1);
      joinDuplex(far, duplex);
    } catch (error) {
      this.remote = undefined;
      throw error;
    } finally {
      this.#connecting = false;
    }
  }

  protected override sending(bytes: number): void {
    if (this.#hops) countStream(this.#hops, bytes, this.#isServer);
  }

  protected override finishing(): void {
    if (this.#hops) countControl(this.#hops, 1, 1);
  }

  protected override released(): void {
    if (this.#holdsPort && this.local) this.namespace?.tcp.release(this, this.local.port);
    this.#holdsPort = false;
    this.namespace?.closed(this);
  }

  override get name(): SocketAddress {
    return this.local ?? { address: '0.0.0.0', port: 0 };
  }

  override get peerName(): SocketAddress | undefined {
    return this.connected ? this.remote : undefined;
  }

  override describe(): Omit<SocketInfo, 'pid' | 'fd'> {
    const { receive, send } = this.queued;
    const common = { local: this.name, peer: this.remote, uid: this.uid, inode: this.ino } as const;
    return { ...common, protocol: 'tcp', state: this.#state, receiveQueue: receive, sendQueue: send };
  }

  get #state(): SocketInfo['state'] {
    if (this.listening) return 'LISTEN';
    if (this.#connecting) return 'SYN-SENT';
    if (!this.connected) return 'UNCONN';
    const { sent, received } = this.finished;
    if (received) return 'CLOSE-WAIT';
    return sent ? 'FIN-WAIT-2' : 'ESTAB';
  }

  get #network(): NetworkNamespaceState {
    if (!this.namespace) throw new SysError('ENETDOWN');
    return this.namespace;
  }

  #take(at: Endpoint): void {
    const { address, port } = endpointOf(at);
    this.local = { address, port: this.#network.tcp.take(this, address, port) };
    this.#holdsPort = true;
    this.#network.opened(this);
  }
}
