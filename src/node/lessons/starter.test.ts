import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../../base/ports.ts';
import { createFolderProver } from './prove-folder.ts';
import { openProofs } from './prove.ts';
import { writeStarter } from './starter.ts';

const scratch = mkdtempSync(join(tmpdir(), 'drydock-starter-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('the lesson to begin with is proven as it stands', async () => {
  writeStarter(join(scratch, '03-my-notes'));
  expect(readFileSync(join(scratch, '03-my-notes/lesson.yaml'), 'utf8')).toMatch(/^id: my-notes\n/);
  const prove = createFolderProver(await openProofs(join(import.meta.dirname, '../../../dist/hub'), () => systemClock));
  expect(await prove({ root: scratch, folder: '03-my-notes' })).toMatchObject({ problems: [] });
}, 300_000);

test('nothing that is there is written over', () => {
  expect(() => writeStarter(scratch)).toThrow('there is something in it already');
  expect(() => writeStarter(join(scratch, 'My lesson'))).toThrow("the folder's name");
});
