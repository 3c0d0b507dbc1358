/** A lesson broken in one way each: the proof finds it and says where. */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { utf8 } from '../../src/base/bytes.ts';
import { systemClock } from '../../src/base/ports.ts';
import { LessonError } from '../../src/course/lesson-error.ts';
import { parseLessonAt, type PackFiles } from '../../src/course/parse-course.ts';
import { openProofs, proveLesson } from '../../src/node/lessons/prove.ts';

const texts = {
  'lesson.yaml': `id: volumes
minutes: 1
objectives: [{ en: Keep data., zh-TW: 保存資料。 }]
steps:
  - id: make
    hints:
      nudge: { en: Volumes., zh-TW: 資料卷。 }
      explanation: { en: Make one., zh-TW: 建立一個。 }
      command: docker volume create notes
    questions:
      - id: many
        kind: number
        ask: { en: How many?, zh-TW: 幾個？ }
        answer: docker volume ls -q | wc -l
        because: { en: That many., zh-TW: 這麼多。 }
    checks:
      - name: volume
        run: docker volume inspect notes
        message: { en: No volume., zh-TW: 沒有資料卷。 }
        explain:
          - name: other
            run: docker volume ls -q | grep .
            message: { en: 'It is {found}.', zh-TW: '是 {found}。' }
`,
  'en.md':
    '# Volumes\n\nWhy.\n\n## Make {#make}\n\n{?many}\n\n```console\n$ docker volume create notes\n```\n\n## Own {#own-machine}\n\nSame.\n',
  'zh-TW.md':
    '# 資料卷\n\n為何。\n\n## 建立 {#make}\n\n{?many}\n\n```console\n$ docker volume create notes\n```\n\n## 自己 {#own-machine}\n\n同。\n',
  'setup.sh': 'true\n',
  'solution.sh': '# step: make\ndocker volume create notes\n',
  'wrong.sh': '# step: make\n# earns: volume/other\ndocker volume create note\n',
};
type File = keyof typeof texts;

/** Changes a file, or both languages. */
function edit(file: File | 'prose', from: string, to: string): Partial<Record<File, string>> {
  const files: readonly File[] = file === 'prose' ? ['en.md', 'zh-TW.md'] : [file];
  return Object.fromEntries(files.map((name) => [name, texts[name].replaceAll(from, to)]));
}

let proofs: Awaited<ReturnType<typeof openProofs>>;
beforeAll(async () => {
  proofs = await openProofs(join(import.meta.dirname, '../../dist/hub'), () => systemClock);
}, 300_000);

async function prove(change: Partial<Record<File, string>>): Promise<readonly string[]> {
  const files: PackFiles = new Map(
    Object.entries({ ...texts, ...change }).map(([name, text]) => [
      `a/b/${name}`,
      { bytes: utf8(text), executable: false },
    ]),
  );
  try {
    return await proveLesson(parseLessonAt(files, 'a/b'), { ...proofs, lessons: [] });
  } catch (error) {
    if (error instanceof LessonError) return error.problems;
    throw error;
  }
}

