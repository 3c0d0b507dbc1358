/** Servers beside the real ones, whose answers `record.mjs` has kept: each file of cases is one run of a shell on one machine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { testMachine } from '../../support/kernel.ts';
import { answersIn, parseCases, wholeScript } from './server-cases.mjs';

const FILES = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  '/etc/group': 'root:x:0:\nnogroup:x:65534:\n',
  '/etc/hosts': '127.0.0.1 localhost\n',
  '/etc/os-release': 'NAME="Debian GNU/Linux"\n',
  '/run/': '',
  '/var/log/nginx/': '',
};

async function answersTo(name: string): Promise<ReadonlyMap<string, string>> {
  const parsed = parseCases(readFileSync(join(import.meta.dirname, 'cases', `${name}.sh`), 'utf8'));
  const machine = await testMachine({ programs: programTable(PROGRAMS), bin: Object.keys(PROGRAMS), files: FILES });
  // As in the official images.
  await machine.run(['ln', '-s', '/dev/stderr', '/var/log/nginx/error.log']);
  const { stdout } = await machine.run(['dash', '-c', wholeScript(parsed)]);
  const answers = answersIn(stdout);
  return new Map(parsed.cases.map(({ name: of }, i) => [of, answers[i] ?? `no answer\n${stdout.slice(-2000)}`]));
}

describe.each(['apache', 'nginx', 'redis'])('%s', (name) => {
  const recorded = Object.entries(
    JSON.parse(readFileSync(join(import.meta.dirname, 'recorded', `${name}.json`), 'utf8')) as Record<string, string>,
  );
  let answers: ReadonlyMap<string, string>;
  beforeAll(async () => void (answers = await answersTo(name)), 300_000);
  test.each(recorded)('%s', (of, answer) => {
    expect(answers.get(of)).toBe(answer);
  });
});
