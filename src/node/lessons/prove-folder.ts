/** Proves lessons by their folders on disk, and keeps what is read once for all. */
import { EMPTY, text } from '../../base/bytes.ts';
import { messageOf } from '../../base/errors.ts';
import { LessonError } from '../../course/lesson-error.ts';
import type { Lesson } from '../../course/lesson.ts';
import { lessonFolders, parseLessonAt, type LessonLinks, type PackFiles } from '../../course/parse-course.ts';
import { proveLesson, type ProveOptions } from './prove.ts';
import { readPack } from './read-pack.ts';

/** Plain data: it goes from process to process. */
export interface LessonFolderAt {
  /** The folder that its pack is read from. */
  readonly root: string;
  /** Relative to it. */
  readonly folder: string;
}

export interface Verdict extends LessonFolderAt {
  readonly seconds: number;
  /** `file:line: what`, below the root. */
  readonly problems: readonly string[];
  /** Absent when the lesson could not be read. */
  readonly links?: LessonLinks;
}

export type FolderProver = (at: LessonFolderAt) => Promise<Verdict>;

export function createFolderProver(proofs: Omit<ProveOptions, 'lessons'>): FolderProver {
  const packs = new Map<string, PackFiles>();
  const packAt = (root: string): PackFiles => {
    const pack = packs.get(root) ?? readPack(root);
    packs.set(root, pack);
    return pack;
  };
  return async ({ root, folder }) => {
    const started = performance.now();
    const verdict = await verdictOn(packAt(root), folder, proofs);
    return { root, folder, ...verdict, seconds: (performance.now() - started) / 1000 };
  };
}

async function verdictOn(
  pack: PackFiles,
  folder: string,
  proofs: Omit<ProveOptions, 'lessons'>,
): Promise<Pick<Verdict, 'problems' | 'links'>> {
  let links: LessonLinks | undefined;
  try {
    const parsed = parseLessonAt(pack, folder);
    const { path, id, prerequisites, base } = parsed.lesson;
    links = { path, id, prerequisites, base };
    return { links, problems: await proveLesson(parsed, { ...proofs, lessons: namedAsBase(pack, base) }) };
  } catch (error) {
    const problems = error instanceof LessonError ? error.problems : [`${folder}/lesson.yaml:1: ${messageOf(error)}`];
    return { problems, ...(links && { links }) };
  }
}

/**
 * The lessons that could be `base`, those that they build on, and so on: all whose lesson.yaml has the word. Reading YAML takes its
 * time, and few lessons build on others.
 */
function namedAsBase(pack: PackFiles, base: string | undefined, seen = new Set<string>()): readonly Lesson[] {
  if (base === undefined || seen.has(base)) return [];
  seen.add(base);
  const named = lessonFolders(pack).filter((folder) =>
    text(pack.get(`${folder}/lesson.yaml`)?.bytes ?? EMPTY).includes(base),
  );
  const lessons = named.flatMap((folder) => readable(pack, folder));
  return [...lessons, ...lessons.flatMap((lesson) => namedAsBase(pack, lesson.base, seen))];
}

/** None when it is wrong: that is told of it where it is proven. */
function readable(pack: PackFiles, folder: string): readonly Lesson[] {
  try {
    return [parseLessonAt(pack, folder).lesson];
  } catch (error) {
    if (error instanceof LessonError) return [];
    throw error;
  }
}
