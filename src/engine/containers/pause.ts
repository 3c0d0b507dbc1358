/** Pause and unpause. */
import type { Call } from '../../api/calls.ts';
import { FailureError } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import type { Container } from './container.ts';
import { publishContainer } from './container-events.ts';
import { healthUnwatched } from './health.ts';

export async function containerPause(engine: EngineContext, call: Call<'containerPause'>): Promise<void> {
  await pauseContainer(engine, engine.containers.find(call.path.id ?? ''));
}

export async function containerUnpause(engine: EngineContext, call: Call<'containerUnpause'>): Promise<void> {
  await unpauseContainer(engine, engine.containers.find(call.path.id ?? ''));
}

export function pauseContainer(engine: EngineContext, container: Container): Promise<void> {
  return container.lock.run(async () => {
    if (!container.state.running) throw new FailureError('conflict', `container ${container.id} is not running`);
    if (container.state.paused) throw new FailureError('conflict', `Container ${container.id} is already paused`);
    if (container.state.restarting) {
      throw new FailureError(
        'conflict',
        `Container ${container.id} is restarting, wait until the container is running`,
      );
    }
    container.running?.pause();
    container.changeState({ paused: true });
    healthUnwatched(container);
    publishContainer(engine, container, 'pause');
    await saveIfPossible(engine, container);
  });
}

export function unpauseContainer(engine: EngineContext, container: Container): Promise<void> {
  return container.lock.run(async () => {
    if (!container.state.paused) throw new FailureError('system', `Container ${container.id} is not paused`);
    container.running?.unpause();
    container.changeState({ paused: false });
    publishContainer(engine, container, 'unpause');
    await saveIfPossible(engine, container);
  });
}

/**
 * The processes have stopped or gone on, whatever the disk says: as with dockerd a full one fails neither, else a commit that
 * finds no room would leave its container paused. No process outlives the engine, so the record matters to nobody but it.
 */
async function saveIfPossible(engine: EngineContext, container: Container): Promise<void> {
  await engine.containers.save(container).catch(() => undefined);
}
