/**
 * The conversation over an attached stream: standard input to the container, its output to ours. Without a terminal
 * both outputs share the connection in frames (docker's stdcopy): stream, three zeros, length, bytes.
 */
import { text } from '../../base/bytes.ts';
import type { Duplex } from '../../base/duplex.ts';
import { ByteReader, type ByteSource } from '../../base/streams.ts';
import { isEngineRefusal } from '../errors.ts';
import { CliFailure } from '../failure.ts';
import type { Session } from '../session.ts';
import { DetachKeys } from './detach-keys.ts';

export interface AttachOptions {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** As `--detach-keys` has them; the empty text stands for docker's own. */
  readonly detachKeys: string;
}

export interface StreamOptions extends AttachOptions {
  readonly tty: boolean;
}

/** Why a conversation ended: the stream did, or the person pressed the keys that detach. */
export type StreamEnd = 'closed' | 'detached';

/** Docker's client reads no more than the status of an answer that should have been a conversation. */
export async function upgraded<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!isEngineRefusal(error)) throw error;
    throw new CliFailure(`unable to upgrade to tcp, received ${error.status}`);
  }
}

/** The stream of a container, from now on. */
export async function attachStream(session: Session, container: string, options: AttachOptions): Promise<Duplex> {
  const { stdin, stdout, stderr, detachKeys } = options;
  const answer = await upgraded(
    session.client.containerAttach({
      path: { id: container },
      query: {
        stream: true,
        ...(stdin && { stdin }),
        ...(stdout && { stdout }),
        ...(stderr && { stderr }),
        ...(detachKeys && { detachKeys }),
      },
    }),
  );
  return (answer as { stream: Duplex }).stream;
}

export async function converse(session: Session, stream: Duplex, options: StreamOptions): Promise<StreamEnd> {
  const { machine } = session;
  const raw = options.stdin && options.tty && machine.stdin.isTerminal;
  if (raw) machine.stdin.setRaw(true);
  try {
    const output = options.stdout || options.stderr ? copyOutput(session, stream.source, options.tty) : undefined;
    const input = options.stdin ? copyInput(session, stream, options) : undefined;
    const done: Promise<StreamEnd>[] = [];
    if (output) done.push(output.then(() => 'closed' as const));
    if (input)
      done.push(input.then((end) => (end === 'detached' || !output ? end : output.then(() => 'closed' as const))));
    const end = await Promise.race(done.length ? done : [Promise.resolve('closed' as const)]);
    if (end === 'detached') stream.close();
    return end;
  } finally {
    if (raw) machine.stdin.setRaw(false);
  }
}

async function copyInput(session: Session, stream: Duplex, options: StreamOptions): Promise<StreamEnd> {
  const keys = options.tty && session.machine.stdin.isTerminal ? new DetachKeys(options.detachKeys) : undefined;
  for await (const chunk of session.machine.stdin.source) {
    const { bytes, detached } = keys ? keys.feed(chunk) : { bytes: chunk, detached: false };
    if (bytes.length && !(await stream.write(bytes))) break;
    if (detached) return 'detached';
  }
  stream.closeWrite();
  return 'closed';
}

export async function copyOutput(session: Session, source: ByteSource, raw: boolean): Promise<void> {
  const { stdout, stderr } = session.machine;
  if (raw) {
    for await (const chunk of source) await stdout.write(chunk);
    return;
  }
  const reader = new ByteReader(source);
  for (;;) {
    const header = await reader.readFully(8);
    if (header.length < 8) return;
    const kind = header[0] as number;
    const size = new DataView(header.buffer, header.byteOffset).getUint32(4);
    if (kind > 3) throw new CliFailure(`Unrecognized input header: ${kind}`);
    if (kind === 3) throw new CliFailure(`error from daemon in stream: ${text(await reader.readFully(size))}`);
    for (let left = size; left > 0;) {
      const part = await reader.read(left);
      if (part.length === 0) return;
      left -= part.length;
      await (kind === 2 ? stderr : stdout).write(part);
    }
  }
}
