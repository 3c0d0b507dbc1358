// Writes the table of what is simulated as a page of the site, so that the service worker keeps it like any other.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { siteFile } from './site-file.ts';

export const supportTable = (): Plugin =>
  siteFile('support.html', async (root) => {
    // Loaded by address: bundled with Vite's configuration, every test run would read the engine for it.
    const load = async <T>(path: string) => (await import(pathToFileURL(path).href)) as T;
    const { buildNode } = await load<{ buildNode(entry: string): Promise<string> }>(join(root, 'src/node/drydock.mjs'));
    const { supportPage } = await load<{ supportPage(scripts: { early: string; language: string }): string }>(
      await buildNode('support-page'),
    );
    const script = (name: string) => readFileSync(join(root, 'src/ui', name), 'utf8');
    return supportPage({ early: script('early.js'), language: script('support-language.js') });
  });
