/** docker build with the engine's own builder: the context goes as a tar archive, progress comes as messages. */
import { concat, text, utf8 } from '../../base/bytes.ts';
import { messageOf } from '../../base/errors.ts';
import { collect, sourceOf, type ByteSource } from '../../base/streams.ts';
import { LIMITS } from '../../base/limits.ts';
import type { JsonMessage } from '../../api/types/image.ts';
import { gzip } from '../../oci/compression.ts';
import { paddingOf, TRAILER_BYTES } from '../../oci/tar/header.ts';
import { writeTar, type TarInput } from '../../oci/tar/write.ts';
import { counted, packTree } from '../archive.ts';
import { storedAuths } from '../config-file.ts';
import { pairs } from '../container/run/environment.ts';
import { CliFailure } from '../failure.ts';
import type { Flags } from '../flags/parse.ts';
import { humanSize } from '../format/units.ts';
import type { Machine } from '../machine.ts';
import { fileErrorText, firstMissing, resolvePath } from '../paths.ts';
import { progressBar, SILENT, showMessages, stdoutSink } from '../progress/json-messages.ts';
import { authFor, encodeUrl } from '../registry-auth.ts';
import { withProxies } from '../proxies.ts';
import type { Handler, Session } from '../session.ts';
import { isIgnored, parseDockerignore } from './dockerignore.ts';

interface Context {
  readonly tar: ByteSource;
  readonly dockerfile: string;
  readonly remote: string;
  /** Bytes at the archive's end that real Docker does not send, and so does not count. */
  readonly uncounted?: number;
}

export const build: Handler = async (session, flags, [specified = '']) => {
  const quiet = flags.bool('quiet');
  const context = await prepare(session, flags, specified);
  const { sink, finish, tell } = contextProgress(session, quiet, context.uncounted ?? 0);
  const messages = (await session.client
    .imageBuild({
      query: {
        ...buildQuery(flags, session),
        dockerfile: context.dockerfile,
        ...(context.remote && { remote: context.remote }),
      },
      headers: {
        'x-registry-config': encodeUrl(JSON.stringify(registryConfig(session))),
        'content-type': 'application/x-tar',
      },
      body: counted(flags.bool('compress') ? gzip(context.tar) : context.tar, sink),
    })
    .finally(finish)
    .catch(async (error: unknown) => {
      if (quiet) await session.warn(tell());
      throw error;
    })) as AsyncIterable<JsonMessage>;
  let imageId = '';
  let output = '';
  const out = stdoutSink(session);
  const target = quiet ? { ...SILENT, write: async (part: string) => void (output += part) } : out;
  try {
    await showMessages(
      messages,
      target,
      () => session.now(),
      (aux) => {
        const id = (aux as { ID?: string }).ID;
        if (id) imageId = id;
      },
    );
  } catch (error) {
    if (quiet) await session.warn(tell() + output);
    throw error;
  }
  if (quiet) await session.print(output.endsWith('\n') || output === '' ? output || `${imageId}\n` : `${output}\n`);
  const file = flags.string('iidfile');
  if (file) {
    // Quietly built, the answer itself is what is written, line end and all.
    if (quiet) imageId = output;
    if (!imageId) throw new CliFailure(`server did not provide an image ID. Cannot write ${file}`);
    await session.machine.files
      .write(resolvePath(session.machine.cwd, file), sourceOf(utf8(imageId)), 0o666)
      .catch((error: unknown) => {
        throw new CliFailure(fileErrorText('open', file, error));
      });
  }
};

/** The size is told once the context has been sent, and while it is, on a terminal; quietly, only when something fails. */
function contextProgress(session: Session, quiet: boolean, uncounted: number) {
  let bytes = -uncounted;
  const line = () => `Sending build context to Docker daemon ${humanSize(Math.max(0, bytes)).padStart(8)}`;
  return {
    sink: (size: number) => (bytes += size),
    tell: () => (bytes > 0 ? `${line()}\n` : ''),
    finish: async () => {
      if (quiet) return;
      await session.print(session.machine.stdout.isTerminal ? `\x1b[2K\r${line()}\r\n` : `${line()}\n`);
    },
  };
}

function registryConfig(session: Session): Record<string, unknown> {
  return Object.fromEntries(Object.keys(storedAuths(session.config)).map((key) => [key, authFor(session.config, key)]));
}

