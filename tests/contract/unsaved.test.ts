/** A store without room: programs write to memory and see no error, so the learner is told; and the engine starts all the same. */
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { FailureError } from '../../src/base/errors.ts';
import { systemClock, systemRandom } from '../../src/base/ports.ts';
import { writeTree } from '../../src/node/build-tree.ts';
import { assemble } from '../../src/sandbox/assemble.ts';
import { UNSAVED } from '../../src/sandbox/unsaved.ts';
import type { StorageDriver } from '../../src/store/driver.ts';
import { memoryDriver } from '../../src/store/memory/driver.ts';
import { openSandbox } from '../support/sandbox.ts';

const HUB = join(import.meta.dirname, '../../dist/hub');

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

/** As a browser's: past the quota only what takes room away is refused. */
function withoutRoom(driver: StorageDriver): StorageDriver {
  return {
    ...driver,
    commit: async (batch, options) => {
      if (batch.some((mutation) => 'put' in mutation)) throw new FailureError('noSpace', 'no space left on device');
      return driver.commit(batch, options);
    },
  };
}

test('an engine starts without room for what it found, and removes what makes some', async () => {
  await writeTree(HUB);
  const driver = memoryDriver();
  const before = await openSandbox(driver, new Map(), HUB);
  await before.host.runScript('docker run -d --name web busybox sleep 1000 && docker pull -q alpine && sync');
  // Its power goes off: nothing is closed.
  const after = await openSandbox(withoutRoom(driver), new Map(), HUB);
  try {
    const said = async (script: string) => (await after.host.runScript(script)).stdout;
    expect(await said('docker ps -a --format "{{.Names}} {{.Status}}"')).toMatch(/^web Exited \(255\)/);
    expect(await said('docker rm web && docker rmi -f alpine > /dev/null && docker images -q | wc -l')).toBe(
      'web\n1\n',
    );
  } finally {
    await after.close().catch(() => undefined);
    await before.close().catch(() => undefined);
  }
}, 60_000);
