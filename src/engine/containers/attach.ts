/** Attaching to a container's streams (moby, daemon/attach.go and container/stream/attach.go). */
import type { Call, Hijack } from '../../api/calls.ts';
import type { Duplex, MemoryDuplex } from '../../base/duplex.ts';
import { FailureError } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import { DetachFilter, parseDetachKeys } from '../detach-keys.ts';
import type { OutputChunk, RunningContainer } from '../../oci/runtime.ts';
import { stdcopyFrame } from '../../base/stdcopy.ts';
import { MULTIPLEXED_STREAM, RAW_STREAM } from '../media-types.ts';
import type { Attachment, Container } from './container.ts';
import { publishContainer } from './container-events.ts';

export function containerAttach(engine: EngineContext, call: Call<'containerAttach'>): Promise<Hijack> {
  return attach(engine, call, { framed: true });
}

/** The streams are told apart by nothing: each piece of output is a message. */
export function containerAttachWebsocket(
  engine: EngineContext,
  call: Call<'containerAttachWebsocket'>,
): Promise<Hijack> {
  return attach(engine, call, { framed: false });
}

async function attach(
  engine: EngineContext,
  call: Call<'containerAttach'> | Call<'containerAttachWebsocket'>,
  { framed }: { readonly framed: boolean },
): Promise<Hijack> {
  const keys = parseDetachKeys(call.query.detachKeys);
  const container = engine.containers.find(call.path.id ?? '');
  const { state, status } = container;
  if (state.paused) {
    throw new FailureError(
      'conflict',
      `container ${framed ? container.id : (call.path.id ?? '')} is paused, unpause the container before attach`,
    );
  }
  if (status === 'restarting') {
    throw new FailureError('conflict', `container ${container.id} is restarting, wait until the container is running`);
  }
  const wanted = {
    stdin: (call.query.stdin ?? false) && container.record.config.OpenStdin,
    stdout: call.query.stdout ?? false,
    stderr: call.query.stderr ?? false,
    logs: call.query.logs ?? false,
    stream: call.query.stream ?? false,
    // Without a terminal there are two streams in one connection.
    framed: framed && !container.record.config.Tty,
  };
  // From here on output is kept for the caller, who may start the container before the connection is handed over.
  const session = wanted.stream ? new Session(container, wanted) : undefined;
  publishContainer(engine, container, 'attach');
  return {
    contentType: container.record.config.Tty ? RAW_STREAM : MULTIPLEXED_STREAM,
    converse: async (stream) => {
      if (wanted.logs) await replayLogs(container, wanted, stream);
      try {
        if (session) await converse(engine, container, session, { stream, keys, stdin: wanted.stdin });
      } finally {
        stream.close();
        session?.closed();
      }
    },
  };
}

interface Streams {
  /** Output has heads in front that tell the streams apart. */
  readonly framed: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

/** One attachment: output waits until the connection is there. */
class Session implements Attachment {
  #connection: MemoryDuplex | undefined;
  #connected!: (connection: MemoryDuplex) => void;
  #ready = new Promise<MemoryDuplex>((resolve) => (this.#connected = resolve));
  #ended!: () => void;
  readonly ended = new Promise<void>((resolve) => (this.#ended = resolve));
  #closed!: () => void;
  readonly #whenClosed = new Promise<void>((resolve) => (this.#closed = resolve));
  #pending: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly container: Container,
    private readonly wanted: Streams,
  ) {
    container.attachments.add(this);
  }

  connect(connection: MemoryDuplex): void {
    this.#connection = connection;
    this.#connected(connection);
  }

  async write(chunk: OutputChunk): Promise<boolean> {
    if (!this.wanted[chunk.stream]) return true;
    const bytes = this.wanted.framed ? stdcopyFrame(chunk.stream, chunk.bytes) : chunk.bytes;
    if (this.#connection) return this.#connection.write(bytes);
    // Not connected yet: kept in order, without holding the process back.
    this.#pending = this.#pending.then(async () => (await this.#ready).write(bytes));
    return true;
  }

  async end(): Promise<void> {
    await this.#pending;
    const drained = this.#connection?.drained();
    this.#ended();
    await drained;
    // Nobody hears of the container's end before the client sees that of its stream.
    if (this.#connection) await this.#whenClosed;
  }

  /** The stream is closed, or is closed only once the container has ended. */
  closed(): void {
    this.#closed();
  }

  leave(): void {
    this.container.attachments.delete(this);
    this.#ended();
  }
}

async function replayLogs(container: Container, wanted: Streams, stream: Duplex): Promise<void> {
  for (const entry of container.log.entries()) {
    if (!wanted[entry.stream]) continue;
    await stream.write(wanted.framed ? stdcopyFrame(entry.stream, entry.bytes) : entry.bytes);
  }
}

async function converse(
  engine: EngineContext,
  container: Container,
  session: Session,
  options: { readonly stream: MemoryDuplex; readonly keys: readonly number[]; readonly stdin: boolean },
): Promise<void> {
  const { Tty, StdinOnce } = container.record.config;
  session.connect(options.stream);
  const input = readInput(container, options.stream, options).then((how) => {
    if (how === 'detached') publishContainer(engine, container, 'detach');
    // At the end of input an attachment with a terminal, or to a container that keeps its input open, ends too.
    if (how === 'detached' || how === 'gone' || (how === 'ended' && options.stdin && !(StdinOnce && !Tty))) {
      session.leave();
    }
  });
  await session.ended;
  session.leave();
  if (StdinOnce && !Tty && options.stdin && container.state.running) {
    session.closed();
    await container.wait('not-running');
  }
  void input.catch(() => undefined);
}

/** Copies the client's input to the process; `gone` when the client went away and never meant to write. */
async function readInput(
  container: Container,
  stream: Duplex,
  options: { readonly keys: readonly number[]; readonly stdin: boolean },
): Promise<'ended' | 'detached' | 'gone' | 'ignored'> {
  const { Tty, StdinOnce } = container.record.config;
  const filter = new DetachFilter(options.keys);
  for await (const bytes of stream.source) {
    if (!options.stdin) continue;
    const passed = Tty ? filter.pass(bytes) : { bytes, detached: false };
    if (passed.bytes.length) await (await process(container)).writeStdin(passed.bytes);
    if (passed.detached) return 'detached';
  }
  if (!options.stdin) return 'ignored';
  if (StdinOnce && !Tty) (await process(container)).closeStdin();
  return 'ended';
}

/** The running process, or the next one. */
function process(container: Container): Promise<RunningContainer> {
  if (container.running) return Promise.resolve(container.running);
  return new Promise((resolve) => container.startListeners.add(resolve));
}
