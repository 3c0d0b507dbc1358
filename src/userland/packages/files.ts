/** Whole files, as package managers read and replace them. */
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { O, type Sys } from '../../kernel/sys.ts';

/** Beside the file, then renamed: a reader sees the old text or the new one. */
export async function replaceText(sys: Sys, path: string, content: string, mode = 0o644): Promise<void> {
  await writeBytes(sys, `${path}-new`, utf8(content), mode);
  await sys.rename(`${path}-new`, path);
}

export async function writeBytes(sys: Sys, path: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  const fd = await sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, mode);
  try {
    await sys.write(fd, bytes);
  } finally {
    await sys.close(fd);
  }
}

export async function appendText(sys: Sys, path: string, content: string): Promise<void> {
  const fd = await sys.open(path, O.WRONLY | O.CREAT | O.APPEND, 0o644);
  try {
    await sys.write(fd, utf8(content));
  } finally {
    await sys.close(fd);
  }
}

export async function exists(sys: Sys, path: string): Promise<boolean> {
  return (await lstatIfAny(sys, path)) !== undefined;
}

export async function lstatIfAny(sys: Sys, path: string): Promise<Awaited<ReturnType<Sys['lstat']>> | undefined> {
  try {
    return await sys.lstat(path);
  } catch (error) {
    if (error instanceof SysError && (error.errno === 'ENOENT' || error.errno === 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** Makes a directory and those above it that are missing: nearly always it is there. The path is absolute, without a slash at its end. */
export async function makeDirectories(sys: Sys, path: string): Promise<void> {
  if (path === '') return;
  try {
    await sys.mkdir(path, 0o755);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'EEXIST') return;
    if (error.errno !== 'ENOENT') throw error;
    await makeDirectories(sys, path.slice(0, path.lastIndexOf('/')));
    await sys.mkdir(path, 0o755);
  }
}

export async function removeIfAny(sys: Sys, path: string): Promise<void> {
  try {
    await sys.unlink(path);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
  }
}

/** Names in a directory, sorted; none when it is not there. */
export async function namesIn(sys: Sys, path: string): Promise<readonly string[]> {
  try {
    const entries = await sys.readdir(path);
    return entries
      .map(({ name }) => name)
      .filter((name) => name !== '.' && name !== '..')
      .sort();
  } catch (error) {
    if (error instanceof SysError && (error.errno === 'ENOENT' || error.errno === 'ENOTDIR')) return [];
    throw error;
  }
}
