import { expect, test } from 'vitest';
import { testMachine } from '../../../../tests/support/kernel.ts';
import { LIMITS } from '../../../base/limits.ts';
import { bash } from '../programs.ts';

const machine = await testMachine({ programs: { bash } });

test('a text that has run before is shown by set -v all the same, as bash 5.2 does', async () => {
  const script = 't="echo a; echo b"\neval "$t"\nset -v\neval "$t"\neval "$t"';
  const shown = 'eval "$t"\necho a; echo b\neval "$t"\necho a; echo b\n';
  expect(await machine.run(['bash', '-c', script])).toEqual({ status: 0, stdout: 'a\nb\n'.repeat(3), stderr: shown });
});

test('texts run anew in another shell, by its own state, whether they are kept or were put out by others', async () => {
  const evals = `for i in $(echo {1..${LIMITS.shellPrograms}}); do eval "n=\\$((n + $i))"; done`;
  const script = `${evals}; ${evals}; echo $n`;
  const sum = LIMITS.shellPrograms * (LIMITS.shellPrograms + 1);
  for (const n of [0, 1]) {
    expect((await machine.run(['bash', '-c', script], { env: { n: `${n}` } })).stdout).toBe(`${n + sum}\n`);
  }
});
