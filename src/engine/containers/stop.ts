/** Stop, restart, kill (moby, daemon/stop.go, restart.go, kill.go). */
import type { Call } from '../../api/calls.ts';
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { EngineContext } from '../context.ts';
import { parseSignal, signalName } from '../signals.ts';
import type { Container } from './container.ts';
import { publishContainer } from './container-events.ts';
import { deleteContainer } from './delete.ts';
import { cancelPendingRestart } from './restart-policy.ts';
import { prefixed, requireRunning, sendSignal } from './signalling.ts';
import { startContainer } from './start.ts';

const KILL = 9;

export async function containerStop(engine: EngineContext, call: Call<'containerStop'>): Promise<void> {
  const container = engine.containers.find(call.path.id ?? '');
  if (!container.state.running) throw new FailureError('notModified', 'container is already stopped');
  let signal: number | undefined;
  try {
    signal = call.query.signal ? parseSignal(call.query.signal) : undefined;
  } catch (error) {
    throw prefixed(`cannot stop container: ${call.path.id}: `, error);
  }
  await stopContainer(engine, container, { signal, timeout: call.query.t });
}

export async function containerRestart(engine: EngineContext, call: Call<'containerRestart'>): Promise<void> {
  const container = engine.containers.find(call.path.id ?? '');
  container.stopping++; // Keeps a container of --rm from being removed between the two.
  try {
    const signal = call.query.signal ? parseSignal(call.query.signal) : undefined;
    if (container.state.running) {
      await stopContainer(engine, container, { signal, timeout: call.query.t, keep: true });
    }
    await startContainer(engine, container, { byUser: true });
  } catch (error) {
    if (error instanceof FailureError && error.kind === 'notModified') return;
    throw prefixed(`Cannot restart container ${call.path.id}: `, error, 'system');
  } finally {
    container.stopping--;
  }
  publishContainer(engine, container, 'restart');
}

export async function containerKill(engine: EngineContext, call: Call<'containerKill'>): Promise<void> {
  const term = call.path.id ?? '';
  try {
    const signal = call.query.signal ? parseSignal(call.query.signal) : KILL;
    if (signalName(signal) === undefined) {
      throw new FailureError('invalid', `the linux daemon does not support signal ${signal}`);
    }
    const container = engine.containers.find(term);
    requireRunning(container);
    if (await cancelPendingRestart(engine, container)) return;
    await sendSignal(engine, container, signal);
    if (signal === KILL) await container.wait('not-running');
  } catch (error) {
    throw prefixed(`cannot kill container: ${term}: `, error);
  }
}

/** Sends the stop signal, then, when that was not enough in time, KILL. Settles once the container has stopped. */
export async function stopContainer(
  engine: EngineContext,
  container: Container,
  options: { readonly signal?: number | undefined; readonly timeout?: number | undefined; readonly keep?: boolean },
): Promise<void> {
  if (await cancelPendingRestart(engine, container)) return;
  if (!container.state.running) return;
  const { config } = container.record;
  const signal = options.signal ?? (config.StopSignal ? parseSignal(config.StopSignal) : 15);
  const seconds = options.timeout ?? config.StopTimeout ?? LIMITS.stopTimeoutSeconds;
  const stopped = container.wait('not-running').then(() => true);
  container.stopping++;
  try {
    await sendSignal(engine, container, signal);
    const inTime = await (seconds < 0 ? stopped : Promise.race([stopped, elapsed(engine, seconds * 1000)]));
    if (!inTime) {
      if (container.state.running) await sendSignal(engine, container, KILL);
      await stopped;
    }
  } finally {
    container.stopping--;
  }
  const { AutoRemove } = container.record.hostConfig;
  if (AutoRemove && !options.keep && engine.containers.get(container.id)) {
    await deleteContainer(engine, container, { force: true, volumes: true }).catch(() => undefined);
  }
}

function elapsed(engine: EngineContext, ms: number): Promise<false> {
  return new Promise((resolve) => engine.clock.after(ms, () => resolve(false)));
}
