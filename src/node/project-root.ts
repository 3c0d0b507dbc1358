/** Where the project lies, whether this code runs as source or as a bundle below `dist`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT_ROOT = rootAbove(import.meta.dirname);

function rootAbove(from: string): string {
  let at = from;
  while (!existsSync(join(at, 'package-lock.json')) && at !== '/') at = join(at, '..');
  return at;
}
