/** What is written down of real Docker's answers to bad archives is what a real engine says. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { badArchives, untaggedImage } from '../support/bad-archives.ts';
import { docker, dockerWords, missingReason } from './docker.ts';

const reason = missingReason();
if (reason) console.warn(`skipped: ${reason}`);

describe.skipIf(reason)('bad archives at a real engine', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'drydock-bad-'));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test('every answer is as recorded', async () => {
    const [command, ...words] = dockerWords();
    const answers: [string, string][] = [];
    const recorded: [string, string][] = [];
    for (const { name, bytes, said } of await badArchives()) {
      writeFileSync(join(scratch, 'a.tar'), bytes);
      const { stdout, stderr } = spawnSync(command as string, [...words, 'load', '-qi', join(scratch, 'a.tar')], {
        encoding: 'utf8',
      });
      answers.push([name, (stdout + stderr).trim().replace(/docker-import-\d+/g, 'docker-import-N')]);
      recorded.push([name, said]);
      if (stdout.includes('Loaded image: bad/x:1')) docker('rmi', '-f', 'bad/x:1');
      if (name.startsWith('tag ')) docker('rmi', await untaggedImage());
    }
    expect(answers).toEqual(recorded);
  });
});
