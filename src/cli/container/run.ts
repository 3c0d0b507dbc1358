/** docker run */
import type { ContainerCreateBody, ContainerWaitResponse } from '../../api/types/container.ts';
import { setting } from '../config-file.ts';
import { errorText } from '../errors.ts';
import { CliFailure } from '../failure.ts';
import type { Handler, Session } from '../session.ts';
import { createContainer, readCreateFlags, withHelp } from './create.ts';
import { attachStream, converse } from './streams.ts';
import { followSize, forwardSignals, needsTerminal } from './terminal.ts';

export const run: Handler = async (session, flags, args) => {
  let body = await readCreateFlags(session, flags, args, 'run');
  const detach = flags.bool('detach');
  if (detach) {
    if (flags.list('attach').length)
      throw new CliFailure('conflicting options: cannot specify both --attach and --detach');
    body = { ...body, AttachStdin: false, AttachStdout: false, AttachStderr: false, StdinOnce: false };
  } else if (needsTerminal(session, body.AttachStdin ?? false, body.Tty ?? false)) {
    throw new CliFailure('the input device is not a TTY');
  }
  if (body.Tty && session.machine.stdout.isTerminal) {
    const { rows, columns } = session.machine.stdout.size;
    body = { ...body, HostConfig: { ...body.HostConfig, ConsoleSize: [rows, columns] } };
  }
  let id: string;
  try {
    id = await createContainer(session, flags, body);
  } catch (error) {
    throw runFailure(error);
  }
  return runCreated(session, id, body, {
    removes: flags.bool('rm'),
    detachKeys: flags.string('detach-keys') || setting(session.config, 'detachKeys'),
    forwards: flags.bool('sig-proxy'),
  });
};

interface RunOptions {
  readonly removes: boolean;
  readonly detachKeys: string;
  readonly forwards: boolean;
}

async function runCreated(
  session: Session,
  id: string,
  body: ContainerCreateBody,
  options: RunOptions,
): Promise<number> {
  const { client } = session;
  const attached = Boolean(body.AttachStdin || body.AttachStdout || body.AttachStderr);
  const stopForwarding = attached && options.forwards ? forwardSignals(session, id) : () => undefined;
  let stopResizing: () => void = () => undefined;
  try {
    const streams = {
      stdin: Boolean(body.AttachStdin),
      stdout: Boolean(body.AttachStdout),
      stderr: Boolean(body.AttachStderr),
      tty: Boolean(body.Tty),
      detachKeys: options.detachKeys,
    };
    const stream = attached ? await attachStream(session, id, streams) : undefined;
    if (!attached) await session.print(`${id}\n`);
    const waiting = await beginWait(session, id, options.removes ? 'removed' : 'next-exit');
    const talk = stream && converse(session, stream, streams);
    talk?.catch(() => undefined);
    try {
      await client.containerStart({ path: { id } });
    } catch (error) {
      stream?.close();
      if (options.removes) await waiting.status.catch(() => undefined);
      throw runFailure(error);
    }
    if (attached && body.Tty && session.machine.stdout.isTerminal)
      stopResizing = await followSize(session, (h, w) => client.containerResize({ path: { id }, query: { h, w } }));
    if (!talk) return 0;
    if ((await talk) === 'detached') return 0;
    return await waiting.status;
  } finally {
    stopForwarding();
    stopResizing();
  }
}

/**
 * Answers once the engine watches: only then may the container start. `status` is the exit status, 125 when the engine
 * could not tell.
 */
export async function beginWait(
  session: Session,
  id: string,
  condition: string,
): Promise<{ readonly status: Promise<number> }> {
  const { settled } = (await session.client.containerWait({ path: { id }, query: { condition } })) as {
    settled: Promise<ContainerWaitResponse>;
  };
  const status = settled.then(async (result) => {
    if (!result.Error) return result.StatusCode;
    const time = `${new Date(session.now()).toISOString().slice(0, 19)}Z`;
    const message = JSON.stringify(`Error waiting for container: ${result.Error.Message}`);
    await session.warn(`time="${time}" level=error msg=${message}\n`);
    return 125;
  });
  status.catch(() => undefined);
  return { status };
}

/** The status follows from the engine's words, as in docker's toStatusError. */
function runFailure(error: unknown): CliFailure {
  const message = errorText(error);
  const wrapped = (status: number) => withHelp(new Error(message), 'run', status);
  if (/executable file not found|no such file or directory|system cannot find the file specified/.test(message))
    return wrapped(127);
  if (/permission denied|is a directory/.test(message)) return wrapped(126);
  return wrapped(125);
}
