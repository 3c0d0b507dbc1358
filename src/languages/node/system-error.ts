/** Failed system calls as Node words them: libuv's texts, the call's name and the path. */
import { ERRNO, type Errno, SysError } from '../../kernel/errno.ts';

/** Where libuv's text is not the C library's. */
const TEXTS: Partial<Record<Errno, string>> = {
  EADDRNOTAVAIL: 'address not available',
  EEXIST: 'file already exists',
  EHOSTUNREACH: 'host is unreachable',
  EISDIR: 'illegal operation on a directory',
  ELOOP: 'too many symbolic links encountered',
  EMFILE: 'too many open files',
  ENOTCONN: 'socket is not connected',
  ENOTEMPTY: 'directory not empty',
  EROFS: 'read-only file system',
  EXDEV: 'cross-device link not permitted',
  ENOSPC: 'no space left on device',
  EIO: 'i/o error',
  ENOTSOCK: 'socket operation on non-socket',
};

export interface SystemError extends Error {
  errno: number;
  code: string;
  syscall: string;
  path?: string;
  dest?: string;
}

export interface FailedCall {
  readonly syscall: string;
  readonly path?: string | undefined;
  readonly dest?: string | undefined;
}

export function systemError({ errno }: SysError, { syscall, path, dest }: FailedCall): SystemError {
  const [number, text] = ERRNO[errno];
  const what = TEXTS[errno] ?? text.toLowerCase();
  const where = path === undefined ? '' : ` '${path}'${dest === undefined ? '' : ` -> '${dest}'`}`;
  const error = new Error(`${errno}: ${what}, ${syscall}${where}`) as SystemError;
  return Object.assign(error, {
    errno: -number,
    code: errno,
    syscall,
    ...(path !== undefined && { path }),
    ...(dest !== undefined && { dest }),
  });
}

/** What anything threw, in Node's words when it was a system call. */
export function nodeError(error: unknown, call: FailedCall): unknown {
  return error instanceof SysError ? systemError(error, call) : error;
}

/** A TypeError or another with one of Node's codes, which its stack shows in brackets. */
export function codedError(code: string, message: string, Kind: new (message: string) => Error = Error): Error {
  const error = new Kind(message);
  if (code.startsWith('ERR_') && error.stack !== undefined)
    Object.defineProperty(error, 'stack', {
      value: error.stack.replace(error.name, `${error.name} [${code}]`),
      writable: true,
      configurable: true,
    });
  return Object.assign(error, { code });
}

/** A module or function of Node that Drydock does not have. */
export function unsimulated(what: string, real: string): Error {
  return codedError('ERR_DRYDOCK_NOT_SIMULATED', `${what} is not simulated in Drydock; real Node would ${real}`);
}
