/**
 * Where packets of a namespace go. Nothing is sent hop by hop: a path is found once, when a connection is made or a
 * datagram sent, with the counters of every interface on it.
 */
import { contains, parseAddress } from '../../base/ipv4.ts';
import { contains6, parseAddress6 } from '../../base/ipv6.ts';
import type { Counter, NetworkInterface } from './interface.ts';
import type { NetworkNamespaceState } from './network-namespace.ts';

export interface Hops {
  /** Interfaces that the way there passes; the way back is the same. */
  readonly there: readonly Counter[];
  readonly back: readonly Counter[];
  readonly interfaces: readonly NetworkInterface[];
}

export type Path =
  /** A namespace of this kernel has the address. */
  | { readonly kind: 'host'; readonly namespace: NetworkNamespaceState; readonly source: string; readonly hops: Hops }
  /** Out of the machine. */
  | { readonly kind: 'outside'; readonly source: string; readonly hops: Hops }
  /** No route: known at once. */
  | { readonly kind: 'unreachable' }
  /** On a network of ours, but nobody has the address: known when nobody answers to ARP. */
  | { readonly kind: 'no-host'; readonly source: string; readonly hops: Hops }
  /** A firewall swallows it: never known. */
  | { readonly kind: 'dropped'; readonly source: string; readonly hops: Hops };

const MAX_HOPS = 8;

export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

/** The way from a namespace to an address, for packets from `bound` when a socket is bound to an address. */
export function findPath(from: NetworkNamespaceState, address: string, bound?: string): Path {
  const there: Counter[] = [];
  const back: Counter[] = [];
  const interfaces: NetworkInterface[] = [];
  const hops: Hops = { there, back, interfaces };
  if (from.hasAddress(address)) {
    const { loopback } = from;
    there.push(loopback.sent, loopback.received);
    back.push(loopback.sent, loopback.received);
    return {
      kind: 'host',
      namespace: from,
      source: bound ?? (isLoopback(address) ? loopbackFor(address) : address),
      hops,
    };
  }
  let at = from;
  let source = bound ?? '';
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const route = at.routeTo(address);
    // A router without a route says so at once, by ICMP.
    if (!route) return { kind: 'unreachable' };
    const out = route.interface;
    const came = interfaces.at(-1);
    if (!source) source = (address.includes(':') ? out.address6 : out.address)?.address ?? out.address.address;
    there.push(out.sent);
    back.unshift(out.received);
    interfaces.push(out);
    if (hop > 0 && came && !at.forwards(came, out)) return { kind: 'dropped', source, hops };
    const next = out.link.neighbour(route.gateway ?? address);
    if (next === 'beyond') return { kind: 'outside', source, hops };
    if (!next) return { kind: 'no-host', source, hops };
    if (out.link.isolated && !at.isRouter && !next.namespace.isRouter) return { kind: 'dropped', source, hops };
    out.met(next);
    next.met(out);
    there.push(next.received);
    back.unshift(next.sent);
    interfaces.push(next);
    if (next.namespace.hasAddress(address)) return { kind: 'host', namespace: next.namespace, source, hops };
    at = next.namespace;
  }
  return { kind: 'dropped', source, hops };
}

function loopbackFor(address: string): string {
  return address === '::1' ? '::1' : '127.0.0.1';
}

export interface Route {
  readonly interface: NetworkInterface;
  readonly gateway: string | undefined;
}

/** The interface whose own network has the address; else the default route. */
export function lookUp(
  interfaces: readonly NetworkInterface[],
  defaultRoute: Route | undefined,
  address: string,
): Route | undefined {
  const value = parseAddress(address);
  if (value === undefined) return undefined;
  let best: NetworkInterface | undefined;
  for (const one of interfaces) {
    const { subnet } = one.address;
    if (contains(subnet, value) && (!best || subnet.prefix > best.address.subnet.prefix)) best = one;
  }
  return best ? { interface: best, gateway: undefined } : defaultRoute;
}

/** Of IPv6: interfaces without an address of it have no part in it. */
export function lookUp6(
  interfaces: readonly NetworkInterface[],
  defaultRoute: Route | undefined,
  address: string,
): Route | undefined {
  const value = parseAddress6(address);
  if (value === undefined) return undefined;
  let best: { readonly one: NetworkInterface; readonly prefix: number } | undefined;
  for (const one of interfaces) {
    const subnet = one.address6?.subnet;
    if (subnet && contains6(subnet, value) && subnet.prefix > (best?.prefix ?? -1))
      best = { one, prefix: subnet.prefix };
  }
  return best ? { interface: best.one, gateway: undefined } : defaultRoute;
}

/** Ethernet, IP and TCP headers with timestamps. */
const TCP_HEADERS = 66;
const SEGMENT_BYTES = 1448;

/** `bytes` of payload went there in TCP segments, and acknowledgements came back. */
export function countStream(hops: Hops, bytes: number, back = false): void {
  const segments = Math.ceil(bytes / SEGMENT_BYTES);
  count(back ? hops.back : hops.there, bytes + segments * TCP_HEADERS, segments);
  const acknowledged = Math.ceil(segments / 2);
  count(back ? hops.there : hops.back, acknowledged * TCP_HEADERS, acknowledged);
}

/** Packets without payload: how a connection is made, ended and refused. */
export function countControl(hops: Hops, there: number, back: number): void {
  count(hops.there, there * TCP_HEADERS, there);
  count(hops.back, back * TCP_HEADERS, back);
}

/** Ethernet, IP and UDP headers. */
const DATAGRAM_HEADERS = 42;

export function countDatagram(hops: Hops, bytes: number): void {
  count(hops.there, bytes + DATAGRAM_HEADERS, 1);
}

function count(counters: readonly Counter[], bytes: number, packets: number): void {
  for (const counter of counters) {
    counter.bytes += bytes;
    counter.packets += packets;
  }
}
