import { expect, test } from 'vitest';
import type { Part } from './lesson.ts';
import { summaryOf } from './summary.ts';

const part = (path: string): Part => ({ path, id: path || 'alone', title: { en: 'P', 'zh-TW': 'P' }, lessons: [] });

test('a part has the number of its folder, and without one that of its place', () => {
  const parts = ['02-install', 'extra', 'pack/10-more', ''].map(part);
  expect(summaryOf({ parts }).map(({ number }) => number)).toEqual([2, 2, 10, 4]);
});
