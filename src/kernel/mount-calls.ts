/** mount(2) and umount(2), as far as a privileged container notices: new tmpfs and proc, nothing from devices. */
import { after } from './awaitable.ts';
import { SysError } from './errno.ts';
import { realpath } from './path-calls.ts';
import type { Process } from './process/process.ts';
import type { Awaitable } from './sys.ts';
import { openedPath } from './vfs/opened-path.ts';
import { capable } from './vfs/permissions.ts';
import { createTmpfs } from './vfs/tmpfs.ts';

export function mount(
  process: Process,
  source: string,
  target: string,
  type: string,
  options: readonly string[],
): Awaitable<void> {
  if (!capable(process, 'SYS_ADMIN')) throw new SysError('EPERM');
  const { namespace } = process;
  return after(realpath(process, target), (path) => {
    const readonly = options.includes('ro');
    if (type === 'proc') return namespace.mount({ target: path, fs: 'proc', readonly });
    if (type !== 'tmpfs') throw new SysError('ENODEV');
    const fs = createTmpfs({ clock: namespace.machine.clock });
    return namespace.mount({ target: path, fs, source, readonly });
  });
}

/** `detach`: it goes from the tree of names though somebody still uses it. */
export function umount(process: Process, target: string, detach: boolean): Awaitable<void> {
  if (!capable(process, 'SYS_ADMIN')) throw new SysError('EPERM');
  return after(realpath(process, target), (path) => {
    if (!detach && isUsed(process, path)) throw new SysError('EBUSY');
    process.namespace.mounts.remove(path);
  });
}

/** Whether a process of the namespace stands in the mount at a path, or has a file of it open. */
function isUsed({ namespace }: Process, path: string): boolean {
  const within = (opened: string | undefined) => opened === path || opened?.startsWith(`${path}/`) === true;
  for (const { namespace: other, cwd, files } of namespace.machine.processes.values()) {
    if (other !== namespace) continue;
    if (cwd.mount.mount.target === path) return true;
    if (files.slots.some((description) => description && within(openedPath(description.file)))) return true;
  }
  return false;
}
