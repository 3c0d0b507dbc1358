/** A file beside its compressed form: the one is made of the other, and takes its place. */
import { SysError } from '../../../kernel/errno.ts';
import { O, type Stat } from '../../../kernel/sys.ts';
import { CHUNK, type Input } from './input.ts';
import type { Tool } from './tool.ts';

/** The rest of an input, a chunk at a time. */
export async function* chunksOf(input: Input): AsyncGenerator<Uint8Array> {
  for (let bytes = await input.chunk(CHUNK); bytes.length; bytes = await input.chunk(CHUNK)) yield bytes;
}

/** Counts what passes. */
export async function* measured(
  source: AsyncIterable<Uint8Array>,
  passed: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    passed(bytes.length);
    yield bytes;
  }
}

/** Whether something lies at `path`. */
export async function isThere(t: Tool, path: string): Promise<boolean> {
  try {
    await t.sys.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof SysError && (error.errno === 'ENOENT' || error.errno === 'ENOTDIR')) return false;
    throw error;
  }
}

/** Writes `target` with the rights and times of the file it is made of. When `converted` fails, nothing is left of it. */
export async function writeBeside(
  t: Tool,
  target: string,
  like: Stat,
  converted: AsyncIterable<Uint8Array>,
): Promise<void> {
  const fd = await t.sys.open(target, O.WRONLY | O.CREAT | O.TRUNC, like.mode & 0o777);
  let whole = false;
  try {
    for await (const bytes of converted) await t.sys.write(fd, bytes);
    whole = true;
  } finally {
    await t.sys.close(fd);
    if (!whole) await t.sys.unlink(target);
  }
  await t.sys.chmod(target, like.mode);
  if (t.sys.credentials.euid === 0) await t.sys.chown(target, like.uid, like.gid);
  await t.sys.utimes(target, like.atime, like.mtime);
}