describe('a lesson', () => {
  test('that is right', async () => {
    expect(await prove({})).toEqual([]);
  });

  test.each<[string, Partial<Record<File, string>>, RegExp]>([
    ['setup fails', edit('setup.sh', 'true', 'echo no disk >&2; false'), /^a\/b\/setup\.sh:1: no disk$/],
    [
      'passes at the start',
      edit('setup.sh', 'true', 'docker volume create notes'),
      /^a\/b\/lesson\.yaml:5: step make is done before anything was typed$/,
    ],
    [
      'takes a wrong attempt',
      edit('wrong.sh', 'create note\n', 'create notes\n'),
      /^a\/b\/wrong\.sh:2: step make is done after a wrong attempt$/,
    ],
    [
      'gives a wrong attempt another message',
      edit('wrong.sh', 'docker volume create note', 'true'),
      /^a\/b\/wrong\.sh:2: step make: this earns volume: No volume\., and not volume\/other/,
    ],
    [
      'has an explanation that nobody earns',
      edit('wrong.sh', '# earns: volume/other\ndocker volume create note', '# earns: volume\ntrue'),
      /^a\/b\/lesson\.yaml:21: no attempt in wrong\.sh earns volume\/other$/,
    ],
    [
      'finds nothing to say',
      edit('lesson.yaml', 'ls -q | grep .', 'ls -q | grep -q .'),
      /^a\/b\/wrong\.sh:2: step make: the message volume\/other has \{found\}, and its script prints nothing$/,
    ],
    [
      'has a solution that fails',
      edit('solution.sh', 'docker', 'docker network rm nosuch\ndocker'),
      /^a\/b\/solution\.sh:1: step make: 'docker network rm nosuch' ended with status 1: .*network nosuch not found/,
    ],
    [
      'is not solved by its solution',
      edit('solution.sh', 'notes', 'other'),
      /^a\/b\/solution\.sh:1: step make is not done after its solution: it says volume\/other: It is note\.$/,
    ],
    [
      'has a block that fails',
      edit('prose', 'create notes', 'create notes && docker rm nosuch'),
      /^a\/b\/en\.md:9: 'docker volume create notes && docker rm nosuch' ends with status 1: .*No such container/,
    ],
    [
      'has a block that should fail',
      edit('prose', '```console', '```console fails'),
      /^a\/b\/en\.md:9: 'docker volume create notes' is meant to fail, and does not$/,
    ],
    [
      'changes something when judged',
      edit('lesson.yaml', 'run: docker volume inspect notes', 'run: date +%N > ~/seen; docker volume inspect notes'),
      /^a\/b\/lesson\.yaml:16: the checks of step make change .*\/home\/learner\/seen/,
    ],
    [
      'leaves a container behind when judged',
      edit(
        'lesson.yaml',
        'run: docker volume inspect notes',
        'run: docker volume inspect notes && docker run --rm busybox ls / | grep -q bin',
      ),
      /^a\/b\/lesson\.yaml:18: 'grep -q bin' ends before its container does: /,
    ],
    [
      'hints at what is no docker command',
      edit('lesson.yaml', 'command: docker volume create', 'command: docker volume make'),
      /^a\/b\/lesson\.yaml:9: 'docker volume make notes' is no docker command$/,
    ],
    [
      'hints at a flag that docker has not',
      edit('lesson.yaml', 'command: docker volume create', 'command: docker volume create --big'),
      /^a\/b\/lesson\.yaml:9: .*unknown flag: --big$/,
    ],
    [
      'hints at what is not simulated',
      edit('lesson.yaml', 'command: docker volume create notes', 'command: docker run --use-api-socket busybox'),
      /^a\/b\/lesson\.yaml:9: 'docker run --use-api-socket' is not simulated$/,
    ],
    [
      'explains by a program that is not there',
      edit('lesson.yaml', 'ls -q | grep .', 'ls -q | gerp .'),
      /^a\/b\/lesson\.yaml:22: the learner's machine has no program 'gerp'$/,
    ],
    [
      'hints at a program that is not there',
      edit('lesson.yaml', 'command: docker', 'command: dokcer'),
      /^a\/b\/lesson\.yaml:9: the learner's machine has no program 'dokcer'$/,
    ],
    [
      'cannot undo a wrong attempt',
      edit('wrong.sh', 'create note\n', 'create note\n# undo:\ndocker volume rm nosuch\n'),
      /^a\/b\/wrong\.sh:2: step make: undo: 'docker volume rm nosuch' ended with status 1$/,
    ],
    [
      'has a solution that meets no failure where one is meant',
      edit('solution.sh', 'docker', 'true # fails\ndocker'),
      /^a\/b\/solution\.sh:1: step make: 'true' ended with status 0: /,
    ],
    ['is no shell', edit('setup.sh', 'true', 'if true'), /^a\/b\/setup\.sh:1: shell syntax: /],
    [
      'asks what its script does not answer',
      edit('lesson.yaml', 'docker volume ls -q | wc -l', 'echo many'),
      /^a\/b\/lesson\.yaml:11: the script of question many prints 'many', which is no answer to it$/,
    ],
    [
      'lacks a translation',
      edit('lesson.yaml', ', zh-TW: 沒有資料卷。', ''),
      /^a\/b\/lesson\.yaml:19: steps\.0\.checks\.0\.message\.zh-TW should be text$/,
    ],
    ['lacks a step in one language', edit('zh-TW.md', ' {#make}', ''), /^a\/b\/zh-TW\.md:1: no heading \{#make\}$/],
    [
      'has another block in the other language',
      edit('zh-TW.md', 'create notes', 'create note'),
      /^a\/b\/zh-TW\.md:5: the console blocks differ from those in en\.md:5$/,
    ],
    [
      'says what no lesson says',
      edit('lesson.yaml', 'minutes: 1', 'minutes: 1\nlevel: easy'),
      /^a\/b\/lesson\.yaml:3: level is not known here; there is id, /,
    ],
    [
      'has no solution of a step',
      edit('solution.sh', 'make', 'made'),
      /^a\/b\/solution\.sh:1: no section "# step: make"$/,
    ],
    [
      'wants a message that is not there',
      edit('wrong.sh', 'volume/other', 'volume/none'),
      /^a\/b\/wrong\.sh:2: step make has no message 'volume\/none'; there is volume, volume\/other$/,
    ],
  ])(
    'that %s',
    async (_, change, problem) => {
      const problems = await prove(change);
      expect(
        problems.some((found) => problem.test(found)),
        problems.join('\n'),
      ).toBe(true);
    },
    60_000,
  );
});
