import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { lessonFolders, readLesson, renderLesson } from './src/node/lesson-pack.ts';

const LESSONS = join(import.meta.dirname, 'lessons');

/** `virtual:lessons`: every lesson, parsed and rendered when the site is built. */
function lessons(): Plugin {
  const id = 'virtual:lessons';
  return {
    name: 'drydock-lessons',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(resolved) {
      if (resolved !== `\0${id}`) return undefined;
      this.addWatchFile(LESSONS);
      const all = lessonFolders(LESSONS).map((folder) => renderLesson(readLesson(LESSONS, folder)));
      return `export const lessons = ${JSON.stringify(all)};`;
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [svelte({ configFile: false }), lessons()],
  worker: { format: 'es' },
  build: { outDir: 'dist/site', target: 'es2023', modulePreload: { polyfill: false } },
  preview: { strictPort: true },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'tests/{architecture,contract,conformance,cli,lessons,parity}/**/*.test.ts'],
          environment: 'node',
        },
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
