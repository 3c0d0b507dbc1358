/** docker cp */
import type { ByteSource } from '../../base/streams.ts';
import type { PathStat } from '../../api/types/container.ts';
import { writeTar } from '../../oci/tar/write.ts';
import { counted, packTree, unpackInto } from '../archive.ts';
import { ConnectionFailure } from '../connection.ts';
import { CliFailure } from '../failure.ts';
import type { Flags } from '../flags/parse.ts';
import { humanSize } from '../format/units.ts';
import type { Machine } from '../machine.ts';
import { baseName, cleanPath, directoryOf, fileErrorText, firstMissing, resolvePath } from '../paths.ts';
import { decode } from '../registry-auth.ts';
import type { Handler, Session } from '../session.ts';

/** Bits of Go's os.FileMode. */
const DIRECTORY_BIT = 2 ** 31;
const SYMLINK_BIT = 2 ** 27;

export const cp: Handler = async (session, flags, [source = '', destination = '']) => {
  if (source === '') throw new CliFailure('source can not be empty');
  if (destination === '') throw new CliFailure('destination can not be empty');
  const from = splitSpec(source);
  const to = splitSpec(destination);
  if (from.container && to.container) throw new CliFailure('copying between containers is not supported');
  if (from.container) return copyOut(session, flags, from.container, from.path, to.path);
  if (to.container) return copyIn(session, flags, from.path, to.container, to.path);
  throw new CliFailure('must specify at least one container source');
};

function splitSpec(text: string): { readonly container: string; readonly path: string } {
  if (text.startsWith('/')) return { container: '', path: text };
  const at = text.indexOf(':');
  if (at < 0 || text.startsWith('.')) return { container: '', path: text };
  return { container: text.slice(0, at), path: text.slice(at + 1) };
}

/** What a path says beyond what it names: a directory for sure, or its contents. */
const wantsContents = (path: string) => path.endsWith('/.') || ['', '.', '/'].includes(path);
const assertsDirectory = (path: string) => path.endsWith('/') || wantsContents(path);

function splitEntry(path: string): [directory: string, base: string] {
  const clean = cleanPath(path);
  if (wantsContents(path)) return [clean, '.'];
  return [directoryOf(clean), baseName(clean)];
}

interface Target {
  readonly path: string;
  readonly exists: boolean;
  readonly isDirectory: boolean;
}

/** Where entries go and under which name: archive.PrepareArchiveCopy. */
function placement(
  sourceBase: string,
  sourceIsDirectory: boolean,
  target: Target,
): { directory: string; rename: (name: string) => string } {
  const [directory, base] = splitEntry(target.path);
  const rename = (name: string) => (name.startsWith(sourceBase) ? base + name.slice(sourceBase.length) : name);
  if (target.exists && target.isDirectory) return { directory: cleanPath(target.path), rename: (name) => name };
  if (target.exists && sourceIsDirectory) throw new CliFailure('cannot copy directory');
  if (!target.exists && !sourceIsDirectory && assertsDirectory(target.path)) throw new CliFailure('no such directory');
  return { directory, rename };
}

async function copyIn(
  session: Session,
  flags: Flags,
  source: string,
  container: string,
  destination: string,
): Promise<void> {
  const { machine, client } = session;
  // No path at all is nowhere to be found, and yet the root.
  let target: Target = { path: destination && absolute(destination), exists: false, isDirectory: false };
  try {
    let stat = await pathStat(session, container, target.path);
    if (stat.mode >= SYMLINK_BIT && Math.floor(stat.mode / SYMLINK_BIT) % 2 === 1) {
      const linked = stat.linkTarget.startsWith('/')
        ? stat.linkTarget
        : resolvePath(directoryOf(target.path), stat.linkTarget);
      target = { ...target, path: linked };
      stat = await pathStat(session, container, linked);
    }
    target = { ...target, exists: true, isDirectory: stat.mode >= DIRECTORY_BIT };
  } catch (error) {
    // Whatever is wrong with the destination, the extraction will tell.
    if (error instanceof ConnectionFailure) throw error;
  }
  let content: ByteSource;
  let directory = target.path;
  if (source === '-') {
    if (!target.isDirectory) throw new CliFailure(`destination "${container}:${target.path}" must be a directory`);
    content = machine.stdin.source;
  } else {
    let full = resolvePath(machine.cwd, source);
    const named = full;
    const follow = flags.bool('follow-link') || assertsDirectory(source);
    const given = source.startsWith('/') ? source : `${machine.cwd}/${source}`;
    const info = await (follow ? machine.files.stat(full) : machine.files.lstat(full)).catch(async (error: unknown) => {
      // Of a link that leads nowhere, its target is what is missed.
      const link = follow && (await machine.files.lstat(full).catch(() => undefined));
      const missed = link ? await firstMissing(machine, await resolveLinks(machine, full)) : cleanPath(given);
      throw new CliFailure(fileErrorText('lstat', missed, error));
    });
    if (follow) full = await resolveLinks(machine, full);
    if (assertsDirectory(source) && info.type !== 'directory') throw new CliFailure('not a directory');
    const base = wantsContents(source) ? '.' : baseName(named);
    const place = placement(base, info.type === 'directory', target);
    directory = place.directory;
    const nameOf = (path: string) => place.rename(path === '' ? base : `${base}/${path}`);
    content = writeTar(packTree(machine, full, { nameOf: (path) => nameOf(path) }));
  }
  let size = 0;
  const report = await progress(session, flags);
  await client.containerArchivePut({
    path: { id: container },
    query: {
      path: directory,
      noOverwriteDirNonDir: 'true',
      ...(flags.bool('archive') && { copyUIDGID: 'true' }),
    },
    headers: { 'content-type': 'text/plain' },
    body: counted(content, (bytes) => (size += bytes)),
  });
  await report(`Successfully copied ${humanSize(size, 3)} to ${container}:${target.path}`);
}

