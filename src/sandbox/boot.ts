/** Switches the machine on: kernel, programs, runtime, engine, registries and the learner's machine over a store. */
import type { Transport } from '../api/transport.ts';
import type { Ports } from '../base/ports.ts';
import type { Engine } from '../engine/create-engine.ts';
import { bootHost, type HostMachine } from '../host/boot.ts';
import { hostTree } from '../host/rootfs.ts';
import { createKernel } from '../kernel/create-kernel.ts';
import { SysError } from '../kernel/errno.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Program, Sys } from '../kernel/sys.ts';
import type { RemoteRegistry } from '../oci/distribution.ts';
import type { OuterPorts } from '../runtime/published-ports.ts';
import { Snapshots } from '../runtime/snapshots.ts';
import type { Store } from '../store/store.ts';
import { assistance } from './assistance.ts';
import { machineBinds, type BindPort } from './binds.ts';
import { Life } from './life.ts';
import { MACHINE_PROGRAMS, sandboxPrograms, type ProgramOptions } from './programs.ts';

/** What uname tells, here and in `docker info`. */
export const KERNEL_RELEASE = '6.1.0-drydock';

export interface MachineOptions extends Ports, Pick<ProgramOptions, 'onCommand' | 'onPrompt'> {
  /** Loaded with the engine. */
  readonly registry: () => Promise<RemoteRegistry>;
  /** Engines at other addresses than the machine's own socket, e.g. a bridge. Absent: connection refused. */
  readonly connect?: (host: string) => Transport | undefined;
  /** Whether the learner wants a line of help after near misses; a shell's DRYDOCK_EXPLAIN says otherwise for itself. */
  readonly explains?: () => boolean;
  /** Where bind mounts lead; absent: to the learner's machine. */
  readonly binds?: BindPort;
  /** Where published ports listen besides the learner's machine; absent: nowhere. */
  readonly outerPorts?: OuterPorts;
}

/** A machine that is switched on. */
export interface Machine {
  readonly kernel: Kernel;
  readonly host: HostMachine;
  /** Settles once the engine has started; rejects when it could not. */
  readonly engine: Promise<Engine>;
  readonly api: Transport;
  /** Everything that was written is in the store once this settles. */
  sync(): Promise<void>;
  /** Saves everything, ends every process, and breaks off every request. Nothing is written afterwards. */
  powerOff(): Promise<void>;
}

/** Of the learner's machine, as its prompt shows it. */
export const MACHINE_NAME = 'drydock';
const HOST_OWNER = `host/${MACHINE_NAME}`;
const ENGINE_SOCKET = '/run/docker.sock';
const LOCAL_ENGINE = `unix://${ENGINE_SOCKET}`;
const SOCKET_MODE = 0o660;
/** Of the learner's machine, in its /etc/group. */
const DOCKER_GROUP = 999;

export async function boot(options: MachineOptions, whole: Store): Promise<Machine> {
  const { clock, random, registry, onCommand, onPrompt } = options;
  const life = new Life();
  const store = life.storeOf(whole);
  const programs = sandboxPrograms({
    loadDocker,
    ...(onCommand && { onCommand }),
    ...(onPrompt && { onPrompt }),
    ...assistance({
      connect: (sys) => connect(sys, LOCAL_ENGINE),
      explains: () => options.explains?.() ?? false,
    }),
  });
  const kernel = createKernel({ clock, random, release: KERNEL_RELEASE, programs });
  // A third of all code: it comes when somebody types `docker`, not before the first prompt.
  async function loadDocker(): Promise<Program> {
    const [{ runDocker }, { machineOf }] = await Promise.all([
      import('../cli/docker.ts'),
      import('../host/machine.ts'),
    ]);
    return (sys) => runDocker(machineOf(sys, { clock, connect: (address) => connect(sys, address) }));
  }
  const snapshots = new Snapshots(store.files, clock);
  const hostRoot = await snapshots.overlay(HOST_OWNER, () => Promise.resolve(hostTree(MACHINE_PROGRAMS)));
  const host = await bootHost(kernel, hostRoot, MACHINE_NAME);
  const binds = options.binds ?? machineBinds(host.namespace.files, hostRoot);
  // The engine comes after the first prompt too: whoever asks it something waits until it stands.
  const served = Promise.all([import('./engine-server.ts'), registry()]).then(([{ startEngine }, remote]) =>
    startEngine({
      kernel,
      store,
      snapshots,
      registry: remote,
      clock,
      random,
      binds,
      outerPorts: options.outerPorts,
      host: { kernelVersion: KERNEL_RELEASE },
    }),
  );
  served.catch(() => undefined);
  const engine = served.then((started) => started.engine);
  engine.catch(() => undefined);
  const api = life.transportOf({ request: async (request) => (await served).api.request(request) });
  await kernel.listenUnix(host.namespace, ENGINE_SOCKET, (connection) => {
    void served.then(
      ({ serve }) => serve(api, connection, clock),
      () => connection.close(),
    );
  });
  await restrictSocket(host.namespace.files);
  function connect(sys: Sys, address: string): Transport {
    const [, path] = /^unix:\/\/(.*)$/.exec(address) ?? [];
    if (path !== undefined) return throughSocket(sys, path, api);
    const other = options.connect?.(address);
    return other ?? { request: () => Promise.reject(new ConnectionRefused(address)) };
  }
  return {
    kernel,
    host,
    engine,
    api,
    sync: async () => {
      await (await engine).sync();
      await snapshots.syncAll();
    },
    powerOff: async () => {
      const running = await served.catch(() => undefined);
      try {
        await running?.engine.close();
        await snapshots.syncAll();
      } finally {
        await life.end();
        host.shutdown();
        running?.runtime.close();
      }
    },
  };
}

/** As docker.socket of systemd leaves it: the learner may have changed or removed it before the machine was switched off. */
async function restrictSocket(files: Sys): Promise<void> {
  const { mode, gid } = await files.stat(ENGINE_SOCKET);
  if (mode === SOCKET_MODE && gid === DOCKER_GROUP) return;
  await files.chown(ENGINE_SOCKET, 0, DOCKER_GROUP);
  await files.chmod(ENGINE_SOCKET, SOCKET_MODE);
}

/**
 * The engine behind a socket file, for whoever may connect to it: on the machine, or in a container that has it mounted.
 * Requests then go to the engine directly.
 */
function throughSocket(sys: Sys, path: string, api: Transport): Transport {
  return {
    request: async (request) => {
      const fd = sys.socket('unix', 'stream');
      try {
        await sys.connect(fd, { path });
      } catch (error) {
        throw error instanceof SysError ? Object.assign(error, { code: error.errno }) : error;
      } finally {
        await sys.close(fd);
      }
      return api.request(request);
    },
  };
}

class ConnectionRefused extends Error {
  readonly code = 'ECONNREFUSED';
  constructor(host: string) {
    super(`connect ECONNREFUSED ${host}`);
  }
}
