/** How long lessons took to prove the last time: those that take long begin first, so that none is left alone at the end. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { LessonFolderAt } from './prove-folder.ts';

export class ProofTimes {
  readonly #seconds: Record<string, number>;

  constructor(private readonly file: string) {
    this.#seconds = readTimes(file);
  }

  /** Lessons that nobody has timed come before all others. */
  longestFirst(lessons: readonly LessonFolderAt[]): readonly LessonFolderAt[] {
    const secondsOf = (at: LessonFolderAt) => this.#seconds[nameOf(at)] ?? Infinity;
    return [...lessons].sort((a, b) => (secondsOf(a) === secondsOf(b) ? 0 : secondsOf(b) - secondsOf(a)));
  }

  note(at: LessonFolderAt, seconds: number): void {
    this.#seconds[nameOf(at)] = Math.round(seconds * 100) / 100;
  }

  keep(): void {
    writeFileSync(this.file, JSON.stringify(this.#seconds, undefined, 1));
  }
}

const nameOf = ({ root, folder }: LessonFolderAt) => `${root}/${folder}`;

/** It is only a help: one that cannot be read is as good as none. */
function readTimes(file: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  } catch {
    return {};
  }
}
