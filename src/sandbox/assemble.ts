/**
 * Assembly: joins store, kernel, programs, runtime, engine, registries and the learner's machine over given ports. The
 * browser's worker and Node's entries differ only in what they hand in here.
 */
import type { Ports } from '../base/ports.ts';
import { createServer } from '../api/server/create-server.ts';
import type { Transport } from '../api/transport.ts';
import { runDocker } from '../cli/docker.ts';
import { createEngine, type Engine } from '../engine/create-engine.ts';
import { bootHost, type HostMachine } from '../host/boot.ts';
import { machineOf } from '../host/machine.ts';
import { hostTree } from '../host/rootfs.ts';
import { createKernel } from '../kernel/create-kernel.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Program } from '../kernel/sys.ts';
import type { Mount } from '../kernel/vfs/filesystem.ts';
import type { RemoteRegistry } from '../oci/distribution.ts';
import { createRuntime } from '../runtime/create-runtime.ts';
import { openStore } from '../store/open-store.ts';
import type { StorageDriver } from '../store/driver.ts';
import type { Store } from '../store/store.ts';
import { PROGRAMS } from '../userland/bin/table.ts';
import { programTable, type ProgramEntry } from '../userland/programs.ts';

/** What uname tells, here and in `docker info`. */
export const KERNEL_RELEASE = '6.1.0-drydock';

export interface SandboxOptions extends Ports {
  readonly driver: StorageDriver;
  readonly registry: RemoteRegistry;
  /** Engines at other addresses than the machine's own socket, e.g. a bridge. Absent: connection refused. */
  readonly connect?: (host: string) => Transport | undefined;
  /** Where bind mounts lead; absent: to the learner's machine. */
  readonly bind?: (source: string) => Promise<Pick<Mount, 'fs' | 'subpath'>>;
  /** A command typed at any prompt has ended. */
  readonly onCommand?: () => void;
}

export interface Sandbox {
  readonly store: Store;
  readonly kernel: Kernel;
  readonly engine: Engine;
  /** The Engine API. */
  readonly api: Transport;
  readonly host: HostMachine;
  /** Saves everything and ends every process. */
  close(): Promise<void>;
}

const HOST_OWNER = 'host/drydock';
export const LOCAL_ENGINE = 'unix:///var/run/docker.sock';

export async function assemble(options: SandboxOptions): Promise<Sandbox> {
  const { clock, random, driver, registry } = options;
  const store = await openStore(driver, { clock, random });
  const programs: Record<string, ProgramEntry> = {
    docker: (sys) => runDocker(machineOf(sys, { clock, connect })),
    init,
  };
  const kernel = createKernel({ clock, random, release: KERNEL_RELEASE, programs: programTable(programs, PROGRAMS) });
  const names = [...Object.keys(PROGRAMS), ...Object.keys(programs)];
  // The runtime keeps the machine's files as it keeps a container's; a bind mount may lead there.
  let hostRoot: Mount['fs'] | undefined;
  const runtime = createRuntime({
    kernel,
    store,
    clock,
    bind: options.bind ?? (async (source) => ({ fs: hostRoot as Mount['fs'], subpath: source })),
  });
  await runtime.removeOrphans();
  hostRoot = await runtime.snapshots.overlay(HOST_OWNER, () => Promise.resolve(hostTree(names)));
  const engine = await createEngine({ store, runtime, registry, clock, random });
  const api = createServer(engine.backend, { engineVersion: '26.1.5' });
  function connect(host: string): Transport {
    if (host === LOCAL_ENGINE) return api;
    const other = options.connect?.(host);
    return other ?? { request: () => Promise.reject(new ConnectionRefused(host)) };
  }
  const host = await bootHost(kernel, hostRoot, 'drydock');
  return {
    store,
    kernel,
    engine,
    api,
    host,
    close: async () => {
      await engine.close();
      host.shutdown();
      await runtime.close();
      store.close();
    },
  };
}

/** Pid 1 of the learner's machine: waits for children for ever. */
const init: Program = async (sys) => {
  for (;;) {
    try {
      await sys.sleep(2 ** 31 - 1);
    } catch {
      await sys.tick();
    }
  }
};

class ConnectionRefused extends Error {
  readonly code = 'ECONNREFUSED';
  constructor(host: string) {
    super(`connect ECONNREFUSED ${host}`);
  }
}
