/** `--network`, `--ip`, `--network-alias` and their kin: which networks a container joins, and how. */
import { type EndpointSettings, UNJOINED } from '../../../api/types/container.ts';
import { isMacAddress } from '../../../base/mac-address.ts';
import { CliFailure } from '../../failure.ts';
import type { NetworkAttachment } from '../../flags/network.ts';
import type { Flags } from '../../flags/parse.ts';

export function networkMode(networks: readonly NetworkAttachment[]): string {
  return networks[0]?.Target ?? 'default';
}

export function networking(
  flags: Flags,
  networks: readonly NetworkAttachment[],
): Record<string, Partial<EndpointSettings>> {
  const first = networks[0];
  const aliases = flags.list('network-alias');
  const address = flags.string('ip');
  const address6 = flags.string('ip6');
  if (first && networks.length > 0) {
    const conflict = (has: boolean, flag: string, option: string) => {
      if (has) throw new CliFailure(`conflicting options: cannot specify both --${flag} and per-network ${option}`);
    };
    conflict(aliases.length > 0 && first.Aliases.length > 0, 'network-alias', 'alias');
    conflict(address !== '' && first.IPv4Address !== '', 'ip', 'IPv4 address');
    conflict(address6 !== '' && first.IPv6Address !== '', 'ip6', 'IPv6 address');
    conflict(flags.string('mac-address') !== '' && first.MacAddress !== '', 'mac-address', 'MAC address');
  }
  const attachments: readonly NetworkAttachment[] = networks.length
    ? networks
    : [
        {
          Target: 'default',
          Aliases: [],
          DriverOpts: null,
          IPv4Address: '',
          IPv6Address: '',
          LinkLocalIPs: [],
          MacAddress: '',
          GwPriority: 0,
        },
      ];
  if (attachments.some((one) => isUserDefined(one.Target)) && attachments.some((one) => !isUserDefined(one.Target)))
    throw new CliFailure('conflicting options: cannot attach both user-defined and non-user-defined network-modes');
  const out: Record<string, Partial<EndpointSettings>> = {};
  for (const [i, attachment] of attachments.entries()) {
    if (out[attachment.Target])
      throw new CliFailure(`network ${JSON.stringify(attachment.Target)} is specified multiple times`);
    out[attachment.Target] = endpoint(
      i > 0
        ? attachment
        : {
            ...attachment,
            Aliases: [...attachment.Aliases, ...aliases],
            IPv4Address: attachment.IPv4Address || address,
            IPv6Address: attachment.IPv6Address || address6,
            LinkLocalIPs: [...attachment.LinkLocalIPs, ...flags.list('link-local-ip')],
            MacAddress: attachment.MacAddress || flags.string('mac-address').trim(),
          },
      i === 0 && isUserDefined(attachment.Target) ? flags.list('link') : [],
    );
  }
  return out;
}

/** Fails on what Go's net.ParseMAC does not read; none is fine. */
export function checkMac(given: string): void {
  const address = given.trim();
  if (address && !isMacAddress(address)) throw new CliFailure(`${address} is not a valid mac address`);
}

function isUserDefined(network: string): boolean {
  return !['default', 'bridge', 'host', 'none'].includes(network) && !network.startsWith('container:');
}

function endpoint(network: NetworkAttachment, links: readonly string[]): Partial<EndpointSettings> {
  if (network.Aliases.length && !isUserDefined(network.Target))
    throw new CliFailure('network-scoped aliases are only supported for user-defined networks');
  checkMac(network.MacAddress);
  const hasIpam = network.IPv4Address || network.IPv6Address || network.LinkLocalIPs.length;
  return {
    IPAMConfig: hasIpam
      ? {
          ...(network.IPv4Address && { IPv4Address: network.IPv4Address }),
          ...(network.IPv6Address && { IPv6Address: network.IPv6Address }),
          ...(network.LinkLocalIPs.length && { LinkLocalIPs: network.LinkLocalIPs }),
        }
      : null,
    Links: links.length ? links : null,
    Aliases: network.Aliases.length ? network.Aliases : null,
    MacAddress: network.MacAddress,
    DriverOpts: network.DriverOpts,
    ...UNJOINED,
    DNSNames: null,
  };
}
