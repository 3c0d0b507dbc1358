/** All bytes of a descriptor or file, for what has to be seen whole; what has no end meets the limit of memory, and ^C on the way. */
import { concat, text } from '../base/bytes.ts';
import { SysError } from '../kernel/errno.ts';
import { O, type Sys } from '../kernel/sys.ts';
import { HeldMemory } from './held-memory.ts';

const READ_BYTES = 64 * 1024;

/** SysError when it cannot be read. */
export async function readAll(sys: Pick<Sys, 'read' | 'tick' | 'brk'>, fd: number): Promise<Uint8Array> {
  const held = new HeldMemory(sys);
  try {
    const parts: Uint8Array[] = [];
    let size = 0;
    for (let part = await sys.read(fd, READ_BYTES); part.length > 0; part = await sys.read(fd, READ_BYTES)) {
      parts.push(part);
      held.grown((size += part.length));
      await sys.tick();
    }
    return concat(parts);
  } finally {
    held.release();
  }
}

/** Of the file at `path`. SysError when it cannot be read. */
export async function readBytes(sys: Sys, path: string): Promise<Uint8Array> {
  const fd = await sys.open(path, O.RDONLY);
  try {
    return await readAll(sys, fd);
  } finally {
    await sys.close(fd);
  }
}

/** Undefined when there is no such file. */
export async function readTextIfAny(sys: Sys, path: string): Promise<string | undefined> {
  try {
    return text(await readBytes(sys, path));
  } catch (error) {
    if (error instanceof SysError && (error.errno === 'ENOENT' || error.errno === 'ENOTDIR')) return undefined;
    throw error;
  }
}
