/** Apache's processes: the parent that holds the sockets and obeys signals, and children that answer. */
import type { HttpHandler, HttpRequest } from '../../../base/http/exchange.ts';
import { serveConnection } from '../../../base/http/server.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Signal } from '../../../kernel/signals.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { inBackground } from '../lib/background.ts';
import { MainLoop } from '../lib/children.ts';
import { Connections, type ServedConnection } from '../lib/connections.ts';
import { accountOf } from '../lib/files.ts';
import { writeFile } from '../../bin/lib/write-file.ts';
import { SignalQueue } from '../lib/signal-queue.ts';
import { answer, type Answered } from './answer.ts';
import { type ApacheConfig, last } from './config.ts';
import { ApacheLogs } from './logs.ts';
import { apacheStyle, errorPage } from './pages.ts';

export interface ApacheIdentity {
  readonly version: string;
  /** `Debian`, `Ubuntu`, `CentOS`, `Unix`. */
  readonly platform: string;
  /** The name that messages begin with. */
  readonly program: string;
  readonly commandLine: string;
}

export function softwareOf(config: ApacheConfig, { version, platform }: ApacheIdentity): string {
  const tokens = (last(config.main, 'ServerTokens') ?? 'Full').toLowerCase();
  if (/^prod/.test(tokens)) return 'Apache';
  if (tokens === 'major') return 'Apache/2';
  if (/^minor$/.test(tokens)) return 'Apache/2.4';
  return /^min/.test(tokens) ? `Apache/${version}` : `Apache/${version} (${platform})`;
}

const CHILDREN = { default: 3, least: 1, most: 8 };

/** Reads the configuration again; undefined (after it has said why) when it is wrong. */
export type Reload = () => Promise<ApacheConfig | undefined>;

export class ApacheParent {
  #config: ApacheConfig;
  #logs: ApacheLogs;
  readonly #sockets = new Map<string, number>();
  readonly #children = new Set<number>();
  readonly #loop: MainLoop;

  constructor(
    private readonly sys: Sys,
    private readonly identity: ApacheIdentity,
    private readonly pidPath: string,
    config: ApacheConfig,
    logs: ApacheLogs,
    private readonly reload: Reload,
    sockets: ReadonlyMap<string, number>,
  ) {
    this.#config = config;
    this.#logs = logs;
    for (const [place, fd] of sockets) this.#sockets.set(place, fd);
    this.#loop = new MainLoop(sys, ['TERM', 'INT', 'HUP', 'USR1', 'WINCH']);
  }

