/**
 * A lesson's Markdown as HTML: at build time for the site's own lessons, in the page for a pack from elsewhere, whose
 * HTML the page sanitises then. Commands and headings stay as they are.
 */
import { Marked } from 'marked';
import { codeHtml, escaped } from './code-words.ts';
import type { Lesson } from './lesson.ts';
import { mapTexts } from './texts.ts';

/** Text where a Lesson has Markdown is HTML here. */
export interface RenderedLesson extends Lesson {
  readonly rendered: true;
}

const marked = new Marked({
  gfm: true,
  renderer: {
    codespan: ({ text }) => `<code>${codeHtml(text)}</code>`,
    code: ({ text, lang }) => `<pre><code>${!lang || lang === 'text' ? escaped(text) : linesHtml(text)}</code></pre>`,
  },
});

/** What a learner types into a file: each line is an element, so that one that does not fit is seen to be one (Prose.svelte). */
function linesHtml(text: string): string {
  return text
    .split('\n')
    .map((line) => `<span>${codeHtml(line)}</span>`)
    .join('');
}

export function renderLesson(lesson: Lesson): RenderedLesson {
  const rendered = mapTexts(lesson, (text, kind) => {
    if (kind === 'block') return marked.parse(text, { async: false });
    return kind === 'inline' ? marked.parseInline(text, { async: false }) : text;
  });
  return { ...rendered, rendered: true };
}
