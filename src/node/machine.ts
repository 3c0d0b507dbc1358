/** The docker program's machine over this process: `npx drydock docker` is the same program as the learner's. */
import { constants, createReadStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { ReadStream, WriteStream } from 'node:tty';
import { systemClock } from '../base/ports.ts';
import type { ByteSource } from '../base/streams.ts';
import { FileError, type FileInfo, type Files, type Machine, type Output } from '../cli/machine.ts';
import { download } from '../registry/download.ts';
import { outsideFetch } from './outside-fetch.ts';
import { socketTransport } from './socket-transport.ts';

/** What the shell reports for a process that SIGPIPE ended. */
const BROKEN_PIPE_STATUS = 141;

export function nodeMachine(argv: readonly string[]): Machine {
  return {
    argv,
    env: new Map(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    cwd: process.cwd(),
    clock: systemClock,
    hostname: hostname(),
    stdin: {
      isTerminal: process.stdin.isTTY === true,
      source: { [Symbol.asyncIterator]: () => standardInput() },
      setRaw: (raw) => {
        if (process.stdin.isTTY) (process.stdin as ReadStream).setRawMode(raw);
      },
    },
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    files: nodeFiles(),
    onSignal: (signal, listener) => {
      process.on(`SIG${signal}`, listener);
      return () => process.off(`SIG${signal}`, listener);
    },
    connect: socketTransport,
    download: (url) => download(url, { fetch: outsideFetch }),
  };
}

/** Opened at the first read, so that a command that reads nothing leaves the input to who comes next. */
async function* standardInput(): AsyncGenerator<Uint8Array> {
  for await (const chunk of process.stdin) yield chunk as Buffer;
}

function output(stream: WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(BROKEN_PIPE_STATUS);
  });
  return {
    isTerminal: stream.isTTY === true,
    get size() {
      return stream.isTTY ? { rows: stream.rows, columns: stream.columns } : { rows: 0, columns: 0 };
    },
    write: (bytes) =>
      new Promise((resolve, reject) => stream.write(bytes, (error) => (error ? reject(error) : resolve()))),
  };
}

function nodeFiles(): Files {
  return {
    stat: (path) => call(async () => infoOf(await fs.stat(path))),
    lstat: (path) => call(async () => infoOf(await fs.lstat(path))),
    readdir: (path) => call(() => fs.readdir(path)),
    readlink: (path) => call(() => fs.readlink(path)),
    read: readFile,
    write: (path, source, mode = 0o644) => call(() => replaceFile(path, source, mode)),
    mkdir: (path, mode) => call(() => fs.mkdir(path, mode)),
    symlink: (target, path) => call(() => fs.symlink(target, path)),
    link: (existing, path) => call(() => fs.link(existing, path)),
    chmod: (path, mode) => call(() => fs.chmod(path, mode)),
    chown: (path, uid, gid) => call(() => fs.lchown(path, uid, gid)),
    utimes: (path, mtimeMs) => call(() => fs.lutimes(path, mtimeMs / 1000, mtimeMs / 1000)),
    unlink: (path) => call(() => fs.unlink(path)),
    rmdir: (path) => call(() => fs.rmdir(path)),
  };
}

/** Node's errors become FileErrors with the text of the errno alone, as Go gives it. */
async function call<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileError(error);
  }
}

function fileError(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) return error;
  // `ENOENT: no such file or directory, open 'x'`
  return new FileError(code, /^[A-Z0-9]+: ([^,]*)/.exec(message)?.[1] ?? message);
}

function infoOf(stats: Awaited<ReturnType<typeof fs.lstat>>): FileInfo {
  const type = stats.isFile()
    ? 'file'
    : stats.isDirectory()
      ? 'directory'
      : stats.isSymbolicLink()
        ? 'symlink'
        : 'other';
  return {
    type,
    mode: Number(stats.mode) & 0o7777,
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    size: Number(stats.size),
    mtimeMs: Number(stats.mtimeMs),
    inode: Number(stats.ino),
  };
}

async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw fileError(error);
  } finally {
    stream.destroy();
  }
}

/** To a name beside it, then renamed; a device or a pipe (`/dev/stdout`, `>(…)`) is written as it is. */
async function replaceFile(path: string, source: ByteSource, mode: number): Promise<void> {
  const present = await fs.stat(path).catch(() => undefined);
  if (present?.isDirectory()) throw new FileError('EISDIR', 'is a directory');
  const target = present ? await fs.realpath(path) : resolve(path);
  const inPlace = present !== undefined && !present.isFile();
  const temporary = inPlace ? target : join(dirname(target), `.tmp-${basename(target)}${process.pid}`);
  const { O_WRONLY, O_CREAT, O_EXCL } = constants;
  const file = await fs.open(temporary, inPlace ? O_WRONLY : O_WRONLY | O_CREAT | O_EXCL, mode);
  try {
    for await (const chunk of source) await file.writeFile(chunk);
    await file.close();
    if (!inPlace) await fs.rename(temporary, target);
  } catch (error) {
    await file.close().catch(() => undefined);
    if (!inPlace) await fs.rm(temporary, { force: true });
    throw error;
  }
}
