/** Switches the machine on: kernel, programs, network, runtime, engine and the learner's machine over a store. */
import type { Transport } from '../api/transport.ts';
import type { Ports } from '../base/ports.ts';
import type { NearMiss } from '../cli/explain.ts';
import { bootHost, type HostMachine } from '../host/boot.ts';
import type { SharedLock } from '../engine/locks.ts';
import { isMachineKind, MACHINES, type MachineKind } from '../host/machine-kind.ts';
import type { SiteFetch } from '../internet/static-site.ts';
import { createKernel } from '../kernel/create-kernel.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { RemoteRegistry } from '../oci/distribution.ts';
import type { FetchPort } from '../registry/port.ts';
import type { KernelRuntime } from '../runtime/create-runtime.ts';
import type { OuterPorts } from '../runtime/published-ports.ts';
import { Snapshots } from '../runtime/snapshots.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import { assistance } from './assistance.ts';
import { machineBinds, type BindPort } from './binds.ts';
import { listenOnSocket } from './engine-socket.ts';
import { EngineDaemon } from './engine-daemon.ts';
import { lazyInternet } from './internet.ts';
import { keptElsewhere, scopeOf } from './kept-elsewhere.ts';
import { Life } from './life.ts';
import { machineRoot } from './machine-root.ts';
import { sandboxPrograms, type ProgramOptions } from './programs.ts';

/** What uname tells, here and in `docker info`. */
export const KERNEL_RELEASE = '6.1.0-drydock';

export interface MachineOptions
  extends Ports, Pick<ProgramOptions, 'onCommand' | 'onPrompt' | 'isPromptSeen' | 'workers' | 'outerNode'> {
  /** Files of the site that serves the sandbox: `hub/v2/…` (teaching images), `internet/<host>/…`. Absent: it has none. */
  readonly site?: SiteFetch;
  /** How the engine reaches registries that the simulated Internet lacks; absent: it does not. */
  readonly outside?: FetchPort;
  /** In place of all registries. */
  readonly registry?: () => Promise<RemoteRegistry>;
  /** Engines at other addresses than the machine's own socket, e.g. a bridge. Absent: connection refused. */
  readonly connect?: (host: string) => Transport | undefined;
  /** Hears of mistakes that beginners make at the prompt, to show what was meant beside the terminal. */
  readonly onNearMiss?: (miss: NearMiss) => void;
  /** Where bind mounts lead; absent: to the learner's machine. */
  readonly binds?: BindPort;
  /** The engine and its socket wait until somebody asks for them: the prompt comes first. */
  readonly promptFirst?: boolean;
  /** Where published ports listen besides the learner's machine; absent: nowhere. */
  readonly outerPorts?: OuterPorts;
}

/** A machine that is switched on. */
export interface Machine {
  readonly kind: MachineKind;
  readonly kernel: Kernel;
  readonly host: HostMachine;
  /** Settles once the engine, asked for herewith, has started, where the machine has one from the start; rejects when it could not. */
  readonly started: Promise<unknown>;
  readonly api: Transport;
  /** Everything that was written is in the store once this settles. */
  sync(): Promise<void>;
  /** Removes from the store what nothing reaches any more. */
  collectGarbage(): Promise<void>;
  /** Saves everything, ends every process, and breaks off every request. Nothing is written afterwards. */
  powerOff(): Promise<void>;
}

const LOCAL_ENGINE = 'unix:///var/run/docker.sock';
/** Record of the machine that the learner sits at. */
const MACHINE = 'sandbox/machine';

export async function setMachine(store: Store, kind: MachineKind): Promise<void> {
  if ((await machineOf(store)) !== kind) await store.records.write([{ key: MACHINE, value: kind }]);
}

async function machineOf(store: Store): Promise<MachineKind> {
  const kind = await store.records.get(MACHINE);
  return isMachineKind(kind) ? kind : 'ubuntu';
}

/** Whether a host name is that of a learner's machine, as its prompt shows it. */
export function isMachineName(hostname: string): boolean {
  return Object.values(MACHINES).some((machine) => machine.hostname === hostname);
}

