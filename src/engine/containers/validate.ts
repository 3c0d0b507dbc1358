/** What the daemon refuses before it makes a container (moby, daemon/container.go and daemon_unix.go). */
import type { ContainerConfig, HostConfig } from '../../api/types/container.ts';
import { FailureError } from '../../base/errors.ts';
import { parseAddress } from '../../base/ipv4.ts';
import { parseAddress6 } from '../../base/ipv6.ts';
import type { HostFacts } from '../host-facts.ts';
import { unknownCapability } from './host-config.ts';

const MiB = 1024 * 1024;

function refuse(message: string): never {
  throw new FailureError('invalid', message);
}

/** What moby refuses without a class of its own: its server answers 500. */
function fail(message: string): never {
  throw new FailureError('system', message);
}

export function validateConfig(config: Partial<ContainerConfig>): void {
  if (config.WorkingDir && !config.WorkingDir.startsWith('/')) {
    refuse(`the working directory '${config.WorkingDir}' is invalid, it needs to be an absolute path`);
  }
  for (const variable of config.Env ?? []) {
    if (variable === '' || variable.startsWith('=')) refuse(`invalid environment variable: ${variable}`);
  }
  const health = config.Healthcheck;
  for (const [field, label] of [
    ['Interval', 'Interval'],
    ['Timeout', 'Timeout'],
    ['StartPeriod', 'StartPeriod'],
    ['StartInterval', 'StartInterval'],
  ] as const) {
    const value = health?.[field] ?? 0;
    if (value !== 0 && value < 1e6) refuse(`${label} in Healthcheck cannot be less than 1ms`);
  }
  if ((health?.Retries ?? 0) < 0) refuse('Retries in Healthcheck cannot be negative');
}

/** What is looked at as soon as the request is read (moby, runconfig). */
export function validateModes(host: HostConfig, given: Partial<ContainerConfig>): void {
  validateNetworkMode(host, given);
  if (host.UTSMode === 'host' && given.Hostname) refuse('conflicting options: hostname and the UTS mode');
}

/** This is told before what is wrong with mounts. */
export function refusePolicyOfAutoRemove({ AutoRemove, RestartPolicy: policy }: HostConfig): void {
  if (AutoRemove && policy?.Name && policy.Name !== 'no') {
    refuse("can't create 'AutoRemove' container with restart policy");
  }
}

export function validateHostConfig(host: HostConfig, facts: HostFacts): void {
  validateExtraHosts(host.ExtraHosts ?? []);
  if (Object.hasOwn((host.Annotations as object | null | undefined) ?? {}, '')) {
    refuse('invalid Annotations: the empty string is not permitted as an annotation key');
  }
  validatePorts(host);
  validateRestartPolicy(host.RestartPolicy);
  for (const field of ['CapAdd', 'CapDrop']) {
    const unknown = unknownCapability(host[field]);
    if (unknown) refuse(`invalid ${field}: unknown capability: "${unknown}"`);
  }
  if (host.Isolation && String(host.Isolation).toLowerCase() !== 'default') {
    fail(`Invalid isolation: ${JSON.stringify(host.Isolation)} - linux only supports 'default'`);
  }
  validateResources(host, facts);
  validateNamespaceModes(host);
  const score = Number(host['OomScoreAdj'] ?? 0);
  if (score < -1000 || score > 1000) refuse(`Invalid value ${score}, range for oom score adj is [-1000, 1000]`);
  const runtime = host.Runtime;
  if (runtime && runtime !== 'runc' && !isShimName(String(runtime))) {
    refuse(`unknown or invalid runtime name: ${String(runtime)}`);
  }
}

/** Names of modes; whether the container that one names is there is seen later (moby, api/types/container). */
function validateNamespaceModes(host: HostConfig): void {
  const { IpcMode: ipc = '', PidMode: pid = '' } = host;
  if (!['', 'none', 'private', 'host', 'shareable'].includes(ipc) && !ipc.startsWith('container:')) {
    refuse(`invalid IPC mode: ${ipc}`);
  }
  if (!['', 'host'].includes(pid) && !/^container:[^:]+$/.test(pid)) refuse(`invalid PID mode: ${pid}`);
  if (Number(host.ShmSize ?? 0) < 0) refuse('SHM size can not be less than 0');
  const uts = String(host.UTSMode ?? '');
  if (!['', 'host'].includes(uts)) refuse(`invalid UTS mode: ${uts}`);
  const cgroup = String(host.CgroupnsMode ?? '');
  if (!['', 'host', 'private'].includes(cgroup)) refuse(`invalid cgroup namespace mode: ${cgroup}`);
}

