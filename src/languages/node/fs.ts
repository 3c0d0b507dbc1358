/** The module `fs`: every operation as a call that waits, one with a callback, and one with a promise. */
import { Buffer } from 'buffer';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import type { Guest } from '../guest/guest.ts';
import type { EventLoop } from './event-loop.ts';
import * as operations from './file-operations.ts';
import { bytesOf, flagsOf, type Kernel, of, optionsOf, pathOf, plainBytes, type Steps } from './file-operations.ts';
import { createReadStream, createWriteStream } from './file-streams.ts';
import { Stats } from './stats.ts';
import { nodeError, unsimulated } from './system-error.ts';

type Operation = (k: Kernel, ...args: readonly unknown[]) => Steps<unknown>;

/** Name, the system call that errors name, and the work. */
const OPERATIONS: Readonly<Record<string, readonly [syscall: string, work: Operation]>> = {
  access: ['access', access],
  appendFile: ['open', operations.appendFile],
  chmod: ['chmod', (k, path, mode) => of(k.chmod(pathOf(path), octal(mode)))],
  chown: ['chown', (k, path, uid, gid) => of(k.chown(pathOf(path), Number(uid), Number(gid)))],
  close: ['close', (k, fd) => of(k.close(Number(fd)))],
  copyFile: ['copyfile', operations.copyFile],
  fstat: [
    'fstat',
    function* (k, fd) {
      return new Stats(yield* of(k.fstat(Number(fd))));
    },
  ],
  fsync: [
    'fsync',
    function* () {
      return undefined;
    },
  ],
  ftruncate: ['ftruncate', (k, fd, size) => of(k.truncate(Number(fd), Number(size ?? 0)))],
  link: ['link', (k, from, to) => of(k.link(pathOf(from), pathOf(to)))],
  lstat: ['lstat', (k, path, options) => stat(k, 'lstat', path, options)],
  mkdir: ['mkdir', operations.mkdir],
  mkdtemp: ['mkdtemp', mkdtemp],
  open: ['open', (k, path, flags, mode) => of(k.open(pathOf(path), flagsOf(flags), octal(mode ?? 0o666)))],
  read: ['read', read],
  readdir: ['scandir', operations.readdir],
  readFile: ['open', operations.readFile],
  readlink: ['readlink', (k, path) => of(k.readlink(pathOf(path)))],
  realpath: ['lstat', (k, path) => of(k.realpath(pathOf(path)))],
  rename: ['rename', (k, from, to) => of(k.rename(pathOf(from), pathOf(to)))],
  rm: ['rm', operations.rm],
  rmdir: [
    'rmdir',
    (k, path, options) => (optionsOf(options).recursive ? operations.rm(k, path, options) : of(k.rmdir(pathOf(path)))),
  ],
  stat: ['stat', (k, path, options) => stat(k, 'stat', path, options)],
  symlink: ['symlink', (k, target, path) => of(k.symlink(pathOf(target), pathOf(path)))],
  truncate: ['open', truncate],
  unlink: ['unlink', (k, path) => of(k.unlink(pathOf(path)))],
  utimes: ['utime', (k, path, atime, mtime) => of(k.utimes(pathOf(path), milliseconds(atime), milliseconds(mtime)))],
  write: ['write', write],
  writeFile: ['open', operations.writeFile],
};

/** Operations with two paths name both. */
const TWO_PATHS = new Set(['copyFile', 'link', 'rename', 'symlink']);
const CONSTANTS = {
  F_OK: 0,
  X_OK: 1,
  W_OK: 2,
  R_OK: 4,
  COPYFILE_EXCL: 1,
  O_RDONLY: O.RDONLY,
  O_WRONLY: O.WRONLY,
  O_RDWR: O.RDWR,
  O_CREAT: O.CREAT,
  O_EXCL: O.EXCL,
  O_TRUNC: O.TRUNC,
  O_APPEND: O.APPEND,
};

function octal(mode: unknown): number {
  return typeof mode === 'string' ? Number.parseInt(mode, 8) : Number(mode);
}

