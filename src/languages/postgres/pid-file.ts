/** postmaster.pid: which process serves a data directory, where, and whether it is ready, a line for each. */
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { guestClock } from '../guest/clock.ts';
import type { Guest } from '../guest/guest.ts';
import { readText, type Settings } from './settings.ts';

const SECOND_MS = 1000;

export class PidFile {
  readonly #path: string;

  constructor(
    private readonly guest: Guest,
    private readonly directory: string,
  ) {
    this.#path = `${directory}/postmaster.pid`;
  }

  /** The process that has the directory already, if it lives. */
  async owner(): Promise<number | undefined> {
    const pid = Number.parseInt((await readText(this.guest, this.#path)) ?? '', 10);
    // A number of an earlier life of the container may be our own.
    if (!Number.isInteger(pid) || pid === this.guest.start.pid || pid === this.guest.start.ppid) return undefined;
    try {
      await this.guest.async.kill(pid, 0);
      return pid;
    } catch (error) {
      if (error instanceof SysError) return undefined;
      throw error;
    }
  }

  async write(settings: Settings, status: 'starting' | 'ready'): Promise<void> {
    const { async, start } = this.guest;
    const lines = [
      start.pid,
      this.directory,
      Math.floor(guestClock.now() / SECOND_MS),
      settings.get('port'),
      settings.get('unix_socket_directories'),
      settings.get('listen_addresses')?.split(',')[0] ?? '',
      '',
      status.padEnd(8),
    ];
    const fd = await async.open(this.#path, O.WRONLY | O.CREAT | O.TRUNC, 0o600);
    await async.write(fd, utf8(`${lines.join('\n')}\n`));
    await async.close(fd);
  }

  async remove(): Promise<void> {
    await this.guest.async.unlink(this.#path).catch((error: unknown) => {
      if (!(error instanceof SysError && error.errno === 'ENOENT')) throw error;
    });
  }
}
