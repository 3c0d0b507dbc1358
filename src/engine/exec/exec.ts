/** `docker exec`: create, start, resize, inspect (moby, daemon/exec.go). */
import type { Call, Hijack } from '../../api/calls.ts';
import type { ExecInspectResponse } from '../../api/types/exec.ts';
import type { Duplex } from '../../base/duplex.ts';
import { utf8 } from '../../base/bytes.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import type { Container } from '../containers/container.ts';
import { publishContainer } from '../containers/container-events.ts';
import { sizeOf } from '../containers/resize.ts';
import { specOf } from '../containers/spec.ts';
import { MOUNT_HINT } from '../containers/start.ts';
import type { EngineContext } from '../context.ts';
import { DetachFilter, parseDetachKeys } from '../detach-keys.ts';
import { cut } from '../filters.ts';
import { randomId } from '../identifiers.ts';
import type { ProcessSpec, RunningProcess } from '../../oci/runtime.ts';
import { stdcopyFrame } from '../../base/stdcopy.ts';
import { MULTIPLEXED_STREAM, RAW_STREAM } from '../media-types.ts';
import type { Exec } from './exec-table.ts';

export async function execCreate(engine: EngineContext, call: Call<'execCreate'>): Promise<{ readonly Id: string }> {
  const { body } = call;
  if (!body?.Cmd?.length) throw new FailureError('invalid', 'No exec command specified');
  const term = call.path.id ?? '';
  const container = runningContainer(engine, term);
  parseDetachKeys(body.DetachKeys, 'escape');
  const exec: Exec = {
    id: randomId(engine.random),
    containerId: container.id,
    command: body.Cmd,
    env: body.Env ?? [],
    user: body.User || container.record.config.User,
    workingDirectory: body.WorkingDir || container.record.config.WorkingDir,
    tty: body.Tty ?? false,
    privileged: body.Privileged ?? false,
    stdin: body.AttachStdin ?? false,
    stdout: body.AttachStdout ?? false,
    stderr: body.AttachStderr ?? false,
    detachKeys: body.DetachKeys ?? '',
    consoleSize: body.ConsoleSize,
    started: false,
    running: false,
    pid: 0,
    exitCode: null,
    process: undefined,
  };
  engine.execs.add(exec);
  container.execIds.add(exec.id);
  publishContainer(engine, container, `exec_create: ${commandLine(exec)}`, { execID: exec.id });
  return { Id: exec.id };
}

/** The command, a space, and its arguments joined: a trailing space when there are none. */
function commandLine({ command }: Exec): string {
  return `${command[0]} ${command.slice(1).join(' ')}`;
}

function runningContainer(engine: EngineContext, term: string): Container {
  const container = engine.containers.find(term);
  if (!container.state.running) throw new FailureError('conflict', `container ${container.id} is not running`);
  if (container.state.paused) {
    throw new FailureError('conflict', `Container ${term} is paused, unpause the container before exec`);
  }
  if (container.state.restarting) {
    throw new FailureError('conflict', `Container ${container.id} is restarting, wait until the container is running`);
  }
  return container;
}

export async function execStart(engine: EngineContext, call: Call<'execStart'>): Promise<Hijack> {
  const exec = engine.execs.find(call.path.id ?? '');
  const container = engine.containers.get(exec.containerId);
  if (!container?.running) throw new FailureError('conflict', `container ${exec.containerId} is not running`);
  const detach = call.body?.Detach ?? false;
  if (call.body?.ConsoleSize) exec.consoleSize = call.body.ConsoleSize;
  // Whether the streams come in frames is up to who starts it, not to the process (moby, postContainerExecStart).
  const raw = call.body?.Tty ?? false;
  const contentType = raw ? RAW_STREAM : MULTIPLEXED_STREAM;
  if (detach) {
    const process = await launch(engine, container, exec);
    void pump(engine, container, exec, process).catch(() => undefined);
    return { contentType };
  }
  return { contentType, converse: (stream) => converse(engine, container, exec, { stream, raw }) };
}

async function launch(engine: EngineContext, container: Container, exec: Exec): Promise<RunningProcess> {
  if (exec.exitCode !== null) throw new FailureError('conflict', `Error: Exec command ${exec.id} has already run`);
  if (exec.started) throw new FailureError('conflict', `Error: Exec command ${exec.id} is already running`);
  exec.started = true;
  const { running } = container;
  if (!running) throw new FailureError('conflict', `container ${container.id} is not running`);
  publishContainer(engine, container, `exec_start: ${commandLine(exec)}`, { execID: exec.id });
  try {
    const process = await running.exec(await processSpec(engine, container, exec));
    Object.assign(exec, { process, running: true, pid: process.pid });
    return process;
  } catch (error) {
    exec.exitCode = 126;
    container.execIds.delete(exec.id);
    throw execFailure(error);
  }
}

