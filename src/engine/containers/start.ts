/** Starting a container: networks, mounts, the process, its output (moby, daemon/start.go). */
import type { Call } from '../../api/calls.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import type { RunningContainer } from '../../oci/runtime.ts';
import type { Container } from './container.ts';
import { publishContainer } from './container-events.ts';
import { handleExit } from './exit.ts';
import { firstSteps } from './first-steps.ts';
import { resetBackoff } from './restart-policy.ts';
import { startHealthChecks } from './health.ts';
import { publishMounts } from './mount-events.ts';
import { sharedWith } from './network-files.ts';
import { specOf } from './spec.ts';
import { connectNetworks, disconnectNetworks } from './networking.ts';
import { checkLogValues, readableLog } from './log-options.ts';
import { checkTmpfsOptions } from './mounts.ts';
import { deleteContainer } from './delete.ts';
import { validateHostConfig } from './validate.ts';
import { RUNC_CREATE } from './runc-words.ts';

export async function containerStart(engine: EngineContext, call: Call<'containerStart'>): Promise<void> {
  if (call.query.checkpoint) {
    throw new FailureError('invalid', 'checkpoint is only supported in experimental mode');
  }
  const container = engine.containers.find(call.path.id ?? '');
  refuseUnstartable(container);
  // An update may have left limits that do not go together.
  validateHostConfig(container.record.hostConfig, engine.host);
  await startContainer(engine, container, { byUser: true });
}

/**
 * Fails with `notModified` when it runs already. What the user starts forgets how often it was restarted, and has made its first
 * steps afterwards.
 */
export async function startContainer(
  engine: EngineContext,
  container: Container,
  options: { readonly byUser: boolean },
): Promise<void> {
  let failure: { error: unknown } | undefined;
  await container.lock.run(async () => {
    const { state } = container;
    if (options.byUser) refuseUnstartable(container);
    else if (!state.restarting || container.record.manuallyStopped || engine.closing) return;
    container.cancelRestart?.();
    container.cancelRestart = undefined;
    if (options.byUser) {
      resetBackoff(container);
      container.change({ restartCount: 0, manuallyStopped: false });
    }
    try {
      await launch(engine, container);
    } catch (error) {
      failure = { error };
      await recordFailure(engine, container, error);
    }
  });
  if (!failure) return options.byUser ? firstSteps(engine, container) : undefined;
  if (container.record.hostConfig.AutoRemove) {
    await deleteContainer(engine, container, { force: true, volumes: true }).catch(() => undefined);
  }
  throw failure.error;
}

function refuseUnstartable({ state }: Container): void {
  if (state.paused) throw new FailureError('conflict', 'cannot start a paused container, try unpause instead');
  if (state.running && !state.restarting) throw new FailureError('notModified', 'container is already running');
  if (state.removing || state.dead) {
    throw new FailureError('conflict', 'container is marked for removal and cannot be started');
  }
}

async function launch(engine: EngineContext, container: Container): Promise<void> {
  checkSharedNamespaces(engine, container);
  await connectNetworks(engine, container);
  publishMounts(engine, container, 'mount');
  let running: RunningContainer;
  try {
    const { checkMachine } = await import('./machine-checks.ts');
    await checkMachine(container);
    checkTmpfsOptions(container);
    checkLogValues(container.record, engine.host);
    running = await engine.runtime.start(await specOf(engine, container));
  } catch (error) {
    publishMounts(engine, container, 'unmount');
    disconnectNetworks(engine, container);
    throw startFailure(error);
  }
  container.running = running;
  const startedAt = engine.clock.now();
  container.changeState({
    running: true,
    restarting: false,
    paused: false,
    oomKilled: false,
    pid: running.pid,
    exitCode: 0,
    error: '',
    startedAt,
    finishedAt: container.state.finishedAt,
  });
  container.change({ hasStarted: true, health: undefined });
  const pumped = pumpOutput(container, running);
  for (const listener of container.startListeners) listener(running);
  container.startListeners.clear();
  startHealthChecks(engine, container);
  await engine.containers.save(container);
  publishContainer(engine, container, 'start');
  const ended = running.exited.then(async (exit) => {
    await pumped;
    await handleExit(engine, container, running, exit, () => startContainer(engine, container, { byUser: false }));
  });
  ended.catch((error: unknown) => {
    // Nothing is recorded any more once the engine goes down.
    if (!engine.closing) throw error;
  });
}

