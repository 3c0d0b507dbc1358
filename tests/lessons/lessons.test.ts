/** Every lesson, headless: its checks fail at the start, wrong attempts earn their messages, solutions pass. */
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/ports.ts';
import { lessonFolders, parseCourse, parseLessonAt } from '../../src/course/parse-course.ts';
import { proveSteps } from '../../src/course/proof/prove-steps.ts';
import { readPack } from '../../src/node/lesson-pack.ts';
import { nodeSandbox } from '../../src/node/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/assemble.ts';

const HUB = join(import.meta.dirname, '../../dist/hub');
const pack = readPack(join(import.meta.dirname, '../../lessons'));

test('the course is whole', () => {
  expect(parseCourse(pack).parts.length).toBeGreaterThan(0);
});

describe.each(lessonFolders(pack))('%s', (folder) => {
  let sandbox: Sandbox | undefined;
  afterEach(() => sandbox?.close());

  test('is proven', async () => {
    const { lesson, places } = parseLessonAt(pack, folder);
    sandbox = await nodeSandbox({ hub: HUB, learner: true });
    const { host } = sandbox;
    const scripts = (script: string, signal?: AbortSignal) => host.runScript(script, signal);
    expect(await proveSteps(lesson, places, { scripts, clock: systemClock })).toEqual([]);
  }, 120_000);
});
