/**
 * Writes the static trees that the site serves beside its pages: the OCI distribution tree of the teaching images, and the files of the
 * simulated Internet. A stamp of everything the tree is made
 * from lets a second call go without packing; files that are there already and right are left alone.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { teachingImages } from '../catalog/images.ts';
import { internetSites } from '../catalog/internet-sites.ts';
import { internetTree } from '../catalog/internet-tree.ts';
import { buildTree } from '../catalog/tree.ts';
import type { TreeFile } from '../catalog/tree.ts';
import type { Hasher } from '../oci/digest.ts';
import { RUNTIME_ASSETS } from '../languages/assets.ts';
import { gzipFiles } from './gzip-files.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { linkFiles, ownedDirectory, withLock, writeFiles, writeWhole } from './write-files.ts';

/** Where the teaching images lie when nobody says otherwise, and the files of the simulated Internet. */
export const DEFAULT_HUB = join(PROJECT_ROOT, 'dist/hub');
export const DEFAULT_INTERNET = join(PROJECT_ROOT, 'dist/internet');

const STAMP = '.drydock-tree';
/** The time of all files in package archives. */
const PACKED_AT = Date.parse('2025-09-06T10:14:02Z');
export interface WrittenTree {
  /** Files written anew; 0 when nothing had changed. */
  readonly written: number;
  readonly directory: string;
}

export async function writeTree(directory: string): Promise<WrittenTree> {
  return written(directory, () => buildTree(teachingImages(), { gzip: gzipFiles, hasher: nativeHasher }));
}

/** Writes the files of the simulated Internet: a folder for each host. */
export async function writeInternet(directory: string): Promise<WrittenTree> {
  return written(directory, () => internetTree(internetSites(), { gzip: gzipFiles, mtime: PACKED_AT }));
}

/**
 * The trees beside the built site, by way of the folders where the command line has them: they are packed once for both. `site` is
 * the site's folder, emptied by its build.
 */
export async function writeSiteTrees(site: string): Promise<void> {
  for (const [name, { directory }] of Object.entries({
    hub: await writeTree(DEFAULT_HUB),
    internet: await writeInternet(DEFAULT_INTERNET),
  })) {
    linkFiles(directory, join(site, name));
  }
}

/** Copies the runtimes of languages from their packages: the page fetches them when they are first run. */
export async function writeRuntimes(directory: string): Promise<void> {
  for (const { path, package: name, from, files } of RUNTIME_ASSETS) {
    for (const file of files) {
      const target = join(directory, path, file);
      await mkdir(dirname(target), { recursive: true });
      await copyFile(join(PROJECT_ROOT, 'node_modules', name, from, file), target);
    }
  }
}

/** The stamp is emptied while files are written: its presence says that the folder is ours, its content what is in it. */
async function written(directory: string, files: () => AsyncIterable<TreeFile>): Promise<WrittenTree> {
  const stamp = await sourceStamp();
  if ((await ownedDirectory(directory, STAMP)) === stamp) return { written: 0, directory };
  return withLock(`${directory}.lock`, async () => {
    if ((await ownedDirectory(directory, STAMP)) === stamp) return { written: 0, directory };
    writeWhole(join(directory, STAMP), new Uint8Array());
    const count = await writeFiles(directory, files(), STAMP);
    writeWhole(join(directory, STAMP), new TextEncoder().encode(stamp));
    return { written: count, directory };
  });
}

/** Sources that the trees are made by, below `src/`. */
const SOURCES = ['base', 'catalog', 'oci', 'node/build-tree.ts', 'node/gzip-files.ts', 'node/write-files.ts'];

/** Of the sources and of zlib: as long as they are the same, so is every byte. Reading them is far quicker than making the recipes. */
async function sourceStamp(): Promise<string> {
  const hash = createHash('sha256').update(`zlib ${process.versions.zlib}\n`);
  const root = join(PROJECT_ROOT, 'src');
  for (const source of SOURCES) {
    const names = source.endsWith('.ts') ? [source] : await readdir(join(root, source), { recursive: true });
    const files = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort();
    for (const name of files) {
      const path = source.endsWith('.ts') ? name : join(source, name);
      hash.update(path).update(await readFile(join(root, path)));
    }
  }
  return `${hash.digest('hex')}\n`;
}

/** OpenSSL's SHA-256, several times faster than WASM. */
async function nativeHasher(): Promise<Hasher> {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), digest: () => `sha256:${hash.digest('hex')}` };
}
