import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { utf8 } from '../base/bytes.ts';
import { imageIdOf } from '../oci/config.ts';
import { alpine320 } from './images/alpine.ts';
import { busybox } from './images/busybox.ts';
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
  for (const recipe of [alpine320(), busybox(), helloWorld()]) {
    const { config } = await packImage(recipe, idsOnly);
    ids[recipe.repository] = await imageIdOf(config);
  }
  expect(ids).toMatchInlineSnapshot(`
    {
      "library/alpine": "sha256:d91a941acfe1b8ed84bbf578e4e48d780d68108b88d2c53a9036d185a6f5ef8c",
      "library/busybox": "sha256:f786cc8dae5b5efa233fae79652721b75ee6c54f5c6281869cf198a4c6278579",
      "library/hello-world": "sha256:0f398968202d1547a4016c25404b2d592a415d048403fe6110f889f08ca604bf",
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
  ]);
  expect(first.at(-1)?.bytes).toEqual(utf8('{"name":"library/tiny","tags":["1","latest"]}\n'));
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
