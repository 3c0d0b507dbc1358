/** docker ps */
import { setting } from '../config-file.ts';
import { filterQuery } from '../filters.ts';
import { formatRows, mentions } from '../format/list-format.ts';
import { shortId } from '../format/units.ts';
import type { ContainerSummary } from '../../api/types/container.ts';
import type { Handler } from '../session.ts';
import { containerListing } from './list-columns.ts';

const RAW =
  'container_id: {{.ID}}\\nimage: {{.Image}}\\ncommand: {{.Command}}\\ncreated_at: {{.CreatedAt}}\\nstate: {{- pad .State 1 0}}\\nstatus: {{- pad .Status 1 0}}\\nnames: {{.Names}}\\nlabels: {{- pad .Labels 1 0}}\\nports: {{- pad .Ports 1 0}}\\nSIZE';

/** Stands in for a container while a template is tried out. */
const NOTHING: ContainerSummary = {
  Id: '',
  Names: [],
  Image: '',
  ImageID: '',
  Command: '',
  Created: 0,
  Ports: [],
  Labels: {},
  State: 'created',
  Status: '',
  HostConfig: { NetworkMode: '' },
  NetworkSettings: { Networks: {} },
  Mounts: [],
};

export const ls: Handler = async (session, flags) => {
  const quiet = flags.bool('quiet');
  let format = flags.string('format');
  if (format === '')
    format = setting(session.config, 'psFormat') && !quiet ? setting(session.config, 'psFormat') : 'table';
  else if (quiet) await session.warn('WARNING: Ignoring custom format, because both --format and --quiet are set.\n');
  let size = flags.bool('size');
  // A mistake in the template is told before the engine is asked, and without any container.
  formatRows(format, containerListing({ truncate: true, now: session.now(), size }), [NOTHING], 'trying');
  if (!flags.changed('size') && (mentions(format, 'Size') || /\{\{\s*json\s+\.\s*\}\}/.test(format))) size = true;
  const last = flags.bool('latest') && !flags.changed('last') ? 1 : flags.number('last');
  const rows = (await session.client.containerList({
    query: {
      ...(flags.bool('all') && { all: true }),
      ...(last > 0 && { limit: last }),
      ...(size && { size: true }),
      ...filterQuery(flags.list('filter')),
    },
  })) as readonly ContainerSummary[];
  const truncate = !flags.bool('no-trunc');
  if (quiet && format !== 'raw') {
    await session.print(rows.map((row) => `${truncate ? shortId(row.Id) : row.Id}\n`).join(''));
    return;
  }
  const listing = containerListing({ truncate, now: session.now(), size });
  if (format === 'raw')
    format = quiet ? 'container_id: {{.ID}}' : RAW.replace('SIZE', size ? 'size: {{.Size}}\\n' : '');
  await session.print(formatRows(format, listing, rows));
};
