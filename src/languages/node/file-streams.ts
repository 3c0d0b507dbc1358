/** Streams over files, and over any descriptor. */
import { Readable, Writable } from 'readable-stream';
import { SysError } from '../../kernel/errno.ts';
import type { Guest } from '../guest/guest.ts';
import type { EventLoop } from './event-loop.ts';
import { flagsOf, pathOf, plainBytes } from './file-operations.ts';
import { nodeError } from './system-error.ts';

const READ_BYTES = 64 * 1024;

interface Opened {
  readonly path: string | undefined;
  readonly fd: Promise<number>;
}

function opened(guest: Guest, loop: EventLoop, path: unknown, options: Record<string, unknown>, flags: string): Opened {
  if (typeof options.fd === 'number') return { path: undefined, fd: Promise.resolve(options.fd) };
  const file = pathOf(path);
  const mode = Number(options.mode ?? 0o666);
  const fd = loop.during(guest.async.open(file, flagsOf(options.flags ?? flags), mode)).catch((error: unknown) => {
    throw nodeError(error, { syscall: 'open', path: file });
  });
  fd.catch(() => undefined);
  return { path: file, fd };
}

export function createReadStream(
  guest: Guest,
  loop: EventLoop,
  path: unknown,
  options: Record<string, unknown>,
): Readable {
  const { fd, path: file } = opened(guest, loop, path, options, 'r');
  const { start, end = Number.POSITIVE_INFINITY } = options as { start?: number; end?: number };
  let at = start ?? 0;
  let placed = start === undefined;
  const readNext = async (stream: Readable): Promise<void> => {
    const from = await fd;
    if (!placed) await guest.async.seek(from, at, 'set');
    placed = true;
    const size = Math.min(READ_BYTES, end - at + 1);
    const bytes = size > 0 ? await guest.async.read(from, size) : new Uint8Array(0);
    at += bytes.length;
    loop.run(() => stream.push(bytes.length > 0 ? bytes : null));
  };
  const stream: Readable = new Readable({
    highWaterMark: options.highWaterMark ?? READ_BYTES,
    encoding: options.encoding,
    read: () => {
      loop
        .during(readNext(stream))
        .catch((error: unknown) => loop.run(() => stream.destroy(nodeError(error, { syscall: 'read' }) as Error)));
    },
    destroy: (error: Error | null, done: (error: Error | null) => void) => {
      fd.then((open) => guest.async.close(open)).then(
        () => done(error),
        () => done(error),
      );
    },
  });
  announce(stream, fd, loop);
  return Object.assign(stream, { path: file });
}

export function createWriteStream(
  guest: Guest,
  loop: EventLoop,
  path: unknown,
  options: Record<string, unknown>,
): Writable {
  const { fd, path: file } = opened(guest, loop, path, options, 'w');
  let bytesWritten = 0;
  const stream: Writable = new Writable({
    decodeStrings: true,
    write: (chunk: Uint8Array, _: string, done: (error?: Error) => void) => {
      const written = fd.then((to) => guest.async.write(to, plainBytes(chunk)));
      loop.during(written).then(
        () => loop.run(() => ((bytesWritten += chunk.length), done())),
        (error: unknown) => loop.run(() => done(nodeError(error, { syscall: 'write' }) as Error)),
      );
    },
    destroy: (error: Error | null, done: (error: Error | null) => void) => {
      loop.during(fd.then((open) => guest.async.close(open))).then(
        () => loop.run(() => done(error)),
        () => loop.run(() => done(error)),
      );
    },
  });
  announce(stream, fd, loop);
  Object.defineProperty(stream, 'bytesWritten', { get: () => bytesWritten });
  return Object.assign(stream, { path: file });
}

function announce(stream: Readable | Writable, fd: Promise<number>, loop: EventLoop): void {
  fd.then(
    (open) => loop.run(() => (stream.emit('open', open), stream.emit('ready'))),
    (error: unknown) => loop.run(() => stream.destroy(error as Error)),
  );
}

/** Standard input: read only once somebody listens. */
export function inputStream(guest: Guest, loop: EventLoop): Readable {
  let reading = false;
  let release: (() => void) | undefined;
  const stream: Readable = new Readable({
    highWaterMark: READ_BYTES,
    read: () => {
      if (reading) return;
      reading = true;
      release ??= loop.hold();
      guest.async.read(0, READ_BYTES).then(
        (bytes) => {
          reading = false;
          if (bytes.length === 0) release?.();
          loop.run(() => stream.push(bytes.length > 0 ? bytes : null));
        },
        (error: unknown) => {
          reading = false;
          release?.();
          const ended = error instanceof SysError && error.errno === 'EIO';
          loop.run(() => (ended ? stream.push(null) : stream.destroy(nodeError(error, { syscall: 'read' }) as Error)));
        },
      );
    },
  });
  // What is paused or left alone does not keep the program.
  const letGo = () => {
    release?.();
    release = undefined;
  };
  const takeUp = () => {
    if (reading) release ??= loop.hold();
  };
  stream.on('pause', letGo);
  stream.on('resume', takeUp);
  return Object.assign(stream, {
    fd: 0,
    isTTY: guest.start.terminals[0] ? true : undefined,
    unref: letGo,
    ref: takeUp,
  });
}

/** Standard output or error: writes go at once, in the order of all others. */
export function outputStream(guest: Guest, fd: number): Writable {
  const isTerminal = guest.start.terminals[fd] === true;
  const stream = new Writable({
    decodeStrings: true,
    write: (chunk: Uint8Array, _: string, done: (error?: Error) => void) => {
      try {
        guest.write(fd, plainBytes(chunk));
        done();
      } catch (error) {
        done(nodeError(error, { syscall: 'write' }) as Error);
      }
    },
  });
  const size = () => {
    const { rows, columns } = guest.sync.windowSize(fd);
    return [columns, rows] as const;
  };
  return Object.assign(stream, {
    fd,
    _type: isTerminal ? 'tty' : 'pipe',
    ...(isTerminal && {
      isTTY: true,
      getWindowSize: size,
      hasColors: () => true,
      getColorDepth: () => 8,
      clearLine: () => stream.write('\x1b[2K'),
      cursorTo: (x: number, y?: number) => stream.write(y === undefined ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`),
      moveCursor: (dx: number, dy: number) =>
        stream.write(
          `${dx < 0 ? `\x1b[${-dx}D` : dx > 0 ? `\x1b[${dx}C` : ''}${dy < 0 ? `\x1b[${-dy}A` : dy > 0 ? `\x1b[${dy}B` : ''}`,
        ),
    }),
  });
}
