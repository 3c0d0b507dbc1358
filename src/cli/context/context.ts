/** docker context ls, show, use, inspect */
import { text } from '../../base/bytes.ts';
import { collect } from '../../base/streams.ts';
import { writeConfig } from '../config-file.ts';
import { CliFailure } from '../failure.ts';
import { formatRows, type Listing } from '../format/list-format.ts';
import { inspectEach } from '../inspect/raw.ts';
import type { Handler, Session } from '../session.ts';
import { contextHost, currentContext, DEFAULT_HOST } from './current.ts';

interface Context {
  readonly name: string;
  readonly description: string;
  readonly host: string;
  readonly current: boolean;
}

async function contexts(session: Session): Promise<readonly Context[]> {
  const { machine, config } = session;
  const current = currentContext(machine, config);
  const out: Context[] = [
    {
      name: 'default',
      description: 'Current DOCKER_HOST based configuration',
      host: machine.env.get('DOCKER_HOST') || DEFAULT_HOST,
      current: current === 'default',
    },
  ];
  const directory = `${config.directory}/contexts/meta`;
  for (const id of await machine.files.readdir(directory).catch(() => [])) {
    const meta = JSON.parse(text(await collect(machine.files.read(`${directory}/${id}/meta.json`), 1024 * 1024))) as {
      Name: string;
      Metadata?: { Description?: string };
      Endpoints?: { docker?: { Host?: string } };
    };
    out.push({
      name: meta.Name,
      description: meta.Metadata?.Description ?? '',
      host: meta.Endpoints?.docker?.Host ?? '',
      current: current === meta.Name,
    });
  }
  return out.sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const ls: Handler = async (session, flags) => {
  const rows = await contexts(session);
  if (flags.bool('quiet')) {
    await session.print(rows.map((row) => `${row.name}\n`).join(''));
    return;
  }
  const listing: Listing<Context> = {
    type: '*formatter.clientContextContext',
    headers: { Name: 'NAME', Description: 'DESCRIPTION', DockerEndpoint: 'DOCKER ENDPOINT', Error: 'ERROR' },
    table: '{{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}',
    fields: {
      Current: (row) => row.current,
      Description: (row) => row.description,
      DockerEndpoint: (row) => row.host,
      Error: () => '',
      Name: (row) => row.name,
    },
  };
  await session.print(formatRows(flags.string('format') || 'table', listing, rows));
  const { env } = session.machine;
  if (env.get('DOCKER_HOST'))
    await session.warn(
      'Warning: DOCKER_HOST environment variable overrides the active context. To use a context, either set the global --context flag, or unset DOCKER_HOST environment variable.\n',
    );
};

export const show: Handler = (session) => session.print(`${currentContext(session.machine, session.config)}\n`);

export const use: Handler = async (session, _flags, [name = '']) => {
  if (name !== 'default') await contextHost(session.machine, session.config, name);
  const { currentContext: _before, ...rest } = session.config.values;
  await writeConfig(session.machine, session.config, name === 'default' ? rest : { ...rest, currentContext: name });
  await session.print(`${name}\n`);
  await session.warn(`Current context is now ${JSON.stringify(name)}\n`);
  if (name !== 'default' && session.machine.env.get('DOCKER_HOST'))
    await session.warn(
      `Warning: DOCKER_HOST environment variable overrides the active context. To use ${JSON.stringify(name)}, either set the global --context flag, or unset DOCKER_HOST environment variable.\n`,
    );
};

export const inspect: Handler = (session, flags, names) =>
  inspectEach(
    session,
    names.length ? names : [currentContext(session.machine, session.config)],
    flags.string('format'),
    async (name) => {
      const found = (await contexts(session)).find((context) => context.name === name);
      if (!found) {
        await contextHost(session.machine, session.config, name);
        throw new CliFailure(`context ${JSON.stringify(name)}: context not found`);
      }
      return {
        escapes: true,
        value: {
          Name: found.name,
          Metadata: {},
          Endpoints: { docker: { Host: found.host, SkipTLSVerify: false } },
          TLSMaterial: {},
          Storage: { MetadataPath: '<IN MEMORY>', TLSPath: '<IN MEMORY>' },
        },
      };
    },
  );
