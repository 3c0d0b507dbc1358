/**
 * The request bodies of the Engine API as Go declares them: field names, order and types decide what is decoded, how a
 * wrong type is told, and what the support table lists (moby 26, api/types). A field is `Name type`; `^Name type` embeds
 * a struct under that name; `=json` gives a JSON name that differs.
 */
import type { OperationId } from './operations.ts';

export const BODY_OF: Readonly<Partial<Record<OperationId, string>>> = {
  containerCreate: 'runconfig.ContainerConfigWrapper',
  containerUpdate: 'container.UpdateConfig',
  imageCommit: 'runconfig.ContainerConfigWrapper',
  execCreate: 'types.ExecConfig',
  execStart: 'types.ExecStartCheck',
  volumeCreate: 'volume.CreateOptions',
  networkCreate: 'types.NetworkCreateRequest',
  networkConnect: 'types.NetworkConnect',
  networkDisconnect: 'types.NetworkDisconnect',
  systemAuth: 'registry.AuthConfig',
};

export const STRUCTS: Readonly<Record<string, string>> = {
  'runconfig.ContainerConfigWrapper':
    '^Config container.Config; HostConfig container.HostConfig; NetworkingConfig network.NetworkingConfig',
  'container.Config':
    'Hostname string; Domainname string; User string; AttachStdin bool; AttachStdout bool; AttachStderr bool; ExposedPorts map[]struct; Tty bool; OpenStdin bool; StdinOnce bool; Env []string; Cmd strslice; Healthcheck container.HealthConfig; ArgsEscaped bool; Image string; Volumes map[]struct; WorkingDir string; Entrypoint strslice; NetworkDisabled bool; MacAddress string; OnBuild []string; Labels map[]string; StopSignal string; StopTimeout int; Shell strslice',
  'container.HealthConfig':
    'Test []string; Interval time.Duration; Timeout time.Duration; StartPeriod time.Duration; StartInterval time.Duration; Retries int',
  'container.HostConfig':
    'Binds []string; ContainerIDFile string; LogConfig container.LogConfig; NetworkMode container.NetworkMode; PortBindings map[][]nat.PortBinding; RestartPolicy container.RestartPolicy; AutoRemove bool; VolumeDriver string; VolumesFrom []string; ConsoleSize []uint; Annotations map[]string; CapAdd strslice; CapDrop strslice; CgroupnsMode container.CgroupnsMode; Dns []string; DnsOptions []string; DnsSearch []string; ExtraHosts []string; GroupAdd []string; IpcMode container.IpcMode; Cgroup container.CgroupSpec; Links []string; OomScoreAdj int; PidMode container.PidMode; Privileged bool; PublishAllPorts bool; ReadonlyRootfs bool; SecurityOpt []string; StorageOpt map[]string; Tmpfs map[]string; UTSMode container.UTSMode; UsernsMode container.UsernsMode; ShmSize int64; Sysctls map[]string; Runtime string; Isolation container.Isolation; ^Resources container.Resources; Mounts []mount.Mount; MaskedPaths []string; ReadonlyPaths []string; Init bool',
  'container.LogConfig': 'Type string; Config map[]string',
  'container.RestartPolicy': 'Name container.RestartPolicyMode; MaximumRetryCount int',
  'nat.PortBinding': 'HostIp string; HostPort string',
  'container.Resources':
    'CpuShares int64; Memory int64; NanoCpus int64; CgroupParent string; BlkioWeight uint16; BlkioWeightDevice []blkiodev.WeightDevice; BlkioDeviceReadBps []blkiodev.ThrottleDevice; BlkioDeviceWriteBps []blkiodev.ThrottleDevice; BlkioDeviceReadIOps []blkiodev.ThrottleDevice; BlkioDeviceWriteIOps []blkiodev.ThrottleDevice; CpuPeriod int64; CpuQuota int64; CpuRealtimePeriod int64; CpuRealtimeRuntime int64; CpusetCpus string; CpusetMems string; Devices []container.DeviceMapping; DeviceCgroupRules []string; DeviceRequests []container.DeviceRequest; KernelMemory int64; KernelMemoryTCP int64; MemoryReservation int64; MemorySwap int64; MemorySwappiness int64; OomKillDisable bool; PidsLimit int64; Ulimits []units.Ulimit; CpuCount int64; CpuPercent int64; IOMaximumIOps uint64; IOMaximumBandwidth uint64',
  'blkiodev.WeightDevice': 'Path string; Weight uint16',
  'blkiodev.ThrottleDevice': 'Path string; Rate uint64',
  'container.DeviceMapping': 'PathOnHost string; PathInContainer string; CgroupPermissions string',
  'container.DeviceRequest':
    'Driver string; Count int; DeviceIDs []string; Capabilities [][]string; Options map[]string',
  'units.Ulimit': 'Name string; Hard int64; Soft int64',
  'mount.Mount':
    'Type mount.Type; Source string; Target string; ReadOnly bool; Consistency mount.Consistency; BindOptions mount.BindOptions; VolumeOptions mount.VolumeOptions; TmpfsOptions mount.TmpfsOptions; ClusterOptions any',
  'mount.BindOptions':
    'Propagation mount.Propagation; NonRecursive bool; CreateMountpoint bool; ReadOnlyNonRecursive bool; ReadOnlyForceRecursive bool',
  'mount.VolumeOptions': 'NoCopy bool; Labels map[]string; Subpath string; DriverConfig mount.Driver',
  'mount.Driver': 'Name string; Options map[]string',
  'mount.TmpfsOptions': 'SizeBytes int64; Mode uint32',
  'network.NetworkingConfig': 'EndpointsConfig map[]network.EndpointSettings',
  'network.EndpointSettings':
    'IPAMConfig network.EndpointIPAMConfig; Links []string; Aliases []string; MacAddress string; DriverOpts map[]string; NetworkID string; EndpointID string; Gateway string; IPAddress string; IPPrefixLen int; IPv6Gateway string; GlobalIPv6Address string; GlobalIPv6PrefixLen int; DNSNames []string',
  'network.EndpointIPAMConfig': 'IPv4Address string; IPv6Address string; LinkLocalIPs []string',
  'container.UpdateConfig': '^Resources container.Resources; RestartPolicy container.RestartPolicy',
  'types.ExecConfig':
    'User string; Privileged bool; Tty bool; ConsoleSize []uint; AttachStdin bool; AttachStderr bool; AttachStdout bool; Detach bool; DetachKeys string; Env []string; WorkingDir string; Cmd []string',
  'types.ExecStartCheck': 'Detach bool; Tty bool; ConsoleSize []uint',
  'volume.CreateOptions':
    'ClusterVolumeSpec any; Driver string; DriverOpts map[]string; Labels map[]string; Name string',
  'types.NetworkCreateRequest': '^NetworkCreate types.NetworkCreate; Name string',
  'types.NetworkCreate':
    'CheckDuplicate bool; Driver string; Scope string; EnableIPv6 bool; IPAM network.IPAM; Internal bool; Attachable bool; Ingress bool; ConfigOnly bool; ConfigFrom network.ConfigReference; Options map[]string; Labels map[]string; EnableIPv4 bool',
  'network.IPAM': 'Driver string; Options map[]string; Config []network.IPAMConfig',
  'network.IPAMConfig': 'Subnet string; IPRange string; Gateway string; AuxiliaryAddresses map[]string',
  'network.ConfigReference': 'Network string',
  'types.NetworkConnect': 'Container string; EndpointConfig network.EndpointSettings',
  'types.NetworkDisconnect': 'Container string; Force bool',
  'registry.AuthConfig':
    'username string; password string; auth string; email string; serveraddress string; identitytoken string; registrytoken string',
};

