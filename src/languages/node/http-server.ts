/** `http.createServer`: HTTP by base/http, seen as Node's request and response streams. */
import { Readable, Writable } from 'readable-stream';
import type { Duplex } from '../../base/duplex.ts';
import type { HttpRequest, HttpResponse } from '../../base/http/exchange.ts';
import { serveConnection } from '../../base/http/server.ts';
import { REASONS, type ServerStyle } from '../../base/http/server-style.ts';
import { guestClock } from '../guest/clock.ts';
import { Queue } from '../../base/queue.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Sys } from '../../kernel/sys.ts';
import { socketDuplex } from '../../userland/bin/lib/socket-duplex.ts';
import { bytesOf, plainBytes } from './file-operations.ts';
import { Listener, type NetContext } from './net.ts';
import { codedError } from './system-error.ts';

const KEEP_ALIVE_SECONDS = 5;

/** Fields as they were set, for what a record cannot hold: repeated names and their spelling. */
const FIELDS = new WeakMap<object, readonly (readonly [name: string, value: string])[]>();

const NODE_STYLE: ServerStyle = {
  reason: (status) => REASONS[status] ?? 'unknown',
  fields: (headers, { keepAlive, chunked, date }) => {
    const given = FIELDS.get(headers) ?? Object.entries(headers);
    const has = (name: string) => given.some(([one]) => one.toLowerCase() === name);
    const fields = given.filter(([name]) => name.toLowerCase() !== 'connection');
    if (date !== undefined && !has('date')) fields.push(['Date', date]);
    fields.push(['Connection', keepAlive ? 'keep-alive' : 'close']);
    if (keepAlive) fields.push(['Keep-Alive', `timeout=${KEEP_ALIVE_SECONDS}`]);
    // A length that Node worked out comes last.
    if (headers['content-length'] !== undefined && !has('content-length'))
      fields.push(['Content-Length', headers['content-length']]);
    if (chunked) fields.push(['Transfer-Encoding', 'chunked']);
    return fields;
  },
  refusal: () => ({ status: 400, headers: { connection: 'close' }, body: '' }),
};

export interface Peer {
  readonly remoteAddress: string | undefined;
  readonly remotePort: number | undefined;
}

export class IncomingMessage extends Readable {
  readonly httpVersion: string = '1.1';
  method: string | undefined;
  url: string | undefined;
  statusCode: number | undefined;
  statusMessage: string | undefined;
  readonly headers: Record<string, string | string[]>;
  readonly rawHeaders: string[];
  complete = false;
  aborted = false;

  constructor(
    headers: Readonly<Record<string, string>>,
    readonly socket: Peer,
    body: AsyncIterator<Uint8Array> | undefined,
    run: (work: () => void) => void,
  ) {
    super({
      read: () => {
        if (!body) {
          this.complete = true;
          this.push(null);
          return;
        }
        body.next().then(
          ({ done, value }) => {
            if (done) this.complete = true;
            run(() => this.push(done ? null : value));
          },
          (error: unknown) => run(() => this.destroy(error as Error)),
        );
      },
    });
    this.headers = { ...headers };
    const cookie = headers['set-cookie'];
    if (cookie !== undefined) this.headers['set-cookie'] = [cookie];
    this.rawHeaders = Object.entries(headers).flat();
  }

  get connection(): Peer {
    return this.socket;
  }
  setTimeout(): this {
    return this;
  }
}

export class ServerResponse extends Writable {
  statusCode = 200;
  statusMessage: string | undefined;
  headersSent = false;
  sendDate = true;
  readonly #fields = new Map<string, { readonly name: string; readonly value: string | readonly string[] }>();
  readonly #body = new Queue<Uint8Array>(LIMITS.streamBufferBytes, (bytes) => bytes.length);
  #explicit = false;

  constructor(
    readonly req: IncomingMessage,
    private readonly answer: (response: HttpResponse) => void,
  ) {
    super({ decodeStrings: true });
    Object.defineProperty(this, 'answer', { enumerable: false });
  }

  get socket(): Peer {
    return this.req.socket;
  }
  get finished(): boolean {
    return this.writableEnded;
  }

