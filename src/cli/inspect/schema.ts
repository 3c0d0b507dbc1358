/**
 * Docker's Go types of what can be inspected: field names, order, and JSON names decide what templates see and print
 * (api/types of moby 28). A field is `Name type json[,omitempty]`; the JSON name is the Go name when absent, `-` when
 * there is none, and `^` embeds a struct.
 */
import { RESTART_POLICY_METHODS } from '../format/modes.ts';
import {
  GoDuration,
  GoInteger,
  GoList,
  GoMap,
  GoNamed,
  GoPointer,
  GoStruct,
  GoTime,
  untyped,
  type GoField,
  type GoValue,
} from '../format/value.ts';

export type Schema =
  | 'container.InspectResponse'
  | 'image.InspectResponse'
  | 'network.Inspect'
  | 'volume.Volume'
  | 'events.Message'
  | 'system.versionInfo'
  | 'system.dockerInfo'
  | 'context.contextWithTLSListing';

const STRUCTS: Readonly<Record<string, string>> = {
  'container.InspectResponse':
    '*container.ContainerJSONBase ^; Mounts []container.MountPoint; Config *container.Config; NetworkSettings *container.NetworkSettings; ImageManifestDescriptor any ,omitempty',
  'context.contextWithTLSListing': 'store.Metadata ^; TLSMaterial map[[]string]; Storage context.storageInfo',
  'store.Metadata': 'Name string ,omitempty; Metadata any; Endpoints map[any] ,omitempty',
  'context.storageInfo': 'MetadataPath string; TLSPath string',
  'container.ContainerJSONBase':
    'ID string Id; Created string; Path string; Args []string; State *container.State; Image string; ResolvConfPath string; HostnamePath string; HostsPath string; LogPath string; Name string; RestartCount int; Driver string; Platform string; MountLabel string; ProcessLabel string; AppArmorProfile string; ExecIDs []string; HostConfig *container.HostConfig; GraphDriver storage.DriverData; SizeRw *int64 ,omitempty; SizeRootFs *int64 ,omitempty',
  'container.State':
    'Status string; Running bool; Paused bool; Restarting bool; OOMKilled bool; Dead bool; Pid int; ExitCode int; Error string; StartedAt string; FinishedAt string; Health *container.Health ,omitempty',
  'container.Health': 'Status string; FailingStreak int; Log []*container.HealthcheckResult',
  'container.HealthcheckResult': 'Start time; End time; ExitCode int; Output string',
  'container.MountPoint':
    'Type mount.Type ,omitempty; Name string ,omitempty; Source string; Destination string; Driver string ,omitempty; Mode string; RW bool; Propagation mount.Propagation',
  'container.Config':
    'Hostname string; Domainname string; User string; AttachStdin bool; AttachStdout bool; AttachStderr bool; ExposedPorts nat.PortSet ,omitempty; Tty bool; OpenStdin bool; StdinOnce bool; Env []string; Cmd strslice.StrSlice; Healthcheck *container.HealthConfig ,omitempty; ArgsEscaped bool ,omitempty; Image string; Volumes map[struct{}]; WorkingDir string; Entrypoint strslice.StrSlice; NetworkDisabled bool ,omitempty; MacAddress string ,omitempty; OnBuild []string; Labels map[string]; StopSignal string ,omitempty; StopTimeout *int ,omitempty; Shell []string ,omitempty',
  'container.HealthConfig':
    'Test []string ,omitempty; Interval duration ,omitempty; Timeout duration ,omitempty; StartPeriod duration ,omitempty; StartInterval duration ,omitempty; Retries int ,omitempty',
  'struct{}': '',
  'container.NetworkSettings':
    'container.NetworkSettingsBase ^; container.DefaultNetworkSettings ^; Networks map[*network.EndpointSettings]',
  'container.NetworkSettingsBase':
    'Bridge string; SandboxID string; SandboxKey string; Ports nat.PortMap; HairpinMode bool; LinkLocalIPv6Address string; LinkLocalIPv6PrefixLen int; SecondaryIPAddresses []any; SecondaryIPv6Addresses []any',
  'container.DefaultNetworkSettings':
    'EndpointID string; Gateway string; GlobalIPv6Address string; GlobalIPv6PrefixLen int; IPAddress string; IPPrefixLen int; IPv6Gateway string; MacAddress string',
  'nat.PortBinding': 'HostIP string HostIp; HostPort string',
  'network.EndpointSettings':
    'IPAMConfig *network.EndpointIPAMConfig; Links []string; Aliases []string; MacAddress string; DriverOpts map[string]; GwPriority int; NetworkID string; EndpointID string; Gateway string; IPAddress string; IPPrefixLen int; IPv6Gateway string; GlobalIPv6Address string; GlobalIPv6PrefixLen int; DNSNames []string',
  'network.EndpointIPAMConfig':
    'IPv4Address string ,omitempty; IPv6Address string ,omitempty; LinkLocalIPs []string ,omitempty',
  'storage.DriverData': 'Data map[string]; Name string',
  'container.HostConfig':
    'Binds []string; ContainerIDFile string; LogConfig container.LogConfig; NetworkMode container.NetworkMode; PortBindings nat.PortMap; RestartPolicy container.RestartPolicy; AutoRemove bool; VolumeDriver string; VolumesFrom []string; ConsoleSize []int; Annotations map[string] ,omitempty; CapAdd strslice.StrSlice; CapDrop strslice.StrSlice; CgroupnsMode container.CgroupnsMode; DNS []string Dns; DNSOptions []string DnsOptions; DNSSearch []string DnsSearch; ExtraHosts []string; GroupAdd []string; IpcMode container.IpcMode; Cgroup container.CgroupSpec; Links []string; OomScoreAdj int; PidMode container.PidMode; Privileged bool; PublishAllPorts bool; ReadonlyRootfs bool; SecurityOpt []string; StorageOpt map[string] ,omitempty; Tmpfs map[string] ,omitempty; UTSMode container.UTSMode; UsernsMode container.UsernsMode; ShmSize int64; Sysctls map[string] ,omitempty; Runtime string ,omitempty; Isolation container.Isolation; container.Resources ^; Mounts []mount.Mount ,omitempty; MaskedPaths []string; ReadonlyPaths []string; Init *bool ,omitempty',
  'container.LogConfig': 'Type string; Config map[string]',
  'container.RestartPolicy': 'Name container.RestartPolicyMode; MaximumRetryCount int',
  'container.Resources':
    'CPUShares int64 CpuShares; Memory int64; NanoCPUs int64 NanoCpus; CgroupParent string; BlkioWeight uint16; BlkioWeightDevice []any; BlkioDeviceReadBps []any; BlkioDeviceWriteBps []any; BlkioDeviceReadIOps []any; BlkioDeviceWriteIOps []any; CPUPeriod int64 CpuPeriod; CPUQuota int64 CpuQuota; CPURealtimePeriod int64 CpuRealtimePeriod; CPURealtimeRuntime int64 CpuRealtimeRuntime; CpusetCpus string; CpusetMems string; Devices []container.DeviceMapping; DeviceCgroupRules []string; DeviceRequests []any; KernelMemory int64 ,omitempty; KernelMemoryTCP int64 ,omitempty; MemoryReservation int64; MemorySwap int64; MemorySwappiness *int64; OomKillDisable *bool; PidsLimit *int64; Ulimits []*container.Ulimit; CPUCount int64 CpuCount; CPUPercent int64 CpuPercent; IOMaximumIOps uint64; IOMaximumBandwidth uint64',
  'container.DeviceMapping': 'PathOnHost string; PathInContainer string; CgroupPermissions string',
  'container.Ulimit': 'Name string; Hard int64; Soft int64',
  'mount.Mount':
    'Type mount.Type ,omitempty; Source string ,omitempty; Target string ,omitempty; ReadOnly bool ,omitempty; Consistency mount.Consistency ,omitempty; BindOptions any ,omitempty; VolumeOptions any ,omitempty; ImageOptions any ,omitempty; TmpfsOptions any ,omitempty; ClusterOptions any ,omitempty',
  'image.InspectResponse':
    'ID string Id; RepoTags []string; RepoDigests []string; Parent string; Comment string; Created string ,omitempty; Container string ,omitempty; ContainerConfig *container.Config ,omitempty; DockerVersion string; Author string; Config *image.Config; Architecture string; Variant string ,omitempty; Os string; OsVersion string ,omitempty; Size int64; VirtualSize int64 ,omitempty; GraphDriver storage.DriverData; RootFS image.RootFS; Metadata image.Metadata; Descriptor any ,omitempty; Manifests []any ,omitempty',
  'image.Config':
    'User string ,omitempty; ExposedPorts map[struct{}] ,omitempty; Env []string ,omitempty; Entrypoint strslice.StrSlice ,omitempty; Cmd strslice.StrSlice ,omitempty; Volumes map[struct{}] ,omitempty; WorkingDir string ,omitempty; Labels map[string] ,omitempty; StopSignal string ,omitempty; ArgsEscaped bool ,omitempty; Healthcheck *container.HealthConfig ,omitempty; OnBuild []string ,omitempty; Shell []string ,omitempty',
  'image.RootFS': 'Type string ,omitempty; Layers []string ,omitempty',
  'image.Metadata': 'LastTagTime time ,omitempty',
  'network.Inspect':
    'Name string; ID string Id; Created time; Scope string; Driver string; EnableIPv4 bool; EnableIPv6 bool; IPAM network.IPAM; Internal bool; Attachable bool; Ingress bool; ConfigFrom network.ConfigReference; ConfigOnly bool; Containers map[network.EndpointResource]; Options map[string]; Labels map[string]; Peers []any ,omitempty; Services map[any] ,omitempty',
  'network.IPAM': 'Driver string; Options map[string]; Config []network.IPAMConfig',
  'network.IPAMConfig':
    'Subnet string ,omitempty; IPRange string ,omitempty; Gateway string ,omitempty; AuxAddress map[string] AuxiliaryAddresses,omitempty',
  'network.ConfigReference': 'Network string',
  'network.EndpointResource':
    'Name string; EndpointID string; MacAddress string; IPv4Address string; IPv6Address string',
  'volume.Volume':
    'ClusterVolume any ,omitempty; CreatedAt string ,omitempty; Driver string; Labels map[string]; Mountpoint string; Name string; Options map[string]; Scope string; Status map[any] ,omitempty; UsageData any ,omitempty',
  'events.Message':
    'Status string status,omitempty; ID string id,omitempty; From string from,omitempty; Type events.Type; Action events.Action; Actor events.Actor; Scope string scope,omitempty; Time int64 time,omitempty; TimeNano int64 timeNano,omitempty',
  'events.Actor': 'ID string; Attributes map[string]',
  'system.versionInfo': 'Client system.clientVersion; Server *types.Version',
  'system.clientVersion':
    'Platform *system.platformInfo ,omitempty; Version string ,omitempty; APIVersion string ApiVersion,omitempty; DefaultAPIVersion string ,omitempty; GitCommit string; GoVersion string; Os string; Arch string; BuildTime string ,omitempty; Context string',
  'types.Platform': 'Name string',
  'system.platformInfo': 'Name string',
  'types.Version':
    'Platform types.Platform; Components []types.ComponentVersion; Version string; APIVersion string ApiVersion; MinAPIVersion string ,omitempty; GitCommit string; GoVersion string; Os string; Arch string; KernelVersion string ,omitempty; Experimental bool ,omitempty; BuildTime string ,omitempty',
  'types.ComponentVersion': 'Name string; Version string; Details map[string] ,omitempty',
  'system.dockerInfo': '*system.Info ^; ClientInfo *system.clientInfo ,omitempty; ServerErrors []string ,omitempty',
  'system.clientInfo': 'Debug bool; system.clientVersion ^; Plugins []any; Warnings []string',
  'system.Info':
    'ID string; Containers int; ContainersRunning int; ContainersPaused int; ContainersStopped int; Images int; Driver string; DriverStatus [][]string; SystemStatus [][]string ,omitempty; Plugins system.PluginsInfo; MemoryLimit bool; SwapLimit bool; KernelMemory bool ,omitempty; KernelMemoryTCP bool ,omitempty; CPUCfsPeriod bool CpuCfsPeriod; CPUCfsQuota bool CpuCfsQuota; CPUShares bool; CPUSet bool; PidsLimit bool; IPv4Forwarding bool; Debug bool; NFd int; OomKillDisable bool; NGoroutines int; SystemTime string; LoggingDriver string; CgroupDriver string; CgroupVersion string ,omitempty; NEventsListener int; KernelVersion string; OperatingSystem string; OSVersion string; OSType string; Architecture string; IndexServerAddress string; RegistryConfig *registry.ServiceConfig; NCPU int; MemTotal int64; GenericResources []any; DockerRootDir string; HTTPProxy string HttpProxy; HTTPSProxy string HttpsProxy; NoProxy string; Name string; Labels []string; ExperimentalBuild bool; ServerVersion string; Runtimes map[system.Runtime]; DefaultRuntime string; Swarm swarm.Info; LiveRestoreEnabled bool; Isolation string; InitBinary string; ContainerdCommit system.Commit; RuncCommit system.Commit; InitCommit system.Commit; SecurityOptions []string; ProductLicense string ,omitempty; DefaultAddressPools []any ,omitempty; FirewallBackend any ,omitempty; CDISpecDirs []string; DiscoveredDevices []any ,omitempty; Containerd any ,omitempty; Warnings []string',
  'system.PluginsInfo': 'Volume []string; Network []string; Authorization []string; Log []string',
  'registry.ServiceConfig': 'IndexConfigs map[*registry.IndexInfo]; InsecureRegistryCIDRs []string; Mirrors []string',
  'registry.IndexInfo': 'Mirrors []string; Name string; Official bool; Secure bool',
  'system.Runtime':
    'Path string path,omitempty; Args []string runtimeArgs,omitempty; Status map[string] status,omitempty',
  'swarm.Info':
    'NodeID string; NodeAddr string; LocalNodeState swarm.LocalNodeState; ControlAvailable bool; Error string; RemoteManagers []any; Nodes int ,omitempty; Managers int ,omitempty; Cluster any ,omitempty; Warnings []string ,omitempty',
  'system.Commit': 'ID string; Expected string ,omitempty',
};

