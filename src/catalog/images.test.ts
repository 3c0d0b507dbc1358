import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { teachingImages } from './images.ts';
import type { ImageRecipe } from './recipe.ts';

/** Megabytes that `docker images` shows for the real images. */
const OFFICIAL: Readonly<Record<string, number>> = {
  'library/ubuntu:12.04': 103.6,
  'library/ubuntu:14.04': 196.5,
  'library/ubuntu:16.04': 134.8,
  'library/ubuntu:18.04': 63.2,
  'library/ubuntu:20.04': 72.8,
  'library/ubuntu:22.04': 77.9,
  'library/ubuntu:24.04': 78.1,
};

const images = teachingImages();
const named = (name: string) =>
  images.find(({ repository, tags }) => tags.some((tag) => `${repository}:${tag}` === name));
const bytes = ({ steps }: ImageRecipe) =>
  steps.flatMap(({ layer = [] }) => layer).reduce((sum, { size }) => sum + size, 0);
const hash = (recipes: readonly ImageRecipe[]) => createHash('sha256').update(JSON.stringify(recipes)).digest('hex');

test('recipes are the same twice', () => {
  expect(hash(teachingImages())).toBe(hash(images));
});

test.each(Object.entries(OFFICIAL))('%s is about as big as the real one', (name, megabytes) => {
  const recipe = named(name);
  expect(recipe && bytes(recipe) / 1e6).toBeGreaterThan(megabytes * 0.95);
  expect(recipe && bytes(recipe) / 1e6).toBeLessThan(megabytes * 1.05);
});

test('no two recipes claim a tag', () => {
  const claimed = images.flatMap(({ repository, tags }) => tags.map((tag) => `${repository}:${tag}`));
  expect(claimed.filter((name, i) => claimed.indexOf(name) !== i)).toEqual([]);
});
