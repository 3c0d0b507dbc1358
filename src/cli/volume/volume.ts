/** docker volume create, ls, rm, update */
import type { Volume, VolumeListResponse } from '../../api/types/system.ts';
import { pairs } from '../container/run/environment.ts';
import { errorText } from '../errors.ts';
import { CliFailure } from '../failure.ts';
import { filterQuery } from '../filters.ts';
import { setting } from '../config-file.ts';
import { byBytes } from '../format/json.ts';
import { formatRows, type Listing } from '../format/list-format.ts';
import { humanSize } from '../format/units.ts';
import type { Handler, Session } from '../session.ts';
import { NOT_A_MANAGER } from '../system/swarm.ts';

export const create: Handler = async (session, flags, [name]) => {
  const named = flags.string('name');
  if (named && name !== undefined)
    throw new CliFailure(
      'conflicting options: cannot specify a volume-name through both --name and as a positional arg',
    );
  if (flags.given.some((flag) => flags.spec(flag)?.swarm)) throw new CliFailure(NOT_A_MANAGER);
  const options = pairs(flags.list('opt'));
  const labels = pairs(flags.list('label'));
  const volume = (await session.client.volumeCreate({
    body: {
      Driver: flags.string('driver'),
      ...(flags.list('opt').length && { DriverOpts: options }),
      ...(flags.list('label').length && { Labels: labels }),
      ...((name ?? named) && { Name: name ?? named }),
    },
  })) as Volume;
  await session.print(`${volume.Name}\n`);
};

export function volumeListing(): Listing<Volume> {
  const usage = (volume: Volume) => volume.UsageData;
  return {
    type: '*formatter.volumeContext',
    headers: {
      Name: 'VOLUME NAME',
      Driver: 'DRIVER',
      Scope: 'SCOPE',
      Availability: 'AVAILABILITY',
      Mountpoint: 'MOUNTPOINT',
      Labels: 'LABELS',
      Links: 'LINKS',
      Size: 'SIZE',
      Group: 'GROUP',
      Status: 'STATUS',
    },
    table: '{{.Driver}}\t{{.Name}}',
    fields: {
      Availability: () => 'N/A',
      Driver: (row) => row.Driver,
      Group: () => 'N/A',
      Labels: (row) =>
        Object.entries(row.Labels ?? {})
          .map(([key, value]) => `${key}=${value}`)
          .sort(byBytes)
          .join(','),
      Links: (row) => (usage(row) ? String(usage(row)?.RefCount) : 'N/A'),
      Mountpoint: (row) => row.Mountpoint,
      Name: (row) => row.Name,
      Scope: (row) => row.Scope,
      Size: (row) => (usage(row) ? humanSize(usage(row)?.Size ?? 0) : 'N/A'),
      Status: () => 'N/A',
    },
    methods: { Label: (row, [name]) => row.Labels?.[String(name)] ?? '' },
  };
}

export const ls: Handler = async (session, flags) => {
  if (flags.bool('cluster')) return listClusterVolumes(session, flags.string('format'), flags.bool('quiet'));
  const answer = (await session.client.volumeList({ query: filterQuery(flags.list('filter')) })) as VolumeListResponse;
  const quiet = flags.bool('quiet');
  const format = flags.string('format') || (!quiet && setting(session.config, 'volumesFormat')) || 'table';
  const rows = [...(answer.Volumes ?? [])].sort((a, b) => naturally(a.Name, b.Name));
  if (quiet && format === 'table') await session.print(rows.map((row) => `${row.Name}\n`).join(''));
  else
    await session.print(formatRows(format === 'raw' ? RAW[quiet ? 'quiet' : 'whole'] : format, volumeListing(), rows));
};

const RAW = { whole: 'name: {{.Name}}\\ndriver: {{.Driver}}\\n', quiet: 'name: {{.Name}}' };

/** Volumes of a swarm cluster: there are none. */
async function listClusterVolumes(session: Session, format: string, quiet: boolean): Promise<void> {
  if (quiet && !format) return;
  const table = 'table {{.Name}}\t{{.Group}}\t{{.Driver}}\t{{.Availability}}\t{{.Status}}';
  await session.print(formatRows(format || table, volumeListing(), []));
}

/** Only volumes of a swarm cluster can change. */
export const update: Handler = async ({ client }, _flags, [name = '']) => {
  await client.volumeInspect({ path: { name } });
  throw new CliFailure('can only update cluster volumes');
};

export const rm: Handler = async (session, flags, names) => {
  const failures: string[] = [];
  for (const name of names) {
    try {
      await session.client.volumeDelete({ path: { name }, query: { ...(flags.bool('force') && { force: true }) } });
      await session.print(`${name}\n`);
    } catch (error) {
      failures.push(errorText(error));
    }
  }
  if (failures.length) throw new CliFailure(failures.join('\n'));
};

/** Numbers inside names by their value (fvbommel/sortorder). */
export function naturally(a: string, b: string): number {
  const parts = (text: string) => text.match(/\d+|\D/g) ?? [];
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [p, q] = [x[i] as string, y[i] as string];
    if (p === q) continue;
    if (/\d/.test(p) && /\d/.test(q)) {
      const difference = Number(p) - Number(q);
      if (difference !== 0) return difference;
      return p.length - q.length;
    }
    return byBytes(p, q);
  }
  return x.length - y.length;
}
