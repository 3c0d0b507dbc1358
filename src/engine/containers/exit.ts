/** A container's process has ended: networks and volumes are left, its policy decides, and those who wait are told. */
import type { EngineContext } from '../context.ts';
import type { RunningContainer } from '../runtime-port.ts';
import type { Container } from './container.ts';
import { publishContainer } from './container-events.ts';
import { deleteContainer } from './delete.ts';
import { disconnectNetworks } from './networking.ts';
import { publishMounts, startContainer } from './start.ts';

/** Backoff of restart policies: 100 ms, doubled each time, at most a minute; anew after ten seconds of uptime. */
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 60_000;
const UPTIME_MS = 10_000;

const backoffs = new WeakMap<Container, number>();

export async function handleExit(
  engine: EngineContext,
  container: Container,
  running: RunningContainer,
  exit: { readonly exitCode: number; readonly oomKilled: boolean },
): Promise<void> {
  let remove = false;
  await container.lock.run(async () => {
    if (container.running !== running) return;
    container.stopHealth?.();
    container.stopHealth = undefined;
    container.log.end();
    const now = engine.clock.now();
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
      await container.log.save();
      await engine.containers.save(container);
    }
    if (container.stopping > 0) publishContainer(engine, container, 'stop');
    publishContainer(engine, container, 'die', {
      execDuration: String(Math.floor(uptime / 1000)),
      exitCode: String(exit.exitCode),
    });
    container.endAttachments();
    if (!restart) {
      container.log.close();
      container.settle('exit');
    } else scheduleRestart(engine, container, uptime);
  });
  if (remove) await deleteContainer(engine, container, { force: true, volumes: true }).catch(() => undefined);
}

function shouldRestart(engine: EngineContext, container: Container, exitCode: number): boolean {
  const { hostConfig, manuallyStopped, restartCount } = container.record;
  if (manuallyStopped || engine.closing || container.stopping > 0 || container.state.removing) return false;
  const policy = hostConfig.RestartPolicy;
  if (policy?.Name === 'always' || policy?.Name === 'unless-stopped') return true;
  if (policy?.Name !== 'on-failure' || exitCode === 0) return false;
  return policy.MaximumRetryCount === 0 || restartCount < policy.MaximumRetryCount;
}

function scheduleRestart(engine: EngineContext, container: Container, uptime: number): void {
  const before = backoffs.get(container);
  const wait =
    before === undefined || uptime >= UPTIME_MS ? FIRST_BACKOFF_MS : Math.min(before * 2, LONGEST_BACKOFF_MS);
  backoffs.set(container, wait);
  container.cancelRestart = engine.clock.after(wait, () => {
    container.cancelRestart = undefined;
    void startContainer(engine, container, { byUser: false }).catch(() => undefined);
  });
}

/** A container that only waits to be restarted is stopped by not restarting it. */
export async function cancelPendingRestart(engine: EngineContext, container: Container): Promise<boolean> {
  return container.lock.run(async () => {
    if (!container.state.restarting || container.running) return false;
    container.cancelRestart?.();
    container.cancelRestart = undefined;
    container.change({ manuallyStopped: true });
    container.changeState({ running: false, restarting: false });
    await engine.containers.save(container);
    container.log.close();
    container.settle('exit');
    return true;
  });
}
