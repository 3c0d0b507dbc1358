/** Commands of swarm mode, as an engine answers them that takes part in no swarm. */
import { collect } from '../../base/streams.ts';
import { CliFailure, notSimulated } from '../failure.ts';
import { commandHelp, helpWidth } from '../help.ts';
import { inspectEach } from '../inspect/raw.ts';
import { fileErrorText, resolvePath } from '../paths.ts';
import type { Handler, Session } from '../session.ts';
import { SWARM_COMMANDS } from '../surface/swarm.ts';

export const NOT_A_MANAGER =
  'Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** The sandbox has one engine and no swarm, so real Docker would say the same. */
export const needsManager: Handler = async () => {
  throw new CliFailure(NOT_A_MANAGER);
};

const inspectNothing: Handler = (session, flags, names) =>
  inspectEach(session, names, flags.string('format'), async () => {
    throw new CliFailure(NOT_A_MANAGER);
  });

const leaveSwarm: Handler = async () => {
  throw new CliFailure('Error response from daemon: This node is not part of a swarm');
};

const unlockKey: Handler = async () => {
  throw new CliFailure(`could not fetch unlock key: ${NOT_A_MANAGER}`);
};

const unlock: Handler = async () => {
  throw new CliFailure('Error: This node is not part of a swarm');
};

/** Without a flag there is nothing to change, and help is shown. */
const updateSwarm: Handler = async (session, flags) => {
  if (flags.given.length) throw new CliFailure(NOT_A_MANAGER);
  const source = SWARM_COMMANDS.find(({ paths }) => paths[0] === 'swarm update');
  if (source) await session.print(commandHelp('swarm update', source, helpWidth(session.machine)));
};

const scaleServices: Handler = async (_session, _flags, words) => {
  const odd = words.find((word) => !word.includes('='));
  if (odd !== undefined) {
    const source = SWARM_COMMANDS.find(({ paths }) => paths[0] === 'service scale');
    const usage = `Usage:  docker service scale ${source?.usage ?? ''}`;
    throw new CliFailure(
      `invalid scale specifier '${odd}'.\nSee 'docker service scale --help'.\n\n${usage}\n\nScale services`,
    );
  }
  const failures = words.map((word) => {
    const at = word.indexOf('=');
    const [name, count] = [word.slice(0, at), word.slice(at + 1)];
    if (/^\d+$/.test(count)) return `${name}: ${NOT_A_MANAGER}`;
    return `${name}: invalid replicas value ${count}: strconv.ParseUint: parsing ${JSON.stringify(count)}: invalid syntax`;
  });
  throw new CliFailure(failures.join('\n'));
};

/** The file is read before the engine is asked. */
const createSecret: Handler = async (session, _flags, [, file]) => {
  if (file !== undefined) await readContent(session, file);
  throw new CliFailure(NOT_A_MANAGER);
};

const createConfig: Handler = async (session, _flags, [, file = '-']) => {
  try {
    await readContent(session, file);
  } catch (error) {
    throw new CliFailure(`Error reading content from ${JSON.stringify(file)}: ${(error as Error).message}`);
  }
  throw new CliFailure(NOT_A_MANAGER);
};

/** Of a secret, at most. */
const CONTENT_BYTES = 1024 * 1024;

async function readContent({ machine }: Session, file: string): Promise<void> {
  const name = file === '-' ? 'STDIN' : file;
  const source = file === '-' ? machine.stdin.source : machine.files.read(resolvePath(machine.cwd, file));
  let bytes: Uint8Array;
  try {
    bytes = await collect(source, CONTENT_BYTES);
  } catch (error) {
    throw new CliFailure(`error reading from ${name}: ${fileErrorText('open', file, error)}`);
  }
  if (bytes.length === 0) throw new CliFailure(`error reading from ${name}: data is empty`);
}

const deployStack: Handler = async (session, flags) => {
  await readComposeFiles(session, flags.list('compose-file'));
  if (!flags.changed('detach'))
    await session.warn(
      'Since --detach=false was not specified, tasks will be created in the background.\nIn a future release, --detach=false will become the default.\n',
    );
  throw new CliFailure(NOT_A_MANAGER.replace('Error response from daemon: T', 't').replace(/\.$/, ''));
};

const showStack: Handler = async (session, flags) => {
  await readComposeFiles(session, flags.list('compose-file'));
  throw notSimulated('docker stack config', 'print the merged Compose file');
};

async function readComposeFiles({ machine }: Session, files: readonly string[]): Promise<void> {
  if (files.length === 0) throw new CliFailure('Specify a Compose file (with --compose-file)');
  for (const file of files) {
    if (file === '-') continue;
    await machine.files.stat(resolvePath(machine.cwd, file)).catch((error: unknown) => {
      throw new CliFailure(fileErrorText('open', file, error));
    });
  }
}

/** What a manager would be asked for; making or joining a swarm is not among them. */
const MANAGER_COMMANDS = [
  'config ls',
  'config rm',
  'node demote',
  'node ls',
  'node promote',
  'node ps',
  'node rm',
  'node update',
  'secret ls',
  'secret rm',
  'service create',
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
] as const;

export const SWARM_HANDLERS: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(MANAGER_COMMANDS.map((path) => [path, needsManager])),
  'config create': createConfig,
  'config inspect': inspectNothing,
  'node inspect': inspectNothing,
  'secret create': createSecret,
  'secret inspect': inspectNothing,
  'service inspect': inspectNothing,
  'service scale': scaleServices,
  'stack config': showStack,
  'stack deploy': deployStack,
  'swarm leave': leaveSwarm,
  'swarm unlock': unlock,
  'swarm unlock-key': unlockKey,
  'swarm update': updateSwarm,
};
