import { describe, expect, test } from 'vitest';
import { LessonError } from './lesson-error.ts';
import { parseLesson } from './parse-lesson.ts';

const SECOND_CHECK = `      - name: there
        run: test -e /tmp/z
        message: { en: Not z., zh-TW: 不是 z。 }
`;

const texts = {
  'lesson.yaml': `id: one
minutes: 5
objectives:
  - { en: See it., zh-TW: 看見。 }
variables:
  room: [attic, cellar]
steps:
  - id: first
    hints:
      nudge: { en: Look., zh-TW: 看。 }
      explanation: { en: Look closely., zh-TW: 細看。 }
      command: touch /tmp/x
    questions:
      - id: many
        kind: number
        ask: { en: How many?, zh-TW: 幾個？ }
        answer: echo 1
        because: { en: One., zh-TW: 一個。 }
    checks:
      - name: there
        run: test -e /tmp/x
        message: { en: Not there., zh-TW: 不在。 }
        explain:
          - name: elsewhere
            run: test -e /tmp/y
            message: { en: It is y., zh-TW: 是 y。 }
`,
  'en.md': `# One

Why.

## First {#first}

Do it.

{?many}

\`\`\`console fails
$ touch /tmp/$room
# exit
\`\`\`

## On your own machine {#own-machine}

The same.
`,
  'zh-TW.md': `# 一

為何。

## 第一 {#first}

做。

{?many}

\`\`\`console fails
$ touch /tmp/$room
# exit
\`\`\`

## 在你自己的機器上 {#own-machine}

一樣。
`,
  'solution.sh': '# step: first\ntouch /tmp/x\n',
  'wrong.sh': '# step: first\n# earns: there/elsewhere\ntouch /tmp/y\n# undo:\nrm /tmp/y\n',
};

function problemsOf(change: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    parseLesson('01/one', { texts: { ...texts, ...change } as Record<string, string>, files: [] });
  } catch (error) {
    if (error instanceof LessonError) return error.problems;
    throw error;
  }
  return [];
}

const edit = (file: keyof typeof texts, from: string, to: string) => ({ [file]: texts[file].replace(from, to) });

