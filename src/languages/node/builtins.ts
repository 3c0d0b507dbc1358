/** Node's own modules by name. */
import { Buffer } from 'buffer';
import EventEmitter from 'events/events.js';
import path from 'path-browserify';
import stream from 'readable-stream';
import { StringDecoder } from 'string_decoder/lib/string_decoder.js';
import type { Guest } from '../guest/guest.ts';
import { assertModule } from './assert.ts';
import { childProcessModule } from './child-process.ts';
import type { EventLoop } from './event-loop.ts';
import { fsModule } from './fs.ts';
import { clientFunctions } from './http-client.ts';
import { HttpServer, IncomingMessage, ServerResponse } from './http-server.ts';
import { REASONS } from '../../base/http/server-style.ts';
import { BUILTINS } from './module-names.ts';
import { netModule, type NetContext } from './net.ts';
import type { NodeProcess } from './process-object.ts';
import { readlineModule, readlinePromises } from './readline.ts';
import { cryptoModule, dnsModule, type Hasher, osModule, perfHooks, querystring, url } from './small-modules.ts';
import { timerPromises, type TimerFunctions } from './timers.ts';
import { unsimulated } from './system-error.ts';
import { utilModule } from './util.ts';

export interface BuiltinContext {
  readonly guest: Guest;
  readonly loop: EventLoop;
  readonly net: NetContext;
  readonly process: NodeProcess;
  readonly console: unknown;
  readonly timers: TimerFunctions;
  readonly hashers: ReadonlyMap<string, () => Hasher>;
  createRequire(from: string): unknown;
}

/** What real Node would do with a module that is not here. */
const REAL: Readonly<Record<string, string>> = {
  cluster: 'share a port among several processes',
  dgram: 'open UDP sockets',
  http2: 'speak HTTP/2',
  https: 'serve and request over TLS',
  inspector: 'open the debugger',
  tls: 'encrypt connections',
  vm: 'run code in contexts',
  worker_threads: 'start threads',
  zlib: 'compress and decompress',
};

const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

export function builtinModules(context: BuiltinContext): (name: string) => unknown {
  const { guest, loop, net, process, timers } = context;
  const make: Readonly<Record<string, () => unknown>> = {
    assert: assertModule,
    buffer: () => ({ Buffer, Blob, atob, btoa, constants: { MAX_LENGTH: 2 ** 32 } }),
    child_process: () => childProcessModule(guest, loop, process),
    console: () => context.console,
    crypto: () => cryptoModule(context.hashers),
    dns: () => dnsModule(guest, loop),
    events: () => Object.assign(EventEmitter, { EventEmitter }),
    fs: () => fsModule(guest, loop),
    'fs/promises': () => (get('fs') as { promises: unknown }).promises,
    http: () => httpModule(net),
    module: () => ({
      createRequire: (from: string | URL) =>
        context.createRequire(
          from instanceof URL || String(from).startsWith('file:') ? new URL(from).pathname : String(from),
        ),
      builtinModules: BUILTINS,
    }),
    net: () => netModule(net),
    os: () => osModule(guest),
    path: posixPath,
    'path/posix': posixPath,
    perf_hooks: () => perfHooks,
    process: () => process,
    querystring: () => querystring,
    readline: readlineModule,
    'readline/promises': readlinePromises,
    stream: () => stream,
    'stream/promises': () => (stream as { promises?: unknown }).promises,
    string_decoder: () => ({ StringDecoder }),
    timers: () => timers,
    'timers/promises': () => timerPromises(timers),
    tty: () => ({ isatty: (fd: number) => fd >= 0 && fd <= 2 && guest.start.terminals[fd] === true }),
    url: () => url,
    util: () => utilModule((text) => process.emit('warning', text)),
  };
  const made = new Map<string, unknown>();
  const get = (name: string): unknown => {
    if (!made.has(name)) {
      const maker = make[name === 'sys' ? 'util' : name];
      if (!maker) throw unsimulated(`the module '${name}'`, REAL[name] ?? 'load it');
      made.set(name, maker());
    }
    return made.get(name);
  };
  return get;
}

function posixPath(): unknown {
  return Object.assign(path, { posix: path });
}

function httpModule(net: NetContext): unknown {
  const listener = (args: readonly unknown[]) => args.find((one) => typeof one === 'function') as never;
  class Server extends HttpServer {
    constructor(...args: readonly unknown[]) {
      super(net, listener(args));
    }
  }
  return {
    METHODS,
    STATUS_CODES: REASONS,
    Server,
    IncomingMessage,
    ServerResponse,
    Agent: class Agent {},
    globalAgent: {},
    createServer: (...args: readonly unknown[]) => new Server(...args),
    ...clientFunctions(net),
  };
}
