/** The authoring guide maps the study note to the lessons: every lesson is in it, and it names none that is not there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lessonFolders } from '../../src/course/parse-course.ts';
import { readPack } from '../../src/node/lessons/read-pack.ts';

const root = join(import.meta.dirname, '../../lessons');

test('the map names all lessons, and no others', () => {
  const guide = readFileSync(join(root, 'README.md'), 'utf8');
  const rows = guide
    .slice(guide.indexOf('## Which lesson covers'))
    .split('\n')
    .filter((line) => line.startsWith('| '));
  const named = rows.flatMap((row) => [...row.matchAll(/`(\d\d\/\d\d-[a-z-]+)`/g)].map(([, name]) => name as string));
  // `05-make-images/01-commit` is written as `05/01-commit`.
  const there = lessonFolders(readPack(root)).map((folder) => folder.replace(/-[a-z-]+\//, '/'));
  expect([...new Set(named)].sort()).toEqual(there);
});
