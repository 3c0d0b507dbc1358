import { expect, test } from 'vitest';
import type { Lesson } from './lesson.ts';
import { renderLesson } from './render.ts';

const same = (text: string) => ({ en: text, 'zh-TW': text });
const html = (text: string) => {
  const blocks = { en: [{ kind: 'text', text }], 'zh-TW': [] };
  const lesson = {
    title: same('t'), introduction: blocks, ownMachine: { en: [], 'zh-TW': [] }, objectives: [], variables: [], steps: [],
  } as unknown as Lesson; // prettier-ignore
  const [block] = renderLesson(lesson).introduction.en;
  return block?.kind === 'text' ? block.text : undefined;
};

test('what is typed into a file has an element for each line, and one for hyphens within', () => {
  expect(html('```dockerfile\nFROM a\n\nRUN b -q > <c>\n```')).toBe(
    '<pre><code><span>FROM a</span><span></span><span>RUN b <span>-</span>q &gt; &lt;c&gt;</span></code></pre>',
  );
});

test('what a program printed stays as it is', () => {
  expect(html('```text\nNAME  -\na     <b>\n```')).toBe('<pre><code>NAME  -\na     &lt;b&gt;</code></pre>');
  expect(html('```\na\nb\n```')).toBe('<pre><code>a\nb</code></pre>');
});
