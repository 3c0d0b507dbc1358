import { describe, expect, test } from 'vitest';
import type { Lesson, Question, Step } from '../lesson.ts';
import { virtualClock } from '../../../tests/support/clock.ts';
import { readProgress, type LessonProgress } from '../progress.ts';
import { createLessonRun, type LessonRun, type LessonRunOptions } from './lesson-run.ts';
import { startsService } from './starts-service.ts';

const same = (text: string) => ({ en: text, 'zh-TW': text });

/** As it lies in a file. */
const progressFile = (lesson: LessonProgress): unknown =>
  JSON.parse(JSON.stringify({ version: 1, seed: 'fern', lessons: { lesson } }));

function question(given: Partial<Question>): Question {
  return {
    id: 'q',
    kind: 'number',
    when: 'after',
    ask: same('?'),
    options: [],
    answer: 'truth',
    because: same('.'),
    ...given,
  };
}

/** Passes once the machine has what it names. */
function step(id: string, questions: readonly Question[] = []): Step {
  const check = {
    name: 'there',
    run: `has ${id}`,
    message: same(`no ${id}`),
    explain: [{ name: 'near', run: `near ${id}`, message: same('near: {found}') }],
  };
  const hints = { nudge: same('n'), explanation: same('e'), command: 'c' };
  return {
    id,
    title: same(id),
    prose: { en: [], 'zh-TW': [] },
    hints,
    questions,
    checks: [check],
    solution: '',
    wrong: [],
  };
}

const LESSON: Lesson = {
  path: 'p', id: 'lesson', minutes: 1, machine: 'ubuntu', prerequisites: [], base: undefined, simulationOnly: undefined,
  title: same('t'), introduction: { en: [], 'zh-TW': [] }, objectives: [], variables: [], files: [], setup: '',
  steps: [step('one', [question({})]), step('two'), step('three', [question({ id: 'now', when: 'now' })])],
  ownMachine: { en: [], 'zh-TW': [] },
}; // prettier-ignore

/** A machine that is a set of words: what there is, and what the questions' scripts print. */
function setUp(options: Partial<LessonRunOptions> = {}) {
  const things = new Set<string>();
  const kept = new Map<string, readonly string[]>();
  const scripts: string[] = [];
  const variables: (Readonly<Record<string, string>> | undefined)[] = [];
  const run = createLessonRun({
    lesson: LESSON,
    values: { learner: 'fern' },
    clock: { after: () => () => undefined },
    scripts: async (script, options) => {
      scripts.push(script);
      variables.push(options?.variables);
      const [verb, ...words] = script.split(' ');
      const outcome = { stdout: '', stderr: '', status: 0 };
      if (verb === 'has') outcome.status = things.has(words[0] as string) ? 0 : 1;
      if (verb === 'near') Object.assign(outcome, { status: things.has('near') ? 0 : 1, stdout: 'this\nthat\n' });
      if (verb === 'truth') outcome.stdout = `${things.size}\n`;
      return outcome;
    },
    checkpoints: {
      take: async (name) => void kept.set(name, [...things]),
      restore: async (name) => {
        things.clear();
        for (const thing of kept.get(name) ?? []) things.add(thing);
      },
    },
    ...options,
  });
  const type = (run: LessonRun, command: string, ...made: string[]) => {
    for (const thing of made) things.add(thing);
    return run.commandEnded({ command, status: 0, prompt: '$' });
  };
  return { run, things, scripts, variables, type };
}

