import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { earlyScript } from './.config/early-script.ts';
import { promptChunk } from './.config/prompt-chunk.ts';
import { serviceWorker } from './.config/service-worker-plugin.ts';
import { supportTable } from './.config/support-plugin.ts';
import { lessonModules } from './src/node/lessons/modules.ts';

const LESSONS = join(import.meta.dirname, 'lessons');

/** What the entry will ask for, asked for at once: the page and its terminal come beside it, not after it. */
function preloads(): Plugin {
  return {
    name: 'drydock-preloads',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const entry = chunks.find(({ isEntry }) => isEntry);
        const parts = chunks.filter(({ name }) => name === 'page' || name === 'Terminal');
        const known = new Set([entry?.fileName, ...(entry?.imports ?? [])]);
        const scripts = new Set(parts.flatMap(({ fileName, imports }) => [fileName, ...imports]));
        const styles = parts.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
        const files = [...[...scripts].filter((name) => !known.has(name)), ...styles];
        return files.map((file) => ({
          tag: 'link',
          injectTo: 'head' as const,
          attrs: file.endsWith('.css')
            ? { rel: 'preload', as: 'style', href: `./${file}`, crossorigin: true }
            : { rel: 'modulepreload', href: `./${file}` },
        }));
      },
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [
    svelte({ configFile: false }),
    lessonModules(LESSONS),
    preloads(),
    earlyScript(),
    supportTable(),
    serviceWorker(),
  ],
  worker: { format: 'es', rolldownOptions: { output: { codeSplitting: promptChunk('/src/worker/entry.ts') } } },
  build: {
    outDir: 'dist/site',
    target: 'es2023',
    // The names of what every later chunk imports would be among the first things to load; a chunk asks for its own.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')),
    },
  },
  preview: { strictPort: true },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 30_000,
          // As the page's tests: time on a busy machine is no fault of the code's.
          retry: process.env.CI ? 2 : 0,
          expect: { poll: { timeout: 10_000 } },
          include: [
            'src/**/*.test.ts',
            'tests/{architecture,contract,conformance,cli,languages,lessons,parity,fuzz}/**/*.test.ts',
          ],
          exclude: ['tests/conformance/outside/**'],
          environment: 'node',
        },
      },
      {
        extends: true,
        test: { name: 'outside', include: ['tests/conformance/outside/**/*.test.ts'], environment: 'node' },
      },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['tests/real/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
