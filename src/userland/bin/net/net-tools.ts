/** ifconfig and route of net-tools, and busybox's applets. */
import type { InterfaceInfo, Sys } from '../../../kernel/sys.ts';
import { readText } from '../lib/read-text.ts';
import { mayUse } from '../lib/capability.ts';
import { isAddress, resolveHost, ResolveError } from '../lib/resolve.ts';
import { tool, type Tool } from '../lib/tool.ts';
import { binarySize, netmask, networkOf } from './interfaces.ts';

/** IFF_UP, IFF_RUNNING and their kin, as ifconfig sums them. */
const FLAGS = { loopback: 73, ethernet: 4163 } as const;

export const ifconfig = tool(
  {
    name: 'ifconfig',
    usage: '[-a] [INTERFACE]',
    about: 'Configure a network interface',
    rawArguments: true,
    from: 'net-tools',
  },
  async (t) => {
    const words = t.operands.filter((word) => !/^-[av]$/.test(word));
    if (words.length > 1 && !(await mayUse(t.sys, 'NET_ADMIN'))) {
      const call = words.some((word) => isAddress(word)) ? 'SIOCSIFADDR' : 'SIOCSIFFLAGS';
      return t.die(`${call}: Operation not permitted`, undefined, t.busybox ? 1 : 255);
    }
    if (words.length > 1)
      return t.die(
        `${words.slice(1).join(' ')} is not simulated in Drydock; the real ifconfig would change ${words[0]}`,
      );
    const all = [...t.sys.interfaces()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const [name] = words;
    const list = name === undefined ? all : all.filter((one) => one.name === name);
    if (list.length === 0) {
      await t.err(
        t.busybox
          ? `ifconfig: ${name}: error fetching interface information: Device not found\n`
          : `${name}: error fetching interface information: Device not found\n`,
      );
      return 1;
    }
    for (const one of list) await t.out.text(t.busybox ? busyboxBlock(one) : gnuBlock(one));
    return 0;
  },
);

function gnuBlock(one: InterfaceInfo): string {
  const { loopback, name, mtu, mac, received, sent } = one;
  const flags = loopback
    ? `${FLAGS.loopback}<UP,LOOPBACK,RUNNING>`
    : `${FLAGS.ethernet}<UP,BROADCAST,RUNNING,MULTICAST>`;
  const addresses = one.addresses.map(({ address, prefix, broadcast }) => {
    if (address.includes(':'))
      return `        inet6 ${address}  prefixlen ${prefix}  scopeid ${loopback ? '0x10<host>' : '0x20<link>'}\n`;
    const cast = loopback || broadcast === undefined ? '' : `  broadcast ${broadcast}`;
    return `        inet ${address}  netmask ${netmask(prefix)}${cast}\n`;
  });
  const kind = loopback
    ? '        loop  txqueuelen 1000  (Local Loopback)\n'
    : `        ether ${mac}  txqueuelen 0  (Ethernet)\n`;
  return (
    `${name}: flags=${flags}  mtu ${mtu}\n${addresses.join('')}${kind}` +
    `        RX packets ${received.packets}  bytes ${received.bytes} (${binarySize(received.bytes)})\n` +
    '        RX errors 0  dropped 0  overruns 0  frame 0\n' +
    `        TX packets ${sent.packets}  bytes ${sent.bytes} (${binarySize(sent.bytes)})\n` +
    '        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0\n\n'
  );
}

function busyboxBlock(one: InterfaceInfo): string {
  const { loopback, name, mtu, mac, received, sent } = one;
  const encap = loopback ? 'Local Loopback  ' : `Ethernet  HWaddr ${mac.toUpperCase()}  `;
  const addresses = one.addresses.map(({ address, prefix, broadcast }) => {
    if (address.includes(':'))
      return `          inet6 addr: ${address}/${prefix} Scope:${loopback ? 'Host' : 'Link'}\n`;
    const cast = loopback || broadcast === undefined ? '' : `  Bcast:${broadcast}`;
    return `          inet addr:${address}${cast}  Mask:${netmask(prefix)}\n`;
  });
  const flags = loopback ? 'UP LOOPBACK RUNNING' : 'UP BROADCAST RUNNING MULTICAST';
  return (
    `${name.padEnd(9)} Link encap:${encap}\n${addresses.join('')}          ${flags}  MTU:${mtu}  Metric:1\n` +
    `          RX packets:${received.packets} errors:0 dropped:0 overruns:0 frame:0\n` +
    `          TX packets:${sent.packets} errors:0 dropped:0 overruns:0 carrier:0\n` +
    `          collisions:0 txqueuelen:${loopback ? 1000 : 0} \n` +
    `          RX bytes:${received.bytes} (${binarySize(received.bytes)})  TX bytes:${sent.bytes} (${binarySize(sent.bytes)})\n\n`
  );
}

export const route = tool(
  {
    name: 'route',
    usage: '[-ne]',
    about: 'Show the kernel routing table',
    options: 'n e- A=- 4- v-',
    from: 'net-tools',
  },
  async (t) => {
    if (t.operands.length > 0 && !(await mayUse(t.sys, 'NET_ADMIN'))) {
      const call = t.operands[0] === 'del' ? 'SIOCDELRT' : 'SIOCADDRT';
      return t.die(`${call}: Operation not permitted`, undefined, t.busybox ? 1 : 7);
    }
    if (t.operands.length > 0)
      return t.die(
        `${t.operands.join(' ')} is not simulated in Drydock; the real route would change the routing table`,
      );
    await t.out.text(
      'Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n',
    );
    for (const entry of t.sys.routes()) {
      const [destination, mask] = networkOf(entry);
      const gateway = entry.gateway ?? '0.0.0.0';
      const plain = t.has('n');
      const shown = plain || destination !== '0.0.0.0' ? destination : 'default';
      const via = plain || gateway !== '0.0.0.0' ? gateway : t.busybox ? '*' : '0.0.0.0';
      const flags = entry.gateway === undefined ? 'U' : 'UG';
      await t.out.text(
        `${shown.padEnd(15)} ${via.padEnd(15)} ${mask.padEnd(15)} ${flags.padEnd(5)} 0      0        0 ${entry.interface}\n`,
      );
    }
    return 0;
  },
);

/** `hostname -i`: the addresses that the name has; `-I`: those of the interfaces. */
export async function hostAddresses(t: Tool): Promise<string> {
  try {
    const found = await resolveHost(t.sys, t.sys.uname().nodename);
    // gethostbyname(3), which busybox asks, stops at the first line of /etc/hosts; getaddrinfo(3) reads on.
    return `${(t.busybox ? found.slice(0, 1) : found).join(' ')}\n`;
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    const { nodename } = t.sys.uname();
    return t.die(error.message, `${nodename}: ${error.code === 'EAI_NONAME' ? 'Unknown host' : error.message}`);
  }
}

/** The first name on the line of /etc/hosts that has a name: what getaddrinfo(3) calls canonical. */
export async function canonicalName(sys: Sys, name: string): Promise<string> {
  for (const line of (await readText(sys, '/etc/hosts')).split('\n')) {
    const [, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (names.includes(name)) return names[0] as string;
  }
  return name;
}

export function interfaceAddresses(t: Tool): string {
  const own = t.sys.interfaces().filter(({ loopback }) => !loopback);
  return `${own.flatMap(({ addresses }) => addresses.map(({ address }) => `${address} `)).join('')}\n`;
}