  async run(): Promise<number> {
    const { sys } = this;
    sys.signal('PIPE', 'ignore');
    await writeFile(sys, this.pidPath, `${sys.pid}\n`);
    await this.#start();
    for (;;) {
      const happening = await this.#loop.next();
      if (happening.kind === 'child') {
        this.#children.delete(happening.result.pid);
        if (happening.result.status.kind === 'signaled') this.#fork();
        continue;
      }
      if (happening.kind === 'childless') {
        this.#fork();
        continue;
      }
      const { signal } = happening;
      if (signal === 'HUP' || signal === 'USR1') {
        await this.#notice(
          signal === 'HUP'
            ? 'AH00494: SIGHUP received.  Attempting to restart'
            : 'AH00493: SIGUSR1 received.  Doing graceful restart',
        );
        await this.#restart(signal);
        continue;
      }
      await this.#notice(
        signal === 'WINCH'
          ? 'AH00492: caught SIGWINCH, shutting down gracefully'
          : 'AH00491: caught SIGTERM, shutting down',
      );
      await this.#stop(signal === 'WINCH' ? 'WINCH' : 'TERM');
      return 0;
    }
  }

  async #start(): Promise<void> {
    const software = softwareOf(this.#config, this.identity);
    await this.#notice(`AH00489: ${software} configured -- resuming normal operations`);
    await this.#logs.error('notice', 'core', `AH00094: Command line: '${this.identity.commandLine}'`);
    const given = Number(last(this.#config.main, 'StartServers') ?? CHILDREN.default);
    const count = Math.min(CHILDREN.most, Math.max(CHILDREN.least, given || CHILDREN.default));
    for (let i = 0; i < count; i++) this.#fork();
  }

  #fork(): void {
    const config = this.#config;
    const listeners = [...this.#sockets.values()];
    const pid = this.sys.fork(async (child) => {
      const account = await accountOf(child, last(config.main, 'User') ?? 'daemon');
      if (account && child.credentials.euid === 0) {
        const { uid, gid } = account;
        child.setCredentials({ uid, euid: uid, gid, egid: gid, groups: [gid] });
      }
      return new ApacheChild(child, config, this.#logs.of(child), this.identity).run(listeners);
    });
    this.#children.add(pid);
  }

  async #restart(signal: Signal): Promise<void> {
    const config = await this.reload();
    if (!config) {
      await this.#notice('AH00491: caught SIGTERM, shutting down');
      return;
    }
    const old = [...this.#children];
    this.#config = config;
    this.#logs = new ApacheLogs(this.sys, config);
    await this.#logs.use();
    const sockets = await bindAll(this.sys, config, this.#sockets);
    if (sockets instanceof Map) {
      this.#sockets.clear();
      for (const [place, fd] of sockets) this.#sockets.set(place, fd);
    }
    for (const pid of old) this.#kill(pid, signal === 'HUP' ? 'TERM' : 'WINCH');
    await this.#start();
  }

  async #stop(signal: Signal): Promise<void> {
    for (const pid of this.#children) this.#kill(pid, signal);
    while (this.#children.size > 0) {
      const happening = await this.#loop.next();
      if (happening.kind === 'child') this.#children.delete(happening.result.pid);
      else if (happening.kind === 'childless') break;
      else for (const pid of this.#children) this.#kill(pid, 'TERM');
    }
    try {
      await this.sys.unlink(this.pidPath);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }

  #kill(pid: number, signal: Signal): void {
    try {
      this.sys.kill(pid, signal);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }

  #notice(text: string): Promise<void> {
    return this.#logs.error('notice', 'mpm_event', text);
  }
}

export interface BindFailure {
  readonly place: string;
  readonly error: SysError;
}

/** Listening descriptors by place; those known already stay. */
export async function bindAll(
  sys: Sys,
  config: ApacheConfig,
  known: ReadonlyMap<string, number>,
): Promise<Map<string, number> | BindFailure> {
  const sockets = new Map<string, number>();
  for (const { address, port } of config.listens) {
    const place = `${address}:${port}`;
    const before = known.get(place);
    if (before !== undefined) {
      sockets.set(place, before);
      continue;
    }
    const fd = await sys.socket('inet', 'stream');
    try {
      await sys.bind(fd, { address: address.replace(/^\[|\]$/g, ''), port });
      sys.listen(fd, 511);
      sockets.set(place, fd);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await sys.close(fd);
      return { place, error };
    }
  }
  for (const [place, fd] of known) if (!sockets.has(place)) await sys.close(fd);
  return sockets;
}

class ApacheChild {
  readonly #software: string;

  constructor(
    private readonly sys: Sys,
    private readonly config: ApacheConfig,
    private readonly logs: ApacheLogs,
    private readonly identity: ApacheIdentity,
  ) {
    this.#software = softwareOf(config, identity);
  }

  async run(listeners: readonly number[]): Promise<number> {
    const signals = new SignalQueue(this.sys, ['TERM', 'INT', 'WINCH', 'HUP', 'USR1']);
    this.sys.signal('PIPE', 'ignore');
    const connections = new Connections(this.sys);
    for (const fd of listeners) connections.accept(fd, (connection) => this.#serve(connection, connections));
    const signal = await signals.next();
    if (signal === 'WINCH' || signal === 'USR1') await connections.end();
    return 0;
  }

  async #serve(connection: ServedConnection, connections: Connections): Promise<void> {
    const { sys, config, logs, identity } = this;
    const { client, local, stream } = connection;
    const answers = new WeakMap<HttpRequest, Answered>();
    let startedMs = sys.now();
    const handler: HttpHandler = {
      request: async (request) => {
        connection.busy = true;
        startedMs = sys.now();
        const context = {
          sys,
          config,
          version: identity.version,
          program: identity.program,
          software: this.#software,
          error: logs.error.bind(logs),
        };
        const answered = await answer(context, { request, client, local });
        answers.set(request, answered);
        return answered.response;
      },
    };
    const signature = /^(on|email)$/i.test(last(config.main, 'ServerSignature') ?? 'off')
      ? `${this.#software} Server at ${local[0]} Port ${local[1]}`
      : '';
    const refusal = () =>
      errorPage(400, {
        uri: '',
        method: '',
        location: '',
        admin: '',
        twice: false,
        version: identity.version,
        signature,
      });
    await serveConnection(handler, stream, {
      clock: { now: () => sys.now(), after: () => () => undefined },
      style: apacheStyle(this.#software, refusal),
      log: (entry) => {
        connection.busy = false;
        const answered = entry.request && answers.get(entry.request);
        inBackground(
          logs.access({
            entry,
            client: client[0],
            port: local[1],
            user: answered?.user ?? '',
            host: answered?.host ?? config.hosts[0],
            startedMs,
          }),
        );
        if (connections.ending) stream.close();
      },
    });
  }
}