function checkSharedNamespaces(engine: EngineContext, container: Container): void {
  const shared = sharedWith(engine, container);
  if (shared && !shared.state.running) {
    throw new FailureError('conflict', `cannot join network of a non running container: ${shared.id}`);
  }
  checkSharedIpc(engine, container.record.hostConfig.IpcMode ?? '');
  const pid = container.record.hostConfig.PidMode ?? '';
  if (!pid.startsWith('container:')) return;
  const other = engine.containers.find(pid.slice('container:'.length));
  if (!other.state.running) {
    throw new FailureError('invalid', `failed to join PID namespace: container ${other.id} is not running`);
  }
}

function checkSharedIpc(engine: EngineContext, mode: string): void {
  if (!mode.startsWith('container:')) return;
  const name = mode.slice('container:'.length);
  if (name === '') throw new FailureError('invalid', 'failed to join IPC namespace: invalid name or ID supplied: ""');
  const other = engine.containers.find(name);
  const fail = (reason: string): never => {
    throw new FailureError('invalid', `failed to join IPC namespace: container ${other.id}: ${reason}`);
  };
  if (!other.state.running) fail('container is not running');
  if (!['shareable', 'host'].includes(other.record.hostConfig.IpcMode ?? '')) {
    fail('non-shareable IPC (hint: use IpcMode:shareable for the donor container)');
  }
}

/** Every chunk goes to the log and to all who are attached; the slowest of them holds the process back. */
async function pumpOutput(container: Container, running: RunningContainer): Promise<void> {
  const logged = readableLog(container.record.hostConfig);
  for await (const chunk of running.output) {
    if (logged) container.log.write(chunk.stream, chunk.bytes);
    if (container.attachments.size === 0) continue;
    await Promise.all(
      [...container.attachments].map(async (attachment) => {
        if (!(await attachment.write(chunk))) container.attachments.delete(attachment);
      }),
    );
  }
}

const RUNC = `${RUNC_CREATE}unable to start container process: `;

/** What containerd supposes when something is no directory. */
export const MOUNT_HINT =
  'Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type';

const BARE =
  /^([Uu]nable to find (user|group)|Cannot mkdir|no matching entries|error while mounting volume|error gathering device|Cannot link|invalid tmpfs option|could not select device driver|shares: |uids and gids|cannot access path|path concatenation|failed to join IPC|failed to create task|stat \/)/;

/** Errors that come before runc is called keep their own text; the others are wrapped as containerd and runc wrap them. */
function startFailure(error: unknown): FailureError {
  const text = messageOf(error);
  const kind = error instanceof FailureError ? error.kind : 'system';
  if (BARE.test(text)) {
    return new FailureError('system', text, { cause: error });
  }
  if (kind === 'notImplemented' || kind === 'noSpace') return new FailureError(kind, text, { cause: error });
  const wrapped = `${RUNC}${text}: unknown`;
  if (text.includes('permission denied')) return new FailureError('invalid', wrapped, { cause: error });
  if (text.includes('is a directory')) {
    return new FailureError('invalid', `${wrapped}: permission denied`, { cause: error });
  }
  if (text.includes('not a directory')) {
    return new FailureError('invalid', `${wrapped}: ${MOUNT_HINT}`, { cause: error });
  }
  if (/executable file not found|no such file or directory/.test(text)) {
    return new FailureError('invalid', wrapped, { cause: error });
  }
  return new FailureError('system', wrapped, { cause: error });
}

/** The exit status that a failed start leaves (moby, setExitCodeFromError). */
function failureExitCode(text: string): number {
  if (text.includes('permission denied')) return 126;
  if (/executable file not found|no such file or directory|not a directory/.test(text)) return 127;
  return 128;
}

async function recordFailure(engine: EngineContext, container: Container, error: unknown): Promise<void> {
  const text = messageOf(error);
  container.changeState({ running: false, restarting: false, pid: 0, exitCode: failureExitCode(text), error: text });
  void container.endAttachments();
  container.startListeners.clear();
  container.settle('exit');
  await engine.containers.save(container);
}
