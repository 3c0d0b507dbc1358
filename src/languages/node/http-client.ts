/** `http.request`, `http.get` and the global `fetch`, over HTTP by base/http. */
import { Writable } from 'readable-stream';
import { httpClient } from '../../base/http/client.ts';
import type { HttpRequest, HttpResponse } from '../../base/http/exchange.ts';
import { REASONS } from '../../base/http/server-style.ts';
import { LIMITS } from '../../base/limits.ts';
import { Queue } from '../../base/queue.ts';
import type { Sys } from '../../kernel/sys.ts';
import { socketDuplex } from '../../userland/bin/lib/socket-duplex.ts';
import { plainBytes } from './file-operations.ts';
import { IncomingMessage } from './http-server.ts';
import { addressError, type NetContext } from './net.ts';
import { codedError, unsimulated } from './system-error.ts';

interface Target {
  readonly host: string;
  readonly port: number;
  readonly socketPath?: string | undefined;
}

async function dial({ guest, lookup }: NetContext, { host, port, socketPath }: Target) {
  const place = socketPath !== undefined ? { path: socketPath } : { address: await lookup(host), port };
  const fd = await guest.async.socket(socketPath !== undefined ? 'unix' : 'inet', 'stream');
  try {
    await guest.async.connect(fd, place);
  } catch (error) {
    await guest.async.close(fd);
    throw addressError(error, 'connect', place);
  }
  return socketDuplex(guest.async as unknown as Sys, fd);
}

function perform(net: NetContext, target: Target, request: HttpRequest): Promise<HttpResponse> {
  const host = target.port === 80 ? target.host : `${target.host}:${target.port}`;
  return httpClient(() => dial(net, target), { host }).request(request);
}

export class ClientRequest extends Writable {
  readonly method: string;
  readonly path: string;
  readonly #headers: Record<string, string> = {};
  readonly #body = new Queue<Uint8Array>(LIMITS.streamBufferBytes, (bytes) => bytes.length);
  readonly #aborter = new AbortController();
  #sent = false;

  constructor(
    private readonly net: NetContext,
    private readonly target: Target,
    options: Readonly<Record<string, unknown>>,
  ) {
    // It lives on until the answer is there.
    super({ decodeStrings: true, autoDestroy: false });
    for (const name of ['net', 'target']) Object.defineProperty(this, name, { enumerable: false });
    this.method = String(options.method ?? 'GET').toUpperCase();
    this.path = String(options.path ?? '/');
    for (const [name, value] of Object.entries((options.headers ?? {}) as object)) this.setHeader(name, value);
  }

  setHeader(name: string, value: unknown): this {
    this.#headers[name.toLowerCase()] = String(value);
    return this;
  }
  getHeader(name: string): string | undefined {
    return this.#headers[name.toLowerCase()];
  }
  abort(): void {
    this.destroy();
  }
  setTimeout(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }

