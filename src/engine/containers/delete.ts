/** Removing containers, one or all that stopped (moby, daemon/delete.go, prune.go). */
import type { Call } from '../../api/calls.ts';
import type { ContainerPruneResponse } from '../../api/types/container.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import { collectGarbage } from '../garbage.ts';
import type { EngineContext } from '../context.ts';
import { Filters } from '../filters.ts';
import { parseTimeOrDuration } from '../timestamps.ts';
import type { Container } from './container.ts';
import { publishContainer } from './container-events.ts';
import { cancelPendingRestart } from './restart-policy.ts';
import { removeAnonymousVolumes } from './mounts.ts';
import { prefixed, sendSignal } from './signalling.ts';

export async function containerDelete(engine: EngineContext, call: Call<'containerDelete'>): Promise<void> {
  if (call.query.link) return removeLink(engine, call.path.id ?? '');
  const container = engine.containers.find(call.path.id ?? '');
  await deleteContainer(engine, container, { force: call.query.force ?? false, volumes: call.query.v ?? false });
}

/** `docker rm --link PARENT/ALIAS`: the parent no longer knows the other under that name. */
async function removeLink(engine: EngineContext, name: string): Promise<void> {
  const missing = () => new FailureError('notFound', `No such container: ${name}`);
  const [, term = '', alias = ''] = /^\/?([^/]*)\/?(.*)$/.exec(name) ?? [];
  if (alias === '') {
    engine.containers.find(term);
    throw new FailureError('system', 'Conflict, cannot remove the default link name of the container');
  }
  const parent = engine.containers.all().find((container) => container.name === term);
  if (!parent) throw missing();
  const links = (parent.record.hostConfig['Links'] as readonly string[] | null) ?? [];
  const left = links.filter((link) => (link.split(':')[1] ?? link) !== alias);
  if (left.length === links.length) throw missing();
  await parent.lock.run(async () => {
    parent.change({ hostConfig: { ...parent.record.hostConfig, Links: left.length ? left : null } });
    await engine.containers.save(parent);
  });
}

export async function deleteContainer(
  engine: EngineContext,
  container: Container,
  options: { readonly force: boolean; readonly volumes: boolean },
): Promise<void> {
  if (container.state.removing) {
    throw new FailureError('conflict', `removal of container ${container.id} is already in progress`);
  }
  try {
    if (container.state.running) {
      if (!options.force) refuseRunning(container);
      container.changeState({ removing: true });
      if (!(await cancelPendingRestart(engine, container))) {
        const stopped = container.wait('not-running');
        await sendSignal(engine, container, 9);
        await stopped;
      }
    }
    container.changeState({ removing: true });
    await container.lock.run(() => dispose(engine, container, options.volumes));
  } catch (error) {
    container.changeState({ removing: false });
    throw prefixed(`cannot remove container "/${container.name}": `, error);
  }
  container.settle('removed');
  // Its layers are free only when its image went before it.
  if (!engine.images.get(container.imageId)) await collectGarbage(engine);
}

function refuseRunning(container: Container): never {
  const { status } = container;
  if (status === 'paused') {
    throw new FailureError('conflict', 'container is paused and must be unpaused first');
  }
  throw new FailureError('conflict', `container is ${status}: stop the container before removing or force remove`);
}

/** The record goes first, so that a half-removed container is never seen again. */
async function dispose(engine: EngineContext, container: Container, volumes: boolean): Promise<void> {
  await engine.containers.forget(container);
  engine.execs.forget(container.id);
  container.log.remove();
  await engine.runtime.removeSnapshot(container.id);
  if (volumes) await removeAnonymousVolumes(engine, container.record.mounts);
  container.log.close();
  void container.endAttachments();
  publishContainer(engine, container, 'destroy');
}

export async function containerPrune(
  engine: EngineContext,
  call: Call<'containerPrune'>,
): Promise<ContainerPruneResponse> {
  const filters = Filters.parse(call.query.filters, ['label', 'label!', 'until']);
  const until = pruneUntil(filters, engine.clock.now());
  const deleted: string[] = [];
  let reclaimed = 0;
  for (const container of [...engine.containers.all()]) {
    const { record, state } = container;
    if (state.running || state.removing) continue;
    if (until !== undefined && record.created >= until) continue;
    if (!pruneLabels(filters, record.config.Labels)) continue;
    const size = await engine.runtime.size(container.id);
    try {
      await deleteContainer(engine, container, { force: false, volumes: false });
    } catch (error) {
      if (error instanceof FailureError && error.kind === 'conflict') continue;
      throw new FailureError('system', messageOf(error), { cause: error });
    }
    deleted.push(container.id);
    reclaimed += size;
  }
  engine.events.publish('container', 'prune', '', { reclaimed: String(reclaimed) });
  return { ContainersDeleted: deleted.length ? deleted : null, SpaceReclaimed: reclaimed };
}

/** The one `until` of a prune, in milliseconds. */
export function pruneUntil(filters: Filters, now: number): number | undefined {
  const values = filters.get('until');
  if (values.length > 1) throw new FailureError('invalid', 'more than one until filter specified');
  return values[0] === undefined ? undefined : parseTimeOrDuration(values[0], now);
}

/** `label` must all hold, `label!` must not hold all. */
export function pruneLabels(filters: Filters, labels: Readonly<Record<string, string>> | null | undefined): boolean {
  return filters.labels('label', labels) && (!filters.has('label!') || !filters.labels('label!', labels));
}
