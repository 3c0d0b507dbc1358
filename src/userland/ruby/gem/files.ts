/** Files as gem reads and writes them. */
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { writeFile } from '../../bin/lib/write-file.ts';

/** With the folders it is in. */
export async function placeFile(sys: Sys, path: string, content: Uint8Array | string, mode = 0o644): Promise<void> {
  await makeFolders(sys, path.slice(0, path.lastIndexOf('/')));
  await writeFile(sys, path, content, mode);
}

export async function makeFolders(sys: Sys, path: string): Promise<void> {
  for (let at = path.indexOf('/', 1); ; at = path.indexOf('/', at + 1)) {
    try {
      await sys.mkdir(at < 0 ? path : path.slice(0, at));
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EEXIST') throw error;
    }
    if (at < 0) return;
  }
}

/** A folder with what is in it; nothing when it is not there. */
export async function removeTree(sys: Sys, path: string): Promise<void> {
  try {
    if ((await sys.lstat(path)).type !== 'directory') return void (await sys.unlink(path));
    for (const { name } of await sys.readdir(path))
      if (name !== '.' && name !== '..') await removeTree(sys, `${path}/${name}`);
    await sys.rmdir(path);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
  }
}