describe('a lesson run', () => {
  test('goes on when a step passes, and no further', async () => {
    const { run, type } = setUp();
    expect(run.state.phase).toBe('preparing');
    await run.start();
    expect(run.state).toMatchObject({ phase: 'open', current: 0 });
    expect(run.state.steps[0]).toMatchObject({ attempts: 0, tried: false });
    await type(run, 'ls');
    expect(run.state.steps[0]).toMatchObject({ attempts: 1, tried: true, done: false });
    await type(run, 'make one', 'one');
    expect(run.state).toMatchObject({ current: 1, history: [] });
    expect(run.state.steps[0]).toMatchObject({ done: true });
  });

  test('passes what a learner has done ahead of the text', async () => {
    const { run, type } = setUp();
    await run.start();
    await type(run, 'make both', 'one', 'two');
    expect(run.state.current).toBe(2);
  });

  test('names the near miss and what was found', async () => {
    const { run, type } = setUp();
    await run.start();
    await type(run, 'x', 'near');
    expect(run.state.steps[0]?.results[0]?.miss).toEqual({
      name: 'there/near',
      message: same('near: {found}'),
      found: 'this',
    });
  });

  test('asks for no near miss where a verdict is enough', async () => {
    const { run, scripts, type } = setUp({ until: 'verdict' });
    await run.start();
    await type(run, 'x', 'near');
    expect(run.state.steps[0]?.results[0]?.miss).toEqual({ name: 'there', message: same('no one'), found: '' });
    expect(scripts.filter((script) => script.startsWith('near '))).toEqual([]);
  });

  test('judges nothing anew for what is foretold', async () => {
    const { run, scripts } = setUp();
    await run.start();
    const before = scripts.length;
    await run.answer(0, 'q', '3');
    expect(scripts.length).toBe(before);
  });

  test('hands scripts the history and the variables', async () => {
    const { run, scripts, variables, type } = setUp();
    await run.start();
    await type(run, "echo 'hi'\n");
    expect(scripts.at(-2)).toBe('has one');
    expect(variables.at(-2)).toEqual({ learner: 'fern', HISTORY: "0 $ echo 'hi'\n" });
  });

  test('judgements that wait are one', async () => {
    const { run, scripts, type } = setUp();
    await run.start();
    const before = scripts.length;
    await Promise.all([type(run, 'a'), type(run, 'b'), type(run, 'c')]);
    expect(scripts.length - before).toBe(2);
    expect(run.state.history.map(({ command }) => command)).toEqual(['a', 'b', 'c']);
  });

  test('knows in which directory a step was begun, after a reload and a reset as well', async () => {
    const { run, things } = setUp();
    await run.start();
    things.add('one');
    await run.commandEnded({ command: 'cd work', status: 0, prompt: '$', cwd: '/home/fern/work' });
    await run.commandEnded({ command: 'cd /', status: 0, prompt: '#', cwd: '/' });
    expect(run.state).toMatchObject({ current: 1, cwd: '/home/fern/work' });
    await run.commandEnded({ command: 'cd ..', status: 0, prompt: '$', cwd: '/home/fern' });
    const { run: after } = setUp({
      saved: readProgress(progressFile(run.progress())).lessons.lesson as LessonProgress,
    });
    expect(after.state.cwd).toBe('/home/fern');
    await run.reset(1);
    expect(run.state.cwd).toBe('/home/fern/work');
    await run.reset(0);
    expect(run.state.cwd).toBeUndefined();
  });

  test('a prediction is graded once its step has passed, and holds nobody up', async () => {
    const { run, type } = setUp();
    await run.start();
    await run.answer(0, 'q', '2');
    expect(run.state.steps[0]?.answers.q).toMatchObject({ given: '2', truth: undefined });
    await type(run, 'make', 'one');
    expect(run.state.steps[0]?.answers.q).toEqual({ given: '2', first: '2', truth: '1', right: false });
    await expect(run.answer(0, 'q', '1')).rejects.toMatchObject({ kind: 'conflict' });
    expect(run.progress().steps.one?.answers).toEqual({ q: { given: '2', right: false, truth: '1' } });
  });

  test('what was foretold, and how it came out, is known after a reload', async () => {
    const { run, type } = setUp();
    await run.start();
    await type(run, 'make', 'one', 'two', 'three');
    await run.answer(2, 'now', '7');
    const { run: between } = setUp({ saved: run.progress() });
    expect(between.state.steps[0]?.answers.q).toEqual({
      given: undefined,
      first: undefined,
      truth: '3',
      right: undefined,
    });
    expect(between.state.steps[2]?.answers.now).toEqual({ given: '7', first: '7', truth: undefined, right: false });
    await run.answer(2, 'now', '3');
    const { run: after } = setUp({
      saved: readProgress(progressFile(run.progress())).lessons.lesson as LessonProgress,
    });
    expect(after.state.steps.map(({ answers }) => answers)).toEqual(run.state.steps.map(({ answers }) => answers));
    expect(after.progress().steps).toEqual(run.progress().steps);
  });

  test('a question of now is part of its step', async () => {
    const { run, type } = setUp();
    await run.start();
    await type(run, 'make', 'one', 'two', 'three');
    expect(run.state).toMatchObject({ phase: 'open', current: 2 });
    await run.answer(2, 'now', '7');
    expect(run.state.steps[2]?.answers.now).toMatchObject({ right: false, truth: undefined });
    await expect(run.answer(2, 'now', 'many')).rejects.toMatchObject({ kind: 'invalid' });
    await run.answer(2, 'now', '3');
    expect(run.state).toMatchObject({ phase: 'done', current: 3 });
    expect(run.progress()).toMatchObject({
      done: true,
      steps: { three: { answers: { now: { given: '7', right: false } } } },
    });
  });

  test('goes back to where a step began', async () => {
    const { run, things, type } = setUp();
    await run.start();
    run.hint();
    await type(run, 'make', 'one');
    await type(run, 'make', 'two');
    await run.reset(1);
    expect([...things]).toEqual(['one']);
    expect(run.state).toMatchObject({ phase: 'open', current: 1, history: [] });
    await run.reset(0);
    expect(run.state.current).toBe(0);
    expect(run.state.steps[0]).toMatchObject({ hints: 1, done: false });
  });

  test('says why a setup failed', async () => {
    const lesson = { ...LESSON, setup: 'boom' };
    const { run } = setUp({ lesson, scripts: async () => ({ status: 1, stdout: '', stderr: 'no disk\n' }) });
    await run.start();
    expect(run.state).toMatchObject({ phase: 'failed', failure: 'no disk' });
  });

  test('remembers what was done before', async () => {
    const { run, type } = setUp();
    await run.start();
    await type(run, 'make', 'one');
    const { run: again } = setUp({ saved: run.progress() });
    await again.resume();
    expect(again.state.current).toBe(1);
  });

  test('a server just started has a moment before it is judged, and some more before it is given up', async () => {
    const clock = virtualClock();
    const { run, scripts, things } = setUp({ clock });
    await run.start();
    const before = scripts.length;
    const judged = run.commandEnded({ command: 'docker run -d nginx', status: 0, prompt: '$' });
    await clock.advance(200);
    expect(scripts.length).toBe(before);
    await clock.advance(200);
    await judged;
    expect(run.state.steps[0]).toMatchObject({ attempts: 1, done: false });
    things.add('one');
    await clock.advance(800);
    expect(run.state.steps[0]).toMatchObject({ attempts: 1, done: true });
    const looks = scripts.length;
    await clock.advance(10_000);
    expect(scripts.length).toBe(looks);
  });

  test('what is typed next ends the looks at what was started before', async () => {
    const clock = virtualClock();
    const { run, scripts, type } = setUp({ clock });
    await run.start();
    const judged = type(run, 'service nginx start');
    await clock.advance(400);
    await judged;
    await type(run, 'ls');
    const looks = scripts.length;
    await clock.advance(10_000);
    expect(scripts.length).toBe(looks);
  });
});

describe('a command that starts something in the background', () => {
  test.each([
    'docker run -d nginx',
    'docker run --rm -ditp 80:80 nginx',
    'docker container run --detach nginx',
    'sudo docker start web',
    'sudo service docker start',
    'sleep 9 &',
  ])('is %s', (command) => expect(startsService(command)).toBe(true));
  test.each(['docker run --dns 1.1.1.1 busybox', 'docker ps', 'docker rmi web', 'ls a-d'])('is not %s', (command) =>
    expect(startsService(command)).toBe(false),
  );
});
