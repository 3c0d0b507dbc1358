/** What is kept of a container, in the record `containers/<id>`: plain data, replaced as a whole on every change. */
import type {
  ContainerConfig,
  ContainerStatus,
  EndpointSettings,
  HostConfig,
  PortBinding,
} from '../../api/types/container.ts';
import type { ChainId, ImageId } from '../../oci/digest-types.ts';

export interface ContainerState {
  /** Also true while a restart policy waits to start it again. */
  readonly running: boolean;
  readonly paused: boolean;
  readonly restarting: boolean;
  readonly oomKilled: boolean;
  readonly removing: boolean;
  readonly dead: boolean;
  readonly pid: number;
  readonly exitCode: number;
  readonly error: string;
  /** Milliseconds since the epoch; 0: never. */
  readonly startedAt: number;
  readonly finishedAt: number;
}

export interface MountRecord {
  readonly type: 'volume' | 'bind' | 'tmpfs';
  /** Of a volume. */
  readonly name?: string;
  /** Path on the learner's machine, of a bind. */
  readonly source?: string;
  readonly destination: string;
  readonly mode: string;
  readonly writable: boolean;
  readonly propagation: string;
  /** Deleted together with its container by `rm -v`. */
  readonly anonymous: boolean;
  readonly copyUp: boolean;
  /** Of a volume that was made for a path in the config (`VOLUME`, `-v /path`): lists do not say where it is. */
  readonly ofConfig?: boolean;
  /** Of a volume: what of it is mounted, relative to its root. */
  readonly subpath?: string;
  /** `--tmpfs` takes its place: it is listed, and not mounted. */
  readonly covered?: boolean;
  /** Of a tmpfs, as mount(8) takes them. */
  readonly options?: readonly string[];
  /** Whether it came from Mounts or Tmpfs of the host config: Tmpfs is not listed by inspect. */
  readonly hidden?: boolean;
}

export interface HealthRecord {
  readonly status: 'starting' | 'healthy' | 'unhealthy';
  readonly failingStreak: number;
  readonly log: readonly {
    readonly start: number;
    readonly end: number;
    readonly exitCode: number;
    readonly output: string;
  }[];
}

export interface ContainerRecord {
  readonly id: string;
  /** Without a slash. */
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly imageId: ImageId;
  /** The image's layers, lowest first: kept for as long as the container is, whatever becomes of the image. */
  readonly chain: readonly ChainId[];
  readonly path: string;
  readonly args: readonly string[];
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  readonly mounts: readonly MountRecord[];
  readonly networks: Readonly<Record<string, EndpointSettings>>;
  /** The MAC addresses that were asked for, by network; what a network gave by itself is forgotten at the end. */
  readonly macs?: Readonly<Record<string, string>>;
  readonly ports: Readonly<Record<string, readonly PortBinding[] | null>>;
  readonly sandboxId: string;
  readonly state: ContainerState;
  readonly health: HealthRecord | undefined;
  readonly restartCount: number;
  readonly manuallyStopped: boolean;
  readonly hasStarted: boolean;
  /** A random id that names the writable layer's directory in `GraphDriver`. */
  readonly layerId: string;
}

export const FRESH_STATE: ContainerState = {
  running: false,
  paused: false,
  restarting: false,
  oomKilled: false,
  removing: false,
  dead: false,
  pid: 0,
  exitCode: 0,
  error: '',
  startedAt: 0,
  finishedAt: 0,
};

/** The state word (moby, container/state.go, StateString). */
export function statusOf(state: ContainerState): ContainerStatus {
  if (state.running) return state.paused ? 'paused' : state.restarting ? 'restarting' : 'running';
  if (state.removing) return 'removing';
  if (state.dead) return 'dead';
  return state.startedAt === 0 ? 'created' : 'exited';
}
