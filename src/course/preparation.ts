/** What makes a machine ready for a lesson: scripts, so that it works wherever a shell does. */
import { FailureError } from '../base/errors.ts';
import type { Lesson, LessonFile } from './lesson.ts';

/** Puts the files below the learner's home. Empty when there are none. */
export function filesScript(files: readonly LessonFile[]): string {
  const lines = files.flatMap(({ path, base64, executable }) => {
    const target = `"$HOME"/${quote(path)}`;
    const folder = path.includes('/') ? [`mkdir -p "$HOME"/${quote(path.slice(0, path.lastIndexOf('/')))}`] : [];
    const mode = executable ? [`chmod +x ${target}`] : [];
    return [...folder, `base64 -d > ${target} <<'END'\n${base64}\nEND`, ...mode];
  });
  return lines.length ? `set -e\n${lines.join('\n')}\n` : '';
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * The lessons whose ends a lesson builds on, first one first: on a fresh machine their files, setups and solutions come
 * before its own. FailureError `invalid` when they go in a circle or one is not there.
 */
export function basesOf<T extends Pick<Lesson, 'id' | 'base'>>(lesson: T, lessons: readonly T[]): readonly T[] {
  const chain: T[] = [];
  for (let base = lesson.base; base !== undefined;) {
    const found = lessons.find(({ id }) => id === base);
    if (!found) throw new FailureError('invalid', `lesson ${lesson.id} builds on '${base}', which is not there`);
    if (found.id === lesson.id || chain.includes(found)) {
      throw new FailureError('invalid', `lesson ${lesson.id} builds on itself`);
    }
    chain.unshift(found);
    base = found.base;
  }
  return chain;
}