interface FieldShape {
  readonly name: string;
  readonly type: string;
  readonly json: string | undefined;
  readonly omitEmpty: boolean;
}

const SHAPES = new Map<string, readonly FieldShape[]>();

/** Types with a JSON encoder of their own. */
const ESCAPING = ['context.contextWithTLSListing', 'store.Metadata'];

/** The value as a struct of Go; fields that the engine did not send have their zero values. */
export function typed(schema: Schema, value: unknown): GoValue {
  return convert(schema, value);
}

function shapeOf(struct: string): readonly FieldShape[] {
  const known = SHAPES.get(struct);
  if (known) return known;
  const source = STRUCTS[struct] ?? '';
  const shape = source === '' ? [] : source.split('; ').map(parseField);
  SHAPES.set(struct, shape);
  return shape;
}

function parseField(text: string): FieldShape {
  const words = text.split(' ');
  if (words[1] === '^') {
    const type = words[0] as string;
    return { name: type.slice(type.indexOf('.') + 1), type, json: '', omitEmpty: false };
  }
  const [name = '', type = '', tag = ''] = words;
  const [json, option] = tag.split(',');
  return { name, type, json: json === '-' ? undefined : json || name, omitEmpty: option === 'omitempty' };
}

/** Strings by other names. */
const NAMED_STRINGS =
  /^(container\.(\w+Mode|CgroupSpec|Isolation)|mount\.(Type|Propagation|Consistency)|events\.(Type|Action)|swarm\.LocalNodeState)$/;

