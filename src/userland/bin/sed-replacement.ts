/** sed -i: a new file beside the old one, which takes its place when it is whole. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { Out } from './lib/out.ts';
import type { Tool } from './lib/tool.ts';

export interface Replacement {
  readonly out: Out;
  /** Keeps the old file under the suffix of -i, if there is one. */
  finish(): Promise<void>;
}

export async function startReplacement(t: Tool, path: string): Promise<Replacement> {
  const { sys } = t;
  const { mode, uid, gid } = await sys.stat(path);
  const [directory, name] = [path.slice(0, path.lastIndexOf('/') + 1), path.slice(path.lastIndexOf('/') + 1)];
  const random = [...sys.random(3)].map((byte) => byte.toString(36).padStart(2, '0')).join('');
  const temporary = t.busybox ? path + random : `${directory || './'}sed${random}`;
  const fd = await sys.open(temporary, O.WRONLY | O.CREAT | O.EXCL, 0o600);
  const out = new Out(sys, fd);
  /** What something is mounted on, such as a container's /etc/hosts, cannot be replaced. */
  const move = async (from: string, to: string) => {
    try {
      await sys.rename(from, to);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await sys.unlink(temporary);
      const busybox = `can't move '${from}' to '${to}': ${error.message}`;
      await t.die(`cannot rename ${from}: ${error.message}`, busybox, t.busybox ? 1 : 4);
    }
  };
  const finish = async () => {
    await out.flush();
    await sys.close(fd);
    await sys.chmod(temporary, mode);
    if (sys.credentials.euid === 0) await sys.chown(temporary, uid, gid);
    const suffix = t.value('i');
    if (suffix) await move(path, suffix.includes('*') ? directory + suffix.replaceAll('*', name) : path + suffix);
    await move(temporary, path);
  };
  return { out, finish };
}
