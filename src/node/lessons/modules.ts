/**
 * The site's own lessons as modules, for Vite: `virtual:lessons` lists parts and lessons, and loads a lesson when it is
 * opened, parsed and rendered at build time.
 */
import type { Course, Lesson } from '../../course/lesson.ts';
import { parseCourse } from '../../course/parse-course.ts';
import { renderLesson } from '../../course/render.ts';
import { summaryOf, type PartSummary } from '../../course/summary.ts';
import { readPack } from './read-pack.ts';

export const LESSONS_MODULE = 'virtual:lessons';
const LESSON_MODULE = 'virtual:lesson/';

interface ModulePlugin {
  readonly name: string;
  resolveId(source: string): string | undefined;
  load(this: { addWatchFile(path: string): void }, id: string): string | undefined;
}

export function lessonModules(root: string): ModulePlugin {
  let course: Course | undefined;
  const all = () => (course ??= parseCourse(readPack(root))).parts.flatMap(({ lessons }) => lessons);
  return {
    name: 'drydock-lessons',
    resolveId: (source) => (source === LESSONS_MODULE || source.startsWith(LESSON_MODULE) ? `\0${source}` : undefined),
    load(id) {
      if (id === `\0${LESSONS_MODULE}`) {
        this.addWatchFile(root);
        course = parseCourse(readPack(root));
        return indexModule(summaryOf(course), all());
      }
      if (!id.startsWith(`\0${LESSON_MODULE}`)) return undefined;
      const lesson = all().find(({ path }) => id === `\0${LESSON_MODULE}${path}`);
      return lesson && `export const lesson = ${JSON.stringify(forPage(lesson))};`;
    },
  };
}

function indexModule(parts: readonly PartSummary[], lessons: readonly Lesson[]): string {
  const loaders = lessons.map(
    ({ id, path }) => `${JSON.stringify(id)}: () => import(${JSON.stringify(LESSON_MODULE + path)})`,
  );
  return `export const parts = ${JSON.stringify(parts)};
const loaders = {${loaders.join(',\n')}};
export const loadLesson = async (id) => (await loaders[id]()).lesson;
`;
}

/** The wrong attempts are for the proof alone. */
function forPage(lesson: Lesson): Lesson {
  const rendered = renderLesson(lesson);
  return { ...rendered, steps: rendered.steps.map((step) => ({ ...step, wrong: [] })) };
}
