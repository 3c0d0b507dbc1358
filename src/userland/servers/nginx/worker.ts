/** A worker process of nginx: accepts connections and answers requests until it is told to end. */
import type { HttpHandler } from '../../../base/http/exchange.ts';
import { serveConnection, type LogEntry } from '../../../base/http/server.ts';
import { type SandboxCertificate, TlsFailure, tlsServer } from '../../../base/sandbox-tls.ts';
import { utf8 } from '../../../base/bytes.ts';
import type { HttpRequest } from '../../../base/http/exchange.ts';
import { headBytes } from '../../../base/http/message.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { inBackground } from '../lib/background.ts';
import { Connections, type ServedConnection } from '../lib/connections.ts';
import { SignalQueue } from '../lib/signal-queue.ts';
import { answer } from './answer.ts';
import type { AnswerContext } from './answer-context.ts';
import type { Listener, NginxConfig, Scope, ServerBlock } from './config.ts';
import { serverFor } from './find-server.ts';
import type { NginxLogs } from './logs.ts';
import { nginxStyle, page, PLAIN_ON_TLS, SILENT } from './pages.ts';
import { escapeForLog, expandForLog, type Exchange, noteMatch } from './variables.ts';

export interface WorkerOptions {
  readonly sys: Sys;
  readonly config: NginxConfig;
  readonly logs: NginxLogs;
  readonly prefix: string;
  readonly version: string;
  /** Listening descriptors beside what they serve. */
  readonly sockets: readonly { readonly fd: number; readonly listener: Listener }[];
}

export async function runWorker(options: WorkerOptions): Promise<number> {
  const { sys, logs, sockets } = options;
  const signals = new SignalQueue(sys, ['QUIT', 'TERM', 'INT', 'USR1', 'WINCH']);
  sys.signal('PIPE', 'ignore');
  sys.signal('HUP', 'ignore');
  const connections = new Connections(sys);
  const worker = new Worker(options, connections);
  for (const { fd, listener } of sockets) connections.accept(fd, (connection) => worker.serve(connection, listener));
  for (;;) {
    const signal = await signals.next();
    if (signal === 'USR1') {
      await logs.log('notice', sys.pid, 'reopening logs');
      await logs.reopen(sys);
    } else if (signal === 'QUIT' || signal === 'WINCH') {
      await logs.log('notice', sys.pid, 'gracefully shutting down');
      await connections.end();
      break;
    } else break;
  }
  await logs.log('notice', sys.pid, 'exiting');
  await logs.log('notice', sys.pid, 'exit');
  return 0;
}

class Worker {
  readonly #context: Omit<AnswerContext, 'software' | 'log'>;
  #requests = 0;

  constructor(
    private readonly options: WorkerOptions,
    private readonly connections: Connections,
  ) {
    const { sys, config, prefix } = options;
    this.#context = { sys, config, prefix, owed: new Map(), failures: new Map(), status: () => this.#status() };
  }

