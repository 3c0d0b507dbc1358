/** The module `net`: TCP and Unix sockets of the simulated network as streams. */
import EventEmitter from 'events/events.js';
import { Duplex } from 'readable-stream';
import { SysError } from '../../kernel/errno.ts';
import type { SocketAddress } from '../../kernel/sys.ts';
import type { Guest } from '../guest/guest.ts';
import type { EventLoop } from './event-loop.ts';
import { plainBytes } from './file-operations.ts';
import { codedError, systemError } from './system-error.ts';
import { Timeout } from './timers.ts';

const READ_BYTES = 64 * 1024;
const BACKLOG = 511;
const ANY = '::';

export type Lookup = (name: string) => Promise<string>;

export interface NetContext {
  readonly guest: Guest;
  readonly loop: EventLoop;
  readonly lookup: Lookup;
}

/** `connect ECONNREFUSED 127.0.0.1:1`, as Node words failures of addresses. */
export function addressError(error: unknown, syscall: string, place: SocketAddress): unknown {
  if (!(error instanceof SysError)) return error;
  const made = systemError(error, { syscall });
  const where = 'path' in place ? place.path : `${place.address}:${place.port}`;
  const listening = syscall === 'listen';
  made.message = listening
    ? `listen ${made.message.replace(/, listen$/, '')} ${where}`
    : `${syscall} ${error.errno} ${where}`;
  if (made.stack) made.stack = `Error: ${made.message}\n${made.stack.split('\n').slice(1).join('\n')}`;
  return Object.assign(made, 'path' in place ? { address: place.path } : { address: place.address, port: place.port });
}

export class Socket extends Duplex {
  connecting = false;
  remoteAddress: string | undefined;
  remotePort: number | undefined;
  remoteFamily: string | undefined;
  localAddress: string | undefined;
  localPort: number | undefined;
  #fd: Promise<number>;
  #opened: (fd: number) => void = () => undefined;
  #release: (() => void) | undefined;
  #reading = false;
  #timer: { close(): unknown } | undefined;

  constructor(
    private readonly net: NetContext,
    fd?: number,
  ) {
    super({ allowHalfOpen: false, emitClose: true, highWaterMark: READ_BYTES });
    Object.defineProperty(this, 'net', { enumerable: false });
    this.#fd = new Promise((resolve) => (this.#opened = resolve));
    if (fd !== undefined) this.#adopt(fd);
  }

  connect(...args: readonly unknown[]): this {
    const { place, host, done } = connectArguments(args);
    this.connecting = true;
    this.#release ??= this.net.loop.hold();
    if (done) this.once('connect', done);
    const { guest, loop, lookup } = this.net;
    const open = async (): Promise<void> => {
      const target = 'path' in place ? place : { ...place, address: await lookup(host) };
      const fd = await guest.async.socket('path' in target ? 'unix' : 'inet', 'stream');
      try {
        await guest.async.connect(fd, target);
      } catch (error) {
        await guest.async.close(fd);
        throw addressError(error, 'connect', target);
      }
      await this.#describe(fd);
      loop.run(() => {
        this.connecting = false;
        this.#adopt(fd);
        this.emit('connect');
        this.emit('ready');
      });
    };
    open().catch((error: unknown) => loop.run(() => this.destroy(error as Error)));
    return this;
  }

