/** No text of the page stands in a component: all of it is in the dictionaries, and in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/ui/messages/en.ts';
import { SHELL } from '../../src/ui/messages/shell.ts';
import { zhTW } from '../../src/ui/messages/zh-tw.ts';

const UI = join(import.meta.dirname, '../../src/ui');

/** Names that are the same in every language. */
const NAMES = /^(Drydock|Ctrl)$/;
const SPOKEN = ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'label'];

interface Node {
  readonly type?: string;
  readonly name?: string;
  readonly data?: string;
  readonly value?: unknown;
}

/** Words in the markup, and in attributes that are read out or shown. */
function wordsIn(source: string): string[] {
  const found: string[] = [];
  const add = (text: string) => {
    const words = text.trim();
    if (/\p{L}{2}/u.test(words) && !NAMES.test(words)) found.push(words);
  };
  const visit = (node: unknown, inAttribute: boolean): void => {
    if (Array.isArray(node)) for (const child of node) visit(child, inAttribute);
    if (node === null || typeof node !== 'object' || Array.isArray(node)) return;
    const { type, name, data } = node as Node;
    if (type === 'Attribute') {
      if (SPOKEN.includes(name ?? '')) visit((node as Node).value, true);
      return;
    }
    if (type === 'Text') add(data ?? '');
    for (const [key, child] of Object.entries(node)) if (key !== 'type' && key !== 'loc') visit(child, inAttribute);
  };
  visit(parse(source, { modern: true }).fragment, false);
  return found;
}

const components = readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.svelte'));

type Shape = string | { readonly [key: string]: Shape };

/** Keys with what kind of value each has; a sentence with values is called with some. */
function shapeOf(value: unknown): Shape {
  if (typeof value === 'function') return `function/${value.length}`;
  if (typeof value === 'string') return 'text';
  return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, shapeOf(item)]));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'function') return [String((value as (...values: unknown[]) => string)(2, 3))];
  return typeof value === 'string' ? [value] : Object.values(value as object).flatMap(textsOf);
}

describe('the text of the page', () => {
  test.each(components)('%s has none of its own', (name) => {
    expect(wordsIn(readFileSync(join(UI, name), 'utf8'))).toEqual([]);
  });

  test('a planted sentence is found, in markup and in attributes', () => {
    expect(wordsIn('<p>Hello there</p><button aria-label="Close it">×</button><i class="big">{x}</i>')).toEqual([
      'Hello there',
      'Close it',
    ]);
  });

  test('both languages say everything, and nothing was left in English', () => {
    for (const [english, chinese] of [
      [en, zhTW],
      [SHELL.en, SHELL['zh-TW']],
    ] as const) {
      expect(shapeOf(chinese)).toEqual(shapeOf(english));
      expect(textsOf(chinese).filter((text) => !/[\u4e00-\u9fff]/.test(text))).toEqual([]);
      expect(textsOf(english).filter((text) => /[\u4e00-\u9fff]/.test(text))).toEqual([]);
    }
  });
});
