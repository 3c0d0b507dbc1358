import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { utf8 } from '../base/bytes.ts';
import type { TreeFile } from '../catalog/tree.ts';
import { linkFiles, writeFiles } from './write-files.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'drydock-tree-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (directory: string, files: Record<string, string>) =>
  writeFiles(
    join(folder, directory),
    (async function* (): AsyncGenerator<TreeFile> {
      for (const [path, content] of Object.entries(files)) yield { path, bytes: utf8(content) };
    })(),
    '.mark',
  );
const read = (path: string) => readFileSync(join(folder, path), 'utf8');

test('writes what is new or wrong, and removes what no longer belongs', async () => {
  expect(await write('tree', { 'a/b': 'one', c: 'two', d: 'three' })).toBe(3);
  writeFileSync(join(folder, 'tree/c'), 'spoilt');
  expect(await write('tree', { 'a/b': 'one', c: 'two' })).toBe(1);
  expect([read('tree/a/b'), read('tree/c')]).toEqual(['one', 'two']);
  expect(() => read('tree/d')).toThrow('ENOENT');
});

test('a linked tree keeps what it has when the first is written anew', async () => {
  await write('tree', { 'a/b': 'one' });
  linkFiles(join(folder, 'tree'), join(folder, 'site'));
  await write('tree', { 'a/b': 'two' });
  expect([read('tree/a/b'), read('site/a/b')]).toEqual(['two', 'one']);
  linkFiles(join(folder, 'tree'), join(folder, 'site'));
  expect(read('site/a/b')).toBe('two');
});