function execFailure(error: unknown): FailureError {
  const text = messageOf(error);
  if (text.startsWith('Cwd must be'))
    return new FailureError('system', `OCI runtime exec failed: exec failed: ${text}: unknown`);
  if (/^(unable to find (user|group)|no matching entries)/.test(text)) {
    return new FailureError('system', text, { cause: error });
  }
  return new FailureError(
    'system',
    `OCI runtime exec failed: exec failed: unable to start container process: ${text}: unknown${hintFor(text)}`,
    { cause: error },
  );
}

function hintFor(text: string): string {
  if (text.endsWith('is a directory')) return ': permission denied';
  return text.endsWith('not a directory') ? `: ${MOUNT_HINT}` : '';
}

async function processSpec(engine: EngineContext, container: Container, exec: Exec): Promise<ProcessSpec> {
  const base = await specOf(engine, container);
  const names = new Set(exec.env.map((entry) => cut(entry)[0]));
  const [rows = 0, columns = 0] = exec.consoleSize ?? [];
  const terminal = exec.tty && !base.env.some((entry) => entry.startsWith('TERM=')) ? ['TERM=xterm'] : [];
  return {
    argv: exec.command,
    env: [...base.env, ...terminal].filter((entry) => !names.has(cut(entry)[0])).concat(exec.env),
    cwd: exec.workingDirectory,
    user: exec.user,
    groups: base.groups,
    terminal: exec.tty ? { rows: rows || 24, columns: columns || 80 } : undefined,
    stdin: exec.stdin,
  };
}

interface Client {
  readonly stream: Duplex;
  /** Without frames that tell the streams apart. */
  readonly raw: boolean;
}

/** Failures after the hijack are told in the stream, as its output. */
async function converse(engine: EngineContext, container: Container, exec: Exec, client: Client): Promise<void> {
  const { stream, raw } = client;
  try {
    const process = await launch(engine, container, exec);
    const input = exec.stdin ? readInput(engine, container, exec, process, stream) : undefined;
    const output = pump(engine, container, exec, process, client);
    const detached = input?.then((how) => (how === 'detached' ? undefined : output));
    await Promise.race([output, ...(detached ? [detached] : [])]);
  } catch (error) {
    const line = utf8(`${messageOf(error)}\r\n`);
    await stream.write(raw ? line : stdcopyFrame('stdout', line));
  }
  stream.close();
}

async function readInput(
  engine: EngineContext,
  container: Container,
  exec: Exec,
  process: RunningProcess,
  stream: Duplex,
): Promise<'ended' | 'detached'> {
  const filter = new DetachFilter(parseDetachKeys(exec.detachKeys));
  for await (const bytes of stream.source) {
    const passed = exec.tty ? filter.pass(bytes) : { bytes, detached: false };
    if (passed.bytes.length) await process.writeStdin(passed.bytes);
    if (passed.detached) {
      publishContainer(engine, container, 'exec_detach', { execID: exec.id });
      return 'detached';
    }
  }
  process.closeStdin();
  return 'ended';
}

async function pump(
  engine: EngineContext,
  container: Container,
  exec: Exec,
  process: RunningProcess,
  client?: Client,
): Promise<void> {
  for await (const chunk of process.output) {
    const wanted = chunk.stream === 'stdout' ? exec.stdout : exec.stderr;
    if (!client || !wanted) continue;
    await client.stream.write(client.raw ? chunk.bytes : stdcopyFrame(chunk.stream, chunk.bytes));
  }
  const { exitCode } = await process.exited;
  Object.assign(exec, { running: false, exitCode, process: undefined });
  container.execIds.delete(exec.id);
  publishContainer(engine, container, 'exec_die', { execID: exec.id, exitCode: String(exitCode) });
}

export async function execResize(engine: EngineContext, call: Call<'execResize'>): Promise<void> {
  const { rows, columns } = sizeOf(call.query);
  const exec = engine.execs.find(call.path.id ?? '');
  if (exec.exitCode !== null) {
    throw new FailureError('notFound', `process does not exist ${exec.id}: not found`);
  }
  if (!exec.process) throw new FailureError('conflict', `exec process is not started`);
  exec.process.resize(rows, columns);
}

export async function execInspect(engine: EngineContext, call: Call<'execInspect'>): Promise<ExecInspectResponse> {
  const exec = engine.execs.find(call.path.id ?? '');
  const container = engine.containers.get(exec.containerId);
  if (!container) throw new FailureError('notFound', `No such container: ${exec.containerId}`);
  const [entrypoint = '', ...args] = exec.command;
  return {
    ID: exec.id,
    Running: exec.running,
    ExitCode: exec.exitCode,
    ProcessConfig: {
      tty: exec.tty,
      entrypoint,
      arguments: args,
      privileged: exec.privileged,
      ...(exec.user && { user: exec.user }),
    },
    OpenStdin: exec.stdin,
    OpenStderr: exec.stderr,
    OpenStdout: exec.stdout,
    CanRemove: false,
    ContainerID: exec.containerId,
    DetachKeys: exec.detachKeys,
    Pid: exec.pid,
  };
}
