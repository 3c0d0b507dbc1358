/** Files as servers use them: whole texts, logs, streams of a part of a file, accounts by name. */
import { text } from '../../../base/bytes.ts';
import type { ByteSource } from '../../../base/streams.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import { readBytes } from '../../read-all.ts';

const PIECE = 64 * 1024;

export async function readFile(sys: Sys, path: string): Promise<string> {
  return text(await readBytes(sys, path));
}

export function openLog(sys: Sys, path: string): number | Promise<number> {
  return sys.open(path, O.WRONLY | O.CREAT | O.APPEND, 0o644);
}

/** `size` bytes of an open file from `start`; the descriptor is closed at the end, or when the reader leaves. */
export function fileSource(sys: Sys, fd: number, start: number, size: number): ByteSource {
  let left = size;
  let open = true;
  const close = async () => {
    if (open) await sys.close(fd);
    open = false;
  };
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        if (left === size && start > 0) await sys.seek(fd, start, 'set');
        const value = left > 0 ? await sys.read(fd, Math.min(left, PIECE)) : new Uint8Array();
        left -= value.length;
        if (value.length > 0) return { done: false, value };
        await close();
        return { done: true, value: undefined };
      },
      return: async () => {
        await close();
        return { done: true, value: undefined };
      },
    }),
  };
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** An account of /etc/passwd by its name. */
export async function accountOf(sys: Sys, name: string): Promise<Account | undefined> {
  const line = (await readFile(sys, '/etc/passwd')).split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

export async function groupOf(sys: Sys, name: string): Promise<number | undefined> {
  const line = (await readFile(sys, '/etc/group')).split('\n').find((entry) => entry.startsWith(`${name}:`));
  const gid = line?.split(':')[2];
  return gid === undefined ? undefined : Number(gid);
}
