/** Sandboxes over a given driver, whose docker.io is a handful of files. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '../../src/api/client/create-client.ts';
import type { EngineClient } from '../../src/api/calls.ts';
import { systemClock, systemRandom } from '../../src/base/ports.ts';
import { createRegistryClient } from '../../src/registry/client.ts';
import { staticUpstream } from './static-upstream.ts';
import { assemble, type Sandbox } from '../../src/sandbox/assemble.ts';
import type { StorageDriver } from '../../src/store/driver.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { utf8 } from '../../src/base/bytes.ts';

/** Paths below `v2/` to their bytes. A body may come slowly, or not at all. */
export type Tree = Map<string, Uint8Array | ((signal: AbortSignal | undefined) => ReadableStream<Uint8Array>)>;

export interface TestSandbox extends Sandbox {
  readonly client: EngineClient;
}

/** What the tree lacks is looked for in the folder `hub`. */
export async function openSandbox(
  driver: StorageDriver,
  tree: Tree = new Map(),
  hub?: string,
  clock = systemClock,
): Promise<TestSandbox> {
  const fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    const path = new URL(url).pathname;
    const file = hub && join(hub, path);
    const found = tree.get(path.replace('/v2/', '')) ?? (file && existsSync(file) ? readFileSync(file) : undefined);
    if (found === undefined) return new Response(null, { status: 404 });
    const body = typeof found === 'function' ? found(init?.signal ?? undefined) : (found as Uint8Array<ArrayBuffer>);
    return new Response(init?.method === 'HEAD' ? null : body, { status: 200 });
  };
  const sandbox = await assemble({
    driver,
    clock,
    random: systemRandom,
    registry: async () =>
      createRegistryClient({
        fetch,
        upstreams: { 'docker.io': staticUpstream({ fetch, base: 'https://hub.test' }) },
      }),
  });
  await sandbox.started;
  return { ...sandbox, client: createClient(sandbox.api) };
}

const DOCKER = 'application/vnd.docker';

/** Plants an image. Its blobs are named by their digests, whatever is put in their place later. */
export async function plantImage(
  tree: Tree,
  repository: string,
  tag: string,
  config: string,
  layers: readonly Uint8Array[],
): Promise<{ readonly config: string; readonly layers: readonly string[] }> {
  const describe = async (mediaType: string, bytes: Uint8Array) => {
    const digest = await digestOf(bytes);
    tree.set(`${repository}/blobs/${digest}`, bytes);
    return { mediaType, size: bytes.length, digest };
  };
  const manifest = {
    schemaVersion: 2,
    mediaType: `${DOCKER}.distribution.manifest.v2+json`,
    config: await describe(`${DOCKER}.container.image.v1+json`, utf8(config)),
    layers: await Promise.all(layers.map((layer) => describe(`${DOCKER}.image.rootfs.diff.tar.gzip`, layer))),
  };
  const bytes = utf8(JSON.stringify(manifest));
  tree.set(`${repository}/manifests/${tag}`, bytes);
  tree.set(`${repository}/manifests/${await digestOf(bytes)}`, bytes);
  tree.set(`${repository}/tags/list`, utf8(JSON.stringify({ name: repository, tags: [tag] })));
  return { config: manifest.config.digest, layers: manifest.layers.map(({ digest }) => digest) };
}

/** All that a store holds, without the learner's machine, which writes when it likes. */
export async function contentsOf(driver: StorageDriver): Promise<readonly (readonly [string, unknown])[]> {
  const records = await driver.list('records', '', '\uffff');
  const chunks = await driver.keys('chunks', '', '\uffff');
  const held = await Promise.all(
    chunks.map(async (key) => [key, await digestOf((await driver.readChunk(key, 0, 1 << 30)) as Uint8Array)] as const),
  );
  return [...records, ...held].filter(([key]) => !/^(owner|f)\/host/.test(key));
}