function buildQuery(
  flags: Flags,
  { machine, config, host }: Session,
): Record<string, string | number | boolean | readonly string[]> {
  const args = Object.fromEntries(
    withProxies(config, host, flags.list('build-arg')).map((entry) => {
      const at = entry.indexOf('=');
      return at < 0 ? [entry, machine.env.get(entry) ?? null] : [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
  const text_ = (query: string, flag: string) => (flags.string(flag) ? { [query]: flags.string(flag) } : {});
  const number = (query: string, flag: string) => (flags.number(flag) ? { [query]: flags.number(flag) } : {});
  const json = (query: string, value: object) => (Object.keys(value).length ? { [query]: JSON.stringify(value) } : {});
  const network = flags.string('network');
  return {
    version: '1',
    ...(flags.list('tag').length && { t: flags.list('tag') }),
    ...(flags.bool('quiet') && { q: true }),
    ...(flags.bool('no-cache') && { nocache: true }),
    // The engine removes them unless it is told not to.
    ...(!flags.bool('rm') && { rm: '0' }),
    ...(flags.bool('force-rm') && { forcerm: true }),
    ...(flags.bool('pull') && { pull: '1' }),
    ...(flags.bool('squash') && { squash: true }),
    ...json('buildargs', args),
    ...json('labels', pairs(flags.list('label'))),
    ...(flags.list('cache-from').length && { cachefrom: JSON.stringify(flags.list('cache-from')) }),
    ...(flags.items('ulimit').length && { ulimits: JSON.stringify(flags.items('ulimit')) }),
    ...(network !== 'default' && { networkmode: network }),
    ...(flags.list('add-host').length && { extrahosts: flags.list('add-host') }),
    ...(flags.list('security-opt').length && { securityopt: flags.list('security-opt') }),
    ...text_('cpusetmems', 'cpuset-mems'),
    ...text_('target', 'target'),
    ...text_('isolation', 'isolation'),
    ...text_('platform', 'platform'),
    ...text_('cpusetcpus', 'cpuset-cpus'),
    ...number('memory', 'memory'),
    ...number('memswap', 'memory-swap'),
    ...number('cpushares', 'cpu-shares'),
    ...number('cpuperiod', 'cpu-period'),
    ...number('cpuquota', 'cpu-quota'),
    ...number('shmsize', 'shm-size'),
  };
}

async function prepare(session: Session, flags: Flags, specified: string): Promise<Context> {
  const { machine } = session;
  const file = flags.string('file');
  const fileFromInput = file === '-';
  const isDirectory = await machine.files.stat(resolvePath(machine.cwd, specified)).then(
    ({ type }) => type === 'directory',
    () => false,
  );
  if (specified === '-') {
    if (fileFromInput) throw new CliFailure("invalid argument: can't use stdin for both build context and dockerfile");
    return contextOf(await collect(machine.stdin.source, LIMITS.layerBytes), file);
  }
  if (!isDirectory && GIT_ADDRESS.test(specified)) {
    throw new CliFailure(
      `docker: 'docker build ${specified}' is not simulated in Drydock: real Docker would clone the build context from there`,
    );
  }
  if (!isDirectory && /^https?:\/\//.test(specified)) {
    if (fileFromInput) {
      throw new CliFailure(
        `docker: 'docker build -f - ${specified}' is not simulated in Drydock: real Docker would put the Dockerfile into what it downloads`,
      );
    }
    return contextOf(await downloaded(session, flags, specified), file);
  }
  return contextFromDirectory(machine, file, specified);
}

/** What git would be asked for (moby, builder/remotecontext/urlutil). */
const GIT_ADDRESS = /^(git:\/\/|github\.com\/|git@)|^https?:\/\/.*\.git(#.+)?$/;

/** The client fetches it, and shows how far it is, and once more when it has all. */
async function downloaded(session: Session, flags: Flags, url: string): Promise<Uint8Array> {
  const file = await session.machine.download(url).catch((error: unknown) => {
    throw new CliFailure(`unable to prepare context: unable to download remote context ${url}: ${messageOf(error)}`);
  });
  const bytes = await collect(file.source, LIMITS.layerBytes);
  if (!flags.bool('quiet')) {
    const bar = progressBar({ current: bytes.length, total: file.size ?? 0 }, 200, () => session.now());
    const line = `Downloading build context from remote url: ${url} ${bar}\r${bar ? '' : '\n'}`;
    await session.print(`${line}${line}\r\n`);
  }
  return bytes;
}

/** An archive is a context; what is none is a Dockerfile. */
function contextOf(content: Uint8Array, file: string): Context {
  if (looksLikeArchive(content)) return { tar: sourceOf(content), dockerfile: file || 'Dockerfile', remote: '' };
  if (file) {
    throw new CliFailure(
      'unable to prepare context: ambiguous Dockerfile source: both stdin and flag correspond to Dockerfiles',
    );
  }
  return {
    tar: writeTar([dockerfileEntry('Dockerfile', content)]),
    dockerfile: 'Dockerfile',
    remote: '',
  };
}

function looksLikeArchive(content: Uint8Array): boolean {
  const magic = [...content.subarray(0, 6)];
  const compressed =
    (magic[0] === 0x1f && magic[1] === 0x8b) ||
    (magic[0] === 0x42 && magic[1] === 0x5a && magic[2] === 0x68) ||
    magic[0] === 0xfd;
  return compressed || text(content.subarray(257, 262)) === 'ustar';
}

function dockerfileEntry(name: string, body: Uint8Array): TarInput {
  return { header: { name, type: 'file', mode: 0o600, uid: 0, gid: 0, mtime: 0, size: body.length }, body };
}

async function contextFromDirectory(machine: Machine, file: string, specified: string): Promise<Context> {
  const fail = (message: string) => new CliFailure(`unable to prepare context: ${message}`);
  const root = resolvePath(machine.cwd, specified);
  const info = specified === '' ? undefined : await machine.files.stat(root).catch(() => undefined);
  if (info?.type !== 'directory')
    throw fail(info ? `context must be a directory: ${root}` : `path ${JSON.stringify(specified)} not found`);
  const fromInput = file === '-';
  let dockerfile = 'Dockerfile';
  if (!fromInput) {
    const path = file ? resolvePath(machine.cwd, file) : `${root}/Dockerfile`;
    if (!(await machine.files.lstat(path).catch(() => undefined))) {
      const lower = !file && (await machine.files.lstat(`${root}/dockerfile`).catch(() => undefined));
      if (!lower)
        throw fail(
          `unable to evaluate symlinks in Dockerfile path: lstat ${await firstMissing(machine, path)}: no such file or directory`,
        );
      dockerfile = 'dockerfile';
    } else if (path.startsWith(`${root}/`) || root === '/') dockerfile = path.slice(root.length).replace(/^\//, '');
    else return withOutsideFile(machine, root, await collect(machine.files.read(path), LIMITS.configBytes));
  }
  const patterns = await ignorePatterns(machine, root);
  if (fromInput) return withOutsideFile(machine, root, await collect(machine.stdin.source, LIMITS.configBytes));
  const kept = new Set([dockerfile, '.dockerignore']);
  return {
    tar: writeTar(
      packTree(machine, root, {
        nameOf: (path) => path,
        include: (path) => kept.has(path) || !isIgnored(path, patterns),
        anonymous: true,
      }),
    ),
    dockerfile,
    remote: '',
  };
}

async function ignorePatterns(machine: Machine, root: string) {
  const path = `${root}/.dockerignore`;
  const exists = await machine.files.stat(path).catch(() => undefined);
  return exists ? parseDockerignore(text(await collect(machine.files.read(path), LIMITS.configBytes))) : [];
}

/** A Dockerfile from elsewhere joins the context under a name that nothing there has. */
async function withOutsideFile(machine: Machine, root: string, content: Uint8Array): Promise<Context> {
  const patterns = await ignorePatterns(machine, root);
  const random = crypto.getRandomValues(new Uint8Array(10));
  const name = `.dockerfile.${[...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const ignore = await machine.files.stat(`${root}/.dockerignore`).then(
    () => collect(machine.files.read(`${root}/.dockerignore`), LIMITS.configBytes),
    () => utf8('.dockerignore'),
  );
  const ignoreFile = concat([ignore, utf8(`\n${name}\n`)]);
  async function* entries(): AsyncGenerator<TarInput> {
    yield* packTree(machine, root, {
      nameOf: (path) => path,
      include: (path) => path !== '.dockerignore' && !isIgnored(path, patterns),
      anonymous: true,
    });
    yield dockerfileEntry(name, content);
    yield dockerfileEntry('.dockerignore', ignoreFile);
  }
  return {
    tar: writeTar(entries()),
    dockerfile: name,
    remote: '',
    uncounted: paddingOf(ignoreFile.length) + TRAILER_BYTES,
  };
}
