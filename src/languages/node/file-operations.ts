/**
 * Node's file operations over system calls, each written once for calls that wait and calls that go on: a generator
 * yields what a call answered, a value or a promise, and gets the value back.
 */
import { Buffer } from 'buffer';
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { type Awaitable, type DirectoryEntry, O, type Stat } from '../../kernel/sys.ts';
import type { AsyncSys, SyncSys } from '../guest/guest.ts';
import { codedError } from './system-error.ts';

export type Kernel = SyncSys | AsyncSys;
export type Steps<T> = Generator<unknown, T, unknown>;

/** The value of a call, whether it is there or comes. */
export function* of<T>(value: Awaitable<T>): Steps<T> {
  return (yield value) as T;
}

const READ_BYTES = 256 * 1024;
const DEFAULT_FILE = 0o666;
const DEFAULT_DIRECTORY = 0o777;

const FLAGS: Readonly<Record<string, number>> = {
  r: O.RDONLY,
  rs: O.RDONLY,
  'r+': O.RDWR,
  w: O.WRONLY | O.CREAT | O.TRUNC,
  wx: O.WRONLY | O.CREAT | O.TRUNC | O.EXCL,
  'w+': O.RDWR | O.CREAT | O.TRUNC,
  a: O.WRONLY | O.CREAT | O.APPEND,
  ax: O.WRONLY | O.CREAT | O.APPEND | O.EXCL,
  'a+': O.RDWR | O.CREAT | O.APPEND,
};

export interface FileOptions {
  readonly encoding?: string | null;
  readonly flag?: string;
  readonly mode?: number;
}

export function optionsOf(options: unknown): FileOptions & Record<string, unknown> {
  if (typeof options === 'string') return { encoding: options };
  return typeof options === 'object' && options !== null ? (options as Record<string, unknown>) : {};
}

export function pathOf(path: unknown): string {
  if (typeof path === 'string') return path;
  if (path instanceof URL) return decodeURIComponent(path.pathname);
  if (path instanceof Uint8Array) return Buffer.from(path).toString();
  const received = path === undefined ? 'undefined' : path === null ? 'null' : `type ${typeof path} (${String(path)})`;
  const message = `The "path" argument must be of type string or an instance of Buffer or URL. Received ${received}`;
  throw codedError('ERR_INVALID_ARG_TYPE', message, TypeError);
}

export function flagsOf(flags: unknown): number {
  if (typeof flags === 'number') return flags;
  const known = FLAGS[String(flags ?? 'r').replace('s', '')];
  if (known === undefined)
    throw codedError(
      'ERR_INVALID_ARG_VALUE',
      `The argument 'flags' is invalid. Received '${String(flags)}'`,
      TypeError,
    );
  return known;
}

export function bytesOf(data: unknown, encoding?: string | null): Uint8Array {
  if (typeof data === 'string') {
    if (!encoding || /^utf-?8$/i.test(encoding)) return utf8(data);
    return plainBytes(Buffer.from(data, encoding as 'hex'));
  }
  if (ArrayBuffer.isView(data)) return plainBytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  const message = `The "data" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received ${data === null ? 'null' : typeof data}`;
  throw codedError('ERR_INVALID_ARG_TYPE', message, TypeError);
}

