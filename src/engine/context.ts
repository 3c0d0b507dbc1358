/** What every operation of one engine shares. */
import type { Clock, Random } from '../base/ports.ts';
import type { RemoteRegistry } from '../oci/distribution.ts';
import type { Store } from '../store/store.ts';
import type { ContainerTable } from './containers/container-table.ts';
import type { EventLog } from './events.ts';
import type { ExecTable } from './exec/exec-table.ts';
import type { HostFacts } from './host-facts.ts';
import type { ImageStore } from './images/image-store.ts';
import type { NamedLocks, SharedLock } from './locks.ts';
import type { NetworkTable } from './networks/network-table.ts';
import type { Runtime } from '../oci/runtime.ts';
import type { VolumeTable } from './volumes/volume-table.ts';

/** Directories of the learner's machine, for bind mounts. */
export interface BindSources {
  kind(path: string): Promise<'file' | 'directory' | undefined>;
  makeDirectory(path: string): Promise<void>;
}

export interface EngineContext {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly registry: RemoteRegistry;
  readonly clock: Clock;
  readonly random: Random;
  readonly host: HostFacts;
  /** Absent: every path is taken to be there. */
  readonly bindSources: BindSources | undefined;
  readonly events: EventLog;
  readonly locks: NamedLocks;
  /** Held shared by whatever writes blobs and layers until they are referenced; alone by the garbage collector. */
  readonly content: SharedLock;
  readonly images: ImageStore;
  readonly containers: ContainerTable;
  readonly networks: NetworkTable;
  readonly volumes: VolumeTable;
  readonly execs: ExecTable;
  /** Set by `close`: restart policies rest then. */
  closing: boolean;
}
