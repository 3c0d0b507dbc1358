/** After a start of the engine: nothing runs, whatever the records say (moby, daemon/daemon.go, restore). */
import { FailureError } from '../base/errors.ts';
import type { Container } from './containers/container.ts';
import { deleteContainer } from './containers/delete.ts';
import { withoutAddresses } from './containers/networking.ts';
import { startContainer } from './containers/start.ts';
import type { EngineContext } from './context.ts';

/** Exit status of a process that went down with the machine. */
const LOST_EXIT_CODE = 255;

/** What a process that died left between two steps goes first. */
export async function removeLeftovers(engine: EngineContext): Promise<void> {
  await engine.runtime.keepOnly({
    snapshots: new Set(engine.containers.all().map(({ id }) => id)),
    volumes: new Set(engine.volumes.all().map(({ name }) => name)),
  });
}

/** Finished are the removals that were under way, stopped what ran, and started again what its policy says. */
export async function restoreContainers(engine: EngineContext): Promise<void> {
  const again: Container[] = [];
  for (const container of [...engine.containers.all()]) {
    const ran = container.state.running;
    if (ran) await markStopped(engine, container);
    if (container.state.removing || (ran && container.record.hostConfig.AutoRemove)) {
      container.changeState({ removing: false });
      await deleteContainer(engine, container, { force: true, volumes: true });
    } else if (startsAgain(container, ran)) again.push(container);
  }
  // Not awaited: the engine answers while its containers start.
  for (const container of again) void startContainer(engine, container, { byUser: true }).catch(() => undefined);
}

async function markStopped(engine: EngineContext, container: Container): Promise<void> {
  const { networks } = container.record;
  container.changeState({
    running: false,
    restarting: false,
    paused: false,
    pid: 0,
    exitCode: LOST_EXIT_CODE,
    finishedAt: engine.clock.now(),
  });
  container.change({
    ports: {},
    health: undefined,
    networks: Object.fromEntries(
      Object.entries(networks).map(([name, settings]) => [name, withoutAddresses(settings)]),
    ),
  });
  await engine.containers.save(container).catch((error: unknown) => {
    // An engine that did not start could make no room either; the next start finds the container as this one did.
    if (!(error instanceof FailureError) || error.kind !== 'noSpace') throw error;
  });
}

/** `always` also after a manual stop; `unless-stopped` not; `on-failure` when it was running. */
function startsAgain({ record }: Container, ran: boolean): boolean {
  const name = record.hostConfig.RestartPolicy?.Name;
  if (!record.hasStarted) return false;
  if (name === 'always') return true;
  if (name === 'unless-stopped') return !record.manuallyStopped;
  return name === 'on-failure' && ran && record.state.exitCode !== 0;
}
