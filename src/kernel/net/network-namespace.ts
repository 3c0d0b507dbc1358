/**
 * A network namespace: interfaces, routes and ports. Processes of a container have one of their own, or share another
 * container's or the machine's. A fresh one has loopback and nothing else, and takes next to no memory.
 */
import { subnetOf, parseAddress } from '../../base/ipv4.ts';
import { parseSubnet6 } from '../../base/ipv6.ts';
import type { Clock, Random } from '../../base/ports.ts';
import { SysError } from '../errno.ts';
import type { Internet } from '../internet.ts';
import type { InterfaceInfo, RouteInfo } from '../sys.ts';
import type { Timers } from '../timers.ts';
import type { Bridge } from './bridge.ts';
import { type Counter, type Link, NetworkInterface } from './interface.ts';
import { describeInterfaces, describeOtherEnd, describeRoutes, describeRoutes6 } from './describe.ts';
import type { Outside } from './outside.ts';
import type { PortFronts } from './port-fronts.ts';
import { PortTable } from './ports.ts';
import { isLoopback, lookUp, lookUp6, type Route } from './route.ts';
import type { Socket } from './socket.ts';
import type { TcpSocket } from './tcp-socket.ts';
import type { UdpSocket } from './udp-socket.ts';

/** What all network namespaces of a kernel share. */
export interface NetworkContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly internet: Internet | undefined;
  readonly outside: Outside;
  /** Interfaces are numbered through the machine. */
  takeIndex(): number;
}

export interface AttachOptions {
  readonly address: string;
  readonly prefix: number;
  readonly ipv6?: { readonly address: string; readonly prefix: number } | undefined;
  readonly mac: string;
  /** Default: the next `eth<n>`. */
  readonly name?: string | undefined;
  /** One end of a veth pair; the other one is the machine's. */
  readonly paired?: boolean;
}

export class NetworkNamespaceState {
  readonly loopback: { readonly received: Counter; readonly sent: Counter } = {
    received: { bytes: 0, packets: 0 },
    sent: { bytes: 0, packets: 0 },
  };
  readonly isRouter: boolean = false;
  readonly attachments: NetworkInterface[] = [];
  readonly open = new Set<Socket>();
  defaultRoute: Route | undefined;
  defaultRoute6: Route | undefined;
  /** Undefined: no rules. */
  fronts: PortFronts | undefined;
  #interfaces = 0;
  #tcp: PortTable<TcpSocket> | undefined;
  #udp: PortTable<UdpSocket> | undefined;

  constructor(readonly context: NetworkContext) {}

  get tcp(): PortTable<TcpSocket> {
    return (this.#tcp ??= new PortTable(this.context.random.bytes(2)));
  }

  get udp(): PortTable<UdpSocket> {
    return (this.#udp ??= new PortTable(this.context.random.bytes(2)));
  }

  // --- interfaces and routes

  /** Plugs a new interface into a link. */
  attach(link: Link, options: AttachOptions): NetworkInterface {
    const value = parseAddress(options.address);
    if (value === undefined) throw new SysError('EINVAL');
    const address = { address: options.address, subnet: subnetOf(value, options.prefix) };
    const name = options.name ?? this.#nextName();
    const index = this.context.takeIndex();
    const peerIndex = options.paired ? this.context.takeIndex() : undefined;
    const six = options.ipv6;
    const subnet6 = six && parseSubnet6(`${six.address}/${six.prefix}`);
    const address6 = six && subnet6 && { address: six.address, subnet: subnet6 };
    const one = new NetworkInterface(this, name, index, options.mac, address, link, peerIndex, address6);
    this.attachments.push(one);
    link.plug?.(one);
    return one;
  }

  detach(one: NetworkInterface): void {
    const at = this.attachments.indexOf(one);
    if (at < 0) return;
    this.attachments.splice(at, 1);
    one.link.unplug?.(one);
    if (this.defaultRoute?.interface === one) this.defaultRoute = undefined;
    if (this.defaultRoute6?.interface === one) this.defaultRoute6 = undefined;
    for (const socket of [...this.open]) if (socket.passes(one)) socket.cut();
  }

  hasAddress(address: string): boolean {
    if (isLoopback(address)) return true;
    return this.attachments.some((one) => one.has(address));
  }

  routeTo(address: string): Route | undefined {
    if (address.includes(':')) return lookUp6(this.attachments, this.defaultRoute6, address);
    return lookUp(this.attachments, this.defaultRoute, address);
  }

  /** Whether a packet that came in at one interface may go out at another. */
  forwards(_from: NetworkInterface, _to: NetworkInterface): boolean {
    return false;
  }

  /** Numbers do not come again (libnetwork, osl). */
  #nextName(): string {
    return `eth${this.#interfaces++}`;
  }

  // --- sockets

  opened(socket: Socket): void {
    this.open.add(socket);
  }

  closed(socket: Socket): void {
    this.open.delete(socket);
  }

  // --- what programs ask

  interfaces(): readonly InterfaceInfo[] {
    return describeInterfaces(this);
  }

  /** `6`: those of IPv6. */
  routes(family: 4 | 6 = 4): readonly RouteInfo[] {
    return family === 6 ? describeRoutes6(this) : describeRoutes(this);
  }
}

/** The machine's: it has an interface on every bridge, and is the router between them and the world. */
export class RouterNamespace extends NetworkNamespaceState {
  override readonly isRouter = true;
  readonly bridges = new Map<string, Bridge>();

  /** Bridges are kept apart (DOCKER-ISOLATION); an internal one has no way out. */
  override forwards(from: NetworkInterface, to: NetworkInterface): boolean {
    if (from.link === to.link) return true;
    return !this.#bridgeOf(to) && !this.#bridgeOf(from)?.internal;
  }

  override interfaces(): readonly InterfaceInfo[] {
    const pairs = [...this.bridges.values()].flatMap((bridge) =>
      [...bridge.ports].flatMap((port) => describeOtherEnd(port, bridge.name) ?? []),
    );
    return [...super.interfaces(), ...pairs.sort((a, b) => a.index - b.index)];
  }

  #bridgeOf(one: NetworkInterface): Bridge | undefined {
    return this.bridges.get(one.name);
  }
}
