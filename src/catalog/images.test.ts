import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { text } from '../base/bytes.ts';
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
  'library/alpine:3.18': 7.35,
  'library/alpine:latest': 8.32,
  'library/busybox:latest': 4.27,
  'library/centos:7': 203.9,
  'library/debian:bookworm': 116.6,
  'library/debian:bookworm-slim': 74.8,
  'library/golang:1.22': 823,
  'library/httpd:2.4': 117.2,
  'library/mysql:8.4': 776,
  'library/nginx:1.27': 192.2,
  'library/nginx:alpine': 48.2,
  'library/node:20': 1098,
  'library/node:slim': 202,
  'library/postgres:16': 437,
  'library/postgres:18': 452,
  'library/python:3.14': 1022,
  'library/python:slim': 125,
  'library/redis:7': 117,
  'library/redis:alpine': 41.4,
  'library/registry:2': 25.4,
  'library/ruby:3.3': 1000,
};

const images = teachingImages();
const named = (name: string) =>
  images.find(({ repository, tags }) => tags.some((tag) => `${repository}:${tag}` === name));
const bytes = ({ steps }: ImageRecipe) =>
  steps.flatMap(({ layer = [] }) => layer).reduce((sum, { size }) => sum + size, 0);
const hash = (recipes: readonly ImageRecipe[]) =>
  createHash('sha256')
    .update(JSON.stringify(recipes, (_, value: unknown) => (value instanceof Uint8Array ? text(value) : value)))
    .digest('hex');

test('recipes are the same twice', () => {
  expect(hash(teachingImages())).toBe(hash(images));
}, 60_000);

test.each(Object.entries(OFFICIAL))('%s is about as big as the real one', (name, megabytes) => {
  const recipe = named(name);
  expect(recipe && bytes(recipe) / 1e6).toBeGreaterThan(megabytes * 0.95);
  expect(recipe && bytes(recipe) / 1e6).toBeLessThan(megabytes * 1.05);
});

test('no two recipes claim a tag', () => {
  const claimed = images.flatMap(({ repository, tags }) => tags.map((tag) => `${repository}:${tag}`));
  expect(claimed.filter((name, i) => claimed.indexOf(name) !== i)).toEqual([]);
});
