/** Every lesson is proven headless, as `npx drydock lesson check --all --anew` does it: the whole course at once, in processes of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { text } from '../../src/base/bytes.ts';
import { lessonFolders } from '../../src/course/parse-course.ts';
import { readPack } from '../../src/node/lessons/read-pack.ts';

const ROOT = join(import.meta.dirname, '../..');

let lines: readonly string[] = [];
let status: unknown;

beforeAll(async () => {
  const command = ['src/node/drydock.mjs', 'lesson', 'check', '--all', '--anew'];
  const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  [status] = (await once(child, 'close')) as [unknown];
  lines = text(Buffer.concat(chunks)).trim().split('\n');
}, 600_000);

test.each(lessonFolders(readPack(join(ROOT, 'lessons'))))('%s is proven', (folder) => {
  const at = lines.findIndex((line) => line.split(/ +/)[1] === folder);
  const problems = lines.slice(at + 1);
  const end = problems.findIndex((line) => !line.startsWith('  '));
  expect([lines[at]?.split(' ')[0], ...problems.slice(0, end)]).toEqual(['proven']);
});

test('and the course as a whole', () => {
  expect(lines.at(-1)).toMatch(/^\d+ checked in [\d.]+ s, all proven$/);
  expect(status).toBe(0);
});
