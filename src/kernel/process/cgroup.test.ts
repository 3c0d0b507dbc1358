import { expect, test } from 'vitest';
import { testMachine } from '../../../tests/support/kernel.ts';
import type { Program } from '../sys.ts';

const MiB = 1024 * 1024;

/** Takes memory by steps of a megabyte, up to the size it is told. */
const eat: Program = async (sys) => {
  for (let size = MiB; size <= Number(sys.argv[1]) * MiB; size += MiB) {
    sys.brk(size);
    const turn = sys.tick();
    if (turn instanceof Promise) await turn;
  }
  await sys.sleep(Number(sys.argv[2] ?? 0));
  return 0;
};

test('past the memory limit the largest process is killed, and only it', async () => {
  const machine = await testMachine({ programs: { eat }, cgroup: { memoryBytes: 20 * MiB } });
  const small = await machine.start(['eat', '8', '1000000']);
  expect(machine.namespace.oomKilled).toBe(false);
  expect((await machine.run(['eat', '15'])).status).toBe(137);
  expect(machine.namespace.oomKilled).toBe(true);
  expect((await machine.run(['eat', '5'])).status).toBe(0);
  machine.namespace.limit({ memoryBytes: 4 * MiB });
  expect(await small.exited).toEqual({ kind: 'signaled', signal: 'KILL' });
});

test('without a limit the machine itself runs out of memory', async () => {
  const machine = await testMachine({ programs: { eat } });
  expect((await machine.run(['eat', '100'])).status).toBe(0);
  expect((await machine.run(['eat', '1000'])).status).toBe(137);
  expect(machine.namespace.oomKilled).toBe(false);
});

test('a share of the processor is all that a namespace gets', async () => {
  const shareOf = async (cpus: number | undefined) => {
    let share = 0;
    const busy: Program = async (sys) => {
      const start = sys.now();
      while (sys.now() < start + 500) {
        const turn = sys.tick();
        if (turn instanceof Promise) await turn;
      }
      const own = sys.processes().find(({ pid }) => pid === sys.pid);
      share = (own?.cpuMs ?? 0) / (sys.now() - start);
      return 0;
    };
    await (await testMachine({ programs: { busy }, cgroup: { cpus } })).run(['busy']);
    return share;
  };
  const limited = await shareOf(0.2);
  expect(limited).toBeLessThan(0.35);
  expect(await shareOf(undefined)).toBeGreaterThan(limited);
});

test('programs see their limits in /sys/fs/cgroup', async () => {
  const machine = await testMachine({ programs: { eat }, cgroup: { memoryBytes: 20 * MiB, cpus: 0.5 } });
  const read = (file: string) => machine.readFile(`/sys/fs/cgroup/${file}`);
  expect(await read('memory/memory.limit_in_bytes')).toBe('20971520\n');
  expect(await read('cpu/cpu.cfs_quota_us')).toBe('50000\n');
  expect(await read('pids/pids.max')).toBe('max\n');
  expect(await read('pids/pids.current')).toBe('1\n');
});
