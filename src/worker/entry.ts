/**
 * The worker: one sandbox for all tabs of the origin. The tab that leads talks over the worker's own port, the others
 * over the BroadcastChannel; on each line runs a mux with the same services.
 */
import { messageOf } from '../base/errors.ts';
import { createMux, type Channel, type MessagePortLike, type Mux } from '../base/mux.ts';
import { systemClock, systemRandom } from '../base/ports.ts';
import { serveTransport } from '../api/port/port-transport.ts';
import { assemble, type Sandbox } from '../sandbox/assemble.ts';
import { isMachineName } from '../sandbox/boot.ts';
import { openIndexedDb } from '../store/indexeddb/driver.ts';
import {
  CHANNEL,
  SERVICE,
  type CommandEnded,
  type Envelope,
  type ExplainParams,
  type MachineParams,
  type ScriptParams,
  type ScriptResult,
  type TerminalInput,
  type TerminalOutput,
  type TerminalParams,
  type WorkerStart,
  type WorkerStatus,
} from './protocol.ts';
import { serveMachine } from './machine-services.ts';
import { createProgressService } from './progress-service.ts';
import { serveState } from './state-services.ts';

const DATABASE = 'drydock';

/** Whether near misses are explained; the page knows what the learner chose, and says so when it connects. */
interface Help {
  on: boolean;
}

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
  const help: Help = { on: false };
  const sandbox = await assemble({
    driver,
    clock: systemClock,
    random: systemRandom,
    explains: () => help.on,
    site: (path, init) => fetch(base + path, init),
    onCommand: ({ command, status, hostname }) => {
      const prompt = isMachineName(hostname) ? '$' : '#';
      listeners.forEach((listener) => listener({ command, status, prompt }));
    },
  });
  const progress = createProgressService();
  const services = (mux: Mux) => {
    serve(mux, sandbox, listeners, help);
    progress(mux);
  };
  const own: MessagePortLike = {
    post: (message, transfer) => self.postMessage(message, transfer ?? []),
    onmessage: undefined,
  };
  services(createMux(own));
  self.onmessage = (event: MessageEvent<unknown>) => own.onmessage?.(event.data);
  serveOtherTabs(epoch, services);
  tell({ kind: 'ready', epoch });
}

function serve(mux: Mux, sandbox: Sandbox, listeners: CommandListeners, help: Help): void {
  serveTransport(mux, SERVICE.engine, sandbox.api);
  mux.serve(SERVICE.terminal, (params, channel) => terminal(sandbox, listeners, params as TerminalParams, channel));
  mux.serve(SERVICE.script, async (params, channel) => {
    const result: ScriptResult = await sandbox.host.runScript((params as ScriptParams).script, channel.signal);
    await channel.send(result);
  });
  serveMachine(mux, sandbox);
  mux.serve(SERVICE.explain, async (params, channel) => {
    help.on = (params as ExplainParams).on ?? help.on;
    await channel.send(help.on);
  });
  mux.serve(SERVICE.machine, async (params, channel) => {
    const { kind } = (params ?? {}) as MachineParams;
    if (kind && kind !== sandbox.machine) await sandbox.changeMachine(kind);
    await channel.send(sandbox.machine);
  });
  mux.serve(SERVICE.verify, async (_, channel) => {
    await channel.send(await sandbox.store.verify());
  });
  serveState(mux, sandbox);
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
