/** ping, version, info, events, disk usage, login, plugins. */
import type { BackendAnswer, Call } from '../../api/calls.ts';
import type {
  EventMessage,
  AuthResponse,
  DataUsageResponse,
  InfoResponse,
  VersionResponse,
} from '../../api/types/system.ts';
import { FailureError } from '../../base/errors.ts';
import { rfc3339Nano } from '../../base/time.ts';
import { RegistryError } from '../../oci/distribution.ts';
import type { EngineContext } from '../context.ts';
import { containerList } from '../containers/list.ts';
import { LOG_DRIVERS } from '../containers/log-options.ts';
import { DATA_ROOT } from '../containers/propagation.ts';
import { volumeUsers } from '../containers/mounts.ts';
import { Filters } from '../filters.ts';
import { credentialsOf } from '../images/credentials.ts';
import { imageSummaries } from '../images/read.ts';
import { parseUnixSeconds } from '../timestamps.ts';
import { mountsSomethingElse, volumeResponse } from '../volumes/volume-table.ts';

/** Of the package that was measured. */
const RUNC_COMMIT = '1.1.15+ds1-2+b4';

const PING_HEADERS = {
  'builder-version': '2',
  swarm: 'inactive',
  'cache-control': 'no-cache, no-store, must-revalidate',
  pragma: 'no-cache',
};

export async function systemPing(): Promise<BackendAnswer<'systemPing'>> {
  return { text: 'OK', headers: PING_HEADERS };
}

export async function systemPingHead(): Promise<BackendAnswer<'systemPingHead'>> {
  return PING_HEADERS;
}

export async function systemVersion({ host }: EngineContext): Promise<VersionResponse> {
  const common = { ApiVersion: '1.45', MinAPIVersion: '1.24' };
  return {
    Platform: { Name: '' },
    Components: [
      {
        Name: 'Engine',
        Version: host.serverVersion,
        Details: {
          ApiVersion: common.ApiVersion,
          Arch: host.goArchitecture,
          BuildTime: host.buildTime,
          Experimental: 'false',
          GitCommit: host.gitCommit,
          GoVersion: host.goVersion,
          KernelVersion: host.kernelVersion,
          MinAPIVersion: common.MinAPIVersion,
          Os: 'linux',
        },
      },
      { Name: 'containerd', Version: '1.7.24~ds1', Details: { GitCommit: '1.7.24~ds1-6+deb13u1' } },
      { Name: 'runc', Version: '1.1.15+ds1', Details: { GitCommit: RUNC_COMMIT } },
      { Name: 'docker-init', Version: '0.19.0', Details: { GitCommit: '' } },
    ],
    Version: host.serverVersion,
    ...common,
    GitCommit: host.gitCommit,
    GoVersion: host.goVersion,
    Os: 'linux',
    Arch: host.goArchitecture,
    KernelVersion: host.kernelVersion,
    BuildTime: host.buildTime,
  };
}

export async function systemInfo(engine: EngineContext): Promise<InfoResponse> {
  const { host } = engine;
  const { runtimeFeatures } = await import('./runtime-features.ts');
  const runc = {
    path: 'runc',
    status: { 'org.opencontainers.runtime-spec.features': runtimeFeatures(RUNC_COMMIT) },
  };
  const containers = engine.containers.all();
  const count = (test: (state: (typeof containers)[number]['state']) => boolean) =>
    containers.filter(({ state }) => test(state)).length;
  return {
    ID: host.id,
    Containers: containers.length,
    ContainersRunning: count((state) => state.running && !state.paused),
    ContainersPaused: count((state) => state.paused),
    ContainersStopped: count((state) => !state.running),
    Images: engine.images.all().length,
    Driver: 'overlay2',
    DriverStatus: [
      ['Backing Filesystem', 'extfs'],
      ['Supports d_type', 'true'],
      ['Using metacopy', 'false'],
      ['Native Overlay Diff', 'true'],
      ['userxattr', 'false'],
    ],
    Plugins: {
      Volume: ['local'],
      Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
      Authorization: null,
      Log: LOG_DRIVERS,
    },
    ...features(),
    NFd: 0,
    OomKillDisable: true,
    NGoroutines: 0,
    SystemTime: rfc3339Nano(engine.clock.now()),
    LoggingDriver: 'json-file',
    CgroupDriver: 'cgroupfs',
    CgroupVersion: '1',
    NEventsListener: engine.events.listeners,
    KernelVersion: host.kernelVersion,
    OperatingSystem: host.operatingSystem,
    OSVersion: host.osVersion,
    OSType: 'linux',
    Architecture: host.architecture,
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: REGISTRY_CONFIG,
    NCPU: host.cpus,
    MemTotal: host.memoryBytes,
    GenericResources: null,
    DockerRootDir: DATA_ROOT,
    HttpProxy: '',
    HttpsProxy: '',
    NoProxy: '',
    Name: host.name,
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: host.serverVersion,
    Runtimes: { 'io.containerd.runc.v2': runc, runc },
    DefaultRuntime: 'runc',
    Swarm: {
      NodeID: '',
      NodeAddr: '',
      LocalNodeState: 'inactive',
      ControlAvailable: false,
      Error: '',
      RemoteManagers: null,
    },
    LiveRestoreEnabled: false,
    Isolation: '',
    InitBinary: 'docker-init',
    ContainerdCommit: { ID: '1.7.24~ds1-6+deb13u1', Expected: '1.7.24~ds1-6+deb13u1' },
    RuncCommit: { ID: RUNC_COMMIT, Expected: RUNC_COMMIT },
    InitCommit: { ID: '', Expected: '' },
    SecurityOptions: ['name=seccomp,profile=builtin'],
    CDISpecDirs: [],
    Warnings: null,
  };
}

