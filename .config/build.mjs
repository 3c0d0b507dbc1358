// Builds the site into dist/site: the pages by Vite, and the teaching images as a static distribution tree beside them.
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './ensure.mjs';

export const site = join(root, 'dist/site');
const stamp = join(root, 'dist/site.stamp');

function newest(path) {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), info.mtimeMs);
}

const inputs = ['src', 'lessons', 'public', '.config', 'index.html', 'vite.config.ts', 'package-lock.json'].map(
  (name) => join(root, name),
);

export async function buildSite({ force = false } = {}) {
  const sources = Math.max(...inputs.filter((path) => existsSync(path)).map(newest));
  if (!force && existsSync(stamp) && statSync(stamp).mtimeMs > sources) return;
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
  const { buildNode } = await import('../src/node/drydock.mjs');
  const { writeRuntimes, writeSiteTrees } = await import(pathToFileURL(await buildNode('build-tree')).href);
  await writeSiteTrees(site);
  await writeRuntimes(join(site, 'languages'));
  writeFileSync(stamp, '');
}

if (process.argv[1] === import.meta.filename) await buildSite({ force: true });
