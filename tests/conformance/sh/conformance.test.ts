import { describe, expect, test } from 'vitest';
import { programHeader } from '../../../src/base/program-file.ts';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { testMachine, writeFile } from '../../support/kernel.ts';
import recorded from './recorded.json' with { type: 'json' };

const BIN =
  'awk basename bc cat chmod comm cp cut date diff dirname echo env expr find fold grep head id join ln ls mkdir mkfifo mktemp mv nl nohup od paste printf ps pwd rev rm sed seq sleep sort stty tac tail tee test timeout touch tr true uniq wc which xargs yes'.split(
    ' ',
  );

/** Known differences, each with its reason. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'bash: circular namerefs': 'a reference to its own name is refused, where bash finds the variable that it hides',
  'ash: type': 'real busybox runs its applets without files; here a command is gone when its file is',
};

async function run(shell: string, script: string) {
  const machine = await testMachine({
    programs: programTable(PROGRAMS),
    bin: shell === 'ash' ? [] : ['bash', 'dash', ...BIN],
    files: { '/work/': '', '/usr/bin/': '', '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n' },
  });
  const shells = { ash: 'busybox', bash: 'dash', dash: 'dash' }[shell] ?? shell;
  for (const name of ['sh', ...(shell === 'ash' ? BIN : [])]) {
    await writeFile(machine.files, `/bin/${name}`, programHeader(shells), 0o755);
  }
  const env = { PATH: '/bin', HOME: '/root', LC_ALL: 'C.UTF-8' };
  return machine.run([shell === 'ash' ? 'sh' : shell, '-c', script], { cwd: '/work', env, stdin: '' });
}

describe.each(['bash', 'dash', 'ash'])('%s', (shell) => {
  const cases = recorded.filter((item) => item.shell === shell && !(`${shell}: ${item.name}` in DIFFERENT));
  test.each(cases)('$name', async ({ script, stdout, stderr, status }) => {
    expect(await run(shell, script)).toEqual({ status, stdout, stderr });
  });
});