function features(): Record<string, boolean> {
  const names = `MemoryLimit SwapLimit KernelMemoryTCP CpuCfsPeriod CpuCfsQuota CPUShares CPUSet PidsLimit IPv4Forwarding
BridgeNfIptables BridgeNfIp6tables`;
  return { ...Object.fromEntries(names.split(/\s+/).map((name) => [name, true])), Debug: false };
}

const REGISTRY_CONFIG = {
  AllowNondistributableArtifactsCIDRs: null,
  AllowNondistributableArtifactsHostnames: null,
  InsecureRegistryCIDRs: ['127.0.0.0/8'],
  IndexConfigs: { 'docker.io': { Name: 'docker.io', Mirrors: [], Secure: true, Official: true } },
  Mirrors: null,
};

export async function systemEvents(
  engine: EngineContext,
  call: Call<'systemEvents'>,
): Promise<AsyncIterable<EventMessage>> {
  const filters = Filters.parse(call.query.filters);
  const since = parseUnixSeconds(call.query.since);
  const until = parseUnixSeconds(call.query.until);
  if (since !== undefined && until !== undefined && until < since) {
    throw new FailureError(
      'invalid',
      `\`since\` time (${call.query.since}) cannot be after \`until\` time (${call.query.until})`,
    );
  }
  return engine.events.stream({ since: call.query.since, until: call.query.until, filters, signal: call.signal });
}

export async function systemDataUsage(
  engine: EngineContext,
  call: Call<'systemDataUsage'>,
): Promise<DataUsageResponse> {
  const types = call.query.type?.length ? call.query.type : ['container', 'image', 'volume', 'build-cache'];
  for (const type of types) {
    if (!['container', 'image', 'volume', 'build-cache'].includes(type)) {
      throw new FailureError('invalid', `unknown object type: ${type}`);
    }
  }
  const layers = types.includes('image') ? await engine.store.layers.list() : [];
  const list = { path: {}, headers: {}, body: undefined, signal: call.signal };
  return {
    LayersSize: layers.reduce((sum, { size }) => sum + size, 0),
    Images: types.includes('image') ? await imageSummaries(engine) : null,
    Containers: types.includes('container')
      ? await containerList(engine, { ...list, query: { all: true, size: true } })
      : null,
    Volumes: types.includes('volume')
      ? await Promise.all(
          engine.volumes
            .all()
            .filter((volume) => !mountsSomethingElse(volume))
            .map(async (volume) => ({
              ...volumeResponse(volume),
              UsageData: {
                RefCount: volumeUsers(engine, volume.name).length,
                Size: await engine.runtime.volumeSize(volume.name),
              },
            })),
        )
      : null,
    BuildCache: types.includes('build-cache') ? [] : null,
  };
}

/** `docker login`. */
export async function systemAuth(engine: EngineContext, call: Call<'systemAuth'>): Promise<AuthResponse> {
  const address = call.body?.serveraddress || 'https://index.docker.io/v1/';
  const domain = address.replace(/^https?:\/\//, '').split('/')[0] as string;
  const hub = ['index.docker.io', 'docker.io', 'registry-1.docker.io'].includes(domain);
  try {
    const Status = await engine.registry.login(hub ? 'docker.io' : domain, credentialsOf(call.body ?? {}) ?? {});
    return { IdentityToken: '', Status };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    throw new FailureError(error.code === 'unauthorized' && hub ? 'unauthenticated' : 'system', error.message, {
      cause: error,
    });
  }
}
