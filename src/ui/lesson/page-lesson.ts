/** A lesson as the page gets it: prose rendered to HTML at build time (`virtual:lessons`, vite.config.ts). */
import type { Lesson } from '../../course/lesson.ts';

export interface PageLesson extends Lesson {
  /** Hints and messages: Markdown text to inline HTML. */
  readonly inline: Readonly<Record<string, string>>;
}
