/** What judging could change on a machine, as text: the engine's objects and the learner's files, without what changes by itself. */
import { createClient } from '../../api/client/create-client.ts';
import type { Transport } from '../../api/transport.ts';
import { overlayEntries } from '../../kernel/vfs/overlay-entries.ts';
import type { Overlay } from '../../kernel/vfs/overlay.ts';
import type { Sandbox } from '../../sandbox/assemble.ts';

/** Where scripts leave things behind. */
const FOLDERS = /^\/(home|tmp|srv|etc|var)\//;

export async function fingerprint({ api, host }: Pick<Sandbox, 'api' | 'host'>): Promise<string> {
  const objects = await engineObjects(api);
  return [...objects, ...changedFiles(host.root)].join('\n');
}

/** Path, size, time of change and mode of everything that is no directory and that the machine did not begin with, and what is gone. */
function changedFiles(root: Overlay): readonly string[] {
  return overlayEntries(root).flatMap((entry) => {
    if (!FOLDERS.test(entry.path)) return [];
    if (entry.kind === 'whiteout') return [`${entry.path} is gone`];
    const { type, content, target, mtime, mode } = entry.node;
    if (type === 'directory') return [];
    return [`${entry.path} ${entry.linkTo ?? target ?? content?.size} ${mtime} ${mode}`];
  });
}

/** None on a machine whose engine does not run. */
async function engineObjects(api: Transport): Promise<readonly string[]> {
  const client = createClient(api);
  try {
    await client.systemPing({});
  } catch {
    return ['no engine'];
  }
  const [containers, images, volumes, networks] = await Promise.all([
    client.containerList({ query: { all: true } }),
    client.imageList({ query: { all: true } }),
    client.volumeList({}),
    client.networkList({}),
  ]);
  return [
    ...containers.map(({ Id, State, Names, ImageID }) => `container ${Names?.[0]} ${Id} ${State} ${ImageID}`),
    ...images.map(({ Id, RepoTags }) => `image ${RepoTags?.join(' ')} ${Id}`),
    ...(volumes.Volumes ?? []).map(({ Name }) => `volume ${Name}`),
    ...networks.map(({ Name, Id }) => `network ${Name} ${Id}`),
  ];
}
