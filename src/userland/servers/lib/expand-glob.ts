/** The files that a pattern of an include directive names, sorted; none when there is none. */
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';

export async function expandGlob(sys: Sys, pattern: string): Promise<readonly string[]> {
  let places = [''];
  for (const part of pattern.split('/').slice(1)) {
    if (!/[*?[]/.test(part)) {
      places = places.map((place) => `${place}/${part}`);
      continue;
    }
    const found: string[] = [];
    for (const place of places) found.push(...(await matching(sys, place, part)));
    places = found;
  }
  const there: string[] = [];
  for (const place of places) if (await sys.access(place, {})) there.push(place);
  return there.sort();
}

async function matching(sys: Sys, directory: string, part: string): Promise<string[]> {
  const source = part
    .replace(/[.+^$(){}|\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  const expression = new RegExp(`^${source}$`);
  try {
    const entries = await sys.readdir(directory || '/');
    return entries
      .filter(({ name }) => expression.test(name) && (part.startsWith('.') || !name.startsWith('.')))
      .map(({ name }) => `${directory}/${name}`);
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}
