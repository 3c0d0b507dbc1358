/** docker plugin ls */
import { filterQuery } from '../filters.ts';
import { formatRows, type Listing } from '../format/list-format.ts';
import { ellipsis, shortId } from '../format/units.ts';
import type { Handler } from '../session.ts';

interface Plugin {
  readonly Id: string;
  readonly Name: string;
  readonly Enabled: boolean;
  readonly PluginReference?: string;
  readonly Config: { readonly Description: string };
}

export const ls: Handler = async (session, flags) => {
  const rows = ((await session.client.pluginList({ query: filterQuery(flags.list('filter')) })) ??
    []) as readonly Plugin[];
  const truncate = !flags.bool('no-trunc');
  const id = (row: Plugin) => (truncate ? shortId(row.Id) : row.Id);
  const format = flags.string('format') || 'table';
  if (flags.bool('quiet') && format === 'table') {
    await session.print(rows.map((row) => `${id(row)}\n`).join(''));
    return;
  }
  const listing: Listing<Plugin> = {
    type: '*plugin.pluginContext',
    headers: { ID: 'ID', Name: 'NAME', Description: 'DESCRIPTION', Enabled: 'ENABLED' },
    table: '{{.ID}}\t{{.Name}}\t{{.Description}}\t{{.Enabled}}',
    fields: {
      Description: (row) => {
        const text = row.Config.Description.replaceAll('\n', '').replaceAll('\r', '');
        return truncate ? ellipsis(text, 45) : text;
      },
      Enabled: (row) => row.Enabled,
      ID: id,
      Name: (row) => row.Name,
      PluginReference: (row) => row.PluginReference ?? '',
    },
  };
  await session.print(formatRows(format, listing, rows));
};
