import { describe, expect, test } from 'vitest';
import { messageText, passed, runChecks, truthOf, type ScriptOptions, type ScriptRunner } from './judge.ts';
import type { Check, Question } from './lesson.ts';

const same = (text: string) => ({ en: text, 'zh-TW': text });
const CONTEXT = { values: { learner: "o'brien" }, history: [] };

const check = (name: string): Check => ({
  name,
  run: `check ${name}`,
  message: same(`no ${name}`),
  explain: ['far', 'near', 'nearer'].map((near) => ({ name: near, run: near, message: same(`${near}: {found}`) })),
});

/** Runs scripts that are a key with what stands beside it; all others fail. */
function machine(answers: Readonly<Record<string, string>>) {
  const ran: string[] = [];
  const given: (ScriptOptions | undefined)[] = [];
  const run: ScriptRunner = async (script, options) => {
    ran.push(script);
    given.push(options);
    return { stdout: answers[script] ?? '', stderr: '', status: script in answers ? 0 : 1 };
  };
  return { run, ran, given };
}

describe('checks', () => {
  const step = { checks: [check('a'), check('b'), check('c')] };

  test('are all run, and the first that does not pass says which near miss it was', async () => {
    const { run, ran } = machine({ 'check a': '', near: 'this\nthat', nearer: 'x' });
    const results = await runChecks(step, run, CONTEXT);
    expect(ran).toEqual(['check a', 'check b', 'far', 'near', 'check c']);
    expect(results.map((result) => result.passed)).toEqual([true, false, false]);
    expect(passed(results)).toBe(false);
    expect(results.map(({ miss }) => miss && messageText(miss).en)).toEqual([undefined, 'near: this', undefined]);
  });

  test('end with the first that does not pass where its message is enough', async () => {
    const { run, ran } = machine({ 'check a': '' });
    const results = await runChecks(step, run, CONTEXT, { until: 'message' });
    expect(ran).toEqual(['check a', 'check b', 'far', 'near', 'nearer']);
    expect(results[1]?.miss?.name).toBe('b');
  });

  test('and ask nothing more where a verdict is', async () => {
    const { run, ran } = machine({ near: 'this' });
    expect(passed(await runChecks(step, run, CONTEXT, { until: 'verdict' }))).toBe(false);
    expect(ran).toEqual(['check a']);
  });
});

test('a script and its near misses get the words and the history of the learner beside their text', async () => {
  const history = [{ command: "echo 'hi'", status: 3, prompt: '$' as const }];
  const { run, given } = machine({ near: 'this' });
  await runChecks({ checks: [check('a')] }, run, { ...CONTEXT, history });
  const variables = { learner: "o'brien", HISTORY: "3 $ echo 'hi'\n" };
  expect(given).toEqual([{ variables }, { variables }, { variables }]);
});

test('what was found is put into a message safely', () => {
  const miss = { name: 'a', message: same('It is {found}.'), found: '<b>' };
  expect(messageText(miss, (text) => text.replace('<', '&lt;'))).toEqual(same('It is &lt;b>.'));
});

test('the truth is the first line, and nothing while the machine cannot tell', async () => {
  const question = { answer: 'count' } as Question;
  expect(await truthOf(question, machine({ count: '7\n8\n' }).run, CONTEXT)).toBe('7');
  expect(await truthOf(question, machine({ count: '' }).run, CONTEXT)).toBeUndefined();
  expect(await truthOf(question, machine({}).run, CONTEXT)).toBeUndefined();
});
