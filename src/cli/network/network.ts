/** docker network create, ls, rm, connect, disconnect */
import { UNJOINED } from '../../api/types/container.ts';
import type { Network, NetworkCreateBody } from '../../api/types/system.ts';
import { setting } from '../config-file.ts';
import { pairs } from '../container/run/environment.ts';
import { errorText } from '../errors.ts';
import { CliFailure } from '../failure.ts';
import { filterQuery } from '../filters.ts';
import { byBytes } from '../format/json.ts';
import { formatRows, type Listing } from '../format/list-format.ts';
import { shortId } from '../format/units.ts';
import { isAddress } from '../flags/list-checks.ts';
import { naturally } from '../volume/volume.ts';
import { timeString } from '../format/print.ts';
import type { Flags } from '../flags/parse.ts';
import type { Handler } from '../session.ts';
import { confirm } from '../prompt.ts';

export const create: Handler = async (session, flags, [name = '']) => {
  const body = {
    Driver: flags.string('driver'),
    Scope: flags.string('scope'),
    ...(flags.changed('ipv4') && { EnableIPv4: flags.bool('ipv4') }),
    ...(flags.changed('ipv6') && { EnableIPv6: flags.bool('ipv6') }),
    IPAM: { Driver: flags.string('ipam-driver'), Options: pairs(flags.list('ipam-opt')), Config: ipamConfig(flags) },
    Internal: flags.bool('internal'),
    Attachable: flags.bool('attachable'),
    Ingress: flags.bool('ingress'),
    ConfigOnly: flags.bool('config-only'),
    ConfigFrom: flags.string('config-from') ? { Network: flags.string('config-from') } : null,
    Options: pairs(flags.list('opt')),
    Labels: pairs(flags.list('label')),
    Name: name,
  } as NetworkCreateBody;
  const { Id, Warning } = (await session.client.networkCreate({ body })) as { Id: string; Warning: string };
  if (Warning) await session.warn(`WARNING: ${Warning}\n`);
  await session.print(`${Id}\n`);
};

type Pool = { Subnet: string; IPRange?: string; Gateway?: string; AuxiliaryAddresses?: Record<string, string> };

/** Which range and gateway belongs to which subnet is found by looking what contains what. */
function ipamConfig(flags: Flags): readonly Pool[] {
  const subnets = flags.list('subnet');
  const ranges = flags.list('ip-range');
  const gateways = flags.list('gateway');
  const auxiliary = Object.entries(pairs(flags.list('aux-address')));
  if (subnets.length < ranges.length || subnets.length < gateways.length)
    throw new CliFailure('every ip-range or gateway must have a corresponding subnet');
  const pools: Pool[] = subnets.map((Subnet) => ({ Subnet }));
  for (const [i, pool] of pools.entries()) {
    for (const other of pools.slice(i + 1)) {
      if (contains(pool.Subnet, other.Subnet) || contains(other.Subnet, pool.Subnet))
        throw new CliFailure('multiple overlapping subnet configuration is not supported');
    }
  }
  const place = (address: string, what: string, set: (pool: Pool) => void) => {
    const pool = pools.find((candidate) => contains(candidate.Subnet, address));
    if (!pool) throw new CliFailure(`no matching subnet for ${what} ${address}`);
    set(pool);
  };
  for (const range of ranges) {
    if (!range.includes('/')) throw new CliFailure(`invalid CIDR address: ${range}`);
    place(range, 'range', (pool) => {
      if (pool.IPRange)
        throw new CliFailure(
          `cannot configure multiple ranges (${range}, ${pool.IPRange}) on the same subnet (${pool.Subnet})`,
        );
      pool.IPRange = range;
    });
  }
  for (const gateway of gateways) {
    place(gateway, 'gateway', (pool) => {
      if (pool.Gateway)
        throw new CliFailure(
          `cannot configure multiple gateways (${gateway}, ${pool.Gateway}) for the same subnet (${pool.Subnet})`,
        );
      pool.Gateway = gateway;
    });
  }
  for (const [key, address] of auxiliary) {
    place(address, 'aux-address', (pool) => {
      pool.AuxiliaryAddresses = { ...pool.AuxiliaryAddresses, [key]: address };
    });
  }
  return pools;
}

function contains(subnet: string, address: string): boolean {
  const [network = '', size = ''] = subnet.split('/');
  const ip = address.split('/')[0] as string;
  const length = address.includes('/') ? Number(address.split('/')[1]) : 0;
  if (!isAddress(ip) || !(length <= (ip.includes(':') ? 128 : 32))) {
    if (address.includes('/')) throw new CliFailure(`invalid CIDR address: ${address}`);
    return false;
  }
  if (network.includes(':') || ip.includes(':'))
    return network.includes(':') && ip.includes(':') && samePrefix6(network, ip, Number(size));
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const width = 2 ** (32 - Number(size));
  return Math.floor(number(network) / width) === Math.floor(number(ip) / width);
}

