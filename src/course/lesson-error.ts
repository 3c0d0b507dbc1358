/** All that is wrong with a lesson, each as `file:line: what`. */
export class LessonError extends Error {
  override name = 'LessonError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}
