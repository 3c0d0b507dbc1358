/** mount(2) and umount(2), as far as a privileged container notices: new tmpfs and proc, nothing from devices. */
import { after } from './awaitable.ts';
import { SysError } from './errno.ts';
import { realpath } from './path-calls.ts';
import type { Process } from './process/process.ts';
import type { Awaitable } from './sys.ts';
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

export function umount(process: Process, target: string): Awaitable<void> {
  if (!capable(process, 'SYS_ADMIN')) throw new SysError('EPERM');
  return after(realpath(process, target), (path) => process.namespace.mounts.remove(path));
}