function samePrefix6(a: string, b: string, bits: number): boolean {
  const expand = (text: string) => {
    const [head = '', tail] = text.split('::');
    const left = head ? head.split(':') : [];
    const right = tail ? tail.split(':') : [];
    const groups =
      tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
    return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group || '0'}`), 0n);
  };
  const shift = BigInt(128 - bits);
  return expand(a) >> shift === expand(b) >> shift;
}

export const ls: Handler = async (session, flags) => {
  const networks = (await session.client.networkList({
    query: filterQuery(flags.list('filter')),
  })) as readonly Network[];
  const quiet = flags.bool('quiet');
  const truncate = !flags.bool('no-trunc');
  const format = flags.string('format') || (!quiet && setting(session.config, 'networksFormat')) || 'table';
  const rows = [...networks].sort((a, b) => naturally(a.Name, b.Name));
  const id = (row: Network) => (truncate ? shortId(row.Id) : row.Id);
  if (quiet && format === 'table') {
    await session.print(rows.map((row) => `${id(row)}\n`).join(''));
    return;
  }
  const listing: Listing<Network> = {
    type: '*network.networkContext',
    headers: {
      ID: 'NETWORK ID',
      Name: 'NAME',
      Driver: 'DRIVER',
      Scope: 'SCOPE',
      IPv4: 'IPV4',
      IPv6: 'IPV6',
      Internal: 'INTERNAL',
      Labels: 'LABELS',
      CreatedAt: 'CREATED AT',
    },
    table: '{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}',
    fields: {
      CreatedAt: (row) => timeString(row.Created),
      Driver: (row) => row.Driver,
      ID: id,
      IPv4: (row) => String((row as { EnableIPv4?: boolean }).EnableIPv4 ?? false),
      IPv6: (row) => String(row.EnableIPv6),
      Internal: (row) => String(row.Internal),
      Labels: (row) =>
        Object.entries(row.Labels ?? {})
          .map(([key, value]) => `${key}=${value}`)
          .sort(byBytes)
          .join(','),
      Name: (row) => row.Name,
      Scope: (row) => row.Scope,
    },
    methods: { Label: (row, [name]) => row.Labels?.[String(name)] ?? '' },
  };
  await session.print(formatRows(format === 'raw' ? RAW[quiet ? 'quiet' : 'whole'] : format, listing, rows));
};

const RAW = {
  whole: 'network_id: {{.ID}}\\nname: {{.Name}}\\ndriver: {{.Driver}}\\nscope: {{.Scope}}\\n',
  quiet: 'network_id: {{.ID}}',
};

export const rm: Handler = async (session, flags, names) => {
  let failed = false;
  for (const id of names) {
    try {
      const network = (await session.client.networkInspect({ path: { id } }).catch(() => undefined)) as
        Network | undefined;
      if (
        network?.Ingress &&
        !(await confirm(
          session,
          'WARNING! Before removing the routing-mesh network, make sure all the nodes in your swarm run the same docker engine version. Otherwise, removal may not be effective and functionality of newly create ingress networks will be impaired.\nAre you sure you want to continue?',
        ))
      )
        continue;
      await session.client.networkDelete({ path: { id } });
      await session.print(`${id}\n`);
    } catch (error) {
      if (flags.bool('force') && (error as { status?: number }).status === 404) continue;
      await session.warn(`${errorText(error)}\n`);
      failed = true;
    }
  }
  if (failed) throw new CliFailure('exit status 1');
};

export const connect: Handler = async (session, flags, [network = '', container = '']) => {
  const options = flags.list('driver-opt');
  for (const option of options) {
    if (!option.includes('=')) throw new CliFailure(`invalid key/value pair format in driver options`);
  }
  await session.client.networkConnect({
    path: { id: network },
    body: {
      Container: container,
      EndpointConfig: {
        IPAMConfig: {
          ...(flags.string('ip') && { IPv4Address: flags.string('ip') }),
          ...(flags.string('ip6') && { IPv6Address: flags.string('ip6') }),
          ...(flags.list('link-local-ip').length && { LinkLocalIPs: flags.list('link-local-ip') }),
        },
        Links: flags.list('link').length ? flags.list('link') : null,
        Aliases: flags.list('alias'),
        MacAddress: '',
        DriverOpts: pairs(options),
        ...UNJOINED,
        DNSNames: null,
      },
    },
  });
};

export const disconnect: Handler = async (session, flags, [network = '', container = '']) => {
  await session.client.networkDisconnect({
    path: { id: network },
    body: { Container: container, Force: flags.bool('force') },
  });
};
