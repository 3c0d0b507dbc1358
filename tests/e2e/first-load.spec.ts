/** What travels before the prompt can be typed at: everything the page asks for by itself, to the byte. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const SITE = join(import.meta.dirname, '../../dist/site');
const BUDGET_BYTES = 250_000;

/** The page, what it names in its head, the worker, and what any of them imports. */
function firstLoad(): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  const add = (path: string): void => {
    const file = join(SITE, path);
    if (sizes.has(path) || !existsSync(file)) return;
    const bytes = readFileSync(file);
    sizes.set(path, gzipSync(bytes, { level: 9 }).length);
    for (const name of named(path, bytes.toString('utf8'))) add(join(path, '..', name));
  };
  add('index.html');
  return sizes;
}

/** Files that are asked for as soon as this one is there: dynamic imports are not, but a worker is. */
function named(path: string, text: string): readonly string[] {
  if (path.endsWith('.html'))
    return [...text.matchAll(/(?:src|href)="\.?\/?([^"]+)"/g)].map(([, name]) => name as string);
  if (!path.endsWith('.js')) return [];
  const imports = [...text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g)].map(([, name]) => name as string);
  const workers = [...text.matchAll(/["'`]([^"'`]*entry-[\w-]+\.js)["'`]/g)].map(([, name]) =>
    (name as string).replace(/^.*\//, ''),
  );
  return [...imports, ...workers];
}

test(`the first load stays below ${BUDGET_BYTES / 1000} kB`, () => {
  const sizes = firstLoad();
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const parts = [...sizes].sort(([, a], [, b]) => b - a).map(([path, size]) => `${size} ${path}`);
  if (process.env.VERBOSE) console.log(total, parts);
  // What must be in it: otherwise something else was measured.
  for (const name of [/index-.*\.js/, /Terminal-.*\.js/, /entry-.*\.js/, /\.css/])
    expect(parts.join('\n')).toMatch(name);
  expect(total, parts.join('\n')).toBeLessThanOrEqual(BUDGET_BYTES);
});
