/** The words of src/ui/packs/problem-words.ts beside those of the sources that read lessons. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { inChinese } from '../../src/ui/packs/problem-words.ts';

const COURSE = join(import.meta.dirname, '../../src/course');
/** Whoever finds fault with a lesson or its pack. */
const READERS = ['parse-course', 'parse-lesson', 'preparation', 'prose', 'sections', 'yaml-errors', 'yaml-reader'];

/** Sentences in a source, with a word for each `${…}`: a literal with blanks is one, but for scripts and what stands before a colon. */
function sentencesOf(reader: string): readonly string[] {
  const file = `${reader}.ts`;
  const source = ts.createSourceFile(file, readFileSync(join(COURSE, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(node.text);
    if (ts.isTemplateExpression(node))
      found.push([node.head.text, ...node.templateSpans.map(({ literal }) => `word${literal.text}`)].join(''));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found
    .filter((text) => /^[^\n]*[a-z] [^\n]*$/.test(text) && !/^(set|mkdir|chmod|base64) |^ \(/.test(text))
    .map((text) => text.replace(/^word(?:\/[\w.-]+)?(?::(?:word|\d+))?: ?/, ''))
    .filter((text) => !/^(word ?)+$/.test(text))
    .map((text) => (READS_YAML.test(text) ? `steps.0 ${text}` : text));
}

/** The reader puts the place in front of these. */
const READS_YAML = /^(should be (?!gin)|is not known here|is '|belong)/;

it.each(READERS)('%s: every problem is told in Chinese, too', (reader) => {
  const sentences = sentencesOf(reader);
  expect(sentences.length).toBeGreaterThan(1);
  expect(sentences.filter((sentence) => !/[\u4e00-\u9fff]/.test(inChinese(sentence) ?? ''))).toEqual([]);
});

it('so is what is wrong with a ZIP file', () => {
  const damaged = 'the ZIP archive is damaged: ';
  const sentences = sentencesOf('pack/zip')
    .filter((text) => text !== `${damaged}word`)
    .map((text) => (text.startsWith('the ') ? text : damaged + text));
  expect(sentences).toContain(`${damaged}its end is missing`);
  expect(sentences.filter((sentence) => !/[\u4e00-\u9fff]/.test(inChinese(sentence) ?? ''))).toEqual([]);
});

it('keeps the place, and what is named', () => {
  expect(inChinese('week/one/lesson.yaml:11: steps.0.hints.nugde is not known here; there is nudge, command')).toBe(
    'week/one/lesson.yaml:11：這裡沒有 steps.0.hints.nugde 這個欄位，可用的有：nudge, command',
  );
  expect(inChinese('week/two/zh-TW.md: is missing')).toBe('week/two/zh-TW.md：沒有這個檔案');
});
