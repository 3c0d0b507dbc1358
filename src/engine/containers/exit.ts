/** A container's process has ended: networks and volumes are left, its policy decides, and those who wait are told. */
import type { EngineContext } from '../context.ts';
import type { RunningContainer } from '../../oci/runtime.ts';
import type { Container } from './container.ts';
import { publishContainer } from './container-events.ts';
import { deleteContainer } from './delete.ts';
import { disconnectNetworks } from './networking.ts';
import { healthUnwatched } from './health.ts';
import { publishMounts } from './mount-events.ts';
import { scheduleRestart, shouldRestart } from './restart-policy.ts';

/** How long a client may take: in turns, so that one is not slow because the engine was busy. */
const SLOW_CLIENT_TURNS = 10;
const TURN_MS = 10;

/**
 * What attached clients are still to read goes on its way before anyone can see the end (moby, handleContainerExit: the
 * streams are waited for before the state changes, and a wait looks at the state).
 */
async function deliverOutput(engine: EngineContext, container: Container): Promise<void> {
  if (container.attachments.size === 0) return;
  const pause = (ms: number) => new Promise<void>((resolve) => void engine.clock.after(ms, resolve));
  let delivered = false;
  // A client that does not read holds up nobody for long.
  const patience = async () => {
    for (let turn = 0; turn < SLOW_CLIENT_TURNS && !delivered; turn++) await pause(TURN_MS);
  };
  await Promise.race([container.endAttachments().then(() => (delivered = true)), patience()]);
  await pause(0);
}

export async function handleExit(
  engine: EngineContext,
  container: Container,
  running: RunningContainer,
  exit: { readonly exitCode: number; readonly oomKilled: boolean },
  /** Starts it anew, when its policy says so. */
  again: () => Promise<void>,
): Promise<void> {
  let remove = false;
  await container.lock.run(async () => {
    if (container.running !== running) return;
    // It went down with the engine: the next start finds it as it ran, and applies its policy.
    if (engine.closing) return;
    container.stopHealth?.();
    container.stopHealth = undefined;
    healthUnwatched(container);
    container.log.end();
    const now = engine.clock.now();
    await deliverOutput(engine, container);
    const uptime = now - container.state.startedAt;
    const restart = shouldRestart(engine, container, exit.exitCode);
    remove = !restart && (container.record.hostConfig.AutoRemove ?? false) && container.stopping === 0;
    container.running = undefined;
    container.changeState({
      running: restart,
      restarting: restart,
      paused: false,
      pid: 0,
      exitCode: exit.exitCode,
      oomKilled: exit.oomKilled,
      finishedAt: now,
    });
    if (restart) container.change({ restartCount: container.record.restartCount + 1 });
    if (exit.oomKilled) publishContainer(engine, container, 'oom');
    disconnectNetworks(engine, container);
    publishMounts(engine, container, 'unmount');
    if (!remove) {
      await engine.runtime.sync(container.id);
      container.log.save();
      await engine.containers.save(container);
    }
    if (container.stopping > 0) publishContainer(engine, container, 'stop');
    publishContainer(engine, container, 'die', {
      execDuration: String(Math.floor(uptime / 1000)),
      exitCode: String(exit.exitCode),
    });
    // Those who wait for the end are told of this one, even when another run follows.
    container.settle('exit');
    if (!restart) container.log.close();
    else scheduleRestart(engine, container, uptime, again);
  });
  if (remove) await deleteContainer(engine, container, { force: true, volumes: true }).catch(() => undefined);
}
