/** docker inspect, and inspect of containers, images, networks and volumes. */
import { isNotFound } from '../errors.ts';
import { CliFailure } from '../failure.ts';
import type { Handler, Session } from '../session.ts';
import { inspectEach, type Inspected } from './raw.ts';

type Look = (session: Session, name: string, size: boolean) => Promise<Inspected>;

const container: Look = async ({ client }, id, size) => ({
  value: await client.containerInspect({ path: { id }, query: { ...(size && { size: true }) } }),
  schema: 'container.InspectResponse',
});
const image: Look = async ({ client }, name) => ({
  value: await client.imageInspect({ path: { name } }),
  schema: 'image.InspectResponse',
});
const network: Look = async ({ client }, id) => ({
  value: await client.networkInspect({ path: { id } }),
  schema: 'network.Inspect',
});
const volume: Look = async ({ client }, name) => ({
  value: await client.volumeInspect({ path: { name } }),
  schema: 'volume.Volume',
  typedOnly: true,
});
const plugin: Look = async ({ client }, name) => ({ value: await client.pluginInspect({ path: { name } }) });

/** The order in which a name is looked up when no type is given. */
const KINDS: Readonly<Record<string, Look>> = { container, image, network, volume, plugin };

const TYPES = ['config', 'container', 'image', 'network', 'node', 'plugin', 'secret', 'service', 'task', 'volume'];

export const inspectAny: Handler = (session, flags, names) => {
  const type = flags.string('type');
  const size = flags.bool('size');
  if (flags.changed('type') && type === '')
    throw new CliFailure(
      'type is empty: must be one of "config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"',
    );
  if (type !== '' && !TYPES.includes(type))
    throw new CliFailure(
      `unknown type: ${JSON.stringify(type)}: must be one of ${TYPES.map((name) => JSON.stringify(name)).join(', ')}`,
    );
  if (type !== '' && !(type in KINDS)) return inspectEach(session, names, flags.string('format'), swarmOnly);
  return inspectEach(session, names, flags.string('format'), async (name) => {
    const looks = type === '' ? Object.entries(KINDS) : [[type, KINDS[type] as Look] as const];
    for (const [kind, look] of looks) {
      try {
        const found = await look(session, name, size && kind === 'container');
        if (size && kind !== 'container') await session.warn(`WARNING: --size ignored for ${kind}\n`);
        return found;
      } catch (error) {
        if (type !== '' || !isMissing(error)) throw error;
      }
    }
    throw new CliFailure(`Error: No such object: ${name}`);
  });
};

/** An engine without plugins or with stricter names says so otherwise; none of that ends the search. */
function isMissing(error: unknown): boolean {
  const status = (error as { status?: number }).status;
  return isNotFound(error) || status === 400 || status === 501 || status === 503;
}

async function swarmOnly(): Promise<Inspected> {
  throw new CliFailure(
    'Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
  );
}

const one =
  (look: Look): Handler =>
  (session, flags, names) =>
    inspectEach(session, names, flags.string('format'), (name) =>
      look(session, name, flags.spec('size') ? flags.bool('size') : false),
    );

export const inspectContainer = one(container);
export const inspectImage = one(image);
export const inspectNetwork = one(network);
export const inspectVolume = one(volume);
export const inspectPlugin = one(plugin);
