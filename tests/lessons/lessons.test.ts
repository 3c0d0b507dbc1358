/** Every lesson, headless: its checks fail at the start and after the wrong attempts, and pass after its solution. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runChecks } from '../../src/course/run-checks.ts';
import { lessonFolders, readLesson } from '../../src/node/lesson-pack.ts';
import { nodeSandbox } from '../../src/node/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/assemble.ts';

const LESSONS = join(import.meta.dirname, '../../lessons');
const HUB = join(import.meta.dirname, '../../dist/hub');

function sections(folder: string, name: string): Map<string, string> {
  const [, ...parts] = readFileSync(join(LESSONS, folder, name), 'utf8').split(/^# step: /m);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')).trim(), part.slice(part.indexOf('\n') + 1)]));
}

describe.each(lessonFolders(LESSONS))('%s', (folder) => {
  let sandbox: Sandbox;
  const lesson = readLesson(LESSONS, folder);
  const run = (script: string) => sandbox.host.runScript(script);

  beforeAll(async () => {
    sandbox = await nodeSandbox({ hub: HUB, learner: true });
  }, 120_000);
  afterAll(() => sandbox.close());

  test('each step is open at first, stays open after a wrong attempt, and is done after its solution', async () => {
    const wrong = sections(folder, 'wrong.sh');
    for (const step of lesson.steps) {
      const judge = async () => (await runChecks(step, run)).map(({ passed }) => passed);
      expect(await judge(), `${step.id} at the start`).toContain(false);
      await run(wrong.get(step.id) ?? '');
      const missed = (await runChecks(step, run)).filter(({ passed }) => !passed);
      expect(missed.length, `${step.id} after a wrong attempt`).toBeGreaterThan(0);
      expect(missed.every(({ message }) => message?.en && message['zh-TW'])).toBe(true);
      const solved = await run(step.solution);
      expect(solved, `${step.id}: solution`).toMatchObject({ status: 0 });
      expect(await judge(), `${step.id} after its solution`).not.toContain(false);
    }
  }, 120_000);
});
