/** Makes a directory in a snapshot, as a working directory is made when it is missing. */
import { writeTar } from '../oci/tar/write.ts';
import type { EngineContext } from './context.ts';
import { resolveInSnapshot } from './snapshot-path.ts';

export async function makeDirectory(engine: EngineContext, snapshot: string, wanted: string): Promise<void> {
  const { path, info } = await resolveInSnapshot(engine.runtime, snapshot, wanted);
  if (info) return;
  const header = { type: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: engine.clock.now(), size: 0 } as const;
  const tar = writeTar([{ header: { ...header, name: path.slice(1) } }]);
  await engine.runtime.extract({ snapshot }, '/', tar, { noOverwriteDirNonDir: true, copyUidGid: true });
}
