/**
 * Writes the static trees that the site serves beside its pages: the OCI distribution tree of the teaching images, and the files of the
 * simulated Internet. A stamp of everything the tree is made
 * from lets a second call go without packing; files that are there already and right are left alone.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { teachingImages } from '../catalog/images.ts';
import { internetSites } from '../catalog/internet-sites.ts';
import { internetTree } from '../catalog/internet-tree.ts';
import type { InternetSite } from '../catalog/internet-tree.ts';
import { LayerFiles } from '../catalog/layer-files.ts';
import type { ImageRecipe } from '../catalog/recipe.ts';
import { buildTree, packImage } from '../catalog/tree.ts';
import type { TreeFile } from '../catalog/tree.ts';
import type { Hasher } from '../oci/digest.ts';
import { gzipFiles } from './gzip-files.ts';
import { ownedDirectory, writeFiles, writeWhole } from './write-files.ts';

const STAMP = '.drydock-tree';
/** The time of all files in package archives. */
const PACKED_AT = Date.parse('2025-09-06T10:14:02Z');
/** Packed into the stamp, so that a change of the packing itself shows. */
const PROBE: ImageRecipe = {
  repository: 'probe',
  tags: ['1'],
  created: '2024-01-02T03:04:05Z',
  config: { Cmd: ['a'], Env: ['B=c'] },
  steps: [{ createdBy: 'a', layer: new LayerFiles().text('a', 'b').hardlink('c', 'a').symlink('d/e', '/a').entries() }],
};

export interface WrittenTree {
  /** Files written anew; 0 when nothing had changed. */
  readonly written: number;
  readonly directory: string;
}

export async function writeTree(
  directory: string,
  recipes: readonly ImageRecipe[] = teachingImages(),
): Promise<WrittenTree> {
  return written(directory, recipes, () => buildTree(recipes, { gzip: gzipFiles, hasher: nativeHasher }));
}

/** Writes the files of the simulated Internet: a folder for each host. */
export async function writeInternet(
  directory: string,
  sites: readonly InternetSite[] = internetSites(),
): Promise<WrittenTree> {
  return written(directory, sites, () => internetTree(sites, { gzip: gzipFiles, mtime: PACKED_AT }));
}

/** The stamp is emptied while files are written: its presence says that the folder is ours, its content what is in it. */
async function written(
  directory: string,
  sources: readonly unknown[],
  files: () => AsyncIterable<TreeFile>,
): Promise<WrittenTree> {
  const stamp = await stampOf(sources);
  const present = await ownedDirectory(directory, STAMP);
  if (present === stamp) return { written: 0, directory };
  await writeWhole(join(directory, STAMP), new Uint8Array());
  const count = await writeFiles(directory, files(), STAMP);
  await writeWhole(join(directory, STAMP), new TextEncoder().encode(stamp));
  return { written: count, directory };
}

/** OpenSSL's SHA-256, several times faster than WASM. */
async function nativeHasher(): Promise<Hasher> {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), digest: () => `sha256:${hash.digest('hex')}` };
}

async function stampOf(sources: readonly unknown[]): Promise<string> {
  const probe = await packImage(PROBE, { gzip: gzipFiles });
  const hash = createHash('sha256').update(`${probe.digest} zlib ${process.versions.zlib}\n`);
  for (const source of sources) {
    const text = JSON.stringify(source, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    hash.update(text);
  }
  return `${hash.digest('hex')}\n`;
}
