/**
 * The seam between engine and runtime: what the engine needs to run containers, and the room `runtime` has. Names follow the OCI runtime spec where it has
 * them. A *snapshot* is a container's writable layer on an image's layers; a *volume* is a directory that outlives
 * containers. Both are durable: what was acknowledged survives the end of the process.
 */
import type { ByteSource } from '../base/streams.ts';
import type { ChainId } from './digest-types.ts';

export interface Runtime {
  // --- snapshots and volumes
  /** Makes an empty writable layer over `parent` (undefined: an empty root). */
  prepare(snapshot: string, parent: ChainId | undefined): Promise<void>;
  removeSnapshot(snapshot: string): Promise<void>;
  /** `docker diff`: path and 0 modified, 1 added, 2 deleted; sorted by path. What Docker's init layer adds is left out. */
  changes(snapshot: string): Promise<readonly { readonly path: string; readonly kind: 0 | 1 | 2 }[]>;
  /** Bytes in the writable layer. */
  size(snapshot: string): Promise<number>;
  /** The writable layer as a layer tar (whiteouts included), deterministic; empty layers give undefined. */
  diff(snapshot: string): Promise<ByteSource | undefined>;
  /** The whole merged root as one tar, as `docker export` sends it. */
  export(snapshot: string): ByteSource;
  /** For `docker cp`, running or not. FailureError `notFound` when there is no such path. */
  statPath(files: ContainerFiles, path: string): Promise<PathInfo>;
  /** A tar of the file or directory, entries named from its base name on. */
  archive(files: ContainerFiles, path: string): Promise<{ readonly info: PathInfo; readonly tar: ByteSource }>;
  extract(
    files: ContainerFiles,
    path: string,
    tar: ByteSource,
    options: { readonly noOverwriteDirNonDir: boolean; readonly copyUidGid: boolean },
  ): Promise<void>;
  /** Everything written so far is durable once this settles. */
  sync(snapshot: string): Promise<void>;
  createVolume(name: string): Promise<void>;
  removeVolume(name: string): Promise<void>;
  /**
   * An empty volume gets what the snapshot has at `target`; `rootPath` is what errors call the snapshot's root. Fails with
   * `invalid` when there is something that cannot be a directory.
   */
  fillVolume(
    name: string,
    from: { readonly snapshot: string; readonly target: string; readonly rootPath: string },
  ): Promise<void>;
  /** Bytes in the volume's files. */
  volumeSize(name: string): Promise<number>;
  /** Removes all others: what a process that died left between two steps. */
  keepOnly(kept: { readonly snapshots: ReadonlySet<string>; readonly volumes: ReadonlySet<string> }): Promise<void>;

  // --- networks: not durable; whoever keeps their records makes them anew
  createBridge(bridge: BridgeSpec): void;
  /** Nothing is plugged in any more. */
  removeBridge(name: string): void;
  /**
   * Publishes a container's port on the machine around the engine. Fails with FailureError `conflict` and the text of the
   * listener's error, e.g. `listen tcp4 0.0.0.0:80: bind: address already in use`.
   */
  publish(port: PublishedPort): Promise<{ close(): void }>;

  // --- processes
  /**
   * Creates and starts a container's first process. Failures are FailureError with runc's own inner text, e.g.
   * `exec: "nosuch": executable file not found in $PATH`, `exec: "/etc": is a directory`,
   * `unable to find user joe: no matching entries in passwd file`; nothing runs then.
   */
  start(spec: ContainerSpec): Promise<RunningContainer>;
}

/** A writable layer, and what is mounted on it while its container does not run: without it, the layer alone. */
export interface ContainerFiles {
  readonly snapshot: string;
  readonly mounts?: readonly MountSpec[];
}

export interface PathInfo {
  readonly name: string;
  readonly size: number;
  /** Go's os.FileMode. */
  readonly mode: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
  readonly linkTarget: string;
}

