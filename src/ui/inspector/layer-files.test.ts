import { describe, expect, test } from 'vitest';
import { sourceOf } from '../../base/streams.ts';
import { encodeTar } from '../../oci/tar/write.ts';
import { readLayerFiles } from './layer-files.ts';

const header = { mode: 0o644, uid: 0, gid: 0, mtime: 0, size: 0 };
const utf8 = (text: string) => new TextEncoder().encode(text);

const layer = encodeTar([
  { header: { ...header, name: './', type: 'directory' } },
  { header: { ...header, name: 'etc/', type: 'directory' } },
  { header: { ...header, name: 'etc/note', type: 'file', size: 5 }, body: utf8('hello') },
  { header: { ...header, name: 'etc/.wh.old', type: 'file' } },
  { header: { ...header, name: 'srv/.wh..wh..opq', type: 'file' } },
  { header: { ...header, name: 'bin/sh', type: 'symlink', link: 'dash' } },
]);
const archive = encodeTar([
  { header: { ...header, name: 'manifest.json', type: 'file', size: 2 }, body: utf8('[]') },
  { header: { ...header, name: 'blobs/sha256/aa', type: 'file', size: layer.length }, body: layer },
  { header: { ...header, name: 'blobs/sha256/bb', type: 'file', size: 2 }, body: utf8('{}') },
]);

describe('readLayerFiles', () => {
  test('lists what a layer has and what it takes away, in whatever pieces the archive comes', async () => {
    const pieces = Array.from({ length: Math.ceil(archive.length / 700) }, (_, i) =>
      archive.subarray(i * 700, (i + 1) * 700),
    );
    expect(await readLayerFiles(sourceOf(...pieces), 'sha256:aa')).toEqual({
      more: 0,
      files: [
        { path: '/etc', kind: 'present', type: 'directory', size: 0 },
        { path: '/etc/note', kind: 'present', type: 'file', size: 5 },
        { path: '/etc/old', kind: 'removed', type: 'file', size: 0 },
        { path: '/srv', kind: 'opaque', type: 'directory', size: 0 },
        { path: '/bin/sh', kind: 'present', type: 'symlink', size: 0, link: 'dash' },
      ],
    });
  });

  test('leaves the stream once the layer has passed', async () => {
    let left = false;
    async function* stream() {
      try {
        yield archive;
        yield await Promise.reject(new Error('read on'));
      } finally {
        left = true;
      }
    }
    expect((await readLayerFiles(stream(), 'sha256:aa'))?.files).toHaveLength(5);
    expect(left).toBe(true);
  });

  test('knows when a layer is not there', async () => {
    expect(await readLayerFiles(sourceOf(archive), 'sha256:cc')).toBe(undefined);
  });
});
