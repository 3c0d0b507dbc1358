/** The columns of `docker ps` (cli/command/formatter/container.go). */
import { humanDuration } from '../../base/time.ts';
import type { ContainerSummary, PortSummary } from '../../api/types/container.ts';
import type { Listing } from '../format/list-format.ts';
import { ellipsis, goTime, humanSize, shortId } from '../format/units.ts';
import { byBytes } from '../format/json.ts';
import { familiarString, parseReference } from '../reference.ts';

export interface ContainerListOptions {
  readonly truncate: boolean;
  readonly now: number;
  readonly size: boolean;
}

export function containerListing(options: ContainerListOptions): Listing<ContainerSummary> {
  const { truncate, now } = options;
  return {
    type: '*formatter.ContainerContext',
    headers: {
      ID: 'CONTAINER ID',
      Names: 'NAMES',
      Image: 'IMAGE',
      Command: 'COMMAND',
      CreatedAt: 'CREATED AT',
      RunningFor: 'CREATED',
      Ports: 'PORTS',
      State: 'STATE',
      Status: 'STATUS',
      Size: 'SIZE',
      Labels: 'LABELS',
      Mounts: 'MOUNTS',
      LocalVolumes: 'LOCAL VOLUMES',
      Networks: 'NETWORKS',
      Platform: 'PLATFORM',
    },
    table: `{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}${options.size ? '\t{{.Size}}' : ''}`,
    fields: {
      Command: (row) => JSON.stringify(truncate ? ellipsis(row.Command, 20) : row.Command),
      CreatedAt: (row) => goTime(row.Created),
      ID: (row) => (truncate ? shortId(row.Id) : row.Id),
      Image: (row) => imageName(row, truncate),
      Labels: (row) =>
        Object.entries(row.Labels ?? {})
          .map(([key, value]) => `${key}=${value}`)
          .sort(byBytes)
          .join(','),
      LocalVolumes: (row) => String(row.Mounts.filter((mount) => mount.Driver === 'local').length),
      Mounts: (row) => row.Mounts.map((mount) => mountName(mount.Name || mount.Source, truncate)).join(','),
      Names: (row) => names(row, truncate),
      Networks: (row) =>
        Object.keys(row.NetworkSettings?.Networks ?? {})
          .sort(byBytes)
          .join(','),
      Platform: () => null,
      Ports: (row) => displayPorts(row.Ports ?? []),
      RunningFor: (row) => `${humanDuration(now - row.Created * 1000)} ago`,
      Size: (row) => {
        const own = humanSize(row.SizeRw ?? 0, 3);
        return row.SizeRootFs ? `${own} (virtual ${humanSize(row.SizeRootFs, 3)})` : own;
      },
      State: (row) => row.State,
      Status: (row) => row.Status,
    },
    methods: { Label: (row, [name]) => row.Labels?.[String(name)] ?? '' },
  };
}

function names(row: ContainerSummary, truncate: boolean): string {
  const all = row.Names.map((name) => name.replace(/^\//, ''));
  return (truncate ? all.filter((name) => !name.includes('/')) : all).join(',');
}

function imageName(row: ContainerSummary, truncate: boolean): string {
  if (row.Image === '') return '<no image>';
  if (!truncate) return row.Image;
  if (shortId(row.ImageID) === shortId(row.Image)) return shortId(row.ImageID);
  if (row.Image === row.ImageID) return shortId(row.ImageID);
  try {
    const reference = parseReference(row.Image);
    if (reference.tag !== undefined && reference.digest !== undefined)
      return familiarString({ ...reference, digest: undefined });
  } catch {
    return row.Image;
  }
  return row.Image;
}

function mountName(name: string, truncate: boolean): string {
  return truncate ? ellipsis(name, 15) : name;
}

/** `0.0.0.0:1000-1002->1000-1002/tcp, 53/udp`: neighbours are put together. */
export function displayPorts(ports: readonly PortSummary[]): string {
  const groups = new Map<string, { first: number; last: number }>();
  const out: string[] = [];
  const hostMapped: string[] = [];
  const order: string[] = [];
  const sorted = [...ports].sort(
    (a, b) =>
      a.PrivatePort - b.PrivatePort ||
      byBytes(a.IP ?? '', b.IP ?? '') ||
      (a.PublicPort ?? 0) - (b.PublicPort ?? 0) ||
      byBytes(a.Type, b.Type),
  );
  for (const port of sorted) {
    const { PublicPort = 0, PrivatePort: current } = port;
    let key = port.Type;
    if (port.IP) {
      if (PublicPort !== current) {
        hostMapped.push(`${joinHost(port.IP, String(PublicPort))}->${current}/${port.Type}`);
        continue;
      }
      key = `${port.IP}\n${port.Type}`;
    }
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { first: current, last: current });
      order.push(key);
    } else if (current === group.last + 1) group.last = current;
    else {
      out.push(groupText(key, group.first, group.last));
      groups.set(key, { first: current, last: current });
    }
  }
  for (const key of order) {
    const group = groups.get(key) as { first: number; last: number };
    out.push(groupText(key, group.first, group.last));
  }
  return [...out, ...hostMapped].join(', ');
}

function groupText(key: string, first: number, last: number): string {
  const [address, type] = key.includes('\n') ? (key.split('\n') as [string, string]) : ['', key];
  let group = String(first);
  if (first !== last) group = `${group}-${last}`;
  if (address) group = `${joinHost(address, group)}->${group}`;
  return `${group}/${type}`;
}

export function joinHost(address: string, port: string): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
