import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { utf8 } from '../base/bytes.ts';
import { imageIdOf } from '../oci/config.ts';
import { teachingImages } from './images.ts';
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

const sizeOf = (recipe: ReturnType<typeof teachingImages>[number]) =>
  recipe.steps.flatMap(({ layer = [] }) => layer).reduce((sum, { size }) => sum + size, 0);

test('image ids are pinned', async () => {
  const ids: Record<string, readonly (string | number)[]> = {};
  for (const recipe of teachingImages()) {
    const image = await packImage(recipe, idsOnly);
    const id = await imageIdOf(image.config);
    ids[`${recipe.repository}:${recipe.tags.join(',')}`] = [id.slice(0, 19), sizeOf(recipe), image.diffIds.length];
  }
  expect(ids).toMatchInlineSnapshot(`
    {
      "library/alpine:3.20": [
        "sha256:d91a941acfe1",
        2026555,
        1,
      ],
      "library/alpine:latest": [
        "sha256:1a5c1ae8d543",
        2026555,
        1,
      ],
      "library/busybox:latest,1.37": [
        "sha256:f786cc8dae5b",
        2024864,
        1,
      ],
      "library/hello-world:latest,linux": [
        "sha256:0f398968202d",
        958,
        1,
      ],
      "library/ubuntu:14.04,trusty": [
        "sha256:f188af183141",
        196495084,
        3,
      ],
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
