/** What is said about an operation that the engine behind the server does not have: its name, and what Docker does. */
import { FailureError } from '../../base/errors.ts';
import type { HttpRequest } from '../../base/http/exchange.ts';
import type { Operation, OperationId } from '../operations.ts';

const REAL_DOCKER: Readonly<Partial<Record<OperationId, string>>> = {
  session: "would open a BuildKit session, through which the builder reads the client's files",
  distributionInspect: "would ask the registry for the image's descriptor and platforms",
  volumeUpdate: 'would change a cluster volume of a swarm',
  pluginList: 'would list the installed plugins',
  pluginPrivileges: 'would ask the registry which privileges the plugin wants',
  pluginPull: 'would pull the plugin from its registry and install it',
  pluginInspect: "would show the plugin's configuration",
  pluginDelete: 'would remove the plugin',
  pluginEnable: 'would start the plugin',
  pluginDisable: 'would stop the plugin',
  pluginUpgrade: 'would replace the plugin by another version',
  pluginCreate: 'would make a plugin of the root file system and configuration sent to it',
  pluginPush: 'would push the plugin to its registry',
  pluginSet: "would change the plugin's settings",
};

export function unsimulated(id: OperationId, { method, path }: Operation, { headers }: Asked): FailureError {
  if (id === 'volumeUpdate') {
    return new FailureError('unavailable', 'volume update only valid for cluster volumes, but swarm is unavailable');
  }
  if (id === 'session' && !headers['upgrade']) return new FailureError('invalid', 'no upgrade proto in request');
  return notSimulated(`${method} ${path} (${id})`, realDocker(id));
}

type Asked = Pick<HttpRequest, 'headers'>;

/** What real Docker does with an operation that is not simulated. */
export function realDocker(id: OperationId): string {
  return REAL_DOCKER[id] ?? 'would carry it out';
}

const EXPERIMENTAL =
  'This experimental feature is disabled by default. Start the Docker daemon in experimental mode in order to enable it.';

const NO_SWARM =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** Of a swarm (moby, api/server/router/swarm), by method. */
const SWARM_ROUTES: Readonly<Record<string, RegExp>> = {
  GET: /^\/(swarm(\/unlockkey)?|(services|nodes|tasks|secrets|configs)(\/.*)?)$/,
  POST: /^\/(swarm\/(update|unlock)|(services|secrets|configs)\/create|(services|nodes|secrets|configs)\/.*\/update)$/,
  DELETE: /^\/(services|nodes|secrets|configs)\/.*$/,
};

/** What routes of real Docker beside the table say; undefined: there is no such route. */
export function routeBeside(method: string, path: string, query: string): FailureError | undefined {
  if (SWARM_ROUTES[method]?.test(path)) return new FailureError('unavailable', NO_SWARM);
  if (/^\/containers\/.+\/checkpoints(\/|$)/.test(path) && ['GET', 'POST', 'DELETE'].includes(method)) {
    return new FailureError('notImplemented', EXPERIMENTAL);
  }
  if (method !== 'POST') return undefined;
  if (path === '/grpc') return notSimulated('POST /grpc', "would speak BuildKit's gRPC, which buildx builds with");
  if (path === '/build/cancel') {
    return /(^|&)id=[^&]/.test(query)
      ? notSimulated('POST /build/cancel', 'would cancel a BuildKit build')
      : new FailureError('invalid', 'build ID not provided');
  }
  if (path === '/swarm/init') return notSimulated('POST /swarm/init', 'would make this engine the manager of a swarm');
  if (path === '/swarm/join') return notSimulated('POST /swarm/join', 'would make this engine a node of a swarm');
  if (path === '/swarm/leave') return new FailureError('unavailable', 'This node is not part of a swarm');
  return undefined;
}

function notSimulated(what: string, does: string): FailureError {
  return new FailureError('notImplemented', `${what} is not simulated here: real Docker ${does}`);
}
