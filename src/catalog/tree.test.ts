import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { utf8 } from '../base/bytes.ts';
import { imageIdOf } from '../oci/config.ts';
import { alpineImages } from './images/alpine/alpine.ts';
import { busyboxImages } from './images/busybox.ts';
import { helloWorld } from './images/hello-world.ts';
import { LayerFiles } from './layer-files.ts';
import { buildTree, packImage } from './tree.ts';
import type { TreeFile } from './tree.ts';

/** Without compression, digests depend on nothing but the recipes. */
const plain = { gzip: (bytes: AsyncIterable<Uint8Array>) => bytes };

/** For image IDs: only what layers hash to matters. */
const idsOnly = {
  async *gzip(bytes: AsyncIterable<Uint8Array>) {
    let size = 0;
    for await (const chunk of bytes) size += chunk.length;
    yield utf8(`${size}`);
  },
  hasher: () => {
    const hash = createHash('sha256');
    return Promise.resolve({
      update: (bytes: Uint8Array) => void hash.update(bytes),
      digest: () => `sha256:${hash.digest('hex')}`,
    });
  },
};

test('image ids are pinned', async () => {
  const ids: Record<string, string> = {};
  for (const recipe of [...alpineImages(), ...busyboxImages(), helloWorld()]) {
    const { config } = await packImage(recipe, idsOnly);
    ids[`${recipe.repository}:${recipe.tags[0]}`] = await imageIdOf(config);
  }
  expect(ids).toMatchInlineSnapshot(`
    {
      "library/alpine:3.18": "sha256:814b842f4628bcfa104558732d01a6f18e5a5159043cac2efaa06810fb8963e3",
      "library/alpine:3.19": "sha256:4e0149c9016e7c2341be81d90d4ad0a203d41c6f6b03803d89200dc8b57f3374",
      "library/alpine:3.20": "sha256:1ea0b7e26484734ded4dc93e6a738638405647cbbd5489c768d80b19a61fc46d",
      "library/alpine:3.21": "sha256:963a1e03dc4fbd49195baf9b06c6b354da1123a0200a6be6accc216727473847",
      "library/alpine:latest": "sha256:f859f0e6a496235b64bb5d67e628e8439956b972423569fae0864e3c6e187d49",
      "library/busybox:1.36": "sha256:84bdbdbbe8b7a3a8b2b7a9443c626f0d83611d396f756ae3f39a42e0810df421",
      "library/busybox:latest": "sha256:e1bfaae2456ff36c6835e8636620f2536fc7f8c3eea30299875e6c541632b167",
      "library/hello-world:latest": "sha256:0f398968202d1547a4016c25404b2d592a415d048403fe6110f889f08ca604bf",
    }
  `);
});

test('a tree is the same twice, and its blobs come before the manifests that name them', async () => {
  const recipe = {
    repository: 'library/tiny',
    tags: ['latest', '1'],
    created: '2024-01-02T03:04:05Z',
    config: { Cmd: ['/hello'] },
    steps: [
      {
        createdBy: 'COPY hello / # buildkit',
        layer: new LayerFiles().text('etc/motd', 'hi\n').blank('big', 200_000).entries(),
      },
      { createdBy: 'CMD ["/hello"]' },
    ],
  };
  const build = async () => {
    const files: TreeFile[] = [];
    for await (const file of buildTree([recipe], plain)) files.push(file);
    return files;
  };
  const first = await build();
  expect(await build()).toEqual(first);
  const paths = first.map(({ path }) => path.replace(/sha256:[0-9a-f]{64}/, 'sha256:*'));
  expect(paths).toEqual([
    'v2/library/tiny/blobs/sha256:*',
    'v2/library/tiny/blobs/sha256:*',
    'v2/library/tiny/manifests/sha256:*',
    'v2/library/tiny/manifests/latest',
    'v2/library/tiny/manifests/1',
    'v2/library/tiny/tags/list',
    'v2/_catalog',
  ]);
  const [tags, catalog] = first.slice(-2).map(({ bytes }) => bytes);
  expect(tags).toEqual(utf8('{"name":"library/tiny","tags":["1","latest"]}\n'));
  expect(catalog).toEqual(utf8('{"repositories":["library/tiny"]}\n'));
});

test('a layer keeps its own parents, sorted', () => {
  const files = new LayerFiles().text('usr/bin/b', 'x').directory('tmp', { mode: 0o1777 }).symlink('usr/bin/a', 'b');
  expect(files.entries().map(({ path, type, mode }) => [path, type, mode])).toEqual([
    ['tmp', 'directory', 0o1777],
    ['usr', 'directory', 0o755],
    ['usr/bin', 'directory', 0o755],
    ['usr/bin/a', 'symlink', 0o777],
    ['usr/bin/b', 'file', 0o644],
  ]);
  expect(() => files.text('/absolute', '')).toThrow('not in normal form');
});
