/**
 * The worker: one sandbox for all tabs of the origin. The tab that leads talks over the worker's own port, the others
 * over the BroadcastChannel; on each line runs a mux with the same services.
 */
import { messageOf } from '../base/errors.ts';
import { createMux, type Channel, type MessagePortLike, type Mux } from '../base/mux.ts';
import type { ByteSource } from '../base/streams.ts';
import { systemClock, systemRandom } from '../base/ports.ts';
import { serveTransport } from '../api/port/port-transport.ts';
import { assemble, type Sandbox } from '../sandbox/assemble.ts';
import { MACHINE_NAME } from '../sandbox/boot.ts';
import { openIndexedDb } from '../store/indexeddb/driver.ts';
import {
  CHANNEL,
  SERVICE,
  type CommandEnded,
  type DialParams,
  type Envelope,
  type PipeOutput,
  type ScriptParams,
  type ScriptResult,
  type TerminalInput,
  type TerminalOutput,
  type TerminalParams,
  type WorkerStart,
  type WorkerStatus,
} from './protocol.ts';
import { serveState } from './state-services.ts';

const DATABASE = 'drydock';

type CommandListeners = Set<(ended: CommandEnded) => void>;

self.onmessage = ({ data }: MessageEvent<WorkerStart>) => {
  void start(data).catch((error: unknown) => tell({ kind: 'failed', message: messageOf(error) }));
};

function tell(status: WorkerStatus): void {
  self.postMessage(status);
}

async function start({ base, epoch }: WorkerStart): Promise<void> {
  const listeners: CommandListeners = new Set();
  const driver = await openIndexedDb(DATABASE);
  const sandbox = await assemble({
    driver,
    clock: systemClock,
    random: systemRandom,
    registry: async () => (await import('./registry.ts')).pageRegistry(base),
    onCommand: ({ command, status, hostname }) => {
      const prompt = hostname === MACHINE_NAME ? '$' : '#';
      listeners.forEach((listener) => listener({ command, status, prompt }));
    },
  });
  const services = (mux: Mux) => serve(mux, sandbox, listeners);
  const own: MessagePortLike = {
    post: (message, transfer) => self.postMessage(message, transfer ?? []),
    onmessage: undefined,
  };
  services(createMux(own));
  self.onmessage = (event: MessageEvent<unknown>) => own.onmessage?.(event.data);
  serveOtherTabs(epoch, services);
  tell({ kind: 'ready', epoch });
}

function serve(mux: Mux, sandbox: Sandbox, listeners: CommandListeners): void {
  serveTransport(mux, SERVICE.engine, sandbox.api);
  mux.serve(SERVICE.terminal, (params, channel) => terminal(sandbox, listeners, params as TerminalParams, channel));
  mux.serve(SERVICE.script, async (params, channel) => {
    const result: ScriptResult = await sandbox.host.runScript((params as ScriptParams).script, channel.signal);
    await channel.send(result);
  });
  mux.serve(SERVICE.pipe, (params, channel) => pipe(sandbox, params as ScriptParams, channel));
  mux.serve(SERVICE.dial, (params, channel) => dial(sandbox, params as DialParams, channel));
  mux.serve(SERVICE.verify, async (_, channel) => {
    await channel.send(await sandbox.store.verify());
  });
  serveState(mux, sandbox);
}

async function pipe(sandbox: Sandbox, { script }: ScriptParams, channel: Channel): Promise<void> {
  const send = async (message: PipeOutput) => void (await channel.send(message));
  const status = await sandbox.host.run(
    script,
    {
      stdin: channel.messages as ByteSource,
      stdout: send,
      stderr: (bytes) => send({ kind: 'stderr', bytes }),
    },
    channel.signal,
  );
  await send({ kind: 'exit', status });
}

async function dial(sandbox: Sandbox, { port }: DialParams, channel: Channel): Promise<void> {
  const connection = await sandbox.kernel.network.machine.dial('127.0.0.1', port);
  const gone = () => connection.close();
  channel.signal.addEventListener('abort', gone, { once: true });
  const inward = (async () => {
    for await (const bytes of channel.messages as ByteSource) if (!(await connection.write(bytes))) return;
    connection.closeWrite();
  })().catch(gone);
  try {
    await channel.send(true);
    for await (const bytes of connection.source) if (!(await channel.send(bytes))) break;
  } finally {
    connection.close();
    channel.close();
    await inward;
  }
}

async function terminal(
  sandbox: Sandbox,
  listeners: CommandListeners,
  size: TerminalParams,
  channel: Channel,
): Promise<void> {
  const session = await sandbox.host.login(size);
  const send = (message: TerminalOutput) => channel.send(message);
  const onCommand = (ended: CommandEnded) => void send({ kind: 'command', ...ended });
  listeners.add(onCommand);
  const typing = (async () => {
    for await (const message of channel.messages as AsyncIterable<TerminalInput>) {
      if (message.kind === 'input') await session.input(message.bytes);
      else session.resize(message);
    }
  })().catch(() => undefined);
  // The tab went away: hang up.
  void typing.then(() => session.close());
  try {
    for await (const bytes of session.output) if (!(await send({ kind: 'output', bytes }))) break;
    await send({ kind: 'exit', status: await session.exited });
  } finally {
    listeners.delete(onCommand);
    session.close();
  }
}

/** Answers tabs that do not lead. Each gets a mux of its own at its first frame; `bye` ends it. */
function serveOtherTabs(epoch: string, services: (mux: Mux) => void): void {
  const channel = new BroadcastChannel(CHANNEL);
  const post = (envelope: Envelope) => channel.postMessage(envelope);
  const tabs = new Map<string, { readonly port: MessagePortLike; readonly mux: Mux }>();
  channel.onmessage = ({ data }: MessageEvent<Envelope>) => {
    if (data.kind === 'hello') post({ kind: 'leads', to: data.from, epoch });
    if (data.kind === 'bye') {
      tabs.get(data.from)?.mux.close('the tab was closed');
      tabs.delete(data.from);
    }
    if (data.kind !== 'frame' || data.to !== 'worker' || data.epoch !== epoch) return;
    let tab = tabs.get(data.from);
    if (!tab) {
      const port: MessagePortLike = {
        post: (frame) => post({ kind: 'frame', to: data.from, from: 'worker', epoch, frame }),
        onmessage: undefined,
      };
      tab = { port, mux: createMux(port, { transfer: false }) };
      services(tab.mux);
      tabs.set(data.from, tab);
    }
    tab.port.onmessage?.(data.frame);
  };
  post({ kind: 'leads', epoch });
}
