/** A course without its lessons' contents: what a map of it shows. */
import type { Course, Lesson, Localised, MachineKind } from './lesson.ts';

export interface LessonSummary {
  readonly id: string;
  readonly title: Localised;
  readonly minutes: number;
  readonly machine: MachineKind;
  readonly prerequisites: readonly string[];
  /** Ids of the steps, in order. */
  readonly steps: readonly string[];
}

export interface PartSummary {
  readonly id: string;
  /** That of its folder, so that a part keeps its number whatever comes before it; without one, its place. */
  readonly number: number;
  readonly title: Localised;
  readonly lessons: readonly LessonSummary[];
}

export function summaryOf({ parts }: Course): readonly PartSummary[] {
  return parts.map(({ path, id, title, lessons }, index) => ({
    id,
    number: Number(/^\d+/.exec(path.split('/').at(-1) as string)?.[0] ?? index + 1),
    title,
    lessons: lessons.map(lessonSummary),
  }));
}

export function lessonSummary({ id, title, minutes, machine, prerequisites, steps }: Lesson): LessonSummary {
  return { id, title, minutes, machine, prerequisites, steps: steps.map((step) => step.id) };
}
