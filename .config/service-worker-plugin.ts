// Bundles the service worker once the site's own files are known, as one classic script at the site's root.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type Rollup } from 'vite';
import { siteFile } from './site-file.ts';

const SHIM = 'src/ui/preview/frame/shim.ts';
const ENTRY = 'src/service-worker/entry.ts';

/** One entry as one script, whatever it imports. */
async function bundle(root: string, entry: string, virtual: Readonly<Record<string, string>> = {}): Promise<string> {
  const modules: Plugin = {
    name: 'drydock-virtual',
    resolveId: (source) => (source in virtual ? `\0${source}` : undefined),
    load: (id) => virtual[id.slice(1)],
  };
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [modules],
    build: {
      write: false,
      target: 'es2023',
      rollupOptions: { input: join(root, entry), output: { format: 'iife' } },
    },
  });
  const { output } = result as Rollup.RollupOutput;
  return output[0].code;
}

const module = (name: string, value: unknown) => `export const ${name} = ${JSON.stringify(value)};`;

export const serviceWorker = (): Plugin =>
  siteFile('sw.js', async (root, files) => {
    const shared = readdirSync(join(root, 'public')).filter((name) => /\.(svg|js|webmanifest)$/.test(name));
    const hash = createHash('sha256');
    for (const [name, file] of Object.entries(files).sort()) {
      hash.update(name).update(file.type === 'chunk' ? file.code : file.source);
    }
    for (const name of shared) hash.update(readFileSync(join(root, 'public', name)));
    const site = { version: hash.digest('hex').slice(0, 16), files: [...Object.keys(files), ...shared] };
    const shim = await bundle(root, SHIM);
    return bundle(root, ENTRY, {
      'virtual:site-build': module('build', site),
      'virtual:preview-shim': module('shim', shim),
    });
  });
