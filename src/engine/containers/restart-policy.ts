/** Restart policies: whether, when, and how to stop waiting (moby, restartmanager). */
import type { EngineContext } from '../context.ts';
import type { Container } from './container.ts';

/** Backoff of restart policies: 100 ms, doubled each time, at most a minute; anew after ten seconds of uptime. */
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 60_000;
const UPTIME_MS = 10_000;

const backoffs = new WeakMap<Container, number>();

export function shouldRestart(engine: EngineContext, container: Container, exitCode: number): boolean {
  const { hostConfig, manuallyStopped, restartCount } = container.record;
  if (manuallyStopped || engine.closing || container.stopping > 0 || container.state.removing) return false;
  const policy = hostConfig.RestartPolicy;
  if (policy?.Name === 'always' || policy?.Name === 'unless-stopped') return true;
  if (policy?.Name !== 'on-failure' || exitCode === 0) return false;
  return policy.MaximumRetryCount === 0 || restartCount < policy.MaximumRetryCount;
}

export function scheduleRestart(
  engine: EngineContext,
  container: Container,
  uptime: number,
  again: () => Promise<void>,
): void {
  const before = backoffs.get(container);
  const wait =
    before === undefined || uptime >= UPTIME_MS ? FIRST_BACKOFF_MS : Math.min(before * 2, LONGEST_BACKOFF_MS);
  backoffs.set(container, wait);
  container.cancelRestart = engine.clock.after(wait, () => {
    container.cancelRestart = undefined;
    void again().catch(() => undefined);
  });
}

/** What a user starts waits as little as at first (moby, ResetRestartManager). */
export function resetBackoff(container: Container): void {
  backoffs.delete(container);
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
