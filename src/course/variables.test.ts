import { describe, expect, test } from 'vitest';
import { fill, valuesFor } from './variables.ts';

const lesson = { id: 'one', variables: [{ name: 'room', words: ['attic', 'cellar', 'garden'] }] };

describe('variables', () => {
  test('depend on the seed alone, and differ from learner to learner', () => {
    expect(valuesFor(lesson, 'a')).toEqual(valuesFor(lesson, 'a'));
    const learners = Array.from({ length: 50 }, (_, i) => valuesFor(lesson, `seed${i}`));
    expect(new Set(learners.map(({ learner }) => learner)).size).toBeGreaterThan(40);
    expect(new Set(learners.map(({ room }) => room))).toEqual(new Set(['attic', 'cellar', 'garden']));
    // A name that Docker Hub takes.
    for (const { learner } of learners) expect(learner).toMatch(/^[a-z]+[0-9]{2}$/);
  });

  test('the learner is the same in every lesson', () => {
    expect(valuesFor({ ...lesson, id: 'two' }, 'a').learner).toBe(valuesFor(lesson, 'a').learner);
  });

  test('are filled in where they are named, and nothing else is', () => {
    const values = { learner: 'fern12' };
    expect(fill('$learner/x:${learner} $learners ${other} $(x) $HOME $constructor', values)).toBe(
      'fern12/x:fern12 $learners ${other} $(x) $HOME $constructor',
    );
  });
});