describe('parseLesson', () => {
  test('reads a folder into data', () => {
    const { lesson } = parseLesson('01/one', { texts, files: [] });
    expect(lesson).toMatchObject({
      path: '01/one',
      id: 'one',
      machine: 'ubuntu',
      title: { en: 'One', 'zh-TW': '一' },
      variables: [{ name: 'room', words: ['attic', 'cellar'] }],
      steps: [{ id: 'first', title: { en: 'First', 'zh-TW': '第一' }, solution: 'touch /tmp/x' }],
      ownMachine: { en: [{ kind: 'text', text: 'The same.' }] },
    });
    expect(lesson.steps[0]?.prose.en).toEqual([
      { kind: 'text', text: 'Do it.' },
      { kind: 'question', id: 'many' },
      {
        kind: 'console',
        fails: true,
        stays: false,
        lines: [
          { prompt: '$', command: 'touch /tmp/$room' },
          { prompt: '#', command: 'exit' },
        ],
      },
    ]);
    expect(lesson.steps[0]?.wrong).toEqual([{ earns: 'there/elsewhere', commands: 'touch /tmp/y', undo: 'rm /tmp/y' }]);
  });

  test('knows where everything stands', () => {
    const { places } = parseLesson('01/one', { texts, files: [] });
    expect(places.yaml(['steps', 0, 'checks', 0])).toBe('01/one/lesson.yaml:20');
    expect(places.wrong('first', 0)).toBe('01/one/wrong.sh:2');
    expect(places.prose('en', 'first', 2)).toBe('01/one/en.md:11');
  });

  // A lesson broken in one way each, and what its author reads.
  test.each([
    [
      edit('lesson.yaml', 'zh-TW: 不在。', 'de: nein'),
      [
        '01/one/lesson.yaml:22: steps.0.checks.0.message.de is not known here; there is en, zh-TW',
        '01/one/lesson.yaml:22: steps.0.checks.0.message.zh-TW should be text',
      ],
    ],
    [edit('lesson.yaml', 'minutes: 5', 'minutes: soon'), ['01/one/lesson.yaml:2: minutes should be a number']],
    [
      edit('lesson.yaml', 'minutes: 5', 'minutes: 5\nmachine: mac'),
      ['01/one/lesson.yaml:3: machine should be one of ubuntu, ubuntu-14.04-bare, centos-7-bare'],
    ],
    [
      edit('lesson.yaml', 'command: touch', 'comand: touch'),
      [
        '01/one/lesson.yaml:12: steps.0.hints.comand is not known here; there is nudge, explanation, command',
        '01/one/lesson.yaml:9: steps.0.hints.command should be text',
      ],
    ],
    [
      edit('lesson.yaml', 'kind: number', 'kind: essay'),
      [
        '01/one/lesson.yaml:15: steps.0.questions.0.kind should be one of choice, number',
        '01/one/lesson.yaml:14: steps.0.questions.0.options should be a list with something in it',
      ],
    ],
    [
      edit('lesson.yaml', '[attic, cellar]', '[attic]'),
      ['01/one/lesson.yaml:6: variables.room should be two words or more'],
    ],
    [
      edit('lesson.yaml', 'id: one', 'id: [one'),
      ['01/one/lesson.yaml:2: the indentation fits nothing above, or a bracket is not closed'],
    ],
    [
      edit('lesson.yaml', 'kind: number', 'kind: `number`: 1: 2'),
      [
        '01/one/lesson.yaml:15: there is a colon too many in this line (quote a text that begins with a backtick, or holds a colon and a blank)',
      ],
    ],
    [
      edit('zh-TW.md', '## 第一 {#first}', '## 第一'),
      [
        "01/one/zh-TW.md:5: a step's heading ends in {#step-id}",
        '01/one/zh-TW.md:1: no heading {#first}',
        '01/one/zh-TW.md:1: the question {?many} should stand once in step first',
      ],
    ],
    [edit('zh-TW.md', '$ touch', '$ rm'), ['01/one/zh-TW.md:5: the console blocks differ from those in en.md:5']],
    [edit('zh-TW.md', '## 在你自己的機器上 {#own-machine}', ''), ['01/one/zh-TW.md:1: no heading {#own-machine}']],
    [
      edit('en.md', '# exit', 'exit'),
      [
        '01/one/en.md:13: a line of a console block is a prompt ($, # or >), a space and what is typed',
        '01/one/zh-TW.md:5: the console blocks differ from those in en.md:5',
      ],
    ],
    [{ 'zh-TW.md': undefined }, ['01/one/zh-TW.md: is missing']],
    [{ 'solution.sh': '' }, ['01/one/solution.sh:1: no section "# step: first"']],
    [
      edit('wrong.sh', 'there/elsewhere', 'there/nowhere'),
      ["01/one/wrong.sh:2: step first has no message 'there/nowhere'; there is there, there/elsewhere"],
    ],
    [
      edit('wrong.sh', '# step: first', '# step: second'),
      ['01/one/wrong.sh:1: no section "# step: first"', "01/one/wrong.sh:1: there is no step 'second'"],
    ],
    [
      edit('lesson.yaml', 'minutes: 5', 'minutes: 5\nteacher: me'),
      [expect.stringMatching(/^01\/one\/lesson\.yaml:3: teacher is not known here; there is id, minutes, /)],
    ],
    [
      edit('lesson.yaml', '        explain:\n', SECOND_CHECK + '        explain:\n'),
      ["01/one/lesson.yaml:23: steps.0.checks.1.name is 'there' again"],
    ],
    [
      edit('lesson.yaml', 'kind: number', 'kind: choice\n        options: [{ id: a, en: A, zh-TW: 甲 }]'),
      ['01/one/lesson.yaml:16: steps.0.questions.0.options should be two or more'],
    ],
    [
      edit('lesson.yaml', 'kind: number', 'kind: number\n        options: [{ id: a, en: A, zh-TW: 甲 }]'),
      ['01/one/lesson.yaml:16: steps.0.questions.0.options belong to a choice'],
    ],
    [
      edit('lesson.yaml', 'room: [', 'learner: ['),
      ['01/one/lesson.yaml:6: variables.learner should be a name of its own, in small letters'],
    ],
    [edit('en.md', 'Why.', ''), ['01/one/en.md:1: no introduction before the first step']],
    [edit('en.md', '# One', 'One'), [expect.stringMatching(/should begin with "# title"$/)]],
    [
      edit('en.md', '{?many}', '{?few}'),
      [
        '01/one/en.md:5: the question {?many} should stand once in step first',
        "01/one/en.md:5: step first has no question 'few'",
        '01/one/zh-TW.md:5: the console blocks differ from those in en.md:5',
      ],
    ],
    [
      edit('en.md', '## On your', '## More {#more}\n\nMore.\n\n## On your'),
      ["01/one/en.md:16: there is no step 'more' in lesson.yaml"],
    ],
    [
      edit('en.md', '## On your', '## First {#first}\n\nAgain.\n\n## On your'),
      ['01/one/en.md:16: {#first} is there twice'],
    ],
    [
      edit('en.md', 'console fails', 'console maybe'),
      [
        "01/one/en.md:11: 'console maybe' is not known",
        '01/one/zh-TW.md:5: the console blocks differ from those in en.md:5',
      ],
    ],
    [
      edit('en.md', '$ touch /tmp/$room\n# exit\n', ''),
      [
        '01/one/en.md:11: this console block is empty',
        '01/one/zh-TW.md:5: the console blocks differ from those in en.md:5',
      ],
    ],
    [edit('en.md', '# exit\n```', '# exit'), ['01/one/en.md:11: this block is not closed', ...anything(6)]],
    [edit('wrong.sh', '# step', 'true\n# step'), ['01/one/wrong.sh:1: stands before the first "# step: id"']],
    [
      edit('wrong.sh', '# earns: there/elsewhere\n', 'true\n# earns: there/elsewhere\n'),
      ['01/one/wrong.sh:2: an attempt begins with "# earns: check" or "# earns: check/explanation"'],
    ],
    [
      { 'wrong.sh': '# step: first\n' },
      [
        '01/one/wrong.sh:1: no attempt: "# earns: …" and the commands below it',
        '01/one/wrong.sh:1: no section "# step: first"',
      ],
    ],
    [
      edit('solution.sh', '# step: first', '# step: first\ntrue\n# step: first'),
      ['01/one/solution.sh:3: step first is there twice'],
    ],
  ] as const)('%#: tells what is wrong, with file and line', (change, problems) => {
    expect(problemsOf(change as Record<string, string>)).toEqual(problems);
  });
});

function anything(count: number): unknown[] {
  return Array.from({ length: count }, () => expect.any(String));
}
