/** docker context ls, show, use, inspect */
import { writeConfig } from '../config-file.ts';
import { formatRows, type Listing } from '../format/list-format.ts';
import { ellipsis } from '../format/units.ts';
import { inspectEach } from '../inspect/raw.ts';
import type { Handler, Session } from '../session.ts';
import { contextHost, currentContext, DEFAULT_HOST } from './current.ts';
import { checkName, contextDirectory, readContext, storedContexts, tlsDirectory } from './store.ts';

interface Context {
  readonly name: string;
  readonly description: string;
  readonly host: string;
  readonly current: boolean;
  readonly error: string;
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
      error: '',
    },
  ];
  for (const meta of await storedContexts(machine, config)) {
    out.push({
      name: meta.Name,
      description: meta.Metadata.Description ?? '',
      host: meta.Endpoints.docker?.Host ?? '',
      current: current === meta.Name,
      error: '',
    });
  }
  if (!out.some((context) => context.current)) out.push(await lostContext(session, current));
  return out.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The context in use that is not there: it is listed with what is wrong with it. */
async function lostContext(session: Session, name: string): Promise<Context> {
  const error = await readContext(session.machine, session.config, name).then(
    () => '',
    (failure: unknown) => (failure as Error).message,
  );
  return { name, description: '', host: '', current: true, error };
}

export const ls: Handler = async (session, flags) => {
  const rows = await contexts(session);
  if (flags.bool('quiet')) {
    await session.print(rows.map((row) => `${row.name}\n`).join(''));
    return warnOfHost(session);
  }
  const listing: Listing<Context> = {
    type: '*formatter.clientContextContext',
    headers: { Name: 'NAME', Description: 'DESCRIPTION', DockerEndpoint: 'DOCKER ENDPOINT', Error: 'ERROR' },
    table: '{{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}',
    fields: {
      Current: (row) => row.current,
      Description: (row) => row.description,
      DockerEndpoint: (row) => row.host,
      Error: (row) => ellipsis(row.error, 45),
      Name: (row) => row.name,
    },
  };
  await session.print(formatRows(flags.string('format') || 'table', listing, rows));
  await warnOfHost(session);
};

async function warnOfHost(session: Session): Promise<void> {
  if (session.machine.env.get('DOCKER_HOST'))
    await session.warn(
      'Warning: DOCKER_HOST environment variable overrides the active context. To use a context, either set the global --context flag, or unset DOCKER_HOST environment variable.\n',
    );
}

export const show: Handler = (session) => session.print(`${currentContext(session.machine, session.config)}\n`);

export const use: Handler = async (session, _flags, [name = '']) => {
  if (name !== 'default') {
    checkName(name);
    await contextHost(session.machine, session.config, name);
  }
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
    async (name) => ({
      escapes: true,
      schema: 'context.contextWithTLSListing',
      typedOnly: true,
      value: await inspected(session, name),
    }),
  );

async function inspected(session: Session, name: string): Promise<object> {
  const { machine, config } = session;
  const isDefault = name === 'default';
  const host = machine.env.get('DOCKER_HOST') || DEFAULT_HOST;
  const { Metadata, Endpoints } = isDefault
    ? { Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } }
    : await readContext(machine, config, name);
  const memory = '<IN MEMORY>';
  return {
    Name: name,
    Metadata,
    Endpoints,
    TLSMaterial: {},
    Storage: {
      MetadataPath: isDefault ? memory : await contextDirectory(config, name),
      TLSPath: isDefault ? memory : await tlsDirectory(config, name),
    },
  };
}