  override _write(chunk: Uint8Array, _: string, done: (error?: Error | null) => void): void {
    this.#send(true);
    const room = this.#body.push(plainBytes(chunk));
    if (room instanceof Promise) void room.then(() => done());
    else done();
  }
  override _final(done: (error?: Error | null) => void): void {
    this.#send(false);
    this.#body.end();
    done();
  }
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#aborter.abort(error ?? codedError('ECONNRESET', 'socket hang up'));
    this.#body.cancel();
    done(error);
  }

  #send(hasBody: boolean): void {
    if (this.#sent) return;
    this.#sent = true;
    const { loop } = this.net;
    const request: HttpRequest = {
      method: this.method as HttpRequest['method'],
      target: this.path,
      headers: this.#headers,
      ...(hasBody && { body: this.#body }),
      signal: this.#aborter.signal,
    };
    loop.during(perform(this.net, this.target, request)).then(
      (response) => {
        const release = loop.hold();
        const peer = { remoteAddress: this.target.host, remotePort: this.target.port };
        const body = response.body[Symbol.asyncIterator]();
        const message = new IncomingMessage(response.headers, peer, body, (work) => loop.run(work));
        message.statusCode = response.status;
        message.statusMessage = REASONS[response.status] ?? '';
        message.once('end', release);
        message.once('close', release);
        loop.run(() => {
          // Nobody wants it: it is let through.
          if (!this.emit('response', message)) message.resume();
        });
      },
      (error: unknown) => loop.run(() => this.destroy(error as Error)),
    );
  }
}

type Respond = (response: IncomingMessage) => void;

export function clientFunctions(net: NetContext) {
  const request = (...args: readonly unknown[]): ClientRequest => {
    const listener = args.find((one): one is Respond => typeof one === 'function');
    const [first, second] = args;
    const address = typeof first === 'string' || first instanceof URL ? new URL(first) : undefined;
    const given = ((address ? second : first) ?? {}) as Record<string, unknown>;
    const options = typeof given === 'object' ? given : {};
    const protocol = address?.protocol ?? String(options.protocol ?? 'http:');
    if (protocol !== 'http:') {
      if (protocol === 'https:') throw unsimulated('https', 'connect with TLS');
      throw codedError('ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "http:"`, TypeError);
    }
    const host = address?.hostname ?? String(options.hostname ?? options.host ?? 'localhost');
    const port = Number(options.port ?? (address?.port || 80));
    const target = { host, port, socketPath: options.socketPath as string | undefined };
    const path = address ? address.pathname + address.search : '/';
    const made = new ClientRequest(net, target, { path, ...options });
    if (listener) made.once('response', listener);
    return made;
  };
  return { request, get: (...args: readonly unknown[]) => request(...args).end() };
}

/** The global `fetch`: the browser's own would leave the simulated network. */
export function fetchFunction(net: NetContext): (address: unknown, init?: RequestInit) => Promise<Response> {
  const { Request, Response, Headers } = globalThis;
  const once = async (address: URL, init: Request, body: Uint8Array): Promise<Response> => {
    if (address.protocol !== 'http:') throw unsimulated(`fetch of ${address.protocol}//`, 'connect with TLS');
    const headers: Record<string, string> = { accept: '*/*', 'user-agent': 'node' };
    init.headers.forEach((value, name) => (headers[name] = value));
    if (body.length > 0) headers['content-length'] = String(body.length);
    const target = { host: address.hostname, port: Number(address.port || 80) };
    const answer = await perform(net, target, {
      method: init.method as HttpRequest['method'],
      target: address.pathname + address.search,
      headers,
      ...(body.length > 0 && { body: only(body) }),
      signal: init.signal,
    });
    const bodiless = [204, 205, 304].includes(answer.status) || init.method === 'HEAD';
    const stream = bodiless ? null : streamOf(answer.body[Symbol.asyncIterator]());
    const response = new Response(stream, {
      status: answer.status,
      statusText: REASONS[answer.status] ?? '',
      headers: new Headers(answer.headers),
    });
    Object.defineProperty(response, 'url', { value: address.href });
    return response;
  };
  return (given, options) =>
    net.loop.during(
      (async () => {
        const request = given instanceof Request ? new Request(given, options) : undefined;
        let address = new URL(request ? request.url : String(given));
        const init = request ?? new Request('http://drydock.invalid/', options);
        const body = new Uint8Array(await init.arrayBuffer());
        for (let hops = 0; hops < MAX_REDIRECTS; hops++) {
          let response: Response;
          try {
            response = await once(address, init, body);
          } catch (error) {
            throw new TypeError('fetch failed', { cause: error });
          }
          const location = response.headers.get('location');
          if (![301, 302, 303, 307, 308].includes(response.status) || location === null || init.redirect === 'manual')
            return response;
          address = new URL(location, address);
        }
        throw new TypeError('fetch failed', { cause: new Error('redirect count exceeded') });
      })(),
    );
}

const MAX_REDIRECTS = 20;

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function streamOf(body: AsyncIterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await body.next();
      if (done) controller.close();
      else controller.enqueue(value.slice());
    },
    cancel: async () => void (await body.return?.()),
  });
}