export interface ProcessSpec {
  readonly argv: readonly string[];
  /** `NAME=value`. */
  readonly env: readonly string[];
  /** Made when it does not exist; empty: `/`. */
  readonly cwd: string;
  /** `user`, `uid`, `user:group`, `uid:gid`; empty: root. */
  readonly user: string;
  readonly groups: readonly string[];
  /** With a terminal of this size, or plain pipes. */
  readonly terminal: { readonly rows: number; readonly columns: number } | undefined;
  /** Whether there is a standard input; otherwise it is at its end from the start (or /dev/null). */
  readonly stdin: boolean;
}

export interface BridgeSpec {
  /** `docker0`, `br-<12 hex>`. */
  readonly name: string;
  /** `172.17.0.0/16`. */
  readonly subnet: string;
  readonly gateway: string;
  /** Of IPv6, besides. */
  readonly ipv6: { readonly subnet: string; readonly gateway: string } | undefined;
  readonly internal: boolean;
  /** Containers on it reach the machine, but not each other. */
  readonly isolated: boolean;
  /** Bytes of the largest packet; undefined: that of Ethernet. */
  readonly mtu?: number | undefined;
}

export interface PublishedPort {
  readonly protocol: 'tcp' | 'udp';
  /** `0.0.0.0`, `::` (IPv6 alone) or an address of the machine. */
  readonly hostAddress: string;
  readonly hostPort: number;
  readonly containerAddress: string;
  readonly containerPort: number;
}

export interface CgroupLimits {
  readonly pids: number | undefined;
  /** `--memory`: past it the largest process is killed. */
  readonly memoryBytes: number | undefined;
  /** Processors: 0.5 is half of one. */
  readonly cpus: number | undefined;
  /** `--cpu-shares`, `--cpuset-cpus`, `--memory-swap`: what the container is told of them. */
  readonly cpuShares: number | undefined;
  readonly cpuset: string | undefined;
  readonly swapBytes: number | undefined;
}

/** A container on one network. */
export interface EndpointSpec {
  readonly bridge: string;
  /** As the network is called: names of the form `name.network` and reverse lookups use it. */
  readonly network: string;
  readonly address: string;
  /** Of IPv6, where the network has it. */
  readonly address6: string | undefined;
  readonly mac: string;
  /** Under these the network's other containers find this one, the first one in reverse lookups too; empty: none. */
  readonly names: readonly string[];
  /** Further names that only this container uses (`--link`), with the names they stand for. */
  readonly links: Readonly<Record<string, string>>;
  /** Whether the network leads out of the machine. */
  readonly gateway: boolean;
}

/** The network stack that a container's processes see. */
export type NetworkSpec =
  | { readonly mode: 'none' }
  | { readonly mode: 'host' }
  /** Another container's; fails with `conflict` when it does not run. */
  | { readonly mode: 'container'; readonly id: string }
  | {
      readonly mode: 'bridge';
      /** In the order of their interfaces, `eth0` first. */
      readonly endpoints: readonly EndpointSpec[];
      /** Name servers that the embedded one (127.0.0.11) asks for what it does not know. */
      readonly nameservers: readonly string[];
    };

/** The network stack of a running container. */
export interface RunningNetwork {
  connect(endpoint: EndpointSpec): void;
  disconnect(bridge: string): void;
  /** Other names for the endpoint there. */
  rename(bridge: string, names: readonly string[]): void;
  /** The interfaces but loopback, by name. */
  counters(): Readonly<Record<string, InterfaceCounters>>;
}

export interface InterfaceCounters {
  readonly receivedBytes: number;
  readonly receivedPackets: number;
  readonly sentBytes: number;
  readonly sentPackets: number;
}

/** A namespace of the container's own, the machine's, or that of another container, which has to run. */
export type NamespaceMode = 'private' | 'host' | { readonly container: string };

