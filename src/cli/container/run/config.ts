/** From the flags of run and create to the body of the request (cli/command/container/opts.go). */
import type {
  ContainerCreateBody,
  HealthConfig,
  HostConfig,
  MountSpec,
  RestartPolicy,
} from '../../../api/types/container.ts';
import { text } from '../../../base/bytes.ts';
import { collect } from '../../../base/streams.ts';
import { CliFailure } from '../../failure.ts';
import type { Flags } from '../../flags/parse.ts';
import type { NetworkAttachment } from '../../flags/network.ts';
import { parseBytes } from '../../flags/numbers.ts';
import type { Machine } from '../../machine.ts';
import { fileErrorText, resolvePath } from '../../paths.ts';
import { environment, labels, pairs } from './environment.ts';
import { checkMac, networking, networkMode } from './networking.ts';
import { withProxies } from '../../proxies.ts';
import type { Session } from '../../session.ts';
import { publishedPorts } from './ports.ts';
import { volumeFlags } from './volume-spec.ts';

export async function createBody(
  { machine, config, host: engine }: Session,
  flags: Flags,
  args: readonly string[],
): Promise<ContainerCreateBody> {
  const attach = flags.list('attach');
  const interactive = flags.bool('interactive');
  const attachStdin = attach.includes('stdin') || interactive;
  checkMac(flags.string('mac-address'));
  const swappiness = flags.number('memory-swappiness');
  if (swappiness !== -1 && (swappiness < 0 || swappiness > 100))
    throw new CliFailure(`invalid value: ${swappiness}. Valid memory swappiness range is 0-100`);
  const volumes = volumeFlags(machine, flags.list('volume'));
  const ports = publishedPorts(flags.list('publish'), flags.list('expose'));
  checkModes(flags);
  const env = await environment(machine, flags.list('env-file'), withProxies(config, engine, flags.list('env')));
  const labelMap = await labels(machine, flags.list('label-file'), flags.list('label'));
  const health = healthcheck(flags);
  const security = await securityOptions(machine, flags.list('security-opt'));
  const host = hostConfig(machine, flags, volumes.binds, ports.bindings, security);
  const entrypoint = flags.changed('entrypoint') ? [flags.string('entrypoint')] : null;
  const stopTimeout = flags.number('stop-timeout');
  const networks = flags.items('network') as readonly NetworkAttachment[];
  if (networks.some((network) => network.Target === '')) throw new CliFailure('no name set for network');
  if (host.AutoRemove && host.RestartPolicy && !['', 'no'].includes(host.RestartPolicy.Name))
    throw new CliFailure('conflicting options: cannot specify both --restart and --rm');
  return {
    Hostname: flags.string('hostname'),
    Domainname: flags.string('domainname'),
    User: flags.string('user'),
    AttachStdin: attachStdin,
    AttachStdout: attach.length === 0 || attach.includes('stdout'),
    AttachStderr: attach.length === 0 || attach.includes('stderr'),
    ...(Object.keys(ports.exposed).length && { ExposedPorts: ports.exposed }),
    Tty: flags.bool('tty'),
    OpenStdin: interactive,
    StdinOnce: interactive && attachStdin,
    Env: env,
    Cmd: args.length > 1 ? args.slice(1) : null,
    ...(health && { Healthcheck: health }),
    Image: args[0] as string,
    Volumes: volumes.anonymous,
    WorkingDir: flags.string('workdir'),
    Entrypoint: entrypoint,
    OnBuild: null,
    Labels: labelMap,
    ...(flags.string('stop-signal') && { StopSignal: flags.string('stop-signal') }),
    ...(flags.changed('stop-timeout') && { StopTimeout: stopTimeout }),
    HostConfig: { ...host, NetworkMode: networkMode(networks) },
    NetworkingConfig: { EndpointsConfig: networking(flags, networks) },
  };
}

function checkModes(flags: Flags): void {
  const fail = (flag: string, kind: string) => new CliFailure(`--${flag}: invalid ${kind} mode`);
  const pid = flags.string('pid');
  if (pid && pid !== 'host' && !/^container:.+/.test(pid)) throw fail('pid', 'PID');
  if (flags.string('uts') && flags.string('uts') !== 'host') throw fail('uts', 'UTS');
  if (flags.string('userns') && flags.string('userns') !== 'host') throw fail('userns', 'USER');
  if (flags.string('cgroupns') && !['private', 'host'].includes(flags.string('cgroupns')))
    throw fail('cgroupns', 'CGROUP');
}

