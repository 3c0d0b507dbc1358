/** `docker volume`: create, list, inspect, rm, prune. */
import type { Call } from '../../api/calls.ts';
import type { Volume, VolumeListResponse } from '../../api/types/system.ts';
import { FailureError } from '../../base/errors.ts';
import { pruneLabels } from '../containers/delete.ts';
import { volumeUsers } from '../containers/mounts.ts';
import type { EngineContext } from '../context.ts';
import { Filters } from '../filters.ts';
import { randomId } from '../identifiers.ts';
import { checkDriverOptions, refuseUnknownDriver } from './local-driver.ts';
import { ANONYMOUS_LABEL, mountsSomethingElse, volumeResponse } from './volume-table.ts';

/** As every operation of swarm answers here. */
const NOT_A_MANAGER =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

export async function volumeCreate(engine: EngineContext, call: Call<'volumeCreate'>): Promise<Volume> {
  const { Name = '', Driver = '', DriverOpts, Labels, ClusterVolumeSpec } = call.body ?? {};
  const name = Name || randomId(engine.random);
  refuseUnknownDriver(name, Driver);
  if (ClusterVolumeSpec) throw new FailureError('unavailable', NOT_A_MANAGER);
  checkDriverOptions(name, DriverOpts ?? {});
  const labels = Name ? (Labels ?? null) : { ...(Labels ?? {}), [ANONYMOUS_LABEL]: '' };
  return engine.locks.run(`volume/${name}`, async () => {
    const { volume, made } = await engine.volumes.create(name, {
      labels,
      driverOptions: DriverOpts ?? null,
      anonymous: !Name,
    });
    if (made) engine.events.publish('volume', 'create', name, { driver: 'local' });
    return volumeResponse(volume);
  });
}

export async function volumeList(engine: EngineContext, call: Call<'volumeList'>): Promise<VolumeListResponse> {
  const filters = Filters.parse(
    call.query.filters,
    ['dangling', 'name', 'driver', 'label'],
    'error reading volume filters',
  );
  const dangling = filters.has('dangling') ? filters.boolean('dangling', false) : undefined;
  const volumes = engine.volumes
    .all()
    .filter(
      (volume) =>
        filters.match('name', volume.name) &&
        filters.exact('driver', 'local') &&
        filters.labels('label', volume.labels) &&
        (dangling === undefined || dangling === (volumeUsers(engine, volume.name).length === 0)),
    );
  return { Volumes: volumes.map(volumeResponse), Warnings: null };
}

export async function volumeInspect(engine: EngineContext, call: Call<'volumeInspect'>): Promise<Volume> {
  return volumeResponse(engine.volumes.find(call.path.name ?? ''));
}

export async function volumeDelete(engine: EngineContext, call: Call<'volumeDelete'>): Promise<void> {
  const name = call.path.name ?? '';
  if (call.query.force && !engine.volumes.get(name)) return;
  await engine.locks.run(`volume/${name}`, async () => {
    engine.volumes.find(name);
    const users = volumeUsers(engine, name);
    if (users.length) {
      throw new FailureError('conflict', `remove ${name}: volume is in use - [${users.join(', ')}]`);
    }
    await engine.volumes.remove(name);
    engine.events.publish('volume', 'destroy', name, { driver: 'local' });
  });
}

/** Anonymous ones only, unless `all` is asked for. */
export async function volumePrune(
  engine: EngineContext,
  call: Call<'volumePrune'>,
): Promise<{ readonly VolumesDeleted: readonly string[] | null; readonly SpaceReclaimed: number }> {
  const filters = Filters.parse(call.query.filters, ['label', 'label!', 'all']);
  const all = filters.parsedBoolean('all', false);
  const deleted: string[] = [];
  let reclaimed = 0;
  for (const volume of engine.volumes.all()) {
    const { name, labels, anonymous } = volume;
    if ((!all && !anonymous) || mountsSomethingElse(volume)) continue;
    if (!pruneLabels(filters, labels) || volumeUsers(engine, name).length) continue;
    reclaimed += await engine.runtime.volumeSize(name);
    await engine.volumes.remove(name);
    engine.events.publish('volume', 'destroy', name, { driver: 'local' });
    deleted.push(name);
  }
  engine.events.publish('volume', 'prune', '', { reclaimed: String(reclaimed) });
  return { VolumesDeleted: deleted, SpaceReclaimed: reclaimed };
}
