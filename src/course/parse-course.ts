/**
 * Reads a tree of files into a course: `part/lesson/lesson.yaml` and what lies beside it. The site's own lessons at build
 * time, a folder on disk, and a pack that somebody opened in the page all come through here.
 */
import { toBase64 } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import { LessonError } from './lesson-error.ts';
import type { Course, Lesson, LessonFile, Part } from './lesson.ts';
import { parseLesson, type LessonFolder, type ParsedLesson } from './parse-lesson.ts';
import { basesOf } from './preparation.ts';
import { YamlReader } from './yaml-reader.ts';

export interface PackFile {
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/** Paths with slashes, relative to the pack. */
export type PackFiles = ReadonlyMap<string, PackFile>;

/** Folders that hold a lesson.yaml, in order. */
export function lessonFolders(files: PackFiles): readonly string[] {
  const folders = [...files.keys()].flatMap((path) => /^(.*)\/lesson\.yaml$/.exec(path)?.[1] ?? []);
  return folders.sort();
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Fails with LessonError. */
export function parseLessonAt(files: PackFiles, folder: string): ParsedLesson {
  const texts: Record<string, string> = {};
  const placed: LessonFile[] = [];
  const problems: string[] = [];
  for (const [path, { bytes, executable }] of files) {
    if (!path.startsWith(`${folder}/`)) continue;
    const name = path.slice(folder.length + 1);
    if (name.startsWith('files/')) {
      placed.push({ path: name.slice('files/'.length), base64: toBase64(bytes), executable });
    } else if (KNOWN_FILES.has(name)) {
      try {
        texts[name] = decoder.decode(bytes).replaceAll('\r\n', '\n');
      } catch {
        problems.push(`${path}:1: is not UTF-8 text`);
      }
    } else problems.push(`${path}:1: is no part of a lesson; files for the learner lie in files/`);
  }
  if (problems.length) throw new LessonError(problems);
  placed.sort((a, b) => (a.path < b.path ? -1 : 1));
  return parseLesson(folder, { texts, files: placed } satisfies LessonFolder);
}

const KNOWN_FILES = new Set(['lesson.yaml', 'en.md', 'zh-TW.md', 'setup.sh', 'solution.sh', 'wrong.sh']);

/** The whole pack. Fails with LessonError, which names all that is wrong in all of its lessons. */
export function parseCourse(files: PackFiles): Course {
  const unfit = limitProblems(files);
  if (unfit.length) throw new LessonError(unfit);
  const problems: string[] = [];
  const parts = new Map<string, Part & { lessons: Lesson[] }>();
  const folders = lessonFolders(files);
  if (!folders.length) throw new LessonError(['there is no lesson.yaml in a folder of this pack']);
  for (const folder of folders) {
    try {
      const { lesson } = parseLessonAt(files, folder);
      const at = pathOfPart(folder);
      const part = parts.get(at) ?? { ...(parsePart(files, at, problems) ?? partOf(at, lesson)), lessons: [] };
      part.lessons.push(lesson);
      parts.set(at, part);
    } catch (error) {
      if (!(error instanceof LessonError)) throw error;
      problems.push(...error.problems);
    }
  }
  const course: Course = { parts: [...parts.values()] };
  problems.push(...linkProblems(course.parts.flatMap(({ lessons }) => lessons)));
  if (problems.length) throw new LessonError(problems);
  return course;
}

/** What of a lesson the others of its pack depend on. */
export type LessonLinks = Pick<Lesson, 'path' | 'id' | 'prerequisites' | 'base'>;

/** What is wrong with a pack beside what is wrong within its lessons, which have been read by somebody else. */
export function packProblems(files: PackFiles, lessons: readonly LessonLinks[]): readonly string[] {
  const problems = limitProblems(files);
  for (const part of new Set(lessons.map(({ path }) => pathOfPart(path)))) parsePart(files, part, problems);
  return [...problems, ...linkProblems(lessons)];
}

const pathOfPart = (folder: string) => folder.split('/').slice(0, -1).join('/');

/** A lesson that comes alone needs no part of its own: the part is named after it. */
const partOf = (path: string, { id, title }: Lesson) => ({ path, id, title });

function parsePart(files: PackFiles, path: string, problems: string[]): Omit<Part, 'lessons'> | undefined {
  const name = path ? `${path}/part.yaml` : 'part.yaml';
  const file = files.get(name);
  if (!file) return undefined;
  const yaml = new YamlReader(name, decoder.decode(file.bytes), problems);
  if (yaml.broken) return undefined;
  yaml.keys([], ['id', 'title']);
  return { path, id: yaml.name(['id'], /^[a-z0-9-]+$/), title: yaml.localised(['title']) };
}

/** Ids that are there twice, and ids that lead nowhere. */
function linkProblems(lessons: readonly LessonLinks[]): string[] {
  const problems: string[] = [];
  const known = new Map<string, string>();
  for (const lesson of lessons) {
    const file = `${lesson.path}/lesson.yaml`;
    const other = known.get(lesson.id);
    if (other) problems.push(`${file}:1: the id '${lesson.id}' is that of ${other}`);
    known.set(lesson.id, lesson.path);
  }
  for (const lesson of lessons) {
    const file = `${lesson.path}/lesson.yaml`;
    for (const id of lesson.prerequisites) {
      if (!known.has(id)) problems.push(`${file}:1: there is no lesson '${id}' to come before`);
    }
    try {
      basesOf(lesson, lessons);
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      problems.push(`${file}:1: ${error.message}`);
    }
  }
  return problems;
}

/** A pack comes from anywhere: its size and its names are looked at before its contents. */
function limitProblems(files: PackFiles): string[] {
  if (files.size > LIMITS.lessonPackFiles) {
    return [`a lesson pack has at most ${LIMITS.lessonPackFiles} files; this one has ${files.size}`];
  }
  const bytes = [...files.values()].reduce((sum, file) => sum + file.bytes.length, 0);
  if (bytes > LIMITS.lessonPackBytes) {
    return [`a lesson pack has at most ${LIMITS.lessonPackBytes} bytes; this one has ${bytes}`];
  }
  const bad = [...files.keys()].find((path) => !isFileName(path));
  return bad === undefined ? [] : [`'${bad}' is no name that a file of a lesson pack may have`];
}

function isFileName(path: string): boolean {
  return !/[\0-\x1f\\]/.test(path) && !path.split('/').some((name) => name === '' || name === '.' || name === '..');
}
