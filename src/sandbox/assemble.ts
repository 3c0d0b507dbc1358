/**
 * Assembly: joins store, kernel, programs, runtime, engine, registries and the learner's machine over given ports. The
 * browser's worker and Node's entries differ only in what they hand in here.
 */
import type { Ports } from '../base/ports.ts';
import type { Transport } from '../api/transport.ts';
import { bootHost, type HostMachine } from '../host/boot.ts';
import { machineOf } from '../host/machine.ts';
import { hostTree } from '../host/rootfs.ts';
import { createKernel } from '../kernel/create-kernel.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Program } from '../kernel/sys.ts';
import type { RemoteRegistry } from '../oci/distribution.ts';
import { createRuntime } from '../runtime/create-runtime.ts';
import { openStore, type StoreOptions } from '../store/open-store.ts';
import type { StorageDriver } from '../store/driver.ts';
import type { Store } from '../store/store.ts';
import { machineBinds, type BindPort } from './binds.ts';
import { MACHINE_PROGRAMS, sandboxPrograms, type ProgramOptions } from './programs.ts';

/** What uname tells, here and in `docker info`. */
export const KERNEL_RELEASE = '6.1.0-drydock';

export interface SandboxOptions extends Ports, StoreOptions, Pick<ProgramOptions, 'onCommand' | 'onPrompt'> {
  readonly driver: StorageDriver;
  /** Loaded with the engine. */
  readonly registry: () => Promise<RemoteRegistry>;
  /** Engines at other addresses than the machine's own socket, e.g. a bridge. Absent: connection refused. */
  readonly connect?: (host: string) => Transport | undefined;
  /** Where bind mounts lead; absent: to the learner's machine. */
  readonly binds?: BindPort;
}

export interface Sandbox {
  readonly store: Store;
  readonly kernel: Kernel;
  /** Settles once the engine has started; rejects when it could not. */
  readonly started: Promise<unknown>;
  /** The Engine API. Requests wait for the engine to start. */
  readonly api: Transport;
  readonly host: HostMachine;
  /** Saves everything and ends every process. */
  close(): Promise<void>;
}

/** Of the learner's machine, as its prompt shows it. */
export const MACHINE_NAME = 'drydock';
const HOST_OWNER = `host/${MACHINE_NAME}`;
export const LOCAL_ENGINE = 'unix:///var/run/docker.sock';

export async function assemble(options: SandboxOptions): Promise<Sandbox> {
  const { clock, random, driver, registry } = options;
  const store = await openStore(driver, { clock, random }, options);
  const { onCommand, onPrompt } = options;
  const programs = sandboxPrograms({ loadDocker, ...(onCommand && { onCommand }), ...(onPrompt && { onPrompt }) });
  const kernel = createKernel({ clock, random, release: KERNEL_RELEASE, programs });
  // A third of all code: it comes when somebody types `docker`, not before the first prompt.
  async function loadDocker(): Promise<Program> {
    const { runDocker } = await import('../cli/docker.ts');
    return (sys) => runDocker(machineOf(sys, { clock, connect }));
  }
  const runtime = createRuntime({
    kernel,
    store,
    clock,
    bind: (source) => binds.resolve(source),
  });
  await runtime.removeOrphans();
  const hostRoot = await runtime.snapshots.overlay(HOST_OWNER, () => Promise.resolve(hostTree(MACHINE_PROGRAMS)));
  const host = await bootHost(kernel, hostRoot, MACHINE_NAME);
  const binds = options.binds ?? machineBinds(host.namespace.files, hostRoot);
  // The engine comes after the first prompt too: whoever asks it something waits until it stands.
  const engine = Promise.all([import('./engine-server.ts'), registry()]).then(([{ startEngine }, remote]) =>
    startEngine({
      store,
      runtime,
      registry: remote,
      clock,
      random,
      bindSources: binds,
      host: { kernelVersion: KERNEL_RELEASE },
    }),
  );
  engine.catch(() => undefined);
  const api: Transport = { request: async (request) => (await engine).api.request(request) };
  function connect(host: string): Transport {
    if (host === LOCAL_ENGINE) return api;
    const other = options.connect?.(host);
    return other ?? { request: () => Promise.reject(new ConnectionRefused(host)) };
  }
  return {
    store,
    kernel,
    started: engine,
    api,
    host,
    close: async () => {
      await (await engine).engine.close();
      host.shutdown();
      await runtime.close();
      store.close();
    },
  };
}

class ConnectionRefused extends Error {
  readonly code = 'ECONNREFUSED';
  constructor(host: string) {
    super(`connect ECONNREFUSED ${host}`);
  }
}