function healthcheck(flags: Flags): HealthConfig | undefined {
  const names = [
    'health-cmd',
    'health-interval',
    'health-timeout',
    'health-start-period',
    'health-start-interval',
    'health-retries',
  ];
  const given = names.filter((name) => (name === 'health-cmd' ? flags.string(name) !== '' : flags.number(name) !== 0));
  if (flags.bool('no-healthcheck')) {
    if (given.length) throw new CliFailure('--no-healthcheck conflicts with --health-* options');
    return { Test: ['NONE'] };
  }
  if (given.length === 0) return undefined;
  for (const name of names.slice(1)) if (flags.number(name) < 0) throw new CliFailure(`--${name} cannot be negative`);
  const command = flags.string('health-cmd');
  const number = (name: string) => flags.number(name);
  return {
    ...(command && { Test: ['CMD-SHELL', command] }),
    ...(number('health-interval') && { Interval: number('health-interval') }),
    ...(number('health-timeout') && { Timeout: number('health-timeout') }),
    ...(number('health-start-period') && { StartPeriod: number('health-start-period') }),
    ...(number('health-start-interval') && { StartInterval: number('health-start-interval') }),
    ...(number('health-retries') && { Retries: number('health-retries') }),
  };
}

export function restartPolicy(text: string): RestartPolicy {
  const [name = '', count, ...more] = text.split(':');
  if (count !== undefined) {
    if (name === '') throw new CliFailure('invalid restart policy format: no policy provided before colon');
    if (more.length || !/^([+-]?\d+)?$/.test(count))
      throw new CliFailure('invalid restart policy format: maximum retry count must be an integer');
  }
  return { Name: name as RestartPolicy['Name'], MaximumRetryCount: Number(count ?? 0) };
}

