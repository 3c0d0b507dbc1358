/** Names of sockets on IP: the address part of `bind` and `connect`. */
import { parseAddress } from '../../base/ipv4.ts';
import { formatAddress6, parseAddress6 } from '../../base/ipv6.ts';
import { SysError } from '../errno.ts';
import type { SocketAddress } from '../sys.ts';
import type { NetworkNamespaceState } from './network-namespace.ts';
import { isAny } from './ports.ts';
import type { Endpoint } from './socket.ts';

/** EAFNOSUPPORT for a path, EINVAL for what is no address. */
export function endpointOf(name: SocketAddress): Endpoint {
  if ('path' in name) throw new SysError('EAFNOSUPPORT');
  const { address, port } = name;
  const value = address.includes(':') ? parseAddress6(address) : parseAddress(address);
  if (value === undefined) throw new SysError('EINVAL');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new SysError('EINVAL');
  return { address: typeof value === 'bigint' ? formatAddress6(value) : address, port };
}

/** Where a socket wants to be: EADDRNOTAVAIL when no interface has the address. */
export function localEndpoint(namespace: NetworkNamespaceState, name: SocketAddress): Endpoint {
  const endpoint = endpointOf(name);
  if (!isAny(endpoint.address) && !namespace.hasAddress(endpoint.address)) throw new SysError('EADDRNOTAVAIL');
  return endpoint;
}

/** Connecting to "any" means this machine. */
export function remoteEndpoint(name: SocketAddress): Endpoint {
  const endpoint = endpointOf(name);
  if (!isAny(endpoint.address)) return endpoint;
  return { address: endpoint.address === '::' ? '::1' : '127.0.0.1', port: endpoint.port };
}
