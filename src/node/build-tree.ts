/**
 * Writes the static OCI distribution tree of the teaching images to a directory. A stamp of everything the tree is made
 * from lets a second call go without packing; files that are there already and right are left alone.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { createGzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { equalBytes } from '../base/bytes.ts';
import type { ByteSource } from '../base/streams.ts';
import { teachingImages } from '../catalog/images.ts';
import { LayerFiles } from '../catalog/layer-files.ts';
import type { ImageRecipe } from '../catalog/recipe.ts';
import { buildTree, packImage } from '../catalog/tree.ts';

const STAMP = '.drydock-tree';
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
  const stamp = await stampOf(recipes);
  const stampFile = join(directory, STAMP);
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return { written: 0, directory };
  await rm(stampFile, { force: true });
  const kept = new Set<string>();
  let written = 0;
  for await (const { path, bytes } of buildTree(recipes, { gzip: gzipLevel6 })) {
    const file = join(directory, path);
    kept.add(file);
    const present = await readFile(file).catch(() => undefined);
    if (present && equalBytes(present, bytes)) continue;
    await writeWhole(file, bytes);
    written++;
  }
  await removeOthers(join(directory, 'v2'), kept);
  await writeWhole(stampFile, new TextEncoder().encode(stamp));
  return { written, directory };
}

/** Node's zlib at level 6; its header has no time, so the same bytes give the same bytes. */
export function gzipLevel6(source: ByteSource): ByteSource {
  const zip = createGzip({ level: 6 });
  const bytes = Readable.from(source, { objectMode: false });
  bytes.on('error', (error) => zip.destroy(error));
  return bytes.pipe(zip) as AsyncIterable<Uint8Array>;
}

/** Half a file is never seen under its name. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}

/** Files of an earlier tree that this one does not have. */
async function removeOthers(root: string, kept: ReadonlySet<string>): Promise<void> {
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of found) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(file) && !relative(root, file).startsWith(`..${sep}`)) await rm(file);
  }
}

async function stampOf(recipes: readonly ImageRecipe[]): Promise<string> {
  const probe = await packImage(PROBE, { gzip: gzipLevel6 });
  const hash = createHash('sha256').update(`${probe.digest} zlib ${process.versions.zlib}\n`);
  for (const recipe of recipes) {
    const text = JSON.stringify(recipe, (_, value: unknown) =>
      value instanceof Uint8Array ? [...value].join() : value,
    );
    hash.update(text);
  }
  return `${hash.digest('hex')}\n`;
}
