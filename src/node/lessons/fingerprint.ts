/** What judging could change on a machine, as text: the engine's objects and the learner's files, without what changes by itself. */
import { createClient } from '../../api/client/create-client.ts';
import type { Transport } from '../../api/transport.ts';
import type { Sys } from '../../kernel/sys.ts';
import type { Sandbox } from '../../sandbox/assemble.ts';

/** Where scripts leave things behind. */
const FOLDERS = ['/home', '/tmp', '/srv', '/etc', '/var'];

export async function fingerprint({ api, host }: Pick<Sandbox, 'api' | 'host'>): Promise<string> {
  const [objects, ...files] = await Promise.all([
    engineObjects(api),
    ...FOLDERS.map((folder) => filesBelow(host.namespace.files, folder)),
  ]);
  return [...objects, ...files.flat().sort()].join('\n');
}

/** Path, size, time of change and mode of everything that is no directory. A folder that is not there has nothing in it. */
async function filesBelow(files: Sys, folder: string): Promise<readonly string[]> {
  let entries;
  try {
    entries = await files.readdir(folder);
  } catch {
    return [];
  }
  const found: string[] = [];
  for (const { name, type } of entries) {
    const path = `${folder}/${name}`;
    if (type === 'directory') found.push(...(await filesBelow(files, path)));
    else {
      const { size, mtime, mode } = await files.lstat(path);
      found.push(`${path} ${size} ${mtime} ${mode}`);
    }
  }
  return found;
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