  async #describe(fd: number): Promise<void> {
    const { guest } = this.net;
    const [local, peer] = await Promise.all([
      guest.async.getsockname(fd),
      guest.async.getpeername(fd).catch(() => undefined),
    ]);
    if (!('path' in local)) Object.assign(this, { localAddress: local.address, localPort: local.port });
    if (peer && !('path' in peer))
      Object.assign(this, {
        remoteAddress: peer.address,
        remotePort: peer.port,
        remoteFamily: peer.address.includes(':') ? 'IPv6' : 'IPv4',
      });
  }

  /** A connection that is there; `describe` first when its addresses are wanted. */
  static async accepted(net: NetContext, fd: number): Promise<Socket> {
    const socket = new Socket(net);
    await socket.#describe(fd);
    socket.#adopt(fd);
    return socket;
  }

  #adopt(fd: number): void {
    this.#release ??= this.net.loop.hold();
    this.#opened(fd);
    // Begins to read, so that the other side's end is noticed though nobody listens.
    this.read(0);
  }

  override _read(): void {
    if (this.#reading) return;
    this.#reading = true;
    const { guest, loop } = this.net;
    this.#fd
      .then((fd) => guest.async.read(fd, READ_BYTES))
      .then(
        (bytes) => {
          this.#reading = false;
          loop.run(() => {
            this.push(bytes.length > 0 ? bytes : null);
            // The end is told even to who never reads.
            if (bytes.length === 0) this.read(0);
          });
        },
        (error: unknown) => {
          this.#reading = false;
          if (this.destroyed) return;
          loop.run(() =>
            this.destroy((error instanceof SysError ? systemError(error, { syscall: 'read' }) : error) as Error),
          );
        },
      );
  }

  override _write(chunk: Uint8Array, _: string, done: (error?: Error | null) => void): void {
    const { guest, loop } = this.net;
    this.#fd
      .then((fd) => guest.async.write(fd, plainBytes(chunk)))
      .then(
        () => loop.run(() => done()),
        (error: unknown) =>
          loop.run(() => done((error instanceof SysError ? systemError(error, { syscall: 'write' }) : error) as Error)),
      );
  }

  override _final(done: (error?: Error | null) => void): void {
    const { guest, loop } = this.net;
    this.#fd
      .then((fd) => guest.async.shutdown(fd, 'write'))
      .then(
        () => loop.run(() => done()),
        () => loop.run(() => done()),
      );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#timer?.close();
    const close = this.connecting ? Promise.resolve() : this.#fd.then((fd) => this.net.guest.async.close(fd));
    close
      .catch(() => undefined)
      .then(() => {
        this.#release?.();
        this.#release = undefined;
        this.net.loop.run(() => done(error));
      });
  }

  address(): { address: string | undefined; port: number | undefined; family: string } {
    return {
      address: this.localAddress,
      port: this.localPort,
      family: this.localAddress?.includes(':') ? 'IPv6' : 'IPv4',
    };
  }

  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  setTimeout(ms: number, listener?: () => void): this {
    this.#timer?.close();
    if (listener) this.once('timeout', listener);
    if (ms > 0) {
      this.#timer = new Timeout(this.net.loop, () => this.emit('timeout'), ms, false).unref();
    }
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    this.#release?.();
    this.#release = undefined;
    return this;
  }
}

