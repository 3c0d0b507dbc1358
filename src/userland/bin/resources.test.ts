/** What a process takes of the machine is one number wherever it is told. */
import { expect, test } from 'vitest';
import { testMachine } from '../../../tests/support/kernel.ts';
import { programTable } from '../programs.ts';
import { PROGRAMS } from './table.ts';

const SCRIPT = `mkfifo /tmp/hold
ps -o rss= -p $$
grep VmRSS /proc/$$/status | tr -dc '0-9\\n'
top -b -n 1 -p $$ | tail -n 1 | { read -r pid user pr ni virt res rest; echo "$res"; }
{ yes | head -c 3000000; read -r line < /tmp/hold; } | tac > /dev/null &
while grown=$(ps -o rss= -C tac); [ 0$(echo $grown) -lt 2000 ]; do sleep 0.01; done
echo $grown
free -k | { read -r header; read -r name total used rest; echo "$total $used"; }
echo > /tmp/hold
wait
`;

test('ps, top, /proc and free agree on memory, and what a program holds is counted', async () => {
  const { run, files } = await testMachine({ programs: programTable(PROGRAMS), bin: Object.keys(PROGRAMS) });
  await files.symlink('/bin/bash', '/bin/sh');
  const { stdout } = await run(['bash', '-c', SCRIPT], { env: { PATH: '/bin' }, stdin: '' });
  const [ps, proc, top, grown, free] = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim());
  expect(Number(ps)).toBeGreaterThan(100);
  expect([proc, top]).toEqual([ps, ps]);
  expect(Number(grown) - Number(ps)).toBeLessThan(4000);
  const [total, used] = (free as string).split(' ').map(Number) as [number, number];
  expect(total).toBe(8 * 1024 ** 2);
  expect(used).toBeGreaterThanOrEqual(Number(grown));
});

test('what reads a file without an end into memory is killed for it', async () => {
  const { run, files } = await testMachine({ programs: programTable(PROGRAMS), bin: Object.keys(PROGRAMS) });
  await files.symlink('/bin/bash', '/bin/sh');
  const endless = ['diff /bin/bash /dev/zero', 'gzip -l < /dev/zero', 'tar -rf /dev/zero /etc', 'curl -d @/dev/zero x'];
  for (const line of endless) {
    const { status } = await run(['bash', '-c', line], { env: { PATH: '/bin' }, stdin: '' });
    expect(`${line}: ${status}`).toBe(`${line}: 137`);
  }
});
