/** Makes the working directory of a container when it is missing (moby, SetupWorkingDirectory). */
import { FailureError } from '../base/errors.ts';
import { writeTar } from '../oci/tar/write.ts';
import type { EngineContext } from './context.ts';
import { mergedDirectory } from './graph-driver.ts';
import { randomId } from './identifiers.ts';
import { isDirectory, resolveInSnapshot } from './snapshot-path.ts';

/** Fails with `system` where something else than a directory is, or is above. */
export async function makeWorkingDirectory(engine: EngineContext, snapshot: string, wanted: string): Promise<void> {
  const { path, info, belowFile } = await resolveInSnapshot(engine.runtime, snapshot, wanted);
  if (belowFile !== undefined) {
    // The daemon sees the snapshot in a directory of its own.
    throw new FailureError('system', `lstat ${mergedDirectory(randomId(engine.random))}${belowFile}: not a directory`);
  }
  if (info && !isDirectory(info)) throw new FailureError('system', `Cannot mkdir: ${wanted} is not a directory`);
  if (info) return;
  const header = { type: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: engine.clock.now(), size: 0 } as const;
  const tar = writeTar([{ header: { ...header, name: path.slice(1) } }]);
  await engine.runtime.extract({ snapshot }, '/', tar, { noOverwriteDirNonDir: true, copyUidGid: true });
}
