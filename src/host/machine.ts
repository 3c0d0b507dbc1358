/** The docker program's machine over the simulated kernel: what `docker` sees when a learner types it. */
import { Aborter, either, type AbortNotice } from '../base/abort.ts';
import { concat, EMPTY } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';
import type { Clock } from '../base/ports.ts';
import type { ByteSource } from '../base/streams.ts';
import type { Transport } from '../api/transport.ts';
import { FileError, type FileInfo, type Files, type Machine, type Output } from '../cli/machine.ts';
import { SysError } from '../kernel/errno.ts';
import { O, type Stat, type Sys } from '../kernel/sys.ts';

const READ_BYTES = 64 * 1024;

export interface MachineOptions {
  readonly clock: Clock;
  /** The engine behind `unix:///var/run/docker.sock` and other addresses. */
  connect(host: string): Transport;
  readonly download: Machine['download'];
}

export function machineOf(sys: Sys, options: MachineOptions): Machine {
  const gone = new Aborter();
  void untilGone(sys).then(() => gone.abort(PROCESS_ENDED));
  return {
    argv: sys.argv.slice(1),
    env: sys.env,
    get cwd() {
      return sys.cwd;
    },
    clock: options.clock,
    hostname: sys.uname().nodename,
    stdin: {
      isTerminal: sys.isatty(0),
      source: readAll(sys, 0),
      setRaw: (raw) => {
        if (sys.isatty(0)) {
          sys.tcsetattr(0, { canonical: !raw, echo: !raw, signals: !raw, crToNl: !raw, nlToCrNl: !raw });
        }
      },
    },
    stdout: output(sys, 1),
    stderr: output(sys, 2),
    files: filesOf(sys),
    onSignal(signal, listener) {
      const before = sys.signal(signal, listener);
      return () => void sys.signal(signal, before);
    },
    download: options.download,
    connect: (host) => abortable(options.connect(host), gone),
  };
}

/** One for all: making the usual reason of an abort takes longer than a whole request. */
const PROCESS_ENDED = new FailureError('interrupted', 'the process has ended');

const LONG_MS = 2 ** 31 - 1;

/** Settles when the process has ended: its waits are broken off then. */
async function untilGone(sys: Sys): Promise<void> {
  for (;;) {
    try {
      await sys.sleep(LONG_MS);
    } catch (error) {
      // A handled signal only interrupts the wait.
      if (!(error instanceof SysError)) return;
    }
  }
}

function output(sys: Sys, fd: number): Output {
  return {
    isTerminal: sys.isatty(fd),
    get size() {
      return sys.isatty(fd) ? sys.windowSize(fd) : { rows: 0, columns: 0 };
    },
    write: async (bytes) => void (await restarted(() => sys.write(fd, bytes))),
  };
}

async function* readAll(sys: Sys, fd: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    const chunk = await restarted(() => sys.read(fd, READ_BYTES));
    if (chunk.length === 0) return;
    yield chunk;
  }
}

/** A call that a handled signal has interrupted is made again: Go sets its handlers up with SA_RESTART. */
async function restarted<T>(call: () => T | Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
    }
  }
}

/** Ends every exchange of a transport when the process that made it is gone. */
function abortable(transport: Transport, gone: AbortNotice): Transport {
  return {
    request: (request) =>
      transport.request({ ...request, signal: request.signal ? either(request.signal, gone) : gone }),
  };
}

/** Runs a file call; its errno becomes a FileError with the code and text Node and Go would give. */
async function call<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SysError) throw new FileError(error.errno, error.message.toLowerCase());
    throw error;
  }
}

function infoOf(stat: Stat): FileInfo {
  const known = stat.type === 'file' || stat.type === 'directory' || stat.type === 'symlink';
  return {
    type: known ? (stat.type as FileInfo['type']) : 'other',
    mode: stat.mode,
    uid: stat.uid,
    gid: stat.gid,
    size: stat.size,
    mtimeMs: stat.mtime,
    inode: stat.ino,
  };
}

function filesOf(sys: Sys): Files {
  return {
    stat: (path) => call(async () => infoOf(await sys.stat(path))),
    lstat: (path) => call(async () => infoOf(await sys.lstat(path))),
    readdir: (path) => call(async () => (await sys.readdir(path)).map(({ name }) => name).filter(notDots)),
    readlink: (path) => call(() => sys.readlink(path)),
    read: (path) => readFile(sys, path),
    write: (path, source, mode = 0o644) => call(() => replaceFile(sys, path, source, mode)),
    mkdir: (path, mode) => call(() => sys.mkdir(path, mode)),
    symlink: (target, path) => call(() => sys.symlink(target, path)),
    link: (existing, path) => call(() => sys.link(existing, path)),
    chmod: (path, mode) => call(() => sys.chmod(path, mode)),
    chown: (path, uid, gid) => call(() => sys.chown(path, uid, gid, { followLink: false })),
    utimes: (path, mtimeMs) => call(() => sys.utimes(path, mtimeMs, mtimeMs)),
    unlink: (path) => call(() => sys.unlink(path)),
    rmdir: (path) => call(() => sys.rmdir(path)),
  };
}

const notDots = (name: string) => name !== '.' && name !== '..';

async function* readFile(sys: Sys, path: string): AsyncGenerator<Uint8Array> {
  const fd = await call(() => sys.open(path, O.RDONLY));
  try {
    for (;;) {
      const chunk = await call(() => sys.read(fd, READ_BYTES));
      if (chunk.length === 0) return;
      yield chunk;
    }
  } finally {
    await sys.close(fd);
  }
}

const WRITE_BYTES = 1024 * 1024;

async function replaceFile(sys: Sys, path: string, source: ByteSource, mode: number): Promise<void> {
  const temporary = `${path.slice(0, path.lastIndexOf('/') + 1)}.tmp-${path.slice(path.lastIndexOf('/') + 1)}${sys.pid}`;
  const fd = await sys.open(temporary, O.WRONLY | O.CREAT | O.TRUNC, mode);
  try {
    let held: Uint8Array[] = [];
    let size = 0;
    const flush = async () => {
      if (size) await sys.write(fd, held.length ? concat(held) : EMPTY);
      held = [];
      size = 0;
    };
    for await (const chunk of source) {
      held.push(chunk);
      size += chunk.length;
      if (size >= WRITE_BYTES) await flush();
    }
    await flush();
    await sys.close(fd);
    await sys.rename(temporary, path);
  } catch (error) {
    try {
      await sys.unlink(temporary);
    } catch (failure) {
      // It is gone already, or was never made: the first error says more.
      if (!(failure instanceof SysError)) throw failure;
    }
    throw error;
  }
}
