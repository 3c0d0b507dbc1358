/** Random requests to the Engine API: never a 500 in words of our own making, never a request without an answer. */
import { text, utf8 } from '../../src/base/bytes.ts';
import { sourceOf } from '../../src/base/streams.ts';
import { OPERATIONS, type Operation, type OperationId } from '../../src/api/operations.ts';
import type { HttpRequest } from '../../src/base/http/exchange.ts';
import type { Transport } from '../../src/api/transport.ts';
import type { Chance } from './random.ts';
import { INTERNAL, json, word } from './random.ts';

/** Fields of bodies that mean something, so that random bodies get past the first check. */
const BODIES: Readonly<Partial<Record<OperationId, readonly string[]>>> = {
  containerCreate: [
    'Image', 'Cmd', 'Entrypoint', 'Env', 'Labels', 'User', 'WorkingDir', 'Volumes', 'ExposedPorts', 'Healthcheck', 'StopSignal',
    'StopTimeout', 'Tty', 'OpenStdin', 'HostConfig', 'NetworkingConfig', 'Hostname', 'Shell', 'OnBuild', 'MacAddress',
  ],
  containerUpdate: ['Memory', 'MemorySwap', 'CpuShares', 'NanoCpus', 'RestartPolicy', 'PidsLimit', 'CpusetCpus', 'BlkioWeight'],
  execCreate: ['Cmd', 'Env', 'User', 'WorkingDir', 'Tty', 'DetachKeys', 'AttachStdout', 'ConsoleSize', 'Privileged'],
  execStart: ['Detach', 'Tty', 'ConsoleSize'],
  volumeCreate: ['Name', 'Driver', 'DriverOpts', 'Labels', 'ClusterVolumeSpec'],
  networkCreate: ['Name', 'Driver', 'IPAM', 'Options', 'Labels', 'Internal', 'EnableIPv6', 'Attachable', 'ConfigFrom', 'Scope'],
  networkConnect: ['Container', 'EndpointConfig'],
  networkDisconnect: ['Container', 'Force'],
  systemAuth: ['username', 'password', 'serveraddress'],
  imageCommit: ['Cmd', 'Env', 'Labels', 'User', 'Volumes', 'ExposedPorts'],
}; // prettier-ignore

const HOST_FIELDS = [
  'Binds', 'Mounts', 'Tmpfs', 'PortBindings', 'RestartPolicy', 'LogConfig', 'NetworkMode', 'Memory', 'NanoCpus', 'CapAdd', 'Ulimits',
  'ExtraHosts', 'VolumesFrom', 'Dns', 'Devices', 'DeviceRequests', 'Links', 'IpcMode', 'PidMode', 'ShmSize', 'Sysctls', 'ConsoleSize',
  'GroupAdd', 'SecurityOpt', 'Init', 'AutoRemove', 'ReadonlyRootfs', 'CpusetCpus', 'OomScoreAdj', 'StorageOpt', 'Annotations',
]; // prettier-ignore

/** Names that exist in the engine under test, for half of the paths. */
export const NAMES = ['web', 'fresh', 'planted', 'planted:latest', 'data', 'net1', 'bridge', 'none'];

export function randomRequest(chance: Chance): HttpRequest {
  const ids = Object.keys(OPERATIONS) as OperationId[];
  const id = chance.pick(ids);
  const operation: Operation = OPERATIONS[id];
  const path = operation.path.replace(/\{\w+\}/g, () =>
    encodeURIComponent(chance.chance(0.6) ? chance.pick(NAMES) : word(chance)),
  );
  const names = Object.keys(operation.query ?? {});
  const query = chance
    .many(Math.min(4, names.length + 1), () => (names.length && chance.chance(0.9) ? chance.pick(names) : word(chance)))
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(valueOf(chance, name))}`);
  const version = chance.chance(0.9)
    ? '/v1.45'
    : chance.pick(['', '/v1.24', '/v1.50', '/v1.10', '/v0', '/vx', '/v1.45.1']);
  const body = operation.body && operation.body !== 'stream' ? randomBody(chance, id) : undefined;
  return {
    method: chance.chance(0.97) ? operation.method : chance.pick(['GET', 'POST', 'PUT', 'DELETE', 'HEAD']),
    target: `${version}${path}${query.length ? `?${query.join('&')}` : ''}`,
    headers: {
      'content-type': chance.chance(0.97) ? 'application/json' : word(chance).replace(/[^ -~]/g, ''),
      ...(chance.chance(0.1) && { 'x-registry-auth': chance.pick(['e30=', 'x', '{}', 'bnVsbA==']) }),
    },
    ...(body !== undefined && { body: sourceOf(utf8(body)) }),
    ...(operation.body === 'stream' && { body: sourceOf(utf8(chance.pick(['', 'x', 'garbage'.repeat(200)]))) }),
  };
}

function valueOf(chance: Chance, name: string): string {
  if (name === 'filters' && chance.chance(0.7)) {
    const key = () =>
      chance.pick(['name', 'label', 'status', 'id', 'until', 'dangling', 'reference', 'type', 'before', word(chance)]);
    return JSON.stringify(
      Object.fromEntries(
        chance.many(2, () => [key(), chance.chance(0.5) ? [word(chance)] : { [word(chance)]: chance.chance(0.5) }]),
      ),
    );
  }
  return chance.chance(0.3) ? chance.pick(['0', '1', 'true', 'false', 'web', '/', '/etc']) : word(chance);
}

function randomBody(chance: Chance, id: OperationId): string {
  if (chance.chance(0.05)) return word(chance);
  const fields = BODIES[id] ?? [];
  const object: Record<string, unknown> = {};
  for (let i = chance.below(5); i > 0; i--) {
    const name = fields.length && chance.chance(0.9) ? chance.pick(fields) : word(chance);
    object[name] =
      name === 'HostConfig'
        ? Object.fromEntries(chance.many(3, () => [chance.pick(HOST_FIELDS), json(chance)] as const))
        : name === 'Image' && chance.chance(0.7)
          ? 'planted'
          : json(chance);
  }
  return JSON.stringify(object);
}

/** What is wrong with the answer, or undefined. Streams are left after `patienceMs`. */
export async function complaint(api: Transport, request: HttpRequest, patienceMs = 100): Promise<string | undefined> {
  const aborter = new AbortController();
  const line = `${request.method} ${request.target}`;
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<string>((resolve) => {
    timer = setTimeout(() => {
      aborter.abort(new Error('the client went away'));
      timer = setTimeout(() => resolve(`${line}: no end after the client went away`), 5000);
    }, patienceMs);
  });
  const asked = (async () => {
    try {
      const response = await api.request({ ...request, signal: aborter.signal });
      response.stream?.close();
      let said = '';
      for await (const chunk of response.body) {
        said += text(chunk);
        if (said.length > 4096) {
          aborter.abort(new Error('the client went away'));
          break;
        }
      }
      if (response.status === 500 && INTERNAL.test(said)) return `${line}: 500 ${said.trim()}`;
      if (response.status >= 400 && response.status !== 500 && INTERNAL_HARD.test(said))
        return `${line}: ${said.trim()}`;
      return undefined;
    } catch (error) {
      if (aborter.signal.aborted) return undefined;
      return `${line}: ${(error as Error).stack}`;
    }
  })();
  try {
    return await Promise.race([asked, hang]);
  } finally {
    clearTimeout(timer);
  }
}

/** Refusals may quote what was sent, so only what no request can contain counts. */
const INTERNAL_HARD =
  /Cannot (read|set|convert|access) |is not a function|is not iterable|\[object Object\]|call stack/;