/** A copy that the kernel may keep. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

export function decoded(bytes: Uint8Array, encoding: string | null | undefined): Buffer | string {
  const buffer = Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
  return encoding && encoding !== 'buffer' ? buffer.toString(encoding as 'utf8') : buffer;
}

export function* readAll(k: Kernel, fd: number): Steps<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const part = yield* of(k.read(fd, READ_BYTES));
    if (part.length === 0) return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
    parts.push(part);
  }
}

export function* readFile(k: Kernel, file: unknown, options: unknown): Steps<Buffer | string> {
  const { encoding, flag } = optionsOf(options);
  if (typeof file === 'number') return decoded(yield* readAll(k, file), encoding);
  const fd = yield* of(k.open(pathOf(file), flagsOf(flag)));
  try {
    return decoded(yield* readAll(k, fd), encoding);
  } finally {
    yield* of(k.close(fd));
  }
}

export function* writeFile(k: Kernel, file: unknown, data: unknown, options: unknown): Steps<void> {
  const { encoding, flag = 'w', mode = DEFAULT_FILE } = optionsOf(options);
  const bytes = bytesOf(data, encoding);
  if (typeof file === 'number') {
    yield* of(k.write(file, bytes));
    return;
  }
  const fd = yield* of(k.open(pathOf(file), flagsOf(flag), mode));
  try {
    if (bytes.length > 0) yield* of(k.write(fd, bytes));
  } finally {
    yield* of(k.close(fd));
  }
}

export function* appendFile(k: Kernel, file: unknown, data: unknown, options: unknown): Steps<void> {
  yield* writeFile(k, file, data, { flag: 'a', ...optionsOf(options) });
}

export function* copyFile(k: Kernel, from: unknown, to: unknown, mode: unknown): Steps<void> {
  const source = yield* of(k.stat(pathOf(from)));
  if (source.type === 'directory') throw new SysError('EISDIR');
  const bytes = (yield* readFile(k, from, undefined)) as Buffer;
  const exclusive = Number(mode) & 1;
  yield* writeFile(k, to, bytes, { flag: exclusive ? 'wx' : 'w', mode: source.mode & 0o777 });
}

export function* mkdir(k: Kernel, path: unknown, options: unknown): Steps<string | undefined> {
  const { recursive, mode } =
    typeof options === 'number'
      ? { mode: options, recursive: false }
      : (optionsOf(options) as { recursive?: boolean; mode?: number });
  const directory = pathOf(path);
  if (!recursive) {
    yield* of(k.mkdir(directory, mode ?? DEFAULT_DIRECTORY));
    return undefined;
  }
  let first: string | undefined;
  let at = directory.startsWith('/') ? '' : '.';
  for (const name of directory.split('/').filter((part) => part !== '')) {
    at = `${at}/${name}`;
    try {
      yield* of(k.mkdir(at, mode ?? DEFAULT_DIRECTORY));
      first ??= at;
    } catch (error) {
      if (!(error instanceof SysError && error.errno === 'EEXIST')) throw error;
      if ((yield* of(k.stat(at))).type !== 'directory') throw error;
    }
  }
  return first;
}

export class Dirent {
  constructor(
    readonly name: string,
    readonly parentPath: string,
    private readonly kind: DirectoryEntry['type'],
  ) {
    Object.defineProperty(this, 'kind', { enumerable: false });
  }
  get path(): string {
    return this.parentPath;
  }
  isFile = () => this.kind === 'file';
  isDirectory = () => this.kind === 'directory';
  isSymbolicLink = () => this.kind === 'symlink';
  isFIFO = () => this.kind === 'fifo';
  isSocket = () => this.kind === 'socket';
  isCharacterDevice = () => this.kind === 'char';
  isBlockDevice = () => this.kind === 'block';
}

export function* readdir(k: Kernel, path: unknown, options: unknown): Steps<readonly unknown[]> {
  const { withFileTypes, recursive } = optionsOf(options) as { withFileTypes?: boolean; recursive?: boolean };
  const directory = pathOf(path);
  const found: { readonly name: string; readonly parent: string; readonly entry: DirectoryEntry }[] = [];
  const waiting = [''];
  for (let below = waiting.shift(); below !== undefined; below = waiting.shift()) {
    const entries = [...(yield* of(k.readdir(below === '' ? directory : `${directory}/${below}`)))];
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      found.push({ name, parent: below === '' ? directory : `${directory}/${below}`, entry });
      if (recursive && entry.type === 'directory') waiting.push(name);
    }
  }
  if (!withFileTypes) return found.map(({ name }) => name);
  return found.map(({ parent, entry }) => new Dirent(entry.name, parent, entry.type));
}

export function* rm(k: Kernel, path: unknown, options: unknown): Steps<void> {
  const { recursive, force } = optionsOf(options) as { recursive?: boolean; force?: boolean };
  const target = pathOf(path);
  let stat: Stat;
  try {
    stat = yield* of(k.lstat(target));
  } catch (error) {
    if (force && error instanceof SysError && error.errno === 'ENOENT') return;
    throw error;
  }
  if (stat.type !== 'directory') {
    yield* of(k.unlink(target));
    return;
  }
  if (!recursive)
    throw codedError('ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${target}`);
  for (const { name } of yield* of(k.readdir(target))) yield* rm(k, `${target}/${name}`, options);
  yield* of(k.rmdir(target));
}
