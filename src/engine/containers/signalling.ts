/** Sending signals to containers, and the errors around it. */
import { FailureError, messageOf, type FailureKind } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import { signalName } from '../signals.ts';
import type { Container } from './container.ts';
import { publishContainer } from './container-events.ts';

/** Any signal from outside counts as a manual stop for restart policies; a paused container is let go to hear it. */
export async function sendSignal(engine: EngineContext, container: Container, signal: number): Promise<void> {
  const { running } = container;
  if (!running) return;
  container.change({ manuallyStopped: true });
  running.kill(signalName(signal) as string);
  if (container.state.paused) {
    running.unpause();
    container.changeState({ paused: false });
    publishContainer(engine, container, 'unpause');
  }
  publishContainer(engine, container, 'kill', { signal: String(signal) });
  await Promise.resolve();
}

export function requireRunning(container: Container): void {
  if (!container.state.running) {
    throw new FailureError('conflict', `container ${container.id} is not running`);
  }
}

/** The failure with words before its own; of the same kind, unless another is given. */
export function prefixed(prefix: string, error: unknown, kind?: FailureKind): FailureError {
  const own = error instanceof FailureError ? error.kind : 'system';
  return new FailureError(kind ?? own, `${prefix}${messageOf(error)}`, { cause: error });
}