function connectArguments(args: readonly unknown[]): {
  place: SocketAddress;
  host: string;
  done: (() => void) | undefined;
} {
  const done = args.find((one): one is () => void => typeof one === 'function');
  const [first, second] = args;
  if (typeof first === 'object' && first !== null) {
    const { path, port, host = 'localhost' } = first as { path?: string; port?: number; host?: string };
    if (path !== undefined) return { place: { path }, host, done };
    return { place: { address: '', port: Number(port) }, host, done };
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { place: { path: first }, host: '', done };
  return { place: { address: '', port: Number(first) }, host: typeof second === 'string' ? second : 'localhost', done };
}

/** What `listen` was asked for. */
export interface ListenPlace {
  readonly place: SocketAddress;
  readonly done: (() => void) | undefined;
}

export function listenArguments(args: readonly unknown[]): ListenPlace {
  const done = args.find((one): one is () => void => typeof one === 'function');
  const [first, second] = args;
  const options =
    typeof first === 'object' && first !== null
      ? (first as { path?: string; port?: number; host?: string })
      : undefined;
  if (options?.path !== undefined) return { place: { path: options.path }, done };
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { place: { path: first }, done };
  const port = Number(options ? (options.port ?? 0) : typeof first === 'function' ? 0 : (first ?? 0));
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw codedError(
      'ERR_SOCKET_BAD_PORT',
      `options.port should be >= 0 and < 65536. Received type number (${String(first)}).`,
      RangeError,
    );
  const host = options ? options.host : typeof second === 'string' ? second : undefined;
  return { place: { address: host ?? ANY, port }, done };
}

/** A listening socket; whoever makes it says what a connection is. */
export class Listener extends EventEmitter {
  listening = false;
  #fd: number | undefined;
  #address: SocketAddress | undefined;
  #release: (() => void) | undefined;
  #closed = false;
  protected connections = 0;

  constructor(
    protected readonly net: NetContext,
    private readonly connected: (fd: number) => void,
  ) {
    super();
    for (const name of ['net', 'connected']) Object.defineProperty(this, name, { enumerable: false });
  }

  listen(...args: readonly unknown[]): this {
    const { place, done } = listenArguments(args);
    if (done) this.once('listening', done);
    this.#release ??= this.net.loop.hold();
    this.#open(place).catch((error: unknown) => {
      this.#release?.();
      this.#release = undefined;
      this.net.loop.run(() => this.emit('error', error));
    });
    return this;
  }

  async #open(place: SocketAddress): Promise<void> {
    const { guest, loop, lookup } = this.net;
    const target =
      'path' in place || place.address === ANY ? place : { ...place, address: await lookup(place.address) };
    const fd = await guest.async.socket('path' in place ? 'unix' : 'inet', 'stream');
    try {
      await guest.async.bind(fd, target);
      await guest.async.listen(fd, BACKLOG);
    } catch (error) {
      await guest.async.close(fd);
      throw addressError(error, 'listen', target);
    }
    this.#fd = fd;
    this.#address = await guest.async.getsockname(fd);
    this.listening = true;
    loop.run(() => this.emit('listening'));
    void this.#accept(fd);
  }

  async #accept(fd: number): Promise<void> {
    while (!this.#closed) {
      try {
        this.connected(await this.net.guest.async.accept(fd));
      } catch (error) {
        if (error instanceof SysError && error.errno === 'ECONNABORTED') continue;
        return;
      }
    }
  }

  address(): unknown {
    const address = this.#address;
    if (!address) return null;
    if ('path' in address) return address.path;
    return { address: address.address, family: address.address.includes(':') ? 'IPv6' : 'IPv4', port: address.port };
  }

  close(done?: (error?: Error) => void): this {
    if (done) this.once('close', () => done());
    this.#closed = true;
    this.listening = false;
    const fd = this.#fd;
    this.#fd = undefined;
    const closing = fd === undefined ? Promise.resolve() : this.net.guest.async.close(fd);
    void closing.then(() => {
      this.#release?.();
      this.#release = undefined;
      this.settle();
    });
    return this;
  }

  /** A connection has ended. */
  protected settle(): void {
    if (this.#closed && this.connections === 0) this.net.loop.run(() => this.emit('close'));
  }

  getConnections(done: (error: null, count: number) => void): void {
    done(null, this.connections);
  }
  ref(): this {
    this.#release ??= this.net.loop.hold();
    return this;
  }
  unref(): this {
    this.#release?.();
    this.#release = undefined;
    return this;
  }
}

class Server extends Listener {
  constructor(net: NetContext, listener?: (socket: Socket) => void) {
    super(net, (fd) => {
      void Socket.accepted(net, fd).then((socket) => {
        this.connections++;
        socket.once('close', () => {
          this.connections--;
          this.settle();
        });
        net.loop.run(() => this.emit('connection', socket));
      });
    });
    if (listener) this.on('connection', listener);
  }
}

export function netModule(net: NetContext): Record<string, unknown> {
  const connect = (...args: readonly unknown[]) => new Socket(net).connect(...args);
  const family = (address: string) => (/^\d{1,3}(\.\d{1,3}){3}$/.test(address) ? 4 : address.includes(':') ? 6 : 0);
  return {
    Socket: class extends Socket {
      constructor() {
        super(net);
      }
    },
    Server,
    createServer: (...args: readonly unknown[]) =>
      new Server(net, args.find((one) => typeof one === 'function') as ((socket: Socket) => void) | undefined),
    connect,
    createConnection: connect,
    isIP: family,
    isIPv4: (address: string) => family(address) === 4,
    isIPv6: (address: string) => family(address) === 6,
  };
}
