/** docker images, docker image ls */
import { setting } from '../config-file.ts';
import { filterQuery } from '../filters.ts';
import { formatRows } from '../format/list-format.ts';
import { shortId } from '../format/units.ts';
import type { ImageSummary } from '../../api/types/image.ts';
import type { Handler } from '../session.ts';
import { imageListing, imageRows } from './list-columns.ts';

const RAW =
  'repository: {{.Repository}}\\ntag: {{.Tag}}\\nDIGESTimage_id: {{.ID}}\\ncreated_at: {{.CreatedAt}}\\nvirtual_size: {{.Size}}\\n';

export const ls: Handler = async (session, flags, [match]) => {
  const filters = [...flags.list('filter'), ...(match === undefined ? [] : [`reference=${match}`])];
  const images = (await session.client.imageList({
    query: { ...(flags.bool('all') && { all: true }), ...filterQuery(filters) },
  })) as readonly ImageSummary[];
  const truncate = !flags.bool('no-trunc');
  const quiet = flags.bool('quiet');
  let format = flags.string('format');
  if (format === '')
    format = !quiet && setting(session.config, 'imagesFormat') ? setting(session.config, 'imagesFormat') : 'table';
  const digests = flags.bool('digests') || format.includes('{{.Digest}}');
  const listing = imageListing(truncate, session.now(), digests && format === 'table');
  const rows = imageRows(images, digests);
  if (quiet && format === 'table') {
    await session.print(rows.map((row) => `${truncate ? shortId(row.image.Id) : row.image.Id}\n`).join(''));
    return;
  }
  if (format === 'raw')
    format = quiet ? 'image_id: {{.ID}}' : RAW.replace('DIGEST', digests ? 'digest: {{.Digest}}\\n' : '');
  await session.print(formatRows(format, listing, rows));
};
