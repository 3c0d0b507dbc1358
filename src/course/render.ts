/**
 * A lesson's Markdown as HTML: at build time for the site's own lessons, in the page for a pack from elsewhere, whose
 * HTML the page sanitises then. Commands and headings stay as they are.
 */
import { Marked } from 'marked';
import { codeHtml } from './code-words.ts';
import type { Lesson } from './lesson.ts';
import { mapTexts } from './texts.ts';

/** Text where a Lesson has Markdown is HTML here. */
export interface RenderedLesson extends Lesson {
  readonly rendered: true;
}

const marked = new Marked({
  gfm: true,
  renderer: { codespan: ({ text }) => `<code>${codeHtml(text)}</code>` },
});

export function renderLesson(lesson: Lesson): RenderedLesson {
  const rendered = mapTexts(lesson, (text, kind) => {
    if (kind === 'block') return marked.parse(text, { async: false });
    return kind === 'inline' ? marked.parseInline(text, { async: false }) : text;
  });
  return { ...rendered, rendered: true };
}