/** `NAME:ADDRESS` or `NAME=ADDRESS`; the gateway of the host may be named instead (docker/cli, opts/hosts.go). */
function validateExtraHosts(hosts: readonly string[]): void {
  for (const extra of hosts) {
    const [, name, address = ''] = /^([^:=]*)[:=](.*)$/s.exec(extra) ?? [];
    if (!name) refuse(`bad format for add-host: ${JSON.stringify(extra)}`);
    if (address === 'host-gateway') continue;
    if (parseAddress(address) === undefined && parseAddress6(address) === undefined) {
      refuse(`invalid IP address in add-host: ${JSON.stringify(address)}`);
    }
  }
}

/** A name of containerd's kind, such as `io.containerd.runc.v2`: whether there is such a shim is seen at the start. */
const isShimName = (runtime: string) => /^[^./][^/]*\./.test(runtime);

/** What a container cannot have beside another's network stack, or the machine's (moby, validateNetMode). */
function validateNetworkMode(host: HostConfig, given: Partial<ContainerConfig>): void {
  const mode = host.NetworkMode ?? '';
  const links = (host['Links'] as readonly string[] | null | undefined)?.length;
  const conflict = (what: string) => refuse(`conflicting options: ${what}`);
  const undefinedBehavior = (kind: string) =>
    conflict(`${kind} can't be used with links. This would result in undefined behavior`);
  if (mode === 'host' && given.MacAddress) conflict('mac-address and the network mode');
  if (mode === 'host' && links) undefinedBehavior('host type networking');
  if (mode !== 'container' && !mode.startsWith('container:')) return;
  if (!mode.slice('container:'.length)) {
    refuse('Invalid network mode: invalid container format container:<name|id>');
  }
  if (given.Hostname) conflict('hostname and the network mode');
  if (links) undefinedBehavior('container type network');
  if (host.Dns?.length) conflict('dns and the network mode');
  if (host.ExtraHosts?.length) conflict('custom host-to-IP mapping and the network mode');
  if (given.MacAddress) conflict('mac-address and the network mode');
  if (host.PublishAllPorts || Object.keys(host.PortBindings ?? {}).length) {
    conflict('port publishing and the container type network mode');
  }
  if (Object.keys(given.ExposedPorts ?? {}).length) conflict('port exposing and the container type network mode');
}

/** What moby looks at only when the container has its name (daemon/create.go). */
export function validateNamed(host: HostConfig): void {
  validateSecurityOptions((host['SecurityOpt'] as readonly string[] | null | undefined) ?? []);
  const storage = Object.keys((host.StorageOpt as object | null) ?? {});
  const unknown = storage.find((option) => option.toLowerCase() !== 'size');
  if (unknown !== undefined) fail(`Unknown option ${unknown}`);
  if (storage.length) fail("--storage-opt is supported only for overlay over xfs with 'pquota' mount option");
}

