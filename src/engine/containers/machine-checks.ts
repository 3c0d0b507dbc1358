/** What the machine or runc refuses of a container when it starts. */
import { FailureError } from '../../base/errors.ts';
import type { Container } from './container.ts';
import { RUNC_CREATE } from './runc-words.ts';
import { sharesOutOfRange } from './update.ts';

export async function checkMachine(container: Container): Promise<void> {
  checkThrottles(container);
  checkDevices(container);
  checkResources(container);
  await checkSysctls(container);
  checkShim(container);
}

/** The devices of the sandbox's machine, which every container has anyway, and their numbers. */
const NUMBERS = { null: '1:3', zero: '1:5', full: '1:7', random: '1:8', urandom: '1:9', tty: '5:0' };
const DEVICES = Object.keys(NUMBERS).map((name) => `/dev/${name}`);

function checkDevices({ record }: Container): void {
  const devices = (record.hostConfig.Devices as readonly { readonly PathOnHost?: string }[] | null) ?? [];
  for (const { PathOnHost = '' } of devices) {
    if (DEVICES.includes(PathOnHost)) continue;
    throw new FailureError(
      'system',
      `error gathering device information while adding custom device "${PathOnHost}": no such file or directory`,
    );
  }
}

const SETTING_CGROUP = 'error setting cgroup config for procHooks process: ';

/** Of Linux. */
const HOST_NAME_MAX = 64;

/** What only the kernel's control groups or a device driver would refuse. */
function checkResources({ record: { id, hostConfig, config } }: Container): void {
  const hostname = config.Hostname;
  const [request] = (hostConfig['DeviceRequests'] as readonly DeviceRequest[] | null) ?? [];
  if (request) {
    const wanted = (request.Capabilities ?? []).map((all) => `[${all.join(' ')}]`).join(' ');
    const text = `could not select device driver ${JSON.stringify(request.Driver ?? '')} with capabilities: [${wanted}]`;
    throw new FailureError('system', text);
  }
  const limits = (hostConfig['Ulimits'] as readonly { Name: string; Soft: number; Hard: number }[] | null) ?? [];
  if (limits.some(({ Name, Soft, Hard }) => Name === 'nofile' && (Soft < 0 || Hard < 0))) {
    const text = 'error setting rlimits for ready process: error setting rlimit type 7: operation not permitted';
    throw new FailureError('system', `error during container init: ${text}`);
  }
  if (hostConfig['UTSMode'] === 'host' && config.Domainname) {
    const text = 'sysctl "kernel.domainname" is not in a separate kernel namespace: unknown';
    throw new FailureError('system', `${RUNC_CREATE}${text}`);
  }
  if (hostname.length > HOST_NAME_MAX) {
    throw new FailureError('system', 'error during container init: sethostname: invalid argument');
  }
  const shares = Number(hostConfig['CpuShares'] ?? 0);
  if (shares < 0) throw new FailureError('system', 'shares: invalid argument');
  const outOfRange = sharesOutOfRange(shares);
  if (outOfRange) {
    throw new FailureError('system', `error during container init: ${SETTING_CGROUP}${outOfRange}`);
  }
  const quota = Math.floor(((hostConfig.NanoCpus ?? 0) * 100_000) / 1e9);
  if (quota > 0 && quota < 1000) {
    const file = `/sys/fs/cgroup/cpu/docker/${id}/cpu.cfs_quota_us`;
    throw new FailureError(
      'system',
      `error during container init: ${SETTING_CGROUP}failed to write "${quota}": write ${file}: invalid argument`,
    );
  }
}

/** What runc finds when it writes them below /proc/sys. */
async function checkSysctls({ record: { hostConfig } }: Container): Promise<void> {
  const names = Object.keys((hostConfig['Sysctls'] as object | undefined) ?? {});
  if (names.length === 0) return;
  const shared = names.flatMap((name) => {
    if (hostConfig.NetworkMode === 'host' && name.startsWith('net.')) return `${name}" not allowed in host network`;
    const isIpc = name.startsWith('fs.mqueue.') || /^kernel\.(msg|sem|shm)/.test(name);
    return hostConfig.IpcMode === 'host' && isIpc ? `${name}" is not allowed in the hosts ipc` : [];
  });
  if (shared.length) throw new FailureError('system', `${RUNC_CREATE}sysctl "${shared[0]} namespace: unknown`);
  const { hasSysctl } = await import('./sysctl-names.ts');
  const missing = names.find((name) => !hasSysctl(name));
  if (missing === undefined) return;
  const file = `/proc/sys/${missing.replaceAll('.', '/')}`;
  throw new FailureError('system', `error during container init: open ${file}: no such file or directory`);
}

/** Containerd's shims for runc; the program of another one is looked for by its name's last two parts. */
function checkShim({ record }: Container): void {
  const name = String(record.hostConfig.Runtime ?? 'runc');
  if (name === 'runc' || /^io\.containerd\.runc\.v[12]$/.test(name)) return;
  const binary = `containerd-shim-${name.split('.').slice(-2).join('-')}`;
  const why = `runtime "${name}" binary not installed "${binary}": file does not exist: unknown`;
  throw new FailureError(
    'system',
    `failed to create task for container: failed to start shim: failed to resolve runtime path: ${why}`,
  );
}

interface DeviceRequest {
  readonly Driver?: string;
  readonly Capabilities?: readonly (readonly string[])[] | null;
}

/** The fields of limits to a device's speed, and the files of control groups that take them. */
const THROTTLES = {
  BlkioDeviceReadBps: 'read_bps',
  BlkioDeviceWriteBps: 'write_bps',
  BlkioDeviceReadIOps: 'read_iops',
  BlkioDeviceWriteIOps: 'write_iops',
};

/** None of the devices here is one of blocks. */
function checkThrottles({ record: { id, hostConfig } }: Container): void {
  const limits = Object.entries(THROTTLES).flatMap(([field, file]) =>
    ((hostConfig[field] as readonly { readonly Path: string; readonly Rate: number }[] | null) ?? []).map((limit) => ({
      ...limit,
      file,
    })),
  );
  const missing = limits.find(({ Path }) => !DEVICES.includes(Path));
  if (missing) throw new FailureError('system', `stat ${missing.Path}: no such file or directory`);
  const [first] = limits;
  if (!first) return;
  const number = NUMBERS[first.Path.slice('/dev/'.length) as keyof typeof NUMBERS];
  const path = `/sys/fs/cgroup/blkio/docker/${id}/blkio.throttle.${first.file}_device`;
  const written = `failed to write "${number} ${first.Rate}": write ${path}: no such device`;
  throw new FailureError('system', `error during container init: ${SETTING_CGROUP}${written}`);
}
