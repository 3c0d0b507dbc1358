/** A store without room: programs write to memory and see no error, so the learner is told that it will not stay. */
import { expect, test, vi } from 'vitest';
import { systemClock, systemRandom } from '../../src/base/ports.ts';
import { assemble } from '../../src/sandbox/assemble.ts';
import { UNSAVED } from '../../src/sandbox/unsaved.ts';
import { memoryDriver } from '../../src/store/memory/driver.ts';

test('what cannot be saved is told, and no more once there is room', async () => {
  const told = vi.fn();
  const sandbox = await assemble({
    driver: memoryDriver({ quotaBytes: 1_000_000 }),
    clock: systemClock,
    random: systemRandom,
    onNearMiss: told,
  });
  try {
    const run = async (script: string) => expect((await sandbox.host.runScript(script)).status).toBe(0);
    await run('echo small > kept');
    await run('head -c 3000000 /dev/urandom > large');
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith(UNSAVED), 5000);
    await run('rm large');
    // Once what was too large has gone, all is saved again.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    told.mockClear();
    await run('echo more > kept');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(told).not.toHaveBeenCalled();
  } finally {
    await sandbox.close();
  }
});
