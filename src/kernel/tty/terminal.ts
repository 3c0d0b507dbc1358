/**
 * A pseudo terminal: the master side for whoever draws it, slave descriptors for processes. Who may read and who gets
 * the signals is the session's business (job-control.ts).
 */
import { concat, EMPTY } from '../../base/bytes.ts';
import { LIMITS } from '../../base/limits.ts';
import { Queue } from '../../base/queue.ts';
import type { ByteSource } from '../../base/streams.ts';
import { SysError } from '../errno.ts';
import type { Terminal } from '../kernel.ts';
import type { Signal } from '../signals.ts';
import { type Awaitable, O, type Stat, type WindowSize } from '../sys.ts';
import type { OpenFile, Wait } from '../vfs/filesystem.ts';
import { Wakers } from '../wakers.ts';
import { LineDiscipline, toCrNl } from './line-discipline.ts';

/** What a terminal controls; job control tells it. */
export interface TerminalSession {
  signalForeground(signal: Signal): void;
  hangUp(): void;
}

/** Typed bytes that wait to be read before the typist is held back. */
const INPUT_BYTES = 64 * 1024;

export class Tty implements Terminal {
  readonly discipline: LineDiscipline;
  readonly #output = new Queue<Uint8Array>(LIMITS.streamBufferBytes, (chunk) => chunk.length);
  session: TerminalSession | undefined;
  /** N of /dev/pts/N, once it belongs to a namespace. */
  index: number | undefined;
  hungUp = false;
  #size: WindowSize;
  /** Lines, or in raw mode just bytes. An empty one is an end of file. */
  #ready: Uint8Array[] = [];
  #readyBytes = 0;
  readonly readable = new Wakers();
  readonly #drained = new Wakers();
  /** Output that waits until it may go on; undefined while it may. */
  #held: (() => void)[] | undefined;

  constructor(size: WindowSize) {
    this.#size = size;
    this.discipline = new LineDiscipline({
      echo: (bytes) => void this.#draw(bytes),
      line: (bytes) => this.#arrive(bytes),
      raw: (bytes) => this.#arrive(bytes),
      signal: (signal) => this.session?.signalForeground(signal),
      flush: () => this.#flush(),
      hold: (stopped) => this.#hold(stopped),
    });
  }

  get output(): ByteSource {
    return this.#output;
  }

  /** TOSTOP: a background process that writes is stopped. */
  get stopsWriters(): boolean {
    return ((this.discipline.termios.flags?.c_lflag ?? 0) & 0o400) !== 0;
  }

  get size(): WindowSize {
    return this.#size;
  }

  input(bytes: Uint8Array): Awaitable<void> {
    if (this.hungUp) return;
    const taken = this.discipline.input(bytes);
    return taken ? taken.then(() => this.#mayType()) : this.#mayType();
  }

  /** Once there is room for more keys. */
  #mayType(): Awaitable<void> {
    if (this.#readyBytes < INPUT_BYTES) return;
    return new Promise((resolve) => void this.#drained.add(resolve));
  }

  resize(size: WindowSize): void {
    if (size.rows === this.#size.rows && size.columns === this.#size.columns) return;
    this.#size = size;
    this.session?.signalForeground('WINCH');
  }

  open(): OpenFile {
    return new TtyFile(this, O.RDWR);
  }

  close(): void {
    if (this.hungUp) return;
    this.hungUp = true;
    this.#flush();
    this.#hold(false);
    this.session?.hangUp();
    this.readable.wake();
    this.#output.end();
  }

  get hasInput(): boolean {
    return this.#ready.length > 0 || this.hungUp;
  }

  /** Bytes that were read, or undefined when there are none yet. */
  take(max: number): Uint8Array | undefined {
    if (this.hungUp) return EMPTY;
    const first = this.#ready[0];
    if (!first) return undefined;
    const raw = !this.discipline.termios.canonical;
    const all = raw && this.#ready.length > 1 ? concat(this.#ready.splice(0)) : (this.#ready.shift() as Uint8Array);
    const taken = all.subarray(0, max);
    if (all.length > taken.length) this.#ready.unshift(all.subarray(taken.length));
    this.#readyBytes -= taken.length;
    if (this.#readyBytes < INPUT_BYTES) this.#drained.wake();
    return taken;
  }

  /** What a program writes. False or a promise of it: nobody looks any more. */
  write(bytes: Uint8Array): boolean | Promise<boolean> {
    if (this.hungUp) throw new SysError('EIO');
    return this.#draw(bytes);
  }

  #draw(bytes: Uint8Array): boolean | Promise<boolean> {
    if (bytes.length === 0) return true;
    if (this.#held) return new Promise((resolve) => this.#held?.push(() => resolve(this.#draw(bytes))));
    return this.#output.push(this.discipline.termios.nlToCrNl ? toCrNl(bytes) : bytes);
  }

  #hold(stopped: boolean): void {
    const held = this.#held ?? [];
    this.#held = stopped ? held : undefined;
    if (!stopped) for (const draw of held) draw();
  }

  #arrive(bytes: Uint8Array): void {
    this.#ready.push(bytes);
    this.#readyBytes += bytes.length;
    this.readable.wake();
  }

  #flush(): void {
    this.#ready = [];
    this.#readyBytes = 0;
    this.#drained.wake();
  }
}

/** A slave descriptor. */
export class TtyFile implements OpenFile {
  readonly inode = undefined;

  constructor(
    readonly tty: Tty,
    readonly flags: number,
  ) {}

  /** `may`: asked again whenever there may be something, as the reader may be of another job than the one in front by then. */
  read(max: number, wait: Wait, may = always): Awaitable<Uint8Array> {
    if (max === 0) return EMPTY;
    const taken = this.tty.take(max);
    if (taken) return taken;
    if (this.flags & O.NONBLOCK) throw new SysError('EAGAIN');
    return this.#readLater(max, wait, may);
  }

  async #readLater(max: number, wait: Wait, may: () => boolean): Promise<Uint8Array> {
    for (;;) {
      await wait.block<void>((resolve) => this.tty.readable.add(resolve));
      const taken = may() ? this.tty.take(max) : undefined;
      if (taken) return taken;
    }
  }

  write(bytes: Uint8Array, wait: Wait): Awaitable<number> {
    const drawn = this.tty.write(bytes);
    if (!(drawn instanceof Promise)) return bytes.length;
    return wait.block<number>(
      (resolve, reject) => {
        drawn.then(() => resolve(bytes.length), reject);
        return () => undefined;
      },
      { restart: true },
    );
  }

  stat(): Stat {
    const index = this.tty.index ?? 0;
    const plain = { dev: 24, ino: 3 + index, nlink: 1, uid: 0, gid: 5, size: 0, blocks: 0 };
    return { ...plain, type: 'char', mode: 0o620, major: 136, minor: index, atime: 0, mtime: 0, ctime: 0 };
  }

  ready(events: 'read' | 'write'): boolean {
    return events === 'write' || this.tty.hasInput;
  }

  onReady(wake: () => void): () => void {
    return this.tty.readable.add(wake);
  }

  close(): void {}
}

const always = () => true;
