/** Layers that several images begin with: the same entries, by identity, so that they are packed once. */
import type { RecipeEntry } from '../recipe.ts';

const layers = new Map<string, readonly RecipeEntry[]>();

/** What was made first under the key; recipes are pure, so any other is equal. */
export function sharedLayer(key: string, entries: readonly RecipeEntry[]): readonly RecipeEntry[] {
  const known = layers.get(key) ?? entries;
  layers.set(key, known);
  return known;
}
