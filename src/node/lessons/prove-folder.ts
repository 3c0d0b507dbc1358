/** Proves lessons by their folders on disk, and keeps what is read once for all. */
import { messageOf } from '../../base/errors.ts';
import { LessonError } from '../../course/lesson-error.ts';
import { lessonFolders, parseLessonAt, type LessonLinks, type PackFiles } from '../../course/parse-course.ts';
import type { ParsedLesson } from '../../course/parse-lesson.ts';
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
    // Reading YAML takes its time, and few lessons build on others.
    const others = base === undefined ? [] : readable(pack);
    return { links, problems: await proveLesson(parsed, { ...proofs, lessons: others.map(({ lesson }) => lesson) }) };
  } catch (error) {
    const problems = error instanceof LessonError ? error.problems : [`${folder}/lesson.yaml:1: ${messageOf(error)}`];
    return { problems, ...(links && { links }) };
  }
}

function readable(pack: PackFiles): readonly ParsedLesson[] {
  return lessonFolders(pack).flatMap((folder) => {
    try {
      return [parseLessonAt(pack, folder)];
    } catch (error) {
      if (error instanceof LessonError) return [];
      throw error;
    }
  });
}
