/** What /proc and /sys show of a network namespace. */
import type { NetworkNamespaceState } from '../net/network-namespace.ts';
import type { InterfaceInfo } from '../sys.ts';
import type { Inode } from './filesystem.ts';
import { fixedDirectory, SyntheticDirectory, SyntheticFile, type SyntheticFilesystem } from './synthetic.ts';

/** What is in them comes with the first one that is read. */
const PROC_NET_FILES = ['arp', 'dev', 'if_inet6', 'route', 'tcp', 'tcp6', 'udp', 'udp6', 'unix'] as const;

/** /proc/PID/net. */
export function procNet(fs: SyntheticFilesystem, network: () => NetworkNamespaceState): Inode {
  return fixedDirectory(
    fs,
    Object.fromEntries(
      PROC_NET_FILES.map((name) => [
        name,
        () => new SyntheticFile(fs, async () => (await import('../net/proc-net.ts')).PROC_NET[name](network())),
      ]),
    ),
  );
}

/** /proc/sys/net: what programs and people look up, and what was `given` for it; none of it can be changed. */
export function procSysNet(
  fs: SyntheticFilesystem,
  { isMachine, sealed }: { readonly isMachine: boolean; readonly sealed: boolean },
  network: () => NetworkNamespaceState,
  given: (prefix: string) => Readonly<Record<string, () => Inode>>,
): Inode {
  const file = (text: string) => () => new SyntheticFile(fs, () => text, { mode: 0o644, sealed });
  return fixedDirectory(fs, {
    core: () => fixedDirectory(fs, { somaxconn: file('4096\n'), ...given('net.core.') }),
    ipv4: () =>
      fixedDirectory(fs, {
        ip_default_ttl: file('64\n'),
        ip_forward: file('1\n'),
        ip_local_port_range: file('32768\t60999\n'),
        ip_unprivileged_port_start: file(isMachine ? '1024\n' : '0\n'),
        ping_group_range: file('0\t2147483647\n'),
        tcp_syn_retries: file('6\n'),
        ...given('net.ipv4.'),
      }),
    ipv6: () => fixedDirectory(fs, { conf: () => ipv6Conf(fs, sealed, network, given) }),
  });
}

/** What each interface does about IPv6: one without an address of it has it switched off. */
function ipv6Conf(
  fs: SyntheticFilesystem,
  sealed: boolean,
  network: () => NetworkNamespaceState,
  given: (prefix: string) => Readonly<Record<string, () => Inode>>,
): Inode {
  const names = () => [
    'all',
    'default',
    ...network()
      .interfaces()
      .map(({ name }) => name),
  ];
  const disabled = (name: string) => {
    const own = network()
      .interfaces()
      .find((one) => one.name === name);
    return own && !own.addresses.some(({ address }) => address.includes(':')) ? 1 : 0;
  };
  const directory = (name: string) =>
    fixedDirectory(fs, {
      disable_ipv6: () => new SyntheticFile(fs, () => `${disabled(name)}\n`, { mode: 0o644, sealed }),
      forwarding: () => new SyntheticFile(fs, () => '0\n', { mode: 0o644, sealed }),
      ...given(`net.ipv6.conf.${name}.`),
    });
  return new SyntheticDirectory(fs, names, (name) => (names().includes(name) ? directory(name) : undefined));
}

/** /sys/class/net: a directory for each interface that there is at the moment. */
export function sysClassNet(fs: SyntheticFilesystem, network: () => NetworkNamespaceState): Inode {
  const find = (name: string) =>
    network()
      .interfaces()
      .find((one) => one.name === name);
  const child = (name: string) => (find(name) ? interfaceDirectory(fs, () => find(name)) : undefined);
  return new SyntheticDirectory(
    fs,
    () =>
      network()
        .interfaces()
        .map(({ name }) => name),
    child,
  );
}

function interfaceDirectory(fs: SyntheticFilesystem, find: () => InterfaceInfo | undefined): Inode {
  const file = (text: (one: InterfaceInfo) => string | number) => () =>
    new SyntheticFile(fs, () => {
      const one = find();
      return one ? `${text(one)}\n` : '';
    });
  return fixedDirectory(fs, {
    address: file(({ mac }) => mac),
    carrier: file(({ up }) => (up ? 1 : 0)),
    flags: file(({ loopback }) => (loopback ? '0x9' : '0x1003')),
    ifindex: file(({ index }) => index),
    iflink: file(({ index, peerIndex }) => peerIndex ?? index),
    mtu: file(({ mtu }) => mtu),
    operstate: file(({ loopback, up }) => (loopback ? 'unknown' : up ? 'up' : 'down')),
    statistics: () =>
      fixedDirectory(fs, {
        rx_bytes: file(({ received }) => received.bytes),
        rx_packets: file(({ received }) => received.packets),
        tx_bytes: file(({ sent }) => sent.bytes),
        tx_packets: file(({ sent }) => sent.packets),
      }),
    type: file(({ loopback }) => (loopback ? 772 : 1)),
  });
}
