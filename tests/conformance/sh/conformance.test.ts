import { describe, expect, test } from 'vitest';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { testMachine } from '../../support/kernel.ts';
import recorded from './recorded.json' with { type: 'json' };

const BIN = 'bash dash sh cat env echo grep sort tr head yes sleep ls mkdir touch ln chmod sed diff rm'.split(' ');

/** Known differences, each with its reason. */
const DIFFERENT: Readonly<Record<string, string>> = {};

async function run(shell: string, script: string) {
  const machine = await testMachine({
    programs: programTable({ sh: PROGRAMS['dash']! }, PROGRAMS),
    bin: BIN,
    files: { '/work/': '', '/usr/': '', '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n' },
  });
  const env = { PATH: '/bin', HOME: '/root', LC_ALL: 'C.UTF-8' };
  return machine.run([shell, '-c', script], { cwd: '/work', env, stdin: '' });
}

describe.each(['bash', 'dash'])('%s', (shell) => {
  const cases = recorded.filter((item) => item.shell === shell && !(`${shell}: ${item.name}` in DIFFERENT));
  test.each(cases)('$name', async ({ script, stdout, stderr, status }) => {
    expect(await run(shell, script)).toEqual({ status, stdout, stderr });
  });
});
