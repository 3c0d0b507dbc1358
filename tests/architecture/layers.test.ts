import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { violations, type Source } from './layers.ts';

const root = join(import.meta.dirname, '../../src');

function sources(): Source[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

describe('rooms', () => {
  test('import only what the table allows, without cycles or banned names', () => {
    expect(violations(sources())).toEqual([]);
  }, 60_000);

  test('a planted arrow the wrong way, a planted cycle and planted names are found', () => {
    const planted: Source[] = [
      { path: 'oci/bad.ts', text: "import type { Store } from '../store/store.ts';" },
      { path: 'store/store.ts', text: 'export const store = 1;' },
      { path: 'kernel/a.ts', text: "import { b } from './b.ts'; export const a = b;" },
      { path: 'kernel/b.ts', text: "import { a } from './a.ts'; export const b = a;" },
      { path: 'engine/clock.ts', text: 'export const now = () => Date.now();' },
      { path: 'base/fs.ts', text: "import fs from 'node:fs'; export default fs;" },
      { path: 'nowhere/x.ts', text: '' },
    ];
    expect(violations(planted)).toEqual([
      'oci/bad.ts: oci may not import store/store.ts',
      'engine/clock.ts: says \\bDate\\.now\\(|\\bnew Date\\(\\); use ports.clock',
      'base/fs.ts: names node:fs; only node does',
      'nowhere/x.ts: belongs to no room',
      'cycle: kernel/a.ts -> kernel/b.ts -> kernel/a.ts',
    ]);
  });
});
