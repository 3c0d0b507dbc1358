/** The table of what is simulated says everything in both languages. */
import { expect, test } from 'vitest';
import { supportPage } from './support-page.ts';
import { rowText } from './support-page-texts.ts';

const HAN = /[\u4e00-\u9fff]/;

test('every text stands beside its translation', () => {
  const page = supportPage({ early: '', language: '' }).replace(/<(script|style)>[^]*?<\/\1>/g, '');
  const texts = [...page.matchAll(/<span lang="en">([^<]*)<\/span><span lang="zh-TW">([^<]*)<\/span>/g)];
  expect(texts.length).toBeGreaterThan(500);
  expect(texts.filter(([, english = '', chinese = '']) => HAN.test(english) || !HAN.test(chinese))).toEqual([]);
  // What is left beside cells of names (operations, fields) and the names of languages.
  const left = page
    .replaceAll(/<span lang="[^"]*">[^<]*<\/span>/g, '')
    .replaceAll(/<(code|option|title|td)[^>]*>[^<]*/g, '')
    .replaceAll(/<[^>]*>/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  expect(left).toEqual(['Drydock', 'Engine API']);
});

test('words without a translation make no page', () => {
  expect(() => rowText('do something new')).toThrow("no translation of 'do something new'");
});
