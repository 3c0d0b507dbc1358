import { describe, expect, test } from 'vitest';
import { parseLesson, type LessonError } from './parse-lesson.ts';

const files = {
  'lesson.yaml': `id: one
minutes: 5
objectives:
  - { en: See it., zh-TW: 看見。 }
steps:
  - id: first
    checks:
      - name: there
        run: test -e /tmp/x
        message: { en: Not there., zh-TW: 不在。 }
`,
  'en.md': '# One\n\nWhy.\n\n## First {#first}\n\nDo it.\n',
  'zh-TW.md': '# 一\n\n為何。\n\n## 第一 {#first}\n\n做。\n',
  'solution.sh': '# step: first\ntouch /tmp/x\n',
};

describe('parseLesson', () => {
  test('reads a folder into data', () => {
    expect(parseLesson('01/one', files)).toEqual({
      path: '01/one',
      id: 'one',
      minutes: 5,
      title: { en: 'One', 'zh-TW': '一' },
      introduction: { en: 'Why.', 'zh-TW': '為何。' },
      objectives: [{ en: 'See it.', 'zh-TW': '看見。' }],
      steps: [
        {
          id: 'first',
          title: { en: 'First', 'zh-TW': '第一' },
          prose: { en: 'Do it.', 'zh-TW': '做。' },
          hints: [],
          checks: [
            { name: 'there', run: 'test -e /tmp/x', message: { en: 'Not there.', 'zh-TW': '不在。' }, explain: [] },
          ],
          solution: 'touch /tmp/x',
        },
      ],
    });
  });

  test('tells every mistake with its file and line', () => {
    const broken = {
      ...files,
      'lesson.yaml': files['lesson.yaml'].replace('zh-TW: 不在。', 'de: nein').replace('minutes: 5', 'minutes: soon'),
      'zh-TW.md': '# 一\n\n## 第一\n',
      'solution.sh': '',
    };
    let problems: readonly string[] = [];
    try {
      parseLesson('01/one', broken);
    } catch (error) {
      problems = (error as LessonError).problems;
    }
    expect(problems).toEqual([
      "01/one/zh-TW.md:3: a step's heading ends in {#step-id}",
      '01/one/zh-TW.md: no heading {#first}',
      '01/one/solution.sh: no section "# step: first"',
      '01/one/lesson.yaml:10: steps.0.checks.0.message.zh-TW should be text',
      '01/one/lesson.yaml:2: minutes should be a number',
    ]);
  });
});