export async function boot(options: MachineOptions, store: Store): Promise<Machine> {
  const { clock, random, onCommand, onPrompt, isPromptSeen, site = noSite } = options;
  const kind = await machineOf(store);
  const { hostname, hasEngine } = MACHINES[kind];
  const life = new Life();
  const whole = life.storeOf(store);
  const programs = sandboxPrograms({
    // A third of all code: it comes when somebody types `docker`, not before the first prompt.
    loadDocker: async () => {
      const [{ dockerProgram }, connections] = await Promise.all([
        import('./docker-program.ts'),
        connecting(),
        listen(),
      ]);
      return dockerProgram({ clock, daemon, connections, registry });
    },
    beforeOthers: () => listen(),
    loadDockerd: async () => (await import('./dockerd.ts')).dockerd(daemon),
    ...(onCommand && { onCommand }),
    ...(onPrompt && { onPrompt }),
    ...(isPromptSeen && { isPromptSeen }),
    ...(options.workers && { workers: options.workers }),
    ...(options.outerNode && { outerNode: options.outerNode }),
    ...assistance({
      connect: async (sys) => (await connecting())(sys, LOCAL_ENGINE),
      onNearMiss: options.onNearMiss,
    }),
  });
  let lock: Promise<SharedLock> | undefined;
  /** Engines that share content wait for each other's pulls before they collect garbage. */
  const content = () => (lock ??= import('./engine-server.ts').then(({ contentLock }) => contentLock()));
  const second = async () =>
    (await import('./second-machine.ts')).secondMachine({
      store: whole,
      content,
      programs,
      internet,
      clock,
      random,
      kernelRelease: KERNEL_RELEASE,
    });
  const internet = lazyInternet({ site, store: whole, clock, random, hosts: async () => [await second()] });
  const kernel = createKernel({ clock, random, release: KERNEL_RELEASE, programs, internet });
  const scope = scopeOf(kind);
  const own = scopedStore(whole, scope, () => keptElsewhere(whole, scope, internet));
  const snapshots = new Snapshots(own.files, clock, (error) => {
    void import('./unsaved.ts').then(({ unsaved }) => unsaved(error, options.onNearMiss)).catch(() => undefined);
  });
  const root = await snapshots.overlay(`host/${hostname}`, () =>
    machineRoot({ kind, store: own, layers: whole.layers, site }),
  );
  const host = await bootHost(kernel, root, hostname);
  const { files } = host.namespace;
  const binds = options.binds ?? machineBinds(files, root);
  const network = kernel.network.machine;
  const registry =
    options.registry ??
    (async () => {
      const { machineRegistry } = await import('./machine-registry.ts');
      return machineRegistry({ internet, files, network, clock, outside: options.outside });
    });
  let runtime: KernelRuntime | undefined;
  const daemon = new EngineDaemon(async () => {
    const [{ startEngine }, remote] = await Promise.all([import('./engine-server.ts'), registry(), listen()]);
    const served = await startEngine({
      kernel,
      runtime,
      store: own,
      content: await content(),
      snapshots,
      registry: remote,
      clock,
      random,
      binds,
      watch: life.watch,
      outerPorts: options.outerPorts,
      host: { kernelVersion: KERNEL_RELEASE },
    });
    ({ runtime } = served);
    return served;
  });
  const api = life.transportOf(daemon.api);
  const connecting = async () => {
    const { engineConnections } = await import('./connections.ts');
    return engineConnections({ api, ...(options.connect && { elsewhere: options.connect }) });
  };
  let listening: Promise<void> | undefined;
  const listen = (): Promise<void> =>
    (listening ??= hasEngine
      ? listenOnSocket({ kernel, namespace: host.namespace, daemon, api, clock })
      : Promise.resolve());
  const start = async () => void (hasEngine && (await daemon.start()));
  if (options.promptFirst) {
    if (hasEngine) daemon.startWhenAsked();
  } else {
    await listen();
    start().catch(() => undefined);
  }
  return {
    kind,
    kernel,
    host,
    get started() {
      return start();
    },
    api,
    sync: async () => {
      await (await daemon.engine)?.sync();
      await snapshots.syncAll();
    },
    collectGarbage: async () => void (await (await daemon.engine)?.collectGarbage()),
    powerOff: async () => {
      try {
        await (await daemon.engine?.catch(() => undefined))?.close();
        await snapshots.syncAll();
      } finally {
        await life.end();
        // Without room for it, only what nobody would miss is missed.
        await store.records.settle().catch(() => undefined);
        host.shutdown();
        runtime?.close();
      }
    },
  };
}

const noSite: SiteFetch = () => Promise.resolve(new Response(null, { status: 404 }));
