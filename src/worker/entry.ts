/**
 * The worker: one sandbox for all tabs of the origin. The tab that leads talks over the worker's own port, the others
 * over the BroadcastChannel; on each line runs a mux with the same services.
 */
import { messageOf } from '../base/errors.ts';
import { macrotask } from '../base/macrotask.ts';
import { createMux, type Channel, type MessagePortLike, type Mux, type Serve } from '../base/mux.ts';
import { systemClock, systemRandom } from '../base/ports.ts';
import { assemble, type Sandbox } from '../sandbox/assemble.ts';
import { isMachineName } from '../sandbox/boot.ts';
import { openIndexedDb } from '../store/indexeddb/driver.ts';
import { OuterNodes } from './outer-nodes.ts';
import {
  CHANNEL,
  SERVICE,
  type Envelope,
  type TerminalInput,
  type TerminalOutput,
  type TerminalParams,
  type WorkerStart,
  type WorkerStatus,
} from './protocol.ts';

const DATABASE = 'drydock';

/** Every terminal hears what is typed at any prompt. */
type TerminalListeners = Set<(news: TerminalOutput) => void>;

self.onmessage = ({ data }: MessageEvent<WorkerStart>) => {
  void start(data).catch((error: unknown) => tell({ kind: 'failed', message: messageOf(error) }));
};

function tell(status: WorkerStatus): void {
  self.postMessage(status);
}

async function start({ base, epoch }: WorkerStart): Promise<void> {
  const listeners: TerminalListeners = new Set();
  const outerNodes = new OuterNodes();
  const driver = await openIndexedDb(DATABASE);
  let isPromptSeen = false;
  const sandbox = await assemble({
    driver,
    clock: systemClock,
    random: systemRandom,
    promptFirst: true,
    isPromptSeen: () => isPromptSeen,
    onNearMiss: (means) => listeners.forEach((listener) => listener({ kind: 'nearMiss', means })),
    site: (path, init) => fetch(base + path, init),
    workers: async () => (await import('./program-workers.ts')).browserWorkers(base),
    outerNode: () => outerNodes.take(),
    onCommand: ({ hostname, ...typed }) => {
      const prompt = isMachineName(hostname) ? '$' : '#';
      listeners.forEach((listener) => listener({ kind: 'command', ...typed, prompt }));
    },
  });
  const others = otherServices(sandbox, () => (isPromptSeen = true));
  const services = (mux: Mux) => {
    mux.serve(SERVICE.terminal, (params, channel) => terminal(sandbox, listeners, params as TerminalParams, channel));
    mux.serve(SERVICE.outerNode, outerNodes.serve);
    others(mux);
  };
  const own: MessagePortLike = {
    post: (message, transfer) => self.postMessage(message, transfer ?? []),
    onmessage: undefined,
  };
  services(createMux(own, { gather: macrotask }));
  self.onmessage = (event: MessageEvent<unknown>) => own.onmessage?.(event.data);
  serveOtherTabs(epoch, services);
  tell({ kind: 'ready', epoch });
}

/** Nobody asks for these before a prompt has been painted, so their code is not there before either. `onAsked`: it has been. */
function otherServices(sandbox: Sandbox, onAsked: () => void): (mux: Mux) => void {
  let loading: Promise<ReadonlyMap<string, Serve>> | undefined;
  const load = () => (loading ??= import('./services.ts').then(({ services }) => services(sandbox)));
  return (mux) => {
    for (const name of Object.values(SERVICE)) {
      if (name === SERVICE.terminal || name === SERVICE.outerNode) continue;
      mux.serve(name, async (params, channel) => {
        onAsked();
        return (await load()).get(name)?.(params, channel);
      });
    }
  };
}

async function terminal(
  sandbox: Sandbox,
  listeners: TerminalListeners,
  size: TerminalParams,
  channel: Channel,
): Promise<void> {
  const session = await sandbox.host.login(size);
  const send = (message: TerminalOutput) => channel.send(message);
  const onNews = (news: TerminalOutput) => void send(news);
  listeners.add(onNews);
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
    listeners.delete(onNews);
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
      tab = { port, mux: createMux(port, { transfer: false, gather: macrotask }) };
      services(tab.mux);
      tabs.set(data.from, tab);
    }
    tab.port.onmessage?.(data.frame);
  };
  post({ kind: 'leads', epoch });
}
