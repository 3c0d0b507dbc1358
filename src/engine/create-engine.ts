/**
 * One engine over one store: the simulated Docker Engine 26.1.5 as a `Backend`. Starting it is what starting the daemon
 * is: containers that ran are found stopped, and restart policies apply.
 */
import type { Backend } from '../api/calls.ts';
import type { Clock, Random } from '../base/ports.ts';
import type { RemoteRegistry } from '../oci/distribution.ts';
import type { Store } from '../store/store.ts';
import { createBackend } from './backend.ts';
import { ContainerTable } from './containers/container-table.ts';
import type { BindSources, EngineContext } from './context.ts';
import { EventLog } from './events.ts';
import { ExecTable } from './exec/exec-table.ts';
import { collectGarbage } from './garbage.ts';
import { DEFAULT_HOST, type HostFacts } from './host-facts.ts';
import { ImageStore } from './images/image-store.ts';
import { NamedLocks, SharedLock } from './locks.ts';
import { NetworkTable } from './networks/network-table.ts';
import { removeLeftovers, restoreContainers } from './restore.ts';
import type { Runtime } from '../oci/runtime.ts';
import { VolumeTable } from './volumes/volume-table.ts';

export interface EngineOptions {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly registry: RemoteRegistry;
  readonly clock: Clock;
  readonly random: Random;
  readonly host?: Partial<HostFacts>;
  /** Tells whether a bind mount's source is there. Absent: it always is. */
  readonly bindSources?: BindSources;
  /** Held by all engines whose stores share content. Absent: this one is alone. */
  readonly content?: SharedLock;
}

export interface Engine {
  readonly backend: Backend;
  /** Makes durable what waits for that. */
  sync(): Promise<void>;
  /** Removes from the store what nothing reaches any more: after something else than this engine let go of content. */
  collectGarbage(): Promise<void>;
  /** Makes everything durable. Containers that run are marked so that the next start applies their policies. */
  close(): Promise<void>;
}

export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { store, runtime, clock, random } = options;
  const engine: EngineContext = {
    store,
    runtime,
    registry: options.registry,
    clock,
    random,
    host: { ...DEFAULT_HOST, ...options.host },
    bindSources: options.bindSources,
    events: new EventLog(clock),
    locks: new NamedLocks(),
    content: options.content ?? new SharedLock(),
    images: new ImageStore(store),
    containers: new ContainerTable(store.records, clock),
    networks: new NetworkTable(store.records, clock, random, runtime),
    volumes: new VolumeTable(store.records, runtime, clock),
    execs: new ExecTable(),
    closing: false,
  };
  await engine.images.load();
  await engine.networks.load();
  await engine.volumes.load();
  await engine.containers.load();
  await removeLeftovers(engine);
  await restoreContainers(engine);
  await collectGarbage(engine);
  return {
    backend: createBackend(engine),
    sync: () => sync(engine),
    collectGarbage: () => collectGarbage(engine),
    close: () => close(engine),
  };
}

function sync(engine: EngineContext): Promise<void> {
  for (const container of engine.containers.all()) container.log.save();
  return engine.store.records.settle();
}

async function close(engine: EngineContext): Promise<void> {
  engine.closing = true;
  for (const container of engine.containers.all()) {
    container.cancelRestart?.();
    container.stopHealth?.();
    // An exit that is being recorded comes to its end first.
    await container.lock.run(async () => {
      container.log.save();
      if (!container.running) return;
      await engine.runtime.sync(container.id);
      await engine.containers.save(container);
    });
  }
}
