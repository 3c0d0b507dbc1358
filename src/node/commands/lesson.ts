import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../base/errors.ts';
import { LessonError } from '../../course/lesson-error.ts';
import { lessonFolders, parseCourse, parseLessonAt, type PackFiles } from '../../course/parse-course.ts';
import type { ParsedLesson } from '../../course/parse-lesson.ts';
import { openProofs, proveLesson, type ProveOptions } from '../lessons/prove.ts';
import { readPack } from '../lessons/read-pack.ts';
import { checkInShares, summaryLine } from '../lessons/shares.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { DEFAULT_HUB } from '../sandbox.ts';
import { UsageError } from '../usage-error.ts';

/**
 * `drydock lesson check PATH...|--all`: proves lessons, prints a line for each, and for what is wrong `file:line: what`.
 * Status 1 when anything is wrong.
 */
export async function lesson(args: readonly string[]): Promise<number> {
  if (args[0] !== 'check') throw new UsageError(`'${args[0] ?? ''}' is not known; there is: check`);
  const { values, positionals } = optionsOf(args.slice(1));
  if (values.all === Boolean(positionals.length)) throw new UsageError('check wants lesson folders, or --all');
  const started = performance.now();
  const proofs = await openProofs(DEFAULT_HUB);
  const selections = values.all ? [wholeOf(join(PROJECT_ROOT, 'lessons'))] : positionals.map(selectionOf);
  const { checked, wrong } = await checkAll(selections, proofs, jobsOf(values.jobs));
  process.stdout.write(`${summaryLine(checked, wrong, ((performance.now() - started) / 1000).toFixed(1))}\n`);
  return wrong ? 1 : 0;
}

async function checkAll(selections: readonly Selection[], proofs: Proofs, jobs: number) {
  const outcomes = selections.map(packIsRight);
  const folders = selections.flatMap(({ root, folders: names }) => names.map((name) => join(root, name)));
  const counts = { checked: 0, wrong: outcomes.filter((right) => !right).length };
  if (jobs > 1 && folders.length > 1) {
    const shares = await checkInShares(folders, jobs);
    return { checked: shares.checked, wrong: counts.wrong + shares.wrong };
  }
  for (const selection of selections) {
    for (const right of await checkSelection(selection, proofs)) {
      counts.checked++;
      if (!right) counts.wrong++;
    }
  }
  return counts;
}

function jobsOf(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  if (!/^[1-9]\d?$/.test(text)) throw new UsageError(`--jobs ${text}: not a number from 1 to 99`);
  return Number(text);
}

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { all: { type: 'boolean', default: false }, jobs: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

type Proofs = Omit<ProveOptions, 'lessons'>;

interface Selection {
  /** The folder that the pack is read from. */
  readonly root: string;
  readonly files: PackFiles;
  /** Of the lessons to check, relative to it. */
  readonly folders: readonly string[];
  /** Whether the pack as a whole is to be right, too. */
  readonly whole: boolean;
}

function wholeOf(root: string): Selection {
  const files = readPack(root);
  return { root, files, folders: lessonFolders(files), whole: true };
}

/** A lesson, or a folder that holds some: of its part, or a whole pack. */
function selectionOf(path: string): Selection {
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

/** Of a pack that is checked as a whole: ids are unique and lead somewhere. Broken lessons are told of one by one. */
function packIsRight({ root, files, whole }: Selection): boolean {
  if (!whole || lessonFolders(files).some((folder) => Array.isArray(attempt(() => parseLessonAt(files, folder)))))
    return true;
  const links = attempt(() => parseCourse(files));
  if (Array.isArray(links)) tell(root, links);
  return !Array.isArray(links);
}

/** Answers for each lesson whether it is right. */
async function checkSelection({ root, files, folders }: Selection, proofs: Proofs): Promise<readonly boolean[]> {
  const parsed = new Map<string, ParsedLesson>();
  const broken = new Map<string, readonly string[]>();
  for (const folder of lessonFolders(files)) {
    const outcome = attempt(() => parseLessonAt(files, folder));
    if (Array.isArray(outcome)) broken.set(folder, outcome);
    else parsed.set(folder, outcome as ParsedLesson);
  }
  const lessons = [...parsed.values()].map(({ lesson }) => lesson);
  const outcomes: boolean[] = [];
  for (const folder of folders) {
    const started = performance.now();
    const found = parsed.get(folder);
    const problems = found ? await prove(found, { ...proofs, lessons }) : (broken.get(folder) as readonly string[]);
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    process.stdout.write(`${problems.length ? 'wrong ' : 'proven'} ${folder}  ${seconds} s\n`);
    tell(root, problems);
    outcomes.push(problems.length === 0);
  }
  return outcomes;
}

async function prove(lesson: ParsedLesson, options: ProveOptions): Promise<readonly string[]> {
  try {
    return await proveLesson(lesson, options);
  } catch (error) {
    return error instanceof LessonError ? error.problems : [`${lesson.lesson.path}/lesson.yaml:1: ${messageOf(error)}`];
  }
}

function attempt<T>(work: () => T): T | readonly string[] {
  try {
    return work();
  } catch (error) {
    if (error instanceof LessonError) return error.problems;
    throw error;
  }
}

function tell(root: string, problems: readonly string[]): void {
  const shown = relative(process.cwd(), root);
  for (const problem of problems) process.stdout.write(`  ${shown ? `${shown}/` : ''}${problem}\n`);
}