function hostConfig(
  machine: Machine,
  flags: Flags,
  binds: readonly string[],
  bindings: HostConfig['PortBindings'],
  security: readonly string[] | null,
): HostConfig {
  const listOrNull = (name: string) => (flags.list(name).length ? flags.list(name) : null);
  const mounts = (flags.items('mount') as readonly MountSpec[]).map((mount) =>
    mount.Source?.startsWith('.') ? { ...mount, Source: resolvePath(machine.cwd, mount.Source) } : mount,
  );
  const tmpfs = Object.fromEntries(
    flags.list('tmpfs').map((entry) => {
      const at = entry.indexOf(':');
      return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
  const sysctls = pairs(flags.list('sysctl'));
  const annotations = pairs(flags.list('annotation'));
  return {
    Binds: binds.length ? binds : null,
    ContainerIDFile: flags.string('cidfile'),
    LogConfig: { Type: flags.string('log-driver'), Config: logOptions(flags) },
    PortBindings: bindings ?? {},
    RestartPolicy: restartPolicy(flags.string('restart')),
    AutoRemove: flags.bool('rm'),
    VolumeDriver: flags.string('volume-driver'),
    VolumesFrom: listOrNull('volumes-from'),
    ConsoleSize: [0, 0],
    ...(Object.keys(annotations).length && { Annotations: annotations }),
    ...capabilities(flags.list('cap-add'), flags.list('cap-drop')),
    CgroupnsMode: flags.string('cgroupns'),
    Dns: flags.list('dns'),
    DnsOptions: flags.list('dns-option'),
    DnsSearch: flags.list('dns-search'),
    ExtraHosts: listOrNull('add-host'),
    GroupAdd: listOrNull('group-add'),
    IpcMode: flags.string('ipc'),
    Cgroup: '',
    Links: listOrNull('link'),
    OomScoreAdj: flags.number('oom-score-adj'),
    PidMode: flags.string('pid'),
    Privileged: flags.bool('privileged'),
    PublishAllPorts: flags.bool('publish-all'),
    ReadonlyRootfs: flags.bool('read-only'),
    SecurityOpt: security,
    ...(flags.list('storage-opt').length && { StorageOpt: storageOptions(flags.list('storage-opt')) }),
    ...(Object.keys(tmpfs).length && { Tmpfs: tmpfs }),
    UTSMode: flags.string('uts'),
    UsernsMode: flags.string('userns'),
    ShmSize: flags.number('shm-size'),
    ...(Object.keys(sysctls).length && { Sysctls: sysctls }),
    ...(flags.string('runtime') && { Runtime: flags.string('runtime') }),
    Isolation: flags.string('isolation'),
    ...resources(flags),
    ...(mounts.length && { Mounts: mounts }),
    MaskedPaths: null,
    ReadonlyPaths: null,
    ...(flags.changed('init') && { Init: flags.bool('init') }),
  };
}

/** Capabilities by their full names, sorted; what is both added and dropped is added. */
function capabilities(add: readonly string[], drop: readonly string[]): Pick<HostConfig, 'CapAdd' | 'CapDrop'> {
  const normal = (names: readonly string[]) => {
    const all = names
      .map((name) => name.trim().toUpperCase())
      .map((name) => (name === 'ALL' || name.startsWith('CAP_') ? name : `CAP_${name}`));
    return all.includes('ALL') ? ['ALL'] : [...new Set(all)].sort();
  };
  const added = normal(add);
  const dropped = normal(drop).filter((name) => !added.includes(name));
  return { CapAdd: added.length ? added : null, CapDrop: dropped.length ? dropped : null };
}

function logOptions(flags: Flags): Record<string, string> {
  const options = pairs(flags.list('log-opt'));
  if (flags.string('log-driver') === 'none' && Object.keys(options).length)
    throw new CliFailure('invalid logging opts for driver none');
  return options;
}

/** A seccomp profile is a file of this machine: its content is sent. */
async function securityOptions(machine: Machine, options: readonly string[]): Promise<readonly string[] | null> {
  const sent: string[] = [];
  for (const option of options) {
    const [, key, value] = /^([^=:]*)[=:](.*)$/.exec(option) ?? [];
    if (key === undefined && option !== 'no-new-privileges')
      throw new CliFailure(`Invalid --security-opt: ${JSON.stringify(option)}`);
    if (key !== 'seccomp' || value === 'unconfined' || value === 'builtin') sent.push(option);
    else sent.push(`seccomp=${await seccompProfile(machine, value as string)}`);
  }
  return sent.length ? sent : null;
}

const PROFILE_BYTES = 4 * 1024 * 1024;

async function seccompProfile(machine: Machine, path: string): Promise<string> {
  let content: string;
  try {
    content = text(await collect(machine.files.read(resolvePath(machine.cwd, path)), PROFILE_BYTES));
  } catch (error) {
    throw new CliFailure(`opening seccomp profile (${path}) failed: ${fileErrorText('open', path, error)}`);
  }
  try {
    return JSON.stringify(JSON.parse(content));
  } catch (error) {
    throw new CliFailure(`compacting json for seccomp profile (${path}) failed: ${(error as Error).message}`);
  }
}

function storageOptions(options: readonly string[]): Record<string, string> {
  if (options.some((option) => !option.includes('='))) throw new CliFailure('invalid storage option');
  return pairs(options);
}

/** Limits; also what `docker update` sends. */
export function resources(flags: Flags): Record<string, unknown> {
  const number = (name: string) => flags.number(name);
  const rates = (name: string) =>
    flags.list(name).map((entry) => {
      const at = entry.indexOf(':');
      return { Path: entry.slice(0, at), Rate: parseBytes(entry.slice(at + 1)) };
    });
  return {
    CpuShares: number('cpu-shares'),
    Memory: number('memory'),
    NanoCpus: number('cpus'),
    CgroupParent: flags.string('cgroup-parent'),
    BlkioWeight: number('blkio-weight'),
    BlkioWeightDevice: flags.list('blkio-weight-device').map((entry) => {
      const at = entry.indexOf(':');
      return { Path: entry.slice(0, at), Weight: Number(entry.slice(at + 1)) };
    }),
    BlkioDeviceReadBps: rates('device-read-bps'),
    BlkioDeviceWriteBps: rates('device-write-bps'),
    BlkioDeviceReadIOps: rates('device-read-iops'),
    BlkioDeviceWriteIOps: rates('device-write-iops'),
    CpuPeriod: number('cpu-period'),
    CpuQuota: number('cpu-quota'),
    CpuRealtimePeriod: number('cpu-rt-period'),
    CpuRealtimeRuntime: number('cpu-rt-runtime'),
    CpusetCpus: flags.string('cpuset-cpus'),
    CpusetMems: flags.string('cpuset-mems'),
    Devices: flags.list('device').map(device),
    DeviceCgroupRules: flags.list('device-cgroup-rule').length ? flags.list('device-cgroup-rule') : null,
    DeviceRequests: flags.spec('gpus') && flags.items('gpus').length ? flags.items('gpus') : null,
    MemoryReservation: number('memory-reservation'),
    MemorySwap: number('memory-swap'),
    MemorySwappiness: number('memory-swappiness'),
    OomKillDisable: flags.bool('oom-kill-disable'),
    PidsLimit: number('pids-limit'),
    Ulimits: flags.items('ulimit'),
    CpuCount: number('cpu-count'),
    CpuPercent: number('cpu-percent'),
    IOMaximumIOps: number('io-maxiops'),
    IOMaximumBandwidth: number('io-maxbandwidth'),
  };
}

function device(text: string): object {
  const parts = text.split(':');
  const isMode = (word: string) => /^[rwm]{1,3}$/.test(word) && new Set(word).size === word.length;
  const source = parts[0] ?? '';
  let [, inside = source, permissions = 'rwm'] = parts;
  if (parts.length > 3) throw new CliFailure(`invalid device specification: ${text}`);
  if (parts.length === 2 && isMode(inside)) [inside, permissions] = [source, inside];
  if (parts.length === 3 && !isMode(permissions)) throw new CliFailure(`bad mode specified: ${permissions}`);
  if (!inside.startsWith('/')) throw new CliFailure(`${inside} is not an absolute path`);
  return { PathOnHost: source, PathInContainer: inside || source, CgroupPermissions: permissions };
}
