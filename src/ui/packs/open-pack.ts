/**
 * A lesson pack that somebody brings: unpacked, checked and made safe to show. Its ids get the pack's own in front, so
 * that neither routes nor progress nor steps meet those of other lessons.
 */
import { parseCourse, lessonFolders } from '../../course/parse-course.ts';
import type { Course, Lesson } from '../../course/lesson.ts';
import { readArchive } from '../../course/pack/read-archive.ts';
import { renderLesson, type RenderedLesson } from '../../course/render.ts';
import { summaryOf, type PartSummary } from '../../course/summary.ts';
import { nameOf } from './pack-name.ts';
import { sanitised } from './sanitise.ts';

export interface PackFile {
  /** Whose lessons these are: the address of the pack, or the name of its file. */
  readonly source: string;
  readonly bytes: Uint8Array;
}

export interface Pack {
  /** Of the source alone: a newer version of a pack takes the place of the older, and progress stays. */
  readonly id: string;
  readonly source: string;
  readonly name: string;
  readonly parts: readonly PartSummary[];
  readonly lessons: readonly RenderedLesson[];
}

/** FailureError when it is no archive, LessonError with all that is wrong in its lessons. */
export async function openPack({ source, bytes }: PackFile): Promise<Pack> {
  const id = await packId(source);
  const course = withPrefix(parseCourse(await readArchive(bytes)), id);
  const lessons = course.parts.flatMap((part) => part.lessons.map((lesson) => sanitised(renderLesson(lesson))));
  return { id, source, name: nameOf(source), parts: summaryOf(course), lessons };
}

/** Whether a file that was dropped is a pack, and not one for the machine. */
export async function holdsLessons(bytes: Uint8Array): Promise<boolean> {
  try {
    return lessonFolders(await readArchive(bytes)).length > 0;
  } catch {
    return false;
  }
}

const PREFIX = 'pack-';

async function packId(source: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(source)));
  return PREFIX + [...digest.subarray(0, 5)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function withPrefix(course: Course, prefix: string): Course {
  const renamed = (id: string) => `${prefix}-${id}`;
  const rename = (lesson: Lesson): Lesson => ({
    ...lesson,
    id: renamed(lesson.id),
    prerequisites: lesson.prerequisites.map(renamed),
    base: lesson.base === undefined ? undefined : renamed(lesson.base),
  });
  return {
    parts: course.parts.map((part) => ({ ...part, id: renamed(part.id), lessons: part.lessons.map(rename) })),
  };
}