export interface ContainerSpec extends ProcessSpec {
  readonly id: string;
  readonly snapshot: string;
  /** What errors call the root (runtime-spec, `root.path`). */
  readonly rootPath: string;
  readonly hostname: string;
  readonly readonlyRoot: boolean;
  /** `--init`: a docker-init that reaps and passes signals on is pid 1. */
  readonly init: boolean;
  /** Bytes; `--shm-size`. */
  readonly shmBytes: number;
  /** Without `CAP_`; undefined: all of them, as `--privileged` gives. */
  readonly capabilities: ReadonlySet<string> | undefined;
  readonly ulimits: Readonly<Record<string, { readonly soft: number; readonly hard: number }>>;
  readonly cgroup: CgroupLimits;
  /** Where that control group is on the machine, as the container's processes are told: `/docker/<id>`. */
  readonly cgroupPath: string;
  /** What its processes are kept from besides capabilities (runtime-spec: `noNewPrivileges`, `seccomp`, `maskedPaths`). */
  readonly confinement: { readonly noNewPrivileges: boolean; readonly seccomp: boolean; readonly masked: boolean };
  readonly sysctls: Readonly<Record<string, string>>;
  readonly oomScoreAdj: number;
  /** `--device`: paths in the container, with the machine's devices that they stand for. */
  readonly devices: Readonly<Record<string, string>>;
  readonly mounts: readonly MountSpec[];
  /** Files that Docker bind-mounts: /etc/hostname, /etc/hosts, /etc/resolv.conf. */
  readonly files: Readonly<Record<string, string>>;
  readonly network: NetworkSpec;
  readonly pid: NamespaceMode;
  /** Whose /dev/shm it has; `none`: there is none. */
  readonly ipc: NamespaceMode | 'none';
}

export type MountSpec =
  | {
      readonly type: 'volume';
      readonly name: string;
      readonly target: string;
      readonly readonly: boolean;
      /** What of the volume is mounted, relative to its root; default all. It has to be there. */
      readonly subpath?: string;
    }
  | { readonly type: 'bind'; readonly source: string; readonly target: string; readonly readonly: boolean }
  | {
      readonly type: 'tmpfs';
      readonly target: string;
      readonly readonly: boolean;
      /** Of mount(8): `size=64k`, `mode=1777`, `exec`. */
      readonly options: readonly string[];
    };

export interface OutputChunk {
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
}

export interface RunningProcess {
  /** As `docker inspect` shows it: the machine's pid. */
  readonly pid: number;
  /** Both streams in the order of writing; with a terminal all is stdout. Ends after the process and its pipes. Consumed once. */
  readonly output: AsyncIterable<OutputChunk>;
  /** Settles when the process took it; false when it no longer reads. */
  writeStdin(bytes: Uint8Array): Promise<boolean>;
  closeStdin(): void;
  resize(rows: number, columns: number): void;
  /** Signal name without SIG, e.g. `TERM`. */
  kill(signal: string): void;
  /** Exit status as Docker tells it: 128 + n when a signal ended it. */
  readonly exited: Promise<{ readonly exitCode: number; readonly oomKilled: boolean }>;
}

export interface RunningContainer extends RunningProcess {
  exec(spec: ProcessSpec): Promise<RunningProcess>;
  readonly network: RunningNetwork;
  /** What one of the files that Docker bind-mounts says now, and new content for it. */
  readFile(path: string): Promise<string>;
  writeFile(path: string, content: string): Promise<void>;
  /** `docker update`. */
  limit(limits: CgroupLimits): void;
  pause(): void;
  unpause(): void;
  processes(): readonly TopProcess[];
  /** Whether any of them computes, or its program is still being fetched. */
  busy(): boolean;
  usage(): { readonly cpuMs: number; readonly memoryBytes: number; readonly pids: number };
}

export interface TopProcess {
  /** The machine's pid. */
  readonly pid: number;
  readonly ppid: number;
  readonly pgid: number;
  readonly sid: number;
  readonly niceness: number;
  readonly user: string;
  readonly uid: number;
  readonly tty: string;
  /** `Ss`, `S+`, `R`. */
  readonly stat: string;
  /** Milliseconds since the epoch. */
  readonly started: number;
  readonly cpuMs: number;
  readonly residentBytes: number;
  readonly command: string;
}