/** What a chain of symbolic links ends at; a loop ends where it is cut. */
async function resolveLinks({ files }: Machine, path: string): Promise<string> {
  let current = path;
  for (let links = 0; links < 40; links++) {
    if ((await files.lstat(current).catch(() => undefined))?.type !== 'symlink') break;
    current = resolvePath(directoryOf(current), await files.readlink(current));
  }
  return current;
}

async function copyOut(
  session: Session,
  flags: Flags,
  container: string,
  source: string,
  destination: string,
): Promise<void> {
  const { machine, client } = session;
  let path = source;
  if (destination === '-' && machine.stdout.isTerminal)
    throw new CliFailure('cowardly refusing to copy to a terminal. Redirect standard output');
  const local = resolvePath(machine.cwd, destination);
  if (destination !== '-') await checkLocal(session, local, destination);
  if (flags.bool('follow-link')) {
    const stat = await pathStat(session, container, path).catch(() => undefined);
    if (stat && Math.floor(stat.mode / SYMLINK_BIT) % 2 === 1)
      path = stat.linkTarget.startsWith('/') ? stat.linkTarget : resolvePath(directoryOf(path), stat.linkTarget);
  }
  const answer = (await client.containerArchive({ path: { id: container }, query: { path } })) as {
    headers: Readonly<Record<string, string>>;
    source: ByteSource;
  };
  if (destination === '-') {
    for await (const chunk of answer.source) await machine.stdout.write(chunk);
    return;
  }
  const stat = parseStat(answer.headers);
  const info = await machine.files.stat(local).catch(() => undefined);
  const target: Target = {
    path:
      assertsDirectory(destination) && !local.endsWith('/')
        ? `${local}${destination.endsWith('/.') || destination === '.' ? '/.' : '/'}`
        : local,
    exists: info !== undefined,
    isDirectory: info?.type === 'directory',
  };
  const isDirectory = stat.mode >= DIRECTORY_BIT;
  // The root's entries have no name before their slash.
  const base = path === '/' ? '' : wantsContents(source) ? '.' : baseName(path);
  let size = 0;
  const report = await progress(session, flags);
  const place = placement(base, isDirectory, target);
  await unpackInto(
    machine,
    place.directory,
    counted(answer.source, (bytes) => (size += bytes)),
    place.rename,
  );
  await report(`Successfully copied ${humanSize(size, 3)} to ${local}`);
}

async function checkLocal(session: Session, local: string, given: string): Promise<void> {
  const parent = directoryOf(local);
  const exists = await session.machine.files.stat(parent).then(
    () => true,
    () => false,
  );
  if (!exists) throw new CliFailure(`invalid output path: directory ${JSON.stringify(parent)} does not exist`);
  const whole = given.endsWith('/') && !local.endsWith('/') ? `${local}/` : local;
  await session.machine.files.stat(whole).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'ENOENT') throw new CliFailure(fileErrorText('stat', whole, error));
  });
}

function absolute(path: string): string {
  const rooted = path.startsWith('/') ? path : `/${path}`;
  const clean = cleanPath(rooted);
  if (clean !== '/' && rooted.endsWith('/.')) return `${clean}/.`;
  return clean !== '/' && rooted.endsWith('/') ? `${clean}/` : clean;
}

async function pathStat(session: Session, id: string, path: string): Promise<PathStat> {
  return parseStat(
    (await session.client.containerArchiveInfo({ path: { id }, query: { path } })) as Readonly<Record<string, string>>,
  );
}

function parseStat(headers: Readonly<Record<string, string>>): PathStat {
  return JSON.parse(decode(headers['x-docker-container-path-stat'] ?? '')) as PathStat;
}

/** Told on a terminal only, on standard error. */
async function progress(session: Session, flags: Flags): Promise<(done: string) => Promise<void>> {
  const quiet = flags.changed('quiet') ? flags.bool('quiet') : !session.machine.stdout.isTerminal;
  if (quiet) return async () => undefined;
  const fancy = session.machine.stderr.isTerminal;
  if (fancy) await session.warn('\x1b[s');
  return (done) => session.warn(`${fancy ? '\x1b[u\x1b[2K' : ''}${done}\n`);
}
