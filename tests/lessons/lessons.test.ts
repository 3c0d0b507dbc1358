/** Every lesson is proven headless: `drydock lesson check --all` as tests. */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { lessonFolders, parseCourse, parseLessonAt } from '../../src/course/parse-course.ts';
import { openProofs, proveLesson } from '../../src/node/lessons/prove.ts';
import { readPack } from '../../src/node/lessons/read-pack.ts';

const hub = join(import.meta.dirname, '../../dist/hub');
const pack = readPack(join(import.meta.dirname, '../../lessons'));
const lessons = parseCourse(pack).parts.flatMap((part) => part.lessons);

let proofs: Awaited<ReturnType<typeof openProofs>>;
beforeAll(async () => {
  proofs = await openProofs(hub);
}, 300_000);

describe.each(lessonFolders(pack))('%s', (folder) => {
  test('is proven', async () => {
    expect(await proveLesson(parseLessonAt(pack, folder), { ...proofs, lessons })).toEqual([]);
  }, 120_000);
});
