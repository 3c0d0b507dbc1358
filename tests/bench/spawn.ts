/** What the kernel alone takes to start a program that ends at once, and to wait for it: no shell, no PATH. */
import type { Program } from '../../src/kernel/sys.ts';
import { testMachine } from '../support/kernel.ts';

/** Microseconds each, the best of several rounds. */
export async function spawnMicroseconds(count = 50_000, rounds = 5): Promise<number> {
  let best = Infinity;
  const spawner: Program = async (sys) => {
    for (let round = 0; round < rounds; round++) {
      const from = performance.now();
      for (let i = 0; i < count; i++) {
        const pid = sys.spawn('/bin/true', { argv: ['true'] });
        const waited = sys.wait(pid instanceof Promise ? await pid : pid);
        const { status } = (waited instanceof Promise ? await waited : waited) ?? {};
        if (status?.kind !== 'exited' || status.status !== 0) throw new Error('the program did not end well');
      }
      best = Math.min(best, ((performance.now() - from) * 1000) / count);
    }
    return 0;
  };
  const machine = await testMachine({ programs: { spawner, true: () => 0 } });
  const { status, stderr } = await machine.run(['spawner']);
  if (status !== 0) throw new Error(stderr);
  return best;
}
