/** `docker cp`, `docker diff` and `docker export`: what the runtime knows of a container's files. */
import type { BackendAnswer, Call } from '../../api/calls.ts';
import type { FilesystemChange, PathStat } from '../../api/types/container.ts';
import { utf8 } from '../../base/bytes.ts';
import { FailureError } from '../../base/errors.ts';
import { sourceOf } from '../../base/streams.ts';
import { rfc3339Nano } from '../../base/time.ts';
import type { EngineContext } from '../context.ts';
import type { ContainerFiles, PathInfo } from '../../oci/runtime.ts';
import type { Container } from './container.ts';
import { publishContainer } from './container-events.ts';
import { publishMounts } from './mount-events.ts';
import { runtimeMounts } from './mounts.ts';

/** In lower case, as carriers hand names on; the one that writes HTTP capitalises them. */
export const PATH_STAT_HEADER = 'x-docker-container-path-stat';

export async function containerArchiveInfo(
  engine: EngineContext,
  call: Call<'containerArchiveInfo'>,
): Promise<BackendAnswer<'containerArchiveInfo'>> {
  const { container, path, term } = target(engine, call);
  return pathStat(await mounted(engine, container, (files) => found(engine.runtime.statPath(files, path), path, term)));
}

export async function containerArchive(
  engine: EngineContext,
  call: Call<'containerArchive'>,
): Promise<BackendAnswer<'containerArchive'>> {
  const { container, path, term } = target(engine, call);
  return mounted(engine, container, async (files) => {
    const { info, tar } = await found(engine.runtime.archive(files, path), path, term);
    publishContainer(engine, container, 'archive-path');
    return { contentType: 'application/x-tar', headers: pathStat(info), source: tar };
  });
}

export async function containerArchivePut(engine: EngineContext, call: Call<'containerArchivePut'>): Promise<void> {
  const { container, path, term } = target(engine, call);
  const truth = (value: string | undefined) => value === '1' || value === 'true';
  await mounted(engine, container, async (files) => {
    await found(engine.runtime.statPath(files, path), path, term);
    refuseReadonly(container, path);
    const extracted = engine.runtime.extract(files, path, call.body ?? sourceOf(), {
      noOverwriteDirNonDir: truth(call.query.noOverwriteDirNonDir),
      copyUidGid: truth(call.query.copyUIDGID),
    });
    await found(extracted, path, term);
    await engine.runtime.sync(container.id);
    publishContainer(engine, container, 'extract-to-dir');
  });
}

/** As moby, which mounts a container's volumes for each of these, whatever comes of it. */
async function mounted<T>(
  engine: EngineContext,
  container: Container,
  work: (files: ContainerFiles) => Promise<T>,
): Promise<T> {
  const files = await filesOf(engine, container);
  publishMounts(engine, container, 'mount');
  try {
    return await work(files);
  } finally {
    publishMounts(engine, container, 'unmount');
  }
}

async function filesOf(engine: EngineContext, container: Container): Promise<ContainerFiles> {
  const snapshot = container.id;
  return container.running ? { snapshot } : { snapshot, mounts: await runtimeMounts(engine, container.record.mounts) };
}

/** Nothing is put into a read-only mount, nor into a read-only root beside the mounts. */
function refuseReadonly({ record }: Container, path: string): void {
  const inside = (target: string) => path === target || path.startsWith(`${target}/`);
  const mount = record.mounts.filter(({ destination, type }) => type !== 'tmpfs' && inside(destination)).at(-1);
  if (mount && !mount.writable) throw new FailureError('invalid', 'mounted volume is marked read-only');
  if (!mount && record.hostConfig.ReadonlyRootfs) {
    throw new FailureError('invalid', 'container rootfs is marked read-only');
  }
}

export async function containerChanges(
  engine: EngineContext,
  call: Call<'containerChanges'>,
): Promise<readonly FilesystemChange[] | null> {
  const container = engine.containers.find(call.path.id ?? '');
  const changes = await engine.runtime.changes(container.id);
  return changes.length ? changes.map(({ path, kind }) => ({ Path: path, Kind: kind })) : null;
}

export async function containerExport(
  engine: EngineContext,
  call: Call<'containerExport'>,
): Promise<BackendAnswer<'containerExport'>> {
  const container = engine.containers.find(call.path.id ?? '');
  if (container.state.removing || container.state.dead) {
    throw new FailureError('conflict', `You cannot export container ${container.id} which is ${container.status}`);
  }
  publishContainer(engine, container, 'export');
  return { contentType: 'application/octet-stream', source: engine.runtime.export(container.id) };
}

function target(
  engine: EngineContext,
  call: { readonly path: Readonly<Record<string, string>>; readonly query: { readonly path?: string | undefined } },
) {
  const term = call.path.id ?? '';
  const { path } = call.query;
  if (!path) throw new FailureError('invalid', 'bad parameter: pathcannot be empty');
  return { container: engine.containers.find(term), path, term };
}

/** A path that is not there, in the words of the API. */
async function found<T>(answer: Promise<T>, path: string, term: string): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof FailureError) || error.kind !== 'notFound') throw error;
    throw new FailureError('notFound', `Could not find the file ${path} in container ${term}`, { cause: error });
  }
}

function pathStat(info: PathInfo): Record<string, string> {
  const stat: PathStat = {
    name: info.name,
    size: info.size,
    mode: info.mode,
    mtime: rfc3339Nano(info.mtime),
    linkTarget: info.linkTarget,
  };
  return { [PATH_STAT_HEADER]: btoa(String.fromCharCode(...utf8(JSON.stringify(stat)))) };
}