function milliseconds(time: unknown): number {
  return time instanceof Date ? time.getTime() : Number(time) * 1000;
}

function* access(k: Kernel, path: unknown, mode: unknown): Steps<void> {
  const wanted = Number(mode ?? 0);
  yield* of(k.stat(pathOf(path)));
  const may = yield* of(
    k.access(pathOf(path), { read: (wanted & 4) !== 0, write: (wanted & 2) !== 0, execute: (wanted & 1) !== 0 }),
  );
  if (!may) throw new SysError('EACCES');
}

function* stat(k: Kernel, call: 'stat' | 'lstat', path: unknown, options: unknown): Steps<Stats | undefined> {
  try {
    return new Stats(yield* of(k[call](pathOf(path))));
  } catch (error) {
    const missing = error instanceof SysError && ['ENOENT', 'ENOTDIR'].includes(error.errno);
    if (missing && optionsOf(options).throwIfNoEntry === false) return undefined;
    throw error;
  }
}

function* mkdtemp(k: Kernel, prefix: unknown): Steps<string> {
  for (;;) {
    const suffix = [...crypto.getRandomValues(new Uint8Array(6))]
      .map((byte) => LETTERS[byte % LETTERS.length])
      .join('');
    try {
      yield* of(k.mkdir(String(prefix) + suffix, 0o700));
      return String(prefix) + suffix;
    } catch (error) {
      if (!(error instanceof SysError && error.errno === 'EEXIST')) throw error;
    }
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function* read(k: Kernel, fd: unknown, buffer: unknown, ...rest: readonly unknown[]): Steps<number> {
  const named = typeof rest[0] === 'object' && rest[0] !== null ? (rest[0] as Record<string, unknown>) : undefined;
  const target = buffer as Uint8Array;
  const offset = Number((named ? named.offset : rest[0]) ?? 0);
  const length = Number((named ? named.length : rest[1]) ?? target.byteLength - offset);
  const position = named ? named.position : rest[2];
  if (typeof position === 'number' && position >= 0) yield* of(k.seek(Number(fd), position, 'set'));
  const bytes = yield* of(k.read(Number(fd), length));
  target.set(bytes, offset);
  return bytes.length;
}

function* write(k: Kernel, fd: unknown, data: unknown, ...rest: readonly unknown[]): Steps<number> {
  if (typeof data === 'string') {
    const [position, encoding] = rest;
    if (typeof position === 'number') yield* of(k.seek(Number(fd), position, 'set'));
    return yield* of(k.write(Number(fd), bytesOf(data, encoding as string | undefined)));
  }
  const source = data as Uint8Array;
  const offset = Number(rest[0] ?? 0);
  const length = Number(rest[1] ?? source.byteLength - offset);
  if (typeof rest[2] === 'number') yield* of(k.seek(Number(fd), rest[2], 'set'));
  return yield* of(k.write(Number(fd), plainBytes(source.subarray(offset, offset + length))));
}

function* truncate(k: Kernel, path: unknown, size: unknown): Steps<void> {
  const fd = yield* of(k.open(pathOf(path), O.WRONLY));
  try {
    yield* of(k.truncate(fd, Number(size ?? 0)));
  } finally {
    yield* of(k.close(fd));
  }
}

function driveSync<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next(step.value);
  return step.value;
}

export async function driveAsync<T>(steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    try {
      const value = await step.value;
      step = steps.next(value);
    } catch (error) {
      step = steps.throw(error);
    }
  }
  return step.value;
}

