/** The host config: every field in Go's order with the daemon's defaults, as `docker inspect` prints it. */
import type { HostConfig, PortBinding } from '../../api/types/container.ts';
import { CAPABILITIES } from '../../base/capabilities.ts';
import { filled, sortedByKey } from './config.ts';

const MASKED = `/proc/asound /proc/acpi /proc/kcore /proc/keys /proc/latency_stats /proc/timer_list /proc/timer_stats
/proc/sched_debug /proc/scsi /sys/firmware /sys/devices/virtual/powercap`.split(/\s+/);
const READONLY = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

export const DEFAULT_SHM_BYTES = 64 * 1024 * 1024;

export function hostConfigOf(from: HostConfig): HostConfig {
  const logConfig = (from.LogConfig ?? {}) as { Type?: string; Config?: Record<string, string> | null };
  const privileged = from.Privileged ?? false;
  const memory = from.Memory ?? 0;
  const or = <T>(field: string, otherwise: T): unknown => from[field] ?? otherwise;
  return {
    Binds: from.Binds ?? null,
    ContainerIDFile: or('ContainerIDFile', ''),
    LogConfig: { Type: logConfig.Type || 'json-file', Config: sortedByKey(logConfig.Config ?? {}) },
    NetworkMode: !from.NetworkMode || from.NetworkMode === 'default' ? 'bridge' : from.NetworkMode,
    PortBindings: from.PortBindings ? sortedByKey(portBindings(from.PortBindings)) : null,
    RestartPolicy: {
      Name: from.RestartPolicy?.Name || 'no',
      MaximumRetryCount: from.RestartPolicy?.MaximumRetryCount ?? 0,
    },
    AutoRemove: from.AutoRemove ?? false,
    VolumeDriver: or('VolumeDriver', ''),
    VolumesFrom: from.VolumesFrom ?? null,
    ConsoleSize: from.ConsoleSize ?? [0, 0],
    ...(filled(from.Annotations as object) && { Annotations: from.Annotations }),
    CapAdd: or('CapAdd', null),
    CapDrop: or('CapDrop', null),
    CgroupnsMode: or('CgroupnsMode', '') || 'host',
    Dns: from.Dns ?? null,
    DnsOptions: or('DnsOptions', null),
    DnsSearch: or('DnsSearch', null),
    ExtraHosts: from.ExtraHosts ?? null,
    GroupAdd: from.GroupAdd ?? null,
    IpcMode: from.IpcMode || 'private',
    Cgroup: or('Cgroup', ''),
    Links: or('Links', null),
    OomScoreAdj: or('OomScoreAdj', 0),
    PidMode: from.PidMode ?? '',
    Privileged: privileged,
    PublishAllPorts: from.PublishAllPorts ?? false,
    ReadonlyRootfs: from.ReadonlyRootfs ?? false,
    SecurityOpt: securityOptions(from),
    ...(filled(from.StorageOpt as object) && { StorageOpt: from.StorageOpt }),
    ...(filled(from.Tmpfs) && { Tmpfs: sortedByKey(from.Tmpfs) }),
    UTSMode: or('UTSMode', ''),
    UsernsMode: or('UsernsMode', ''),
    ShmSize: or('ShmSize', 0) || DEFAULT_SHM_BYTES,
    ...(filled(from.Sysctls as object) && { Sysctls: from.Sysctls }),
    Runtime: or('Runtime', '') || 'runc',
    Isolation: or('Isolation', ''),
    ...resources(from, memory),
    ...(from.Mounts?.length && { Mounts: from.Mounts }),
    MaskedPaths: or('MaskedPaths', privileged ? null : MASKED),
    ReadonlyPaths: or('ReadonlyPaths', privileged ? null : READONLY),
    ...(typeof from.Init === 'boolean' && { Init: from.Init }),
  };
}

