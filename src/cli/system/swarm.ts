/** Commands of swarm mode, as an engine answers them that takes part in no swarm. */
import { CliFailure } from '../failure.ts';
import type { Handler } from '../session.ts';

const NOT_A_MANAGER =
  'Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** The sandbox has one engine and no swarm, so real Docker would say the same. */
export const needsManager: Handler = async () => {
  throw new CliFailure(NOT_A_MANAGER);
};

export const leaveSwarm: Handler = async () => {
  throw new CliFailure('Error response from daemon: This node is not part of a swarm');
};

/** What a manager would be asked for; making or joining a swarm is not among them. */
export const MANAGER_COMMANDS = [
  'config inspect',
  'config ls',
  'config rm',
  'node demote',
  'node inspect',
  'node ls',
  'node promote',
  'node ps',
  'node rm',
  'node update',
  'secret inspect',
  'secret ls',
  'secret rm',
  'service inspect',
  'service logs',
  'service ls',
  'service ps',
  'service rm',
  'service rollback',
  'service update',
  'stack ls',
  'stack ps',
  'stack rm',
  'stack services',
  'swarm ca',
  'swarm join-token',
  'swarm unlock-key',
  'swarm update',
] as const;
