/** Drydock's ruby on scripts whose answers real Ruby 3.1 gave (record.mjs). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { text } from '../../../src/base/bytes.ts';
import { programHeader } from '../../../src/base/program-file.ts';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { testMachine } from '../../support/kernel.ts';

interface Recorded {
  readonly name: string;
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const RUBY = '/usr/bin/ruby3.1';
const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'recorded.json'), 'utf8')) as readonly Recorded[];
const scripts = new Map(
  readFileSync(join(import.meta.dirname, 'scripts.txt'), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((script) => [script.slice(0, script.indexOf('\n')), script.slice(script.indexOf('\n') + 1)]),
);

/** Newer Ruby shows the line of an error below it, which is left out here. */
const firstLine = (stderr: string) => stderr.split('\n', 1)[0];

test.each(recorded)('$name', async ({ name, status, stdout, stderr }) => {
  const machine = await testMachine({
    programs: programTable(PROGRAMS),
    bin: ['sh', 'dash', 'echo'],
    files: { '/w/main.rb': scripts.get(name) as string, [RUBY]: text(programHeader('ruby')) },
  });
  await machine.files.chmod(RUBY, 0o755);
  await machine.files.unlink('/bin/sh');
  await machine.files.symlink('dash', '/bin/sh');
  const result = await machine.run([RUBY, 'main.rb'], { cwd: '/w', env: { PATH: '/usr/bin:/bin', HOME: '/root' } });
  expect({ ...result, stderr: firstLine(result.stderr) }).toEqual({ status, stdout, stderr: firstLine(stderr) });
});