/** Maps by other names. */
const NAMED_MAPS: Readonly<Record<string, string>> = {
  'nat.PortSet': 'map[struct{}]',
  'nat.PortMap': 'map[[]nat.PortBinding]',
};

/** A list of strings by another name. */
const STRINGS = 'strslice.StrSlice';

function convert(type: string, value: unknown): GoValue {
  const missing = value === null || value === undefined;
  if (/^\*(int|int64|bool)$/.test(type)) return new GoPointer(type, missing ? null : (value as number | boolean));
  if (type.startsWith('*')) return missing ? new GoPointer(type, null) : convertPointer(type.slice(1), value);
  if (type.startsWith('[]') || type === STRINGS) {
    const list = type === STRINGS ? '[]string' : type;
    const item = list.slice(2);
    const items = missing ? [] : (value as readonly unknown[]).map((part) => convert(item, part));
    return new GoList(list, items, missing, type);
  }
  const map = NAMED_MAPS[type] ?? type;
  if (map.startsWith('map[')) {
    const item = map.slice(4, -1);
    const entries = missing
      ? []
      : Object.entries(value as object).map(([key, part]) => [key, convert(item, part)] as const);
    return new GoMap(`map[string]${item}`, new Map(entries), missing, map === type ? undefined : type);
  }
  switch (type) {
    case 'string':
      return missing ? '' : String(value);
    case 'bool':
      return value === true;
    case 'int':
      return missing ? 0 : Number(value);
    case 'int64':
    case 'uint16':
    case 'uint64':
      return new GoInteger(type, missing ? 0 : Number(value));
    case 'duration':
      return new GoDuration(missing ? 0 : Number(value));
    case 'time':
      return new GoTime(missing ? '0001-01-01T00:00:00Z' : String(value));
    case 'any':
      return missing ? null : untyped(value);
    default:
      if (NAMED_STRINGS.test(type)) return new GoNamed(type, missing ? '' : String(value));
      return struct(type, value, false);
  }
}

function convertPointer(type: string, value: unknown): GoValue {
  return type in STRUCTS ? struct(type, value, true) : convert(type, value);
}

function struct(type: string, value: unknown, isPointer: boolean): GoStruct {
  const object = (value ?? {}) as Readonly<Record<string, unknown>>;
  const fields = shapeOf(type).map((shape): GoField => ({
    name: shape.name,
    json: shape.json,
    omitEmpty: shape.omitEmpty,
    get: () =>
      shape.json === ''
        ? struct(shape.type.replace(/^\*/, ''), object, shape.type.startsWith('*'))
        : convert(shape.type, object[shape.json ?? shape.name]),
  }));
  const method = type === 'container.RestartPolicy' ? (name: string) => restartMethod(name, object) : undefined;
  return new GoStruct(type, fields, isPointer, ESCAPING.includes(type), method);
}

function restartMethod(name: string, { Name }: Readonly<Record<string, unknown>>): GoValue | undefined {
  return Object.hasOwn(RESTART_POLICY_METHODS, name) ? RESTART_POLICY_METHODS[name]?.(String(Name ?? '')) : undefined;
}