/** moby, parseSecurityOpt; profiles are read by the client. */
function validateSecurityOptions(options: readonly string[]): void {
  for (const option of options) {
    if (option === 'no-new-privileges' || option === 'disable') continue;
    const [, key = '', value = ''] = /^([^=:]*)[=:](.*)$/s.exec(option) ?? [];
    if (!/[=:]/.test(option)) fail(`invalid --security-opt 1: ${JSON.stringify(option)}`);
    const boolean = key === 'no-new-privileges' && /^(1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(value);
    if (!boolean && !['label', 'apparmor', 'seccomp'].includes(key)) {
      fail(`invalid --security-opt 2: ${JSON.stringify(option)}`);
    }
  }
}

function validatePorts(host: HostConfig): void {
  for (const [port, bindings] of Object.entries(host.PortBindings ?? {})) {
    const [number = ''] = port.split('/');
    if (number && !isPort(number)) refuse(`invalid port specification: ${JSON.stringify(number)}`);
    for (const { HostPort } of bindings ?? []) {
      const ends = (HostPort ?? '').split('-');
      if (HostPort && !(ends.length <= 2 && ends.every(isPort))) {
        refuse(`invalid port specification: ${JSON.stringify(HostPort)}`);
      }
    }
  }
}

const isPort = (text: string) => /^\d+$/.test(text) && Number(text) <= 65_535;

export function validateRestartPolicy(policy: HostConfig['RestartPolicy']): void {
  const name = policy?.Name ?? '';
  const count = policy?.MaximumRetryCount ?? 0;
  if (!['', 'no', 'always', 'on-failure', 'unless-stopped'].includes(name)) {
    refuse(
      `invalid restart policy: unknown policy '${name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`,
    );
  }
  if (count !== 0 && name !== 'on-failure') {
    const more = count < 0 ? ' and cannot be negative' : '';
    refuse(`invalid restart policy: maximum retry count can only be used with 'on-failure'${more}`);
  }
  if (count < 0) refuse('invalid restart policy: maximum retry count cannot be negative');
}

/** What the machine cannot do is left out, and said (moby, verifyPlatformContainerResources). */
export function resourceWarnings(host: HostConfig): readonly string[] {
  const warnings: string[] = [];
  if (host['OomKillDisable'] === true && !host.Memory) {
    warnings.push(
      'OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.',
    );
  }
  if (Number(host['BlkioWeight'] ?? 0) !== 0) {
    warnings.push('Your kernel does not support Block I/O weight or the cgroup is not mounted. Weight discarded.');
  }
  if ((host['BlkioWeightDevice'] as readonly unknown[] | null | undefined)?.length) {
    warnings.push(
      'Your kernel does not support Block I/O weight_device or the cgroup is not mounted. Weight-device discarded.',
    );
  }
  if (Number(host['CpuPercent'] ?? 0) > 0) warnings.push('linux does not support CPU percent. Percent discarded.');
  return warnings;
}

export function networkWarnings({ NetworkMode, PortBindings }: HostConfig): readonly string[] {
  if (NetworkMode !== 'host' || Object.keys(PortBindings ?? {}).length === 0) return [];
  return ['Published ports are discarded when using host network mode'];
}

/** An update may leave out the limit that it had before, and has other words for what Windows alone can do. */
export function validateResources(host: HostConfig, facts: HostFacts, { update = false } = {}): void {
  const number = (field: string) => Number(host[field] ?? 0);
  const memory = host.Memory ?? 0;
  const swap = number('MemorySwap');
  if (memory !== 0 && memory < 6 * MiB) refuse('Minimum memory limit allowed is 6MB');
  if (memory > 0 && swap > 0 && swap < memory) {
    refuse('Minimum memoryswap limit should be larger than memory limit, see usage');
  }
  if (memory === 0 && swap > 0 && !update)
    refuse('You should always set the Memory limit when using Memoryswap limit, see usage');
  const swappiness = host.MemorySwappiness;
  if (typeof swappiness === 'number' && (swappiness < -1 || swappiness > 100)) {
    refuse(`Invalid value: ${swappiness}, valid memory swappiness range is 0-100`);
  }
  const reservation = number('MemoryReservation');
  if (reservation > 0 && reservation < 6 * MiB) refuse('Minimum memory reservation allowed is 6MB');
  if (memory > 0 && reservation > 0 && memory < reservation) {
    refuse('Minimum memory limit can not be less than memory reservation limit, see usage');
  }
  validateCpus(host, facts);
  for (const [field, what] of [
    ['IOMaximumBandwidth', 'bandwidth'],
    ['IOMaximumIOps', 'IOPs'],
  ] as const) {
    if (number(field) !== 0 && update) {
      refuse('Invalid QoS settings: linux does not support Maximum IO Bandwidth or Maximum IO IOps');
    }
    if (number(field) !== 0) refuse(`Invalid QoS settings: linux does not support configuration of maximum ${what}`);
  }
}

function validateCpus(host: HostConfig, facts: HostFacts): void {
  const number = (field: string) => Number(host[field] ?? 0);
  const nano = host.NanoCpus ?? 0;
  if (nano > 0 && number('CpuPeriod') > 0) refuse('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  if (nano > 0 && number('CpuQuota') > 0) refuse('Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  if (nano < 0 || nano > facts.cpus * 1e9) {
    refuse(`Range of CPUs is from 0.01 to ${facts.cpus.toFixed(2)}, as there are only ${facts.cpus} CPUs available`);
  }
  const period = number('CpuPeriod');
  if (period !== 0 && (period < 1000 || period > 1_000_000)) {
    refuse('CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  }
  const quota = number('CpuQuota');
  if (quota > 0 && quota < 1000) refuse('CPU cfs quota can not be less than 1ms (i.e. 1000)');
  const nodes = String(host.CpusetMems ?? '');
  if (!isNumberList(nodes)) refuse(`Invalid value ${nodes} for cpuset mems: invalid format: ${nodes}`);
  if (nodes.match(/\d+/g)?.some((node) => Number(node) > 0)) {
    refuse(`Requested memory nodes are not available - requested ${nodes}, available: 0`);
  }
  const cpuset = String(host.CpusetCpus ?? '');
  const available = facts.cpus === 1 ? '0' : `0-${facts.cpus - 1}`;
  if (!isNumberList(cpuset)) refuse(`Invalid value ${cpuset} for cpuset cpus: invalid format: ${cpuset}`);
  if (cpuset && cpuset.match(/\d+/g)?.some((cpu) => Number(cpu) >= facts.cpus)) {
    refuse(`Requested CPUs are not available - requested ${cpuset}, available: ${available}`);
  }
}

/** `0-2,4`, or nothing. */
function isNumberList(text: string): boolean {
  return text.split(',').every((part) => {
    const [, from, , to] = /^(\d+)(-(\d+))?$/.exec(part) ?? [];
    return text === '' || (from !== undefined && (to === undefined || Number(to) >= Number(from)));
  });
}
