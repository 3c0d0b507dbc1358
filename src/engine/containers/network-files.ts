/** /etc/hosts, /etc/hostname and /etc/resolv.conf, which Docker writes and mounts into every container. */
import type { EngineContext } from '../context.ts';
import type { Container } from './container.ts';
import { PREDEFINED } from '../networks/network-table.ts';
import { networkKind } from './networking.ts';

export function networkFiles(engine: EngineContext, container: Container): Readonly<Record<string, string>> {
  const shared = sharedWith(engine, container);
  if (shared) return networkFiles(engine, shared);
  const { config } = container.record;
  return {
    '/etc/resolv.conf': resolvConf(engine, container),
    '/etc/hostname': `${config.Hostname}${config.Domainname ? `.${config.Domainname}` : ''}\n`,
    '/etc/hosts': hosts(engine, container),
  };
}

/** The container whose network stack this one uses (`--network container:x`). */
export function sharedWith(engine: EngineContext, container: Container): Container | undefined {
  const mode = container.record.hostConfig.NetworkMode ?? '';
  return mode.startsWith('container:') ? engine.containers.find(mode.slice('container:'.length)) : undefined;
}

/** A running container has joined another network: its files tell, unless the user has changed them. */
export async function filesAfterConnect(
  engine: EngineContext,
  container: Container,
  before: string,
  addresses: readonly string[],
) {
  const { running } = container;
  if (!running || addresses.length === 0) return;
  const lines = addresses.map((address) => hostsLine(container, address)).join('');
  await running.writeFile('/etc/hosts', `${await running.readFile('/etc/hosts')}${lines}`);
  if ((await running.readFile('/etc/resolv.conf')) !== before) return;
  await running.writeFile('/etc/resolv.conf', resolvConf(engine, container));
}

/** Real Docker takes out every line with the container's own names, those of its other networks too. */
export async function filesAfterDisconnect(container: Container): Promise<void> {
  const { running } = container;
  if (!running) return;
  const lines = (await running.readFile('/etc/hosts')).split('\n');
  const own = hostsLine(container, '').trimEnd();
  const kept = lines.filter((line) => !line.endsWith(own));
  if (kept.length < lines.length) await running.writeFile('/etc/hosts', kept.join('\n'));
}

function hostsLine({ record: { config } }: Container, address: string): string {
  const full = config.Domainname ? `${config.Hostname}.${config.Domainname}` : config.Hostname;
  const short = full.split('.')[0] as string;
  return `${address}\t${full === short ? full : `${full} ${short}`}\n`;
}

function hosts(engine: EngineContext, container: Container): string {
  const { hostConfig, networks } = container.record;
  const kind = networkKind(hostConfig);
  const extras = ((hostConfig.ExtraHosts as readonly string[] | null | undefined) ?? []).map((extra) => {
    const at = extra.search(/[:=]/);
    const address = extra.slice(at + 1);
    return `${address === 'host-gateway' ? '172.17.0.1' : address}\t${extra.slice(0, at)}`;
  });
  if (kind === 'host') return `${engine.host.hostsFile}${extras.map((line) => `${line}\n`).join('')}`;
  const lines = [
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    'fe00::0\tip6-localnet',
    'ff00::0\tip6-mcastprefix',
    'ff02::1\tip6-allnodes',
    'ff02::2\tip6-allrouters',
  ];
  lines.push(...extras);
  if (kind === 'bridge' || kind === 'user') {
    if (kind === 'bridge') lines.push(...linkLines(engine, container));
    for (const { IPAddress, GlobalIPv6Address } of Object.values(networks)) {
      for (const address of [IPAddress, GlobalIPv6Address]) {
        if (address) lines.push(hostsLine(container, address).trimEnd());
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** `--link other:alias` on the default bridge. */
function linkLines(engine: EngineContext, container: Container): string[] {
  return ((container.record.hostConfig.Links as readonly string[] | null) ?? []).flatMap((link) => {
    const [target = '', alias = target] = link.split(':');
    const other = engine.containers.find(target);
    const address = other.record.networks.bridge?.IPAddress;
    if (!address) return [];
    const names = [...new Set([alias, other.record.config.Hostname, other.name])];
    return [`${address}\t${names.join(' ')}`];
  });
}

/** Name servers of the container's own choice, or the machine's. */
export function nameServers(engine: EngineContext, { record }: Container): readonly string[] {
  const chosen = (record.hostConfig.Dns as readonly string[] | null | undefined) ?? [];
  return chosen.length ? chosen : engine.host.nameservers;
}

export function resolvConf(engine: EngineContext, container: Container): string {
  const { hostConfig, networks } = container.record;
  const kind = networkKind(hostConfig);
  const list = (field: string) => (hostConfig[field] as readonly string[] | null | undefined) ?? [];
  const servers = nameServers(engine, container);
  const search = list('DnsSearch').length
    ? list('DnsSearch').filter((domain) => domain !== '.')
    : engine.host.searchDomains;
  const internal = Object.keys(networks).some((name) => !(PREDEFINED as readonly string[]).includes(name));
  const options = [...list('DnsOptions')];
  const chosenDots = options.some((option) => option.startsWith('ndots:'));
  if (internal && !chosenDots) options.push('ndots:0');
  const dotsFrom = chosenDots ? 'override' : internal ? 'internal' : undefined;
  const overrides = (['Dns', 'DnsSearch', 'DnsOptions'] as const).flatMap((field) =>
    list(field).length ? [{ Dns: 'nameservers', DnsSearch: 'search', DnsOptions: 'options' }[field]] : [],
  );
  const basis = kind === 'host' ? '' : internal ? ' (internal resolver)' : ' (legacy)';
  return [
    '# Generated by Docker Engine.',
    '# This file can be edited; Docker Engine will not make further changes once it',
    '# has been modified.',
    '',
    ...(internal ? ['nameserver 127.0.0.11'] : servers.map((server) => `nameserver ${server}`)),
    ...(search.length ? [`search ${search.join(' ')}`] : []),
    ...(options.length ? [`options ${options.join(' ')}`] : []),
    '',
    `# Based on host file: '/etc/resolv.conf'${basis}`,
    ...(internal ? [`# ExtServers: [${servers.join(' ')}]`] : []),
    `# Overrides: [${overrides.join(' ')}]`,
    ...(dotsFrom ? [`# Option ndots from: ${dotsFrom}`] : []),
    '',
  ].join('\n');
}