  async serve(connection: ServedConnection, listener: Listener): Promise<void> {
    const { sys } = this.options;
    let stream = connection.stream;
    if (listener.tls) {
      try {
        const shown = (name: string) => {
          const named = listener.servers.find(({ names, certificate }) => certificate && names.includes(name));
          const { certificate } = named ?? (listener.servers[0] as ServerBlock);
          return certificate as SandboxCertificate;
        };
        ({ stream } = await tlsServer(connection.stream, shown));
      } catch (error) {
        if (error instanceof TlsFailure && error.problem === 'plain') await this.#plainOnTls(connection, listener);
        return;
      }
    }
    const exchanges = new WeakMap<HttpRequest, Exchange>();
    const counted = { number: connection.number, requests: 0 };
    let line = '';
    const handler: HttpHandler = {
      request: async (request) => {
        connection.busy = true;
        counted.requests++;
        this.#requests++;
        line = `${request.method} ${request.target} ${request.protocol ?? 'HTTP/1.1'}`;
        const exchange = this.#exchange(request, connection, listener, counted, line);
        exchanges.set(request, exchange);
        const software = this.#software(exchange.server.scope);
        const context: AnswerContext = {
          ...this.#context,
          software,
          log: (level, text, scope) => this.#error(level, text, scope),
        };
        const response = await answer(context, exchange);
        if (SILENT.has(response.status)) connection.stream.close();
        return this.connections.ending
          ? { ...response, headers: { ...response.headers, connection: 'close' } }
          : response;
      },
    };
    const log = (entry: LogEntry) => {
      connection.busy = false;
      const exchange = entry.request && exchanges.get(entry.request);
      inBackground(exchange ? this.#access(exchange, entry) : this.#refused(connection, listener, entry));
      if (this.connections.ending) connection.stream.close();
    };
    const scope = listener.servers[0]?.scope;
    const style = nginxStyle(scope ? this.#software(scope) : 'nginx');
    await serveConnection(handler, stream, {
      clock: { now: () => sys.now(), after: () => () => undefined },
      style,
      log,
    });
  }

  #exchange(
    request: HttpRequest,
    { client, local }: ServedConnection,
    listener: Listener,
    connection: { readonly number: number; requests: number },
    line: string,
  ): Exchange {
    const { sys, config, version } = this.options;
    const now = sys.now();
    const { server, match } = serverFor(listener, request);
    const exchange: Exchange = {
      request,
      line: () => line,
      connection,
      client,
      local,
      listener,
      startedMs: now,
      server,
      location: undefined,
      uri: '',
      args: '',
      captures: [],
      set: new Map(),
      mapped: config.mapped,
      internal: false,
      authorising: false,
      upstream: undefined,
      file: '',
      answer: undefined,
      nowMs: now,
      hostname: sys.uname().nodename,
      pid: sys.pid,
      version,
    };
    if (match) noteMatch(exchange, match);
    return exchange;
  }

  #software(scope: Scope): string {
    return scope.value('server_tokens') === 'off' ? 'nginx' : `nginx/${this.options.version}`;
  }

  #status(): string {
    const { accepted, size } = this.connections;
    return (
      `Active connections: ${size} \nserver accepts handled requests\n ${accepted} ${accepted} ${this.#requests} \n` +
      `Reading: 0 Writing: 1 Waiting: ${Math.max(0, size - 1)} \n`
    );
  }

  async #error(level: string, text: string, scope: Scope): Promise<void> {
    const { sys, logs } = this.options;
    await logs.log(level, sys.pid, text, scope);
  }

  async #access(exchange: Exchange, { line, status, bodyBytes, bytes }: LogEntry): Promise<void> {
    exchange.nowMs = this.options.sys.now();
    exchange.answer = { status, bodyBytes, bytes, headers: {} };
    const scope = exchange.location?.scope ?? exchange.server.scope;
    const known = { ...exchange, line: () => line };
    await this.options.logs.access(scope, (format) => expandForLog(format, known));
  }

  /** What was no request has a line of its own in the access log. */
  async #refused(connection: ServedConnection, listener: Listener, entry: LogEntry): Promise<void> {
    const request: HttpRequest = { method: 'GET', target: '/', headers: {} };
    const exchange = this.#exchange(request, connection, listener, { number: connection.number, requests: 0 }, '');
    await this.#access({ ...exchange, line: () => escapeForLog(entry.line) }, entry);
  }

  async #plainOnTls({ stream }: ServedConnection, listener: Listener): Promise<void> {
    const software = this.#software(listener.servers[0]?.scope as Scope);
    const text = page(400, software, PLAIN_ON_TLS);
    const headers = { 'content-type': 'text/html', 'content-length': String(text.length) };
    const date = new Date(this.options.sys.now()).toUTCString();
    const fields = nginxStyle(software).fields(headers, { keepAlive: false, chunked: false, date });
    await stream.write(headBytes('HTTP/1.1 400 Bad Request', fields));
    await stream.write(utf8(text));
  }
}
