/** From a container's record to what the runtime starts. */
import type { EngineContext } from '../context.ts';
import { mergedDirectory } from '../graph-driver.ts';
import type { HostConfig } from '../../api/types/container.ts';
import type { CgroupLimits, ContainerSpec, NamespaceMode } from '../../oci/runtime.ts';
import type { Container } from './container.ts';
import { DEFAULT_SHM_BYTES, grantedCapabilities } from './host-config.ts';
import { linkEnvironment } from './link-environment.ts';
import { runtimeMounts } from './mounts.ts';
import { networkFiles } from './network-files.ts';
import { networkSpec } from './network-stack.ts';

export async function specOf(engine: EngineContext, container: Container): Promise<ContainerSpec> {
  const { config, hostConfig, id, path, args, mounts, layerId } = container.record;
  const [rows, columns] = hostConfig.ConsoleSize ?? [0, 0];
  return {
    id,
    snapshot: id,
    rootPath: mergedDirectory(layerId),
    argv: [path, ...args],
    env: environment(engine, container),
    cwd: config.WorkingDir,
    user: config.User,
    groups: hostConfig.GroupAdd ?? [],
    terminal: config.Tty ? { rows: rows || 24, columns: columns || 80 } : undefined,
    stdin: config.OpenStdin,
    hostname: hostConfig['UTSMode'] === 'host' ? engine.host.name : config.Hostname,
    readonlyRoot: hostConfig.ReadonlyRootfs ?? false,
    init: hostConfig.Init ?? false,
    shmBytes: Number(hostConfig.ShmSize ?? 0) || DEFAULT_SHM_BYTES,
    capabilities: grantedCapabilities(hostConfig),
    ulimits: ulimitsOf(hostConfig),
    mounts: await runtimeMounts(engine, mounts),
    cgroup: cgroupLimits(hostConfig),
    cgroupPath: hostConfig['CgroupnsMode'] === 'private' ? '/' : `${cgroupParent(hostConfig)}/${id}`,
    confinement: confinementOf(hostConfig),
    sysctls: {
      ...(config.Domainname && { 'kernel.domainname': config.Domainname }),
      ...(hostConfig['Sysctls'] as Readonly<Record<string, string>> | undefined),
    },
    oomScoreAdj: Number(hostConfig['OomScoreAdj'] ?? 0),
    devices: devicesOf(hostConfig),
    files: networkFiles(engine, container),
    network: networkSpec(engine, container),
    pid: namespaceMode(engine, hostConfig.PidMode ?? ''),
    ipc: hostConfig.IpcMode === 'none' ? 'none' : namespaceMode(engine, hostConfig.IpcMode ?? ''),
  };
}

function namespaceMode(engine: EngineContext, mode: string): NamespaceMode {
  if (mode === 'host') return 'host';
  if (!mode.startsWith('container:')) return 'private';
  return { container: engine.containers.find(mode.slice('container:'.length)).id };
}

function cgroupParent({ CgroupParent }: HostConfig): string {
  return typeof CgroupParent === 'string' && CgroupParent ? CgroupParent.replace(/^\/?/, '/') : '/docker';
}

function confinementOf(host: HostConfig): ContainerSpec['confinement'] {
  const options = (host['SecurityOpt'] as readonly string[] | null | undefined) ?? [];
  const has = (...forms: string[]) => options.some((option) => forms.includes(option.replace(':', '=')));
  return {
    noNewPrivileges: has('no-new-privileges', 'no-new-privileges=true'),
    seccomp: !host.Privileged && !has('seccomp=unconfined'),
    masked: !host.Privileged && !has('systempaths=unconfined'),
  };
}

function devicesOf({ Devices }: HostConfig): ContainerSpec['devices'] {
  const list = (Devices ?? []) as readonly { readonly PathOnHost: string; readonly PathInContainer: string }[];
  return Object.fromEntries(list.map(({ PathOnHost, PathInContainer }) => [PathInContainer || PathOnHost, PathOnHost]));
}

function ulimitsOf({ Ulimits }: HostConfig): ContainerSpec['ulimits'] {
  const list = (Ulimits ?? []) as readonly { readonly Name: string; readonly Soft: number; readonly Hard: number }[];
  return Object.fromEntries(list.map(({ Name, Soft, Hard }) => [Name, { soft: Soft, hard: Hard }]));
}

/** Of a period of 100 ms, unless the user has set another one. */
const CPU_PERIOD_US = 100_000;

export function cgroupLimits(host: HostConfig): CgroupLimits {
  const { NanoCpus, CpuQuota, CpuPeriod, CpuShares, MemorySwap } = host as Readonly<Record<string, number | undefined>>;
  const quota = CpuQuota && CpuQuota > 0 ? CpuQuota / (CpuPeriod || CPU_PERIOD_US) : undefined;
  return {
    pids: host.PidsLimit && host.PidsLimit > 0 ? host.PidsLimit : undefined,
    memoryBytes: host.Memory || undefined,
    cpus: NanoCpus ? NanoCpus / 1e9 : quota,
    cpuShares: CpuShares || undefined,
    cpuset: (host['CpusetCpus'] as string | undefined) || undefined,
    swapBytes: MemorySwap && MemorySwap > 0 ? MemorySwap : undefined,
  };
}

/** PATH, HOSTNAME and TERM first, each unless the user has set it (moby, CreateDaemonEnvironment). */
function environment(engine: EngineContext, container: Container): readonly string[] {
  const { config } = container.record;
  const defaults = [
    'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    `HOSTNAME=${config.Hostname}`,
    ...(config.Tty ? ['TERM=xterm'] : []),
    ...linkEnvironment(engine, container),
  ];
  const own = (config.Env ?? []).filter((entry) => entry.includes('='));
  const unset = (config.Env ?? []).filter((entry) => !entry.includes('='));
  const names = new Set(own.map((entry) => entry.slice(0, entry.indexOf('='))));
  return [
    ...defaults.map((entry) => {
      const name = entry.slice(0, entry.indexOf('='));
      return names.has(name) ? (own.find((candidate) => candidate.startsWith(`${name}=`)) as string) : entry;
    }),
    ...own.filter(
      (entry) => !defaults.some((candidate) => candidate.startsWith(entry.slice(0, entry.indexOf('=') + 1))),
    ),
  ].filter((entry) => !unset.includes(entry.slice(0, entry.indexOf('='))));
}
