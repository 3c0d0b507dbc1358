/** `GET /containers/{id}/json`, in the wire's order of fields. */
import type { Call } from '../../api/calls.ts';
import type { ContainerInspectResponse, ContainerState, HealthState, HostConfig } from '../../api/types/container.ts';
import { rfc3339Nano, ZERO_TIME } from '../../base/time.ts';
import type { EngineContext } from '../context.ts';
import { graphDriver } from '../graph-driver.ts';
import type { Container } from './container.ts';
import type { ContainerRecord, HealthRecord } from './container-record.ts';
import { statusOf } from './container-record.ts';
import { logConfigOf } from './log-options.ts';
import { visibleMounts } from './mounts.ts';
import { networkKind } from './networking.ts';

export async function containerInspect(
  engine: EngineContext,
  call: Call<'containerInspect'>,
): Promise<ContainerInspectResponse> {
  const container = engine.containers.find(call.path.id ?? '');
  const { record } = container;
  const sizes = call.query.size ? await containerSizes(engine, container) : {};
  const execs = [...container.execIds];
  const logged = (logConfigOf(record.hostConfig).Type ?? '') === 'json-file';
  return {
    Id: record.id,
    Created: rfc3339Nano(record.created),
    Path: record.path,
    Args: record.args,
    State: stateResponse(record),
    Image: record.imageId,
    ...files(record, logged),
    Name: `/${record.name}`,
    RestartCount: record.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: profileOf(record.hostConfig),
    ExecIDs: execs.length ? execs : null,
    HostConfig: withNamedLinks(engine, record),
    GraphDriver: graphDriver(record.chain, record.layerId),
    ...sizes,
    Mounts: visibleMounts(record.mounts),
    Config: record.config,
    NetworkSettings: networkSettings(record),
  };
}

/** Of `apparmor=NAME`, whether or not the machine's kernel knows profiles. */
function profileOf({ SecurityOpt }: HostConfig): string {
  const options = (SecurityOpt as readonly string[] | null | undefined) ?? [];
  return options.findLast((option) => /^apparmor[=:]/.test(option))?.slice('apparmor='.length) ?? '';
}

/** Links by the names that both have now. */
function withNamedLinks(engine: EngineContext, { hostConfig, name }: ContainerRecord): HostConfig {
  const links = hostConfig.Links as readonly string[] | null;
  if (!links?.length) return hostConfig;
  const named = links.map((link) => {
    const [id = '', alias = ''] = link.split(':');
    const other = engine.containers.all().find((container) => container.id === id);
    return `/${other?.name ?? id}:/${name}/${alias}`;
  });
  return { ...hostConfig, Links: named };
}

/** Paths that appear once the container has been started. */
function files(record: ContainerRecord, logged: boolean) {
  const directory = `/var/lib/docker/containers/${record.id}`;
  const path = (name: string) => (record.hasStarted ? `${directory}/${name}` : '');
  return {
    ResolvConfPath: path('resolv.conf'),
    HostnamePath: path('hostname'),
    HostsPath: path('hosts'),
    LogPath: logged ? path(`${record.id}-json.log`) : '',
  };
}

function stateResponse({ state, health }: ContainerRecord): ContainerState {
  return {
    Status: statusOf(state),
    Running: state.running,
    Paused: state.paused,
    Restarting: state.restarting,
    OOMKilled: state.oomKilled,
    Dead: state.dead,
    Pid: state.pid,
    ExitCode: state.exitCode,
    Error: state.error,
    StartedAt: state.startedAt ? rfc3339Nano(state.startedAt) : ZERO_TIME,
    FinishedAt: state.finishedAt ? rfc3339Nano(state.finishedAt) : ZERO_TIME,
    ...(health && { Health: healthResponse(health) }),
  };
}

export function healthResponse(health: HealthRecord): HealthState {
  return {
    Status: health.status,
    FailingStreak: health.failingStreak,
    Log: health.log.map(({ start, end, exitCode, output }) => ({
      Start: rfc3339Nano(start),
      End: rfc3339Nano(end),
      ExitCode: exitCode,
      Output: output,
    })),
  };
}

function networkSettings(record: ContainerRecord): ContainerInspectResponse['NetworkSettings'] {
  const bridge = record.networks.bridge;
  const key = networkKind(record.hostConfig) === 'host' ? 'default' : record.sandboxId.slice(0, 12);
  return {
    Bridge: '',
    SandboxID: record.sandboxId,
    SandboxKey: record.sandboxId ? `/var/run/docker/netns/${key}` : '',
    Ports: record.ports,
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: bridge?.EndpointID ?? '',
    Gateway: bridge?.Gateway ?? '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    IPAddress: bridge?.IPAddress ?? '',
    IPPrefixLen: bridge?.IPPrefixLen ?? 0,
    IPv6Gateway: '',
    MacAddress: bridge?.MacAddress ?? '',
    Networks: record.networks,
  };
}

/** Bytes of the writable layer (left out of lists when 0, as Go's omitempty does there), and of all. */
export async function containerSizes(engine: EngineContext, { id, record }: Container) {
  const rw = await engine.runtime.size(id);
  let all = rw;
  for (const chain of record.chain) all += await engine.images.layerSize(chain);
  return { SizeRw: rw, SizeRootFs: all };
}
