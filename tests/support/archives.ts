/** Archives and layers for tests, good and bad, the same bytes each time. */
import { utf8 } from '../../src/base/bytes.ts';
import { digestOf } from '../../src/oci/digest.ts';
import type { TarHeader } from '../../src/oci/tar/header.ts';
import { encodeTar } from '../../src/oci/tar/write.ts';

export type Entry = Pick<TarHeader, 'name'> & Partial<TarHeader> & { readonly body?: Uint8Array | string };

/** A tar of files, unless an entry says otherwise. */
export function tarOf(...entries: readonly Entry[]): Uint8Array {
  return encodeTar(
    entries.map(({ body = '', ...header }) => {
      const bytes = typeof body === 'string' ? utf8(body) : body;
      const rest = { type: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 1_700_000_000_000, ...header } as const;
      return { header: { ...rest, size: rest.type === 'file' ? bytes.length : 0 }, body: bytes };
    }),
  );
}

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Bytes that no compressor makes smaller, and none of them zero. */
export function noise(size: number, seed = 1): Uint8Array {
  const random = seeded(seed);
  return Uint8Array.from({ length: size }, () => 1 + Math.floor(random() * 255));
}

export interface ArchiveOptions {
  readonly tags?: readonly string[];
  readonly diffs?: readonly string[];
  /** In place of the config's text. */
  readonly config?: string;
  readonly os?: string;
  /** In place of manifest.json's text. */
  readonly manifest?: string;
  readonly configName?: string;
  readonly layerNames?: readonly string[];
  readonly extra?: readonly Entry[];
}

export async function configOf(
  layers: readonly Uint8Array[],
  { diffs, os = 'linux' }: Pick<ArchiveOptions, 'diffs' | 'os'> = {},
): Promise<string> {
  const created = '2024-01-01T00:00:00Z';
  return JSON.stringify({
    architecture: 'amd64',
    os,
    config: {},
    created,
    history: layers.map(() => ({ created, created_by: 'x' })),
    rootfs: { type: 'layers', diff_ids: diffs ?? (await Promise.all(layers.map(digestOf))) },
  });
}

/** As older Docker saved: config.json, l0.tar, l1.tar …, manifest.json. */
export async function archiveOf(layers: readonly Uint8Array[], options: ArchiveOptions = {}): Promise<Uint8Array> {
  const names = options.layerNames ?? layers.map((_, i) => `l${i}.tar`);
  const item = { Config: options.configName ?? 'config.json', RepoTags: options.tags ?? ['bad/x:1'], Layers: names };
  return tarOf(
    { name: 'config.json', body: options.config ?? (await configOf(layers, options)) },
    ...layers.map((body, i) => ({ name: `l${i}.tar`, body })),
    { name: 'manifest.json', body: options.manifest ?? JSON.stringify([item]) },
    ...(options.extra ?? []),
  );
}
