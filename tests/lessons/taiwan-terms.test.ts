/** Lessons and page say each thing by one word, as people in Taiwan write it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { text } from '../../src/base/bytes.ts';
import { readPack } from '../../src/node/lessons/read-pack.ts';
import { flaws } from './taiwan-terms.ts';

const root = join(import.meta.dirname, '../..');
/** Where the page's Chinese is, and what it says at the prompt. */
const PAGE = [
  'src/ui/messages/zh-tw.ts',
  'src/ui/messages/shell.ts',
  'src/ui/terminal/explanations.ts',
  'src/cli/explain.ts',
  'src/node/lessons/starter.ts',
  'src/node/support-page-texts.ts',
];
const HAN = /[\u3400-\u9fff]/u;

/** Lines of prose; what stands between fences is code. */
function prose(markdown: string): string[] {
  return markdown.replace(/^```[\s\S]*?^```$/gm, '').split('\n');
}

test('lessons', () => {
  const wrong: string[] = [];
  for (const [path, { bytes }] of readPack(join(root, 'lessons'))) {
    if (!/(zh-TW\.md|\.yaml)$/.test(path)) continue;
    for (const line of prose(text(bytes))) {
      if (!HAN.test(line)) continue;
      // Of a line of YAML the Chinese alone: `zh-TW: …`, or the end of `{ en: …, zh-TW: … }`.
      const chinese = path.endsWith('.yaml') ? line.slice(line.indexOf('zh-TW:') + 6).replace(/\s*\},?$/, '') : line;
      for (const flaw of flaws(chinese.replace(/ \{#[\w-]+\}$/, '').replace(/^\s*['"]|['"]$/g, '')))
        wrong.push(`${path}: ${flaw}`);
    }
  }
  expect(wrong).toEqual([]);
});

test.each(PAGE)('%s', (path) => {
  const strings = [...readFileSync(join(root, path), 'utf8').matchAll(/(['`"])((?:\\.|(?!\1)[^\\\n])*)\1/g)].map(
    ([, , text]) => (text as string).replace(/\\`[^`]*\\`/g, 'X').replace(/\$\{[^}]*\}/g, 'X'),
  );
  const chinese = strings.filter((text) => HAN.test(text));
  expect(chinese.length).toBeGreaterThan(2);
  expect(chinese.flatMap(flaws)).toEqual([]);
});

test('a text is found out', () => {
  expect(flaws('請打開 8080 埠。')).toHaveLength(1);
  expect(flaws('用`docker ps`看容器')).toHaveLength(1);
  expect(flaws('先等一下, 再試')).toHaveLength(1);
  expect(flaws('用 `docker ps, x` 看連接埠 8080，再繼續。')).toEqual([]);
});
