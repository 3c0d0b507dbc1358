/** A folder of lessons on disk as the files of a pack. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { PackFile, PackFiles } from '../../course/parse-course.ts';

/** Everything below `root` but README.md and hidden files, by path relative to it. */
export function readPack(root: string): PackFiles {
  const files = new Map<string, PackFile>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(root, path).split(sep).join('/');
    if (!entry.isFile() || name === 'README.md' || isHidden(name)) continue;
    files.set(name, { bytes: readFileSync(path), executable: (statSync(path).mode & 0o100) !== 0 });
  }
  return files;
}

/** An editor's droppings; but what a lesson gives to the learner may well be hidden. */
function isHidden(name: string): boolean {
  const outside = name.split('/files/')[0] as string;
  return outside.split('/').some((part) => part.startsWith('.') || part.endsWith('~'));
}
