/**
 * The files that a process of a WebContainer gets a copy of, and what it changed in them. A copy, since a WebContainer has
 * files of its own: the project that the script or the working directory belongs to, and nothing else of the machine.
 */
import { concat } from '../../base/bytes.ts';
import type { OuterChange, OuterFile } from '../../base/outer-node.ts';
import { LIMITS } from '../../base/limits.ts';
import { SysError } from '../../kernel/errno.ts';
import { O, type Sys } from '../../kernel/sys.ts';
import { absolute, dirname } from '../../userland/bin/lib/path.ts';

const CHUNK = 256 * 1024;

/** The folders to copy: of the script, and of the working directory. `script` is undefined for code and the prompt. */
export async function projectFolders(sys: Sys, script: string | undefined): Promise<readonly string[]> {
  const wanted = [sys.cwd, ...(script === undefined ? [] : [dirname(absolute(sys.cwd, script))])];
  const roots: string[] = [];
  for (const folder of wanted) roots.push(await projectOf(sys, folder));
  // The whole system is nobody's project: of its root only what else is wanted is copied.
  const chosen = [...new Set(roots)].filter((root) => root !== '/');
  return chosen.filter((root) => !chosen.some((other) => other !== root && root.startsWith(`${other}/`)));
}

/** The nearest folder upwards that holds a package.json; without one, the folder itself. */
async function projectOf(sys: Sys, folder: string): Promise<string> {
  for (let at = folder; at !== '/'; at = dirname(at)) {
    if (await exists(sys, `${at}/package.json`)) return at;
  }
  return folder;
}

/** Undefined when they are more than LIMITS allow. What the process may not read is left out, as it could not read it. */
export async function readProject(sys: Sys, folders: readonly string[]): Promise<readonly OuterFile[] | undefined> {
  const found: OuterFile[] = [];
  let bytes = 0;
  const visit = async (folder: string): Promise<boolean> => {
    found.push({ path: folder, kind: 'directory' });
    for (const { name, type } of await sys.readdir(folder)) {
      const path = `${folder}/${name}`;
      if (type === 'directory') {
        if (!(await sys.access(path, { read: true, execute: true }))) continue;
        if (!(await visit(path))) return false;
      } else if (type === 'symlink') found.push({ path, kind: 'symlink', target: await sys.readlink(path) });
      else if (type === 'file' && (await sys.access(path, { read: true }))) {
        // By what it says of itself first: a file with holes may be larger than all memory.
        bytes += (await sys.stat(path)).size;
        if (bytes > LIMITS.outerBytes) return false;
        found.push({ path, kind: 'file', bytes: await readWhole(sys, path) });
      }
      if (found.length > LIMITS.outerFiles) return false;
    }
    return true;
  };
  for (const folder of folders) if (!(await visit(folder))) return undefined;
  return found;
}

async function readWhole(sys: Sys, path: string): Promise<Uint8Array> {
  const fd = await sys.open(path, O.RDONLY);
  const parts: Uint8Array[] = [];
  try {
    for (;;) {
      const part = await sys.read(fd, CHUNK);
      if (part.length === 0) return concat(parts);
      parts.push(part);
    }
  } finally {
    await sys.close(fd);
  }
}

/** Does to the machine's files, with the process's own rights, what the program did to its copies. Answers what failed. */
export async function writeChanges(sys: Sys, changes: readonly OuterChange[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { path, bytes } of changes) {
    try {
      if (bytes) await writeWhole(sys, path, bytes);
      else await sys.unlink(path);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      failed.push(`${path}: ${error.errno}`);
    }
  }
  return failed;
}

async function writeWhole(sys: Sys, path: string, bytes: Uint8Array): Promise<void> {
  await makeFolders(sys, dirname(path));
  const fd = await sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
  try {
    await sys.write(fd, bytes);
  } finally {
    await sys.close(fd);
  }
}

async function makeFolders(sys: Sys, folder: string): Promise<void> {
  if (await exists(sys, folder)) return;
  await makeFolders(sys, dirname(folder));
  await sys.mkdir(folder);
}

async function exists(sys: Sys, path: string): Promise<boolean> {
  try {
    await sys.stat(path);
    return true;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}
