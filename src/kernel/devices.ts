/** Character devices by their numbers (admin-guide/devices.txt): what opening them gives. */
import { EMPTY } from '../base/bytes.ts';
import { zeros } from '../base/zeros.ts';
import { SysError } from './errno.ts';
import type { Process } from './process/process.ts';
import { O, type Stat } from './sys.ts';
import { type Tty, TtyFile } from './tty/terminal.ts';
import type { Inode, OpenFile } from './vfs/filesystem.ts';
import type { OpenedByPath } from './vfs/opened-path.ts';

export function openDevice(process: Process, inode: Inode, stat: Stat, flags: number, path: () => string): OpenFile {
  const key = `${stat.major}:${stat.minor}`;
  const { random } = process.namespace.machine;
  const { masked } = process.namespace.confinement;
  if (stat.type !== 'char') throw new SysError(masked ? 'EPERM' : 'ENXIO');
  if (key === '1:3') return new DeviceFile(inode, flags, path, () => EMPTY);
  if (key === '1:5') return new DeviceFile(inode, flags, path, zeros);
  if (key === '1:7') return new DeviceFile(inode, flags, path, zeros, 'ENOSPC');
  if (key === '1:8' || key === '1:9')
    return new DeviceFile(inode, flags, path, (max) => random.bytes(Math.min(max, 65_536)));
  if (key === '5:0') {
    const { tty } = process.session;
    if (!tty) throw new SysError('ENXIO');
    return new TtyFile(tty, flags);
  }
  if (key === '5:1') return openTerminal(process, process.namespace.terminals[0], flags);
  if (stat.major === 136) return openTerminal(process, process.namespace.terminals[stat.minor], flags);
  // /dev/ptmx among them: programs that make terminals of their own are not simulated.
  throw new SysError('ENXIO');
}

function openTerminal(process: Process, tty: Tty | undefined, flags: number): OpenFile {
  if (!tty || tty.hungUp) throw new SysError('EIO');
  const { session, group } = process;
  const leads = session.nspid === process.nspid && !session.tty;
  if (leads && !tty.session && !(flags & O.NOCTTY)) session.control(tty, group);
  return new TtyFile(tty, flags);
}

class DeviceFile implements OpenFile, OpenedByPath {
  constructor(
    readonly inode: Inode,
    readonly flags: number,
    readonly opened: () => string,
    private readonly source: (max: number) => Uint8Array,
    private readonly refuses?: 'ENOSPC',
  ) {}

  read(max: number): Uint8Array {
    if ((this.flags & 3) === O.WRONLY) throw new SysError('EBADF');
    return this.source(max);
  }

  write(bytes: Uint8Array): number {
    if ((this.flags & 3) === O.RDONLY) throw new SysError('EBADF');
    if (this.refuses) throw new SysError(this.refuses);
    return bytes.length;
  }

  seek(): number {
    return 0;
  }

  truncate(): never {
    throw new SysError('EINVAL');
  }

  stat(): Stat | Promise<Stat> {
    return this.inode.stat();
  }

  close(): void {}
}
