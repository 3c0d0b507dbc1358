/** System calls on terminals (termios(3), ioctl_tty(2)). */
import { SysError } from './errno.ts';
import { groupOf, visiblePid } from './process-calls.ts';
import { mayChange } from './process/job-control.ts';
import type { Process } from './process/process.ts';
import type { Termios, WindowSize } from './sys.ts';
import { type Tty, TtyFile } from './tty/terminal.ts';

export function terminalOf(process: Process, fd: number): Tty {
  const { file } = process.files.get(fd);
  if (!(file instanceof TtyFile)) throw new SysError('ENOTTY');
  return file.tty;
}

/** A background process that may not is stopped; the change happens when it goes on. */
export function tcsetattr(process: Process, fd: number, change: Partial<Termios>): void {
  const tty = terminalOf(process, fd);
  const apply = () => tty.discipline.change(change);
  if (mayChange(process, tty)) apply();
  else void process.attend()?.then(apply, () => undefined);
}

export function setWindowSize(process: Process, fd: number, size: WindowSize): void {
  terminalOf(process, fd).resize(size);
}

export function tcgetpgrp(process: Process, fd: number): number {
  const tty = terminalOf(process, fd);
  if (process.session.tty !== tty) throw new SysError('ENOTTY');
  const { foreground } = process.session;
  return foreground ? visiblePid(process, foreground) : 0;
}

export function tcsetpgrp(process: Process, fd: number, pgid: number): void {
  const tty = terminalOf(process, fd);
  const { session } = process;
  if (session.tty !== tty) throw new SysError('ENOTTY');
  const group = groupOf(process, pgid);
  const apply = () => {
    session.foreground = group;
  };
  if (mayChange(process, tty)) apply();
  else void process.attend()?.then(apply, () => undefined);
}

export function ttyname(process: Process, fd: number): string | undefined {
  const description = process.files.get(fd);
  if (!(description.file instanceof TtyFile)) return undefined;
  const { tty } = description.file;
  process.namespace.adopt(tty);
  return `/dev/pts/${tty.index}`;
}
