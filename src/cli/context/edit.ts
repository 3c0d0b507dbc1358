/** docker context create, update, rm, export, import */
import { text, utf8 } from '../../base/bytes.ts';
import { collect, sourceOf, type ByteSource } from '../../base/streams.ts';
import { readTar } from '../../oci/tar/read.ts';
import { encodeTar } from '../../oci/tar/write.ts';
import { writeConfig } from '../config-file.ts';
import { CliFailure } from '../failure.ts';
import { pairs } from '../container/run/environment.ts';
import { fileErrorText, resolvePath } from '../paths.ts';
import type { Handler, Session } from '../session.ts';
import { currentContext, currentEndpoint } from './current.ts';
import { dockerEndpoint } from './endpoint.ts';
import { checkName, hasContext, readContext, removeContext, writeContext, type ContextMeta } from './store.ts';

const ARCHIVE_BYTES = 10 * 1024 * 1024;

async function checkNew(session: Session, name: string): Promise<void> {
  checkName(name);
  if (await hasContext(session.machine, session.config, name))
    throw new CliFailure(`context ${JSON.stringify(name)} already exists`);
}

/** A context by name; `default` is the configuration in use. */
async function contextMeta(session: Session, name: string): Promise<ContextMeta> {
  if (name !== 'default') return readContext(session.machine, session.config, name);
  return { Name: 'default', Metadata: {}, Endpoints: { docker: currentEndpoint(session) } };
}

export const create: Handler = async (session, flags, [name = '']) => {
  await checkNew(session, name);
  const docker = flags.list('docker');
  const description = flags.string('description');
  const from = flags.string('from');
  if (from && docker.length) throw new CliFailure('cannot use --docker flag when --from is set');
  let meta: ContextMeta;
  if (docker.length === 0) {
    const source = await contextMeta(session, from || currentContext(session.machine, session.config));
    const inherited =
      source.Name === 'default' ? 'Current DOCKER_HOST based configuration' : source.Metadata.Description;
    meta = { ...source, Name: name, Metadata: metadata(description || inherited) };
  } else {
    const endpoint = await dockerEndpoint(session, pairs(docker));
    meta = { Name: name, Metadata: metadata(description), Endpoints: { docker: endpoint } };
  }
  await writeContext(session.machine, session.config, meta);
  await session.print(`${name}\n`);
  await session.warn(`Successfully created context ${JSON.stringify(name)}\n`);
};

function metadata(description: string | undefined): ContextMeta['Metadata'] {
  return description ? { Description: description } : {};
}

export const update: Handler = async (session, flags, [name = '']) => {
  checkName(name);
  let meta = await readContext(session.machine, session.config, name);
  if (flags.string('description')) meta = { ...meta, Metadata: metadata(flags.string('description')) };
  const docker = flags.list('docker');
  if (docker.length) meta = { ...meta, Endpoints: { docker: await dockerEndpoint(session, pairs(docker)) } };
  await writeContext(session.machine, session.config, meta);
  await session.print(`${name}\n`);
  await session.warn(`Successfully updated context ${JSON.stringify(name)}\n`);
};

export const rm: Handler = async (session, flags, names) => {
  const failures: string[] = [];
  const { machine, config } = session;
  for (const name of names) {
    if (name === 'default') failures.push('context "default" cannot be removed');
    else if (!(await hasContext(machine, config, name))) {
      if (flags.bool('force')) await session.print(`${name}\n`);
      else failures.push(`context ${JSON.stringify(name)} does not exist`);
    } else if (currentContext(machine, config) === name && !flags.bool('force')) {
      failures.push(`context ${JSON.stringify(name)} is in use, set -f flag to force remove`);
    } else {
      if (config.values['currentContext'] === name) {
        const { currentContext: _gone, ...rest } = config.values;
        await writeConfig(machine, config, rest);
      }
      await removeContext(machine, config, name);
      await session.print(`${name}\n`);
    }
  }
  if (failures.length) throw new CliFailure(failures.join('\n'));
};

export const exportContext: Handler = async (session, _flags, [name = '', target]) => {
  if (name !== 'default') checkName(name);
  const meta = utf8(JSON.stringify(await contextMeta(session, name)));
  const common = { uid: 0, gid: 0, mtime: 0 };
  const archive = encodeTar([
    { header: { ...common, name: 'meta.json', type: 'file', mode: 0o644, size: meta.length }, body: meta },
    { header: { ...common, name: 'tls', type: 'directory', mode: 0o700, size: 0 } },
  ]);
  const destination = target ?? `${name}.dockercontext`;
  if (destination === '-') {
    if (session.machine.stdout.isTerminal)
      throw new CliFailure('cowardly refusing to export to a terminal, specify a file path');
    await session.machine.stdout.write(archive);
    return;
  }
  const path = resolvePath(session.machine.cwd, destination);
  const exists = await session.machine.files.lstat(path).then(
    () => true,
    () => false,
  );
  if (exists) throw new CliFailure(`open ${destination}: file exists`);
  try {
    await session.machine.files.write(path, sourceOf(archive), 0o600);
  } catch (error) {
    throw new CliFailure(fileErrorText('open', destination, error));
  }
  await session.warn(`Written file ${JSON.stringify(destination)}\n`);
};

export const importContext: Handler = async (session, _flags, [name = '', source = '']) => {
  await checkNew(session, name);
  const meta = await importedMeta(session, source);
  await writeContext(session.machine, session.config, { ...meta, Name: name });
  await session.print(`${name}\n`);
  await session.warn(`Successfully imported context ${JSON.stringify(name)}\n`);
};

async function importedMeta(session: Session, source: string): Promise<ContextMeta> {
  const { machine } = session;
  const bytes: ByteSource =
    source === '-' ? machine.stdin.source : machine.files.read(resolvePath(machine.cwd, source));
  try {
    for await (const { header, body } of readTar(bytes)) {
      if (header.name === 'meta.json') return JSON.parse(text(await collect(body, ARCHIVE_BYTES))) as ContextMeta;
    }
  } catch (error) {
    if ((error as { code?: string }).code) throw new CliFailure(fileErrorText('open', source, error));
    throw new CliFailure('unexpected EOF');
  }
  throw new CliFailure('invalid context: no metadata found');
}
