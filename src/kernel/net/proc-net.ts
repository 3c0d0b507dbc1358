/** The texts of /proc/net (proc(5)): columns and paddings as the kernel prints them. */
import { parseAddress, parseSubnet } from '../../base/ipv4.ts';
import type { SocketAddress, SocketInfo } from '../sys.ts';
import type { NetworkNamespaceState } from './network-namespace.ts';

type Described = Omit<SocketInfo, 'pid' | 'fd'>;

/** By file name. */
export const PROC_NET = {
  arp,
  dev,
  if_inet6: () => '00000000000000000000000000000001 01 80 10 80       lo\n',
  route,
  tcp: (network) => sockets(network, 'tcp', false),
  tcp6: (network) => sockets(network, 'tcp', true),
  udp: (network) => sockets(network, 'udp', false),
  udp6: (network) => sockets(network, 'udp', true),
  unix,
} satisfies Readonly<Record<string, (network: NetworkNamespaceState) => string>>;

const DEV_HEADER =
  'Inter-|   Receive                                                |  Transmit\n' +
  ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';

function dev(network: NetworkNamespaceState): string {
  const lines = network.interfaces().map(({ name, received, sent }) => {
    const counts = (values: readonly number[], widths: readonly number[]) =>
      values.map((value, i) => String(value).padStart(widths[i] as number)).join(' ');
    const rx = counts([received.bytes, received.packets, 0, 0, 0, 0, 0, 0], [7, 7, 4, 4, 4, 5, 10, 9]);
    const tx = counts([sent.bytes, sent.packets, 0, 0, 0, 0, 0, 0], [8, 7, 4, 4, 4, 5, 7, 10]);
    return `${name.padStart(6)}: ${rx} ${tx}\n`;
  });
  return DEV_HEADER + lines.join('');
}

/** Lines of route and the socket tables are padded to a fixed width. */
const ROUTE_WIDTH = 127;

function route(network: NetworkNamespaceState): string {
  const header = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT';
  const lines = network.routes().map(({ destination, gateway, interface: name }) => {
    const subnet = destination === 'default' ? { base: 0, prefix: 0 } : parseSubnet(destination);
    const { base = 0, prefix = 0 } = subnet ?? {};
    const mask = prefix === 0 ? 0 : 2 ** 32 - 2 ** (32 - prefix);
    const flags = gateway === undefined ? '0001' : '0003';
    const via = gateway === undefined ? 0 : (parseAddress(gateway) ?? 0);
    return [name, swapped(base), swapped(via), flags, 0, 0, 0, swapped(mask), 0, 0, 0].join('\t');
  });
  return [header, ...lines].map((line) => `${line.padEnd(ROUTE_WIDTH)}\n`).join('');
}

function arp(network: NetworkNamespaceState): string {
  const lines = network.attachments.flatMap((one) =>
    [...one.neighbours].map(
      ([address, mac]) => `${address.padEnd(17)}0x1         0x2         ${mac}     *        ${one.name}\n`,
    ),
  );
  return `IP address       HW type     Flags       HW address            Mask     Device\n${lines.join('')}`;
}

const STATES: Readonly<Record<SocketInfo['state'], string>> = {
  ESTAB: '01',
  'SYN-SENT': '02',
  'FIN-WAIT-2': '05',
  'TIME-WAIT': '06',
  UNCONN: '07',
  'CLOSE-WAIT': '08',
  LISTEN: '0A',
};

const TCP_WIDTH = 149;
const UDP_WIDTH = 127;
const TCP_HEADER = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const TCP6_HEADER =
  '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const UDP_HEADER = `   ${TCP_HEADER.trimStart()} ref pointer drops`;
const UDP6_HEADER = `${TCP6_HEADER} ref pointer drops`;

function sockets(network: NetworkNamespaceState, protocol: 'tcp' | 'udp', v6: boolean): string {
  const described = [...network.open]
    .map((socket) => socket.describe())
    .filter(
      (one) =>
        one.protocol === protocol && isV6(one.local) === v6 && one.state !== (protocol === 'tcp' ? 'UNCONN' : ''),
    );
  const tcp = protocol === 'tcp';
  const width = v6 ? 0 : tcp ? TCP_WIDTH : UDP_WIDTH;
  const header = tcp ? (v6 ? TCP6_HEADER : TCP_HEADER) : v6 ? UDP6_HEADER : UDP_HEADER;
  const lines = described.map((one, i) => (tcp ? tcpLine(one, i, v6) : udpLine(one, i, v6)));
  return [header, ...lines].map((line) => `${line.padEnd(width)}\n`).join('');
}

function tcpLine(one: Described, slot: number, v6: boolean): string {
  const tail = one.state === 'LISTEN' ? '100 0 0 10 0' : '20 4 30 10 -1';
  return `${String(slot).padStart(4)}: ${common(one, v6)} 1 ${POINTER} ${tail}`;
}

function udpLine(one: Described, slot: number, v6: boolean): string {
  return `${String(slot).padStart(5)}: ${common(one, v6)} 2 ${POINTER} 0`;
}

/** Addresses of kernel objects are hidden from users. */
const POINTER = '0000000000000000';

function common({ local, peer, state, sendQueue, receiveQueue, uid, inode }: Described, v6: boolean): string {
  const queue = (size: number) => size.toString(16).toUpperCase().padStart(8, '0');
  const queues = `${queue(state === 'LISTEN' ? 0 : sendQueue)}:${queue(receiveQueue)}`;
  const owner = `${String(uid).padStart(5)} ${'0'.padStart(8)} ${inode}`;
  return `${endpoint(local, v6)} ${endpoint(peer, v6)} ${STATES[state]} ${queues} 00:00000000 00000000 ${owner}`;
}

function isV6(name: SocketAddress): boolean {
  return 'address' in name && name.address.includes(':');
}

function endpoint(name: SocketAddress | undefined, v6: boolean): string {
  const { address, port } = name && 'address' in name ? name : { address: '', port: 0 };
  const number = port.toString(16).toUpperCase().padStart(4, '0');
  if (!v6) return `${swapped(parseAddress(address) ?? 0)}:${number}`;
  return `${'0'.repeat(24)}${address === '::1' ? '01000000' : '00000000'}:${number}`;
}

/** Addresses are printed as the little-endian machine has them in memory. */
function swapped(address: number): string {
  const bytes = [0, 8, 16, 24].map((shift) => Math.floor(address / 2 ** shift) % 256);
  return bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
}

function unix(network: NetworkNamespaceState): string {
  const lines = [...network.open]
    .map((socket) => socket.describe())
    .filter(({ protocol }) => protocol === 'unix')
    .map(({ state, inode, local, type }) => {
      const listens = state === 'LISTEN';
      const connected = state === 'ESTAB';
      const flags = listens ? '00010000' : '00000000';
      const kind = type === 'datagram' ? '0002' : '0001';
      const path = 'path' in local && local.path !== '' ? ` ${local.path}` : '';
      const counts = `${connected ? '00000003' : '00000002'} 00000000 ${flags}`;
      return `${POINTER}: ${counts} ${kind} ${connected ? '03' : '01'} ${String(inode).padStart(5)}${path}\n`;
    });
  return `Num       RefCount Protocol Flags    Type St Inode Path\n${lines.join('')}`;
}