function resources(from: HostConfig, memory: number): HostConfig {
  const or = <T>(field: string, otherwise: T): unknown => from[field] ?? otherwise;
  const swap = Number(from.MemorySwap ?? 0);
  const swappiness = from.MemorySwappiness;
  return {
    CpuShares: or('CpuShares', 0),
    Memory: memory,
    NanoCpus: from.NanoCpus ?? 0,
    CgroupParent: or('CgroupParent', ''),
    // The machine's kernel has none; a warning says so.
    BlkioWeight: 0,
    BlkioWeightDevice: (from['BlkioWeightDevice'] as readonly unknown[] | null)?.length
      ? []
      : or('BlkioWeightDevice', null),
    BlkioDeviceReadBps: or('BlkioDeviceReadBps', null),
    BlkioDeviceWriteBps: or('BlkioDeviceWriteBps', null),
    BlkioDeviceReadIOps: or('BlkioDeviceReadIOps', null),
    BlkioDeviceWriteIOps: or('BlkioDeviceWriteIOps', null),
    CpuPeriod: or('CpuPeriod', 0),
    CpuQuota: or('CpuQuota', 0),
    CpuRealtimePeriod: or('CpuRealtimePeriod', 0),
    CpuRealtimeRuntime: or('CpuRealtimeRuntime', 0),
    CpusetCpus: or('CpusetCpus', ''),
    CpusetMems: or('CpusetMems', ''),
    Devices: or('Devices', null),
    DeviceCgroupRules: or('DeviceCgroupRules', null),
    DeviceRequests: or('DeviceRequests', null),
    ...(from['KernelMemoryTCP'] ? { KernelMemoryTCP: from['KernelMemoryTCP'] } : {}),
    MemoryReservation: or('MemoryReservation', 0),
    MemorySwap: memory > 0 && swap === 0 ? memory * 2 : swap,
    MemorySwappiness: swappiness === -1 || swappiness === undefined ? null : swappiness,
    OomKillDisable: or('OomKillDisable', false),
    PidsLimit: from.PidsLimit && from.PidsLimit > 0 ? from.PidsLimit : null,
    Ulimits: or('Ulimits', null),
    CpuCount: or('CpuCount', 0),
    CpuPercent: or('CpuPercent', 0),
    IOMaximumIOps: or('IOMaximumIOps', 0),
    IOMaximumBandwidth: or('IOMaximumBandwidth', 0),
  };
}

/** `net_admin` and `CAP_NET_ADMIN` are the same; `ALL` stays. */
export function capabilities(value: unknown): readonly string[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  return value.map((name: unknown) => {
    const upper = String(name).toUpperCase();
    return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
  });
}

const DEFAULT_CAPABILITIES =
  `CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE
SYS_CHROOT KILL AUDIT_WRITE`.split(/\s+/);

/** What root may do in the container (moby, oci/caps): undefined when it is everything. */
export function grantedCapabilities(host: HostConfig): ReadonlySet<string> | undefined {
  if (host.Privileged) return undefined;
  const short = (value: unknown) => (capabilities(value) ?? []).map((name) => name.replace(/^CAP_/, ''));
  const added = short(host.CapAdd);
  const dropped = short(host.CapDrop);
  const start = added.includes('ALL') ? CAPABILITIES : dropped.includes('ALL') ? [] : DEFAULT_CAPABILITIES;
  return new Set([...start.filter((name) => !dropped.includes(name)), ...added.filter((name) => name !== 'ALL')]);
}

export function unknownCapability(value: unknown): string | undefined {
  return capabilities(value)?.find((name) => name !== 'ALL' && !CAPABILITIES.includes(name.slice(4)));
}

/** Go's structs have both fields, whichever the client wrote. */
function portBindings(map: NonNullable<HostConfig['PortBindings']>): NonNullable<HostConfig['PortBindings']> {
  const both = ({ HostIp = '', HostPort = '' }: Partial<PortBinding>) => ({ HostIp, HostPort });
  return Object.fromEntries(Object.entries(map).map(([port, list]) => [port, list?.map(both) ?? null]));
}

/** A container that shares the machine's processes or IPC, or may do all, has no label of its own (moby, generateSecurityOpt). */
function securityOptions(from: HostConfig): unknown {
  const given = (from.SecurityOpt as readonly string[] | null | undefined) ?? [];
  if (!from.Privileged && from.PidMode !== 'host' && from.IpcMode !== 'host') return from.SecurityOpt ?? null;
  return given.some((option) => option.startsWith('label')) ? given : [...given, 'label=disable'];
}
