/** Takes a package's files away: what another package has too stays, and so do directories that are not empty. */
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { lstatIfAny } from '../files.ts';
import type { DpkgDatabase } from './database.ts';

export async function removeFiles(
  sys: Sys,
  database: DpkgDatabase,
  owner: string,
  paths: readonly string[],
): Promise<void> {
  if (paths.length === 0) return;
  const shared = new Set<string>();
  for (const other of database.all()) {
    if (other.name !== owner) for (const path of await database.files(other)) shared.add(path);
  }
  for (const path of [...paths].sort().reverse()) {
    if (path === '/.' || shared.has(path)) continue;
    const stat = await lstatIfAny(sys, path);
    if (!stat) continue;
    try {
      if (stat.type === 'directory') await sys.rmdir(path);
      else await sys.unlink(path);
    } catch (error) {
      // Somebody put something there, or it is a mount: the directory stays, as dpkg leaves it.
      if (!(error instanceof SysError && ['ENOTEMPTY', 'EEXIST', 'EBUSY'].includes(error.errno))) throw error;
    }
    const turn = sys.tick();
    if (turn instanceof Promise) await turn;
  }
}
