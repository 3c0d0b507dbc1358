/** docker plugin ls, and what asks for one plugin: the engine has none, and says so. */
import { errorText } from '../errors.ts';
import { CliFailure, notSimulated } from '../failure.ts';
import { filterQuery } from '../filters.ts';
import { forEachName } from '../each.ts';
import { formatRows, type Listing } from '../format/list-format.ts';
import { ellipsis, shortId } from '../format/units.ts';
import { familiarString, parseReference, withDefaultTag } from '../reference.ts';
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

export const enable: Handler = async ({ client }, flags, [name = '']) => {
  const timeout = flags.number('timeout');
  if (timeout < 0) throw new CliFailure(`negative timeout ${timeout} is invalid`);
  await client.pluginEnable({ path: { name }, query: { timeout } });
};

export const disable: Handler = async ({ client }, flags, [name = '']) => {
  await client.pluginDisable({ path: { name }, query: { ...(flags.bool('force') && { force: true }) } });
};

export const rm: Handler = (session, flags, names) =>
  forEachName(
    names,
    (name) => session.client.pluginDelete({ path: { name }, query: { ...(flags.bool('force') && { force: true }) } }),
    (name) => session.print(`${name}\n`),
  );

export const set: Handler = async ({ client }, _flags, [name = '', ...settings]) => {
  await client.pluginSet({ path: { name }, body: settings });
};

export const push: Handler = async ({ client }, _flags, [name = '']) => {
  await client.pluginPush({ path: { name: familiarString(withDefaultTag(parseReference(name))) } });
};

export const upgrade: Handler = async ({ client }, _flags, [name = '']) => {
  try {
    await client.pluginInspect({ path: { name } });
  } catch (error) {
    throw new CliFailure(`error reading plugin data: ${errorText(error)}`);
  }
  throw notSimulated('docker plugin upgrade', 'fetch the newer plugin');
};
