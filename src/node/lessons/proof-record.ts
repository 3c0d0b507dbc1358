/**
 * What was found out about each lesson when it was last proven: how long it took, so that those that take long begin first, and of
 * what files, so that a lesson is not proven again while nothing has changed that its proof depends on.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LessonLinks, PackFiles } from '../../course/parse-course.ts';
import type { LessonFolderAt, Verdict } from './prove-folder.ts';

interface Entry {
  readonly seconds: number;
  /** Of all that its proof depended on; absent when something was wrong with it. */
  readonly digest?: string;
  readonly links?: LessonLinks;
}

export class ProofRecord {
  readonly #entries: Record<string, Entry>;

  /** `build`: digest of the Drydock that proves. */
  constructor(
    private readonly file: string,
    private readonly build: string,
  ) {
    this.#entries = readEntries(file);
  }

  /** Lessons that nobody has timed come before all others. */
  longestFirst(lessons: readonly LessonFolderAt[]): readonly LessonFolderAt[] {
    const secondsOf = (at: LessonFolderAt) => this.#entries[nameOf(at)]?.seconds ?? Infinity;
    return [...lessons].sort((a, b) => (secondsOf(a) === secondsOf(b) ? 0 : secondsOf(b) - secondsOf(a)));
  }

  /** The verdict of the last proof, if it was a good one and would be the same again. */
  stillProven(at: LessonFolderAt, pack: PackFiles): Verdict | undefined {
    const { digest, links } = this.#entries[nameOf(at)] ?? {};
    if (digest === undefined || !links || digest !== this.#digestOf(at, pack, links)) return undefined;
    return { ...at, seconds: 0, problems: [], links };
  }

  note({ root, folder, seconds, problems, links }: Verdict, pack: PackFiles): void {
    const rounded = Math.round(seconds * 100) / 100;
    const proven = links && !problems.length;
    this.#entries[nameOf({ root, folder })] = {
      seconds: rounded,
      ...(proven && { links, digest: this.#digestOf({ root, folder }, pack, links) }),
    };
  }

  keep(): void {
    writeFileSync(this.file, JSON.stringify(this.#entries, undefined, 1));
  }

  /** A lesson that builds on another depends on whatever that one builds on: it is held to the whole pack. */
  #digestOf({ folder }: LessonFolderAt, pack: PackFiles, { base }: LessonLinks): string {
    const hash = createHash('sha256').update(this.build);
    for (const [path, { bytes, executable }] of [...pack].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (base === undefined && !path.startsWith(`${folder}/`)) continue;
      hash.update(`\0${path}\0${executable}\0${bytes.length}\0`).update(bytes);
    }
    return hash.digest('hex');
  }
}

/** Digest of the modules of a build and of the Node that runs them: whatever else proofs meet is made by these. */
export function buildDigest(folder: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const name of readdirSync(folder).sort()) hash.update(`\0${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

const nameOf = ({ root, folder }: LessonFolderAt) => `${root}/${folder}`;

/** It is only a help: one that cannot be read is as good as none. */
function readEntries(file: string): Record<string, Entry> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Entry>;
  } catch {
    return {};
  }
}