  setHeader(name: string, value: unknown): this {
    if (this.headersSent || this.#explicit) throw sentAlready('set');
    if (value === undefined)
      throw codedError('ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "undefined" for header "${name}"`, TypeError);
    this.#fields.set(name.toLowerCase(), { name, value: Array.isArray(value) ? value.map(String) : String(value) });
    return this;
  }
  appendHeader(name: string, value: unknown): this {
    const before = this.getHeader(name);
    return this.setHeader(name, before === undefined ? value : [before, value].flat());
  }
  getHeader(name: string): string | readonly string[] | undefined {
    return this.#fields.get(name.toLowerCase())?.value;
  }
  getHeaders(): Record<string, unknown> {
    return Object.fromEntries([...this.#fields].map(([name, { value }]) => [name, value]));
  }
  getHeaderNames(): string[] {
    return [...this.#fields.keys()];
  }
  hasHeader(name: string): boolean {
    return this.#fields.has(name.toLowerCase());
  }
  removeHeader(name: string): void {
    if (this.headersSent) throw sentAlready('remove');
    this.#fields.delete(name.toLowerCase());
  }

  writeHead(status: number, ...rest: readonly unknown[]): this {
    if (this.headersSent || this.#explicit) throw sentAlready('write');
    this.statusCode = status;
    const headers = rest.find((one) => typeof one === 'object' && one !== null) ?? {};
    if (typeof rest[0] === 'string') this.statusMessage = rest[0];
    if (Array.isArray(headers))
      for (let i = 0; i < headers.length; i += 2) this.setHeader(String(headers[i]), headers[i + 1]);
    else for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    this.#explicit = true;
    return this;
  }
  flushHeaders(): void {
    this.#send(undefined);
  }
  writeContinue(): void {}
  setTimeout(): this {
    return this;
  }

  override end(...args: readonly unknown[]): this {
    const [chunk, encoding] = args;
    // All there is: its length is known, unless the head was settled before.
    if (!this.headersSent && !this.#explicit) {
      const has = typeof chunk === 'string' || chunk instanceof Uint8Array;
      this.#send(has ? bytesOf(chunk, typeof encoding === 'string' ? encoding : undefined).length : 0);
    } else this.#send(undefined);
    return super.end(...(args as never[]));
  }

  override _write(chunk: Uint8Array, _: string, done: (error?: Error | null) => void): void {
    this.#send(undefined);
    const room = this.#body.push(plainBytes(chunk));
    if (room instanceof Promise) void room.then(() => done());
    else done();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#body.end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.writableFinished) this.#body.fail(error ?? new Error('aborted'));
    done(error);
  }

  #send(length: number | undefined): void {
    if (this.headersSent) return;
    this.headersSent = true;
    const given = [...this.#fields.values()];
    const headers: Record<string, string> = {};
    for (const [name, { value }] of this.#fields) headers[name] = String(value);
    const sized = 'content-length' in headers || 'transfer-encoding' in headers;
    delete headers['transfer-encoding'];
    if (length !== undefined && !sized && ![204, 304].includes(this.statusCode))
      headers['content-length'] = String(length);
    FIELDS.set(
      headers,
      given
        .filter(({ name }) => name.toLowerCase() !== 'transfer-encoding')
        .flatMap(({ name, value }) => [value].flat().map((one) => [name, one] as const)),
    );
    this.answer({ status: this.statusCode, headers, body: this.#body });
  }
}

function sentAlready(what: string): Error {
  return codedError('ERR_HTTP_HEADERS_SENT', `Cannot ${what} headers after they are sent to the client`);
}

type Listening = (request: IncomingMessage, response: ServerResponse) => void;

export class HttpServer extends Listener {
  timeout = 0;
  keepAliveTimeout = KEEP_ALIVE_SECONDS * 1000;
  headersTimeout = 60_000;
  requestTimeout = 300_000;
  readonly #open = new Map<Duplex, { busy: boolean }>();

  constructor(net: NetContext, listener?: Listening) {
    super(net, (fd) => void this.#serve(fd));
    if (listener) this.on('request', listener);
  }

  override close(done?: (error?: Error) => void): this {
    super.close(done);
    this.closeIdleConnections();
    return this;
  }
  closeIdleConnections(): void {
    for (const [connection, { busy }] of this.#open) if (!busy) connection.close();
  }
  closeAllConnections(): void {
    for (const connection of this.#open.keys()) connection.close();
  }
  setTimeout(): this {
    return this;
  }

  async #serve(fd: number): Promise<void> {
    const { guest, loop } = this.net;
    const peer = await guest.async.getpeername(fd).catch(() => undefined);
    const socket: Peer =
      peer && !('path' in peer)
        ? { remoteAddress: peer.address, remotePort: peer.port }
        : { remoteAddress: undefined, remotePort: undefined };
    const connection = socketDuplex(guest.async as unknown as Sys, fd);
    const state = { busy: false };
    this.#open.set(connection, state);
    this.connections++;
    // Requests keep the program, connections that say nothing do not.
    const request = async (given: HttpRequest): Promise<HttpResponse> => {
      state.busy = true;
      const release = loop.hold();
      try {
        return await this.#answer(given, socket, () => {
          state.busy = false;
          release();
          if (!this.listening) connection.close();
        });
      } catch (error) {
        release();
        throw error;
      }
    };
    await serveConnection({ request }, connection, { clock: guestClock, style: NODE_STYLE });
    this.#open.delete(connection);
    this.connections--;
    this.settle();
  }

  #answer(given: HttpRequest, socket: Peer, finished: () => void): Promise<HttpResponse> {
    const { loop } = this.net;
    return new Promise((resolve) => {
      const body = given.body?.[Symbol.asyncIterator]();
      const request = new IncomingMessage(given.headers, socket, body, (work) => loop.run(work));
      Object.assign(request, { method: given.method, url: given.target });
      const response = new ServerResponse(request, resolve);
      const over = once(finished);
      response.once('finish', () => over());
      response.once('close', () => over());
      given.signal?.addEventListener('abort', () => {
        if (response.writableFinished || response.destroyed) return;
        loop.run(() => {
          request.aborted = true;
          request.emit('close');
          response.emit('close');
        });
      });
      loop.run(() => {
        if (!this.emit('request', request, response)) {
          response.statusCode = 404;
          response.end();
        }
      });
    });
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
