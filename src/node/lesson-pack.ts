/**
 * Reads the lessons of a folder and renders their prose for the page, at build time. Fenced `console` blocks become
 * buttons that type their command; everything else is ordinary Markdown.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Marked } from 'marked';
import type { Lesson, Localised } from '../course/lesson.ts';
import { parseLesson, type LessonFiles } from '../course/parse-lesson.ts';

/** Folders below `root` that hold a lesson.yaml, in order. */
export function lessonFolders(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('lesson.yaml'))
    .map((path) => join(path, '..'))
    .sort();
}

export function readLesson(root: string, folder: string): Lesson {
  const files: Record<string, string> = {};
  for (const name of readdirSync(join(root, folder))) {
    const path = join(root, folder, name);
    if (statSync(path).isFile()) files[name] = readFileSync(path, 'utf8');
  }
  return parseLesson(relative(root, join(root, folder)), files satisfies LessonFiles);
}

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] as string);

const marked = new Marked({
  renderer: {
    code({ text, lang }) {
      if (lang !== 'console') return `<pre><code>${escape(text)}</code></pre>`;
      return text
        .split('\n')
        .map((line) => {
          const [, prompt = '', command = line] = /^([$#]) (.*)$/.exec(line) ?? [];
          return `<button type="button" data-command="${escape(command)}"><span aria-hidden="true">${prompt} </span>${escape(command)}</button>`;
        })
        .join('');
    },
  },
});

/** The lesson with its prose as HTML, and its short texts (hints, messages) as a map from Markdown to inline HTML. */
export function renderLesson(lesson: Lesson): Lesson & { readonly inline: Readonly<Record<string, string>> } {
  const html = (texts: Localised): Localised => ({
    en: marked.parse(texts.en, { async: false }),
    'zh-TW': marked.parse(texts['zh-TW'], { async: false }),
  });
  const inline: Record<string, string> = {};
  for (const step of lesson.steps) {
    const messages = step.checks.flatMap((check) => [check.message, ...check.explain.map(({ message }) => message)]);
    for (const texts of [...step.hints, ...messages]) {
      for (const text of Object.values(texts)) inline[text] = marked.parseInline(text, { async: false });
    }
  }
  return {
    ...lesson,
    introduction: html(lesson.introduction),
    steps: lesson.steps.map((step) => ({ ...step, prose: html(step.prose) })),
    inline,
  };
}
