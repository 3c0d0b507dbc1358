/** What `drydock lesson check` was asked to prove: lesson folders of packs on disk. */
import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { lessonFolders, type PackFiles } from '../../course/parse-course.ts';
import { UsageError } from '../usage-error.ts';
import { readPack } from './read-pack.ts';

export interface Selection {
  /** The folder that the pack is read from. */
  readonly root: string;
  readonly files: PackFiles;
  /** Of the lessons to check, relative to it. */
  readonly folders: readonly string[];
  /** Whether the pack as a whole is to be right, too. */
  readonly whole: boolean;
}

export function wholePack(root: string): Selection {
  const files = readPack(root);
  return { root, files, folders: lessonFolders(files), whole: true };
}

/** A lesson, or a folder that holds some: of its part, or a whole pack. Fails with UsageError. */
export function selectionAt(path: string): Selection {
  const folder = resolve(path);
  if (!existsSync(folder)) throw new UsageError(`${path}: there is no such folder`);
  const isLesson = existsSync(join(folder, 'lesson.yaml'));
  const isPart = existsSync(join(folder, 'part.yaml'));
  const inPart = existsSync(join(folder, '../part.yaml'));
  const root = isLesson && inPart ? join(folder, '../..') : isLesson || isPart ? join(folder, '..') : folder;
  const files = readPack(root);
  const below = relative(root, folder).split(sep).join('/');
  const folders = lessonFolders(files).filter((name) => !below || name === below || name.startsWith(`${below}/`));
  if (!folders.length) throw new UsageError(`${path}: there is no lesson.yaml in it`);
  return { root, files, folders, whole: !below };
}