export function fsModule(guest: Guest, loop: EventLoop): Record<string, unknown> {
  const promises: Record<string, unknown> = { constants: CONSTANTS };
  const fs: Record<string, unknown> = {
    constants: CONSTANTS,
    ...CONSTANTS,
    Stats,
    Dirent: operations.Dirent,
    promises,
  };
  for (const [name, [syscall, work]] of Object.entries(OPERATIONS)) {
    const worded = (error: unknown, args: readonly unknown[]): unknown => {
      const [path, dest] = args;
      const call = error instanceof SysError && error.errno === 'EISDIR' && name === 'readFile' ? 'read' : syscall;
      if (typeof path === 'number' || call === 'read') return nodeError(error, { syscall: call });
      return nodeError(error, {
        syscall: call,
        path: String(path),
        ...(TWO_PATHS.has(name) && { dest: String(dest) }),
      });
    };
    fs[`${name}Sync`] = (...args: readonly unknown[]): unknown => {
      try {
        return driveSync(work(guest.sync, ...args));
      } catch (error) {
        throw worded(error, args);
      }
    };
    const promised = async (...args: readonly unknown[]): Promise<unknown> => {
      try {
        return await loop.during(driveAsync(work(guest.async, ...args)));
      } catch (error) {
        throw worded(error, args);
      }
    };
    promises[name] = promised;
    fs[name] = (...args: readonly unknown[]): void => {
      const callback = args.at(-1);
      if (typeof callback !== 'function') throw callbackMissing();
      const call = callback as (...values: readonly unknown[]) => void;
      promised(...args.slice(0, -1)).then(
        (value) =>
          loop.run(() => (name === 'read' || name === 'write' ? call(null, value, args[1]) : call(null, value))),
        (error: unknown) => loop.run(() => call(error)),
      );
    };
  }
  fs.existsSync = (path: unknown): boolean => {
    try {
      driveSync(of(guest.sync.stat(pathOf(path))));
      return true;
    } catch {
      return false;
    }
  };
  fs.exists = (path: unknown, callback: (found: boolean) => void): void => {
    guest.async.stat(pathOf(path)).then(
      () => loop.run(() => callback(true)),
      () => loop.run(() => callback(false)),
    );
  };
  fs.createReadStream = (path: unknown, options: unknown) => createReadStream(guest, loop, path, optionsOf(options));
  fs.createWriteStream = (path: unknown, options: unknown) => createWriteStream(guest, loop, path, optionsOf(options));
  for (const name of ['watch', 'watchFile'])
    fs[name] = () => {
      throw unsimulated(`fs.${name}`, 'watch the file by inotify');
    };
  fs.unwatchFile = () => undefined;
  promises.open = (path: unknown, flags: unknown, mode: unknown) => openHandle(guest, loop, path, flags, mode);
  return fs;
}

function callbackMissing(): Error {
  return Object.assign(new TypeError('The "cb" argument must be of type function. Received undefined'), {
    code: 'ERR_INVALID_ARG_TYPE',
  });
}

/** What `fs.promises.open` answers. */
async function openHandle(
  guest: Guest,
  loop: EventLoop,
  path: unknown,
  flags: unknown,
  mode: unknown,
): Promise<unknown> {
  const k = guest.async;
  let fd: number;
  try {
    fd = await loop.during(k.open(pathOf(path), flagsOf(flags), octal(mode ?? 0o666)));
  } catch (error) {
    throw nodeError(error, { syscall: 'open', path: String(path) });
  }
  const run = <T>(steps: Steps<T>) => loop.during(driveAsync(steps));
  return {
    fd,
    close: () => loop.during(k.close(fd)),
    stat: async () => new Stats(await loop.during(k.fstat(fd))),
    readFile: (options: unknown) => run(operations.readFile(k, fd, options)),
    writeFile: (data: unknown, options: unknown) => run(operations.writeFile(k, fd, data, options)),
    appendFile: (data: unknown, options: unknown) => run(operations.writeFile(k, fd, data, options)),
    truncate: (size: unknown) => loop.during(k.truncate(fd, Number(size ?? 0))),
    read: async (buffer: Uint8Array = Buffer.alloc(16_384), ...rest: readonly unknown[]) => ({
      bytesRead: await run(read(k, fd, buffer, ...rest)),
      buffer,
    }),
    write: async (data: unknown, ...rest: readonly unknown[]) => ({
      bytesWritten: await run(write(k, fd, data, ...rest)),
      buffer: data,
    }),
  };
}