/** Named types that are strings; every other name without a struct is a kind of Go's own. */
export const STRING_TYPES: ReadonlySet<string> = new Set(
  `container.NetworkMode container.CgroupnsMode container.IpcMode container.CgroupSpec container.PidMode container.UTSMode
container.UsernsMode container.Isolation container.RestartPolicyMode mount.Type mount.Consistency mount.Propagation`.split(
    /\s+/,
  ),
);

export interface BodyField {
  readonly name: string;
  readonly type: string;
  /** Its fields belong to the struct around it. */
  readonly embedded: boolean;
}

export interface BodyShape {
  readonly fields: readonly BodyField[];
  readonly embedded: readonly BodyField[];
  /** The others, by their names in lower case. */
  readonly named: ReadonlyMap<string, BodyField>;
}

const PARSED = new Map<string, BodyShape>();

export function shapeOf(struct: string): BodyShape {
  const known = PARSED.get(struct);
  if (known) return known;
  const fields = (STRUCTS[struct] as string).split('; ').map((text) => {
    const [name = '', type = ''] = text.split(' ');
    const embedded = name.startsWith('^');
    return { name: embedded ? name.slice(1) : name, type, embedded };
  });
  const named = fields.filter((field) => !field.embedded).map((field) => [field.name.toLowerCase(), field] as const);
  const shape = { fields, embedded: fields.filter((field) => field.embedded), named: new Map(named) };
  PARSED.set(struct, shape);
  return shape;
}
