#!/usr/bin/env -S node --
// Starts Drydock in Node. The sources are TypeScript: they are built into dist/node when they are newer than what is
// there, and then imported. The `--` above keeps Node from taking docker's --env-file for its own. Plain JavaScript with nothing but Node's own modules, so that a fresh build starts at once.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');
const output = join(root, 'dist/node');

/** What a build read, and when: it is fresh as long as none of it has changed. */
function freshBuild(stamp) {
  try {
    const { file, inputs, sizes } = JSON.parse(readFileSync(stamp, 'utf8'));
    const unchanged = inputs.every((path, i) => {
      const info = statSync(join(root, path), { throwIfNoEntry: false });
      return info && `${info.mtimeMs}:${info.size}` === sizes[i];
    });
    return unchanged && existsSync(join(output, file)) ? join(output, file) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Builds `src/node/<entry>.ts`, or the `source` that it is given, if need be, and answers the path of the module to import. Each build has a directory of
 * its own and is named by the stamp last, so that processes that build at the same time do not disturb each other.
 */
export async function buildNode(entry = 'main', source = `src/node/${entry}.ts`) {
  const stamp = join(output, `${entry}.json`);
  const fresh = freshBuild(stamp);
  if (fresh) return fresh;
  const { build } = await import('vite');
  const started = Date.now();
  const name = `${entry}-${started.toString(36)}-${process.pid}`;
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    // One import of many small files is slower than one of few: packages come with us.
    ssr: { noExternal: true },
    build: {
      ssr: join(root, source),
      outDir: join(output, name),
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'index.js', chunkFileNames: '[name]-[hash].js' } },
    },
  });
  const [bundle] = [built].flat();
  const inputs = [...new Set(bundle.output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : [])))]
    // `file?raw` is the file.
    .map((path) => path.replace(/\?.*$/, ''))
    .filter((path) => path.startsWith(root) && existsSync(path))
    .map((path) => path.slice(root.length + 1));
  inputs.push('src/node/drydock.mjs', 'package-lock.json');
  const sizes = inputs.map((path) => {
    const { mtimeMs, size } = statSync(join(root, path));
    // A source that changed while it was built makes the build stale at once.
    return mtimeMs > started ? 'changed' : `${mtimeMs}:${size}`;
  });
  mkdirSync(output, { recursive: true });
  const file = `${name}/index.js`;
  writeFileSync(`${stamp}.${process.pid}`, JSON.stringify({ file, inputs, sizes }));
  renameSync(`${stamp}.${process.pid}`, stamp);
  removeOldBuilds(entry, name);
  return join(output, file);
}

/** All but the last two: a process that still runs may yet load parts of its own. */
function removeOldBuilds(entry, kept) {
  const builds = readdirSync(output)
    .filter((name) => name.startsWith(`${entry}-`) && /-[0-9a-z]+-\d+$/.test(name) && name !== kept)
    .map((name) => ({ name, time: statSync(join(output, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.time - a.time);
  for (const { name } of builds.slice(2)) rmSync(join(output, name), { recursive: true, force: true });
}

async function start() {
  const path = await buildNode().catch((error) => {
    process.stderr.write(`drydock: the sources could not be built: ${error.message}\n`);
    process.exit(1);
  });
  const { main } = await import(pathToFileURL(path).href);
  // Input that is still open would keep the process; what was written has been flushed by now.
  process.exit(await main(process.argv.slice(2)));
}

// Not awaited: what runs may ask this very module for another build.
if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) void start();
