/** nginx's master process: binds the sockets, keeps the workers, and does what signals ask. */
import { ERRNO, SysError } from '../../../kernel/errno.ts';
import { signalNumber, type Signal } from '../../../kernel/signals.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { readFile, accountOf } from '../lib/files.ts';
import { writeFile } from '../../bin/lib/write-file.ts';
import { MainLoop } from '../lib/children.ts';
import { ConfigError, parseConfig } from './config-parser.ts';
import { buildConfig, type Listener, type NginxConfig } from './config.ts';
import type { NginxLogs } from './logs.ts';
import { runWorker } from './worker.ts';

export interface NginxOptions {
  readonly path: string;
  readonly globals: string;
  readonly prefix: string;
  readonly version: string;
}

const BIND_TRIES = 5;
const BIND_PAUSE_MS = 500;

export async function loadConfig(sys: Sys, { path, globals }: NginxOptions): Promise<NginxConfig> {
  const config = await buildConfig(sys, (await parseConfig(sys, path, globals)).directives);
  const user = config.main.value('user');
  if (user !== undefined && sys.credentials.euid === 0 && !(await accountOf(sys, user)))
    throw new ConfigError(`getpwnam("${user}") failed ${config.main.own('user')[0]?.where}`);
  const workers = config.main.value('worker_processes') ?? '1';
  if (!/^(auto|\d+)$/.test(workers))
    throw new ConfigError(
      `"worker_processes" directive invalid value ${config.main.own('worker_processes')[0]?.where}`,
    );
  return config;
}

export function pidFile(config: NginxConfig): string {
  return config.main.value('pid') ?? '/run/nginx.pid';
}

export class Master {
  #config: NginxConfig;
  readonly #sockets = new Map<string, { fd: number; listener: Listener }>();
  readonly #workers = new Set<number>();
  readonly #loop: MainLoop;

  constructor(
    private readonly sys: Sys,
    private readonly options: NginxOptions,
    config: NginxConfig,
    private readonly logs: NginxLogs,
  ) {
    this.#config = config;
    this.#loop = new MainLoop(sys, ['HUP', 'TERM', 'INT', 'QUIT', 'USR1', 'USR2', 'WINCH']);
  }

  /** Takes over the sockets of the process it was forked from. */
  adopt(parent: Master): void {
    for (const [place, socket] of parent.#sockets) this.#sockets.set(place, { ...socket });
  }

  /** Binds what the configuration listens on; ConfigError when that fails. */
  async listen(): Promise<void> {
    const wanted = new Map(
      this.#config.listeners.map((listener) => [`${listener.address}:${listener.port}`, listener]),
    );
    for (const [place, listener] of wanted) {
      const known = this.#sockets.get(place);
      if (known) known.listener = listener;
      else this.#sockets.set(place, { fd: await this.#bind(place, listener), listener });
    }
    for (const [place, { fd }] of [...this.#sockets]) {
      if (wanted.has(place)) continue;
      await this.sys.close(fd);
      this.#sockets.delete(place);
    }
  }

  async #bind(place: string, { address, port }: Listener): Promise<number> {
    const { sys } = this;
    for (let tries = 1; ; tries++) {
      const fd = await sys.socket('inet', 'stream');
      try {
        await sys.bind(fd, { address: address.replace(/^\[|\]$/g, ''), port }, { v6only: true });
        sys.listen(fd, 511);
        sys.setCloexec(fd, true);
        return fd;
      } catch (error) {
        await sys.close(fd);
        if (!(error instanceof SysError)) throw error;
        const text = `bind() to ${place} failed (${ERRNO[error.errno][0]}: ${error.message})`;
        if (error.errno !== 'EADDRINUSE') throw new ConfigError(text);
        await this.logs.log('emerg', sys.pid, text);
        await this.#toTerminal(text);
        if (tries === BIND_TRIES) throw new ConfigError('still could not bind()');
        await sys.sleep(BIND_PAUSE_MS);
      }
    }
  }

  async #toTerminal(text: string): Promise<void> {
    await this.sys.write(2, new TextEncoder().encode(`nginx: [emerg] ${text}\n`));
  }

  /** Runs until a signal ends it; answers the exit status. */
  async run(): Promise<number> {
    const { sys, logs, options } = this;
    sys.setTitle(`nginx: master process ${sys.argv.join(' ')}`);
    sys.signal('PIPE', 'ignore');
    await this.#notice('using the "epoll" event method');
    await this.#notice(`nginx/${options.version}`);
    // As nginx.org's builds do, which the official image has; Debian's leave it out.
    if (sys.env.has('NGINX_VERSION')) await this.#notice('built by gcc 12.2.0 (Debian 12.2.0-14) ');
    await this.#notice(`OS: Linux ${sys.uname().release}`);
    await this.#notice('getrlimit(RLIMIT_NOFILE): 1048576:1048576');
    await writeFile(sys, pidFile(this.#config), `${sys.pid}\n`);
    await this.#startWorkers();
    for (let ending = false; ;) {
      const happening = await this.#loop.next();
      if (happening.kind === 'child') {
        await this.#left(happening.result.pid, happening.result.status, ending);
        if (ending && this.#workers.size === 0) break;
      } else if (happening.kind === 'childless') {
        if (ending) break;
        await this.#startWorkers();
      } else if (await this.#signalled(happening.signal)) ending = true;
    }
    await (async () => sys.unlink(pidFile(this.#config)))().catch(ignoreSysError);
    await logs.log('notice', sys.pid, 'exit');
    return 0;
  }

  /** True when the signal ends the server. */
  async #signalled(signal: Signal): Promise<boolean> {
    const { sys, logs } = this;
    const said = `signal ${signalNumber(signal)} (SIG${signal}) received`;
    if (signal === 'HUP') {
      await this.#notice(`${said}, reconfiguring`);
      await this.#notice('reconfiguring');
      await this.#reconfigure();
      return false;
    }
    if (signal === 'USR1') {
      await this.#notice(`${said}, reopening logs`);
      await this.#notice('reopening logs');
      await logs.reopen(sys);
      this.#tell('USR1');
      return false;
    }
    if (signal === 'WINCH' || signal === 'USR2') {
      await this.#notice(`${said}, which is not simulated in Drydock`);
      return false;
    }
    await this.#notice(`${said}, ${signal === 'QUIT' ? 'shutting down' : 'exiting'}`);
    this.#tell(signal === 'QUIT' ? 'QUIT' : 'TERM');
    return true;
  }

  /** A configuration that is wrong changes nothing. */
  async #reconfigure(): Promise<void> {
    const { sys, logs, options } = this;
    const before = this.#config;
    try {
      const config = await loadConfig(sys, options);
      await logs.use(config);
      this.#config = config;
      await this.listen();
    } catch (error) {
      this.#config = before;
      if (!(error instanceof ConfigError)) throw error;
      await logs.log('emerg', sys.pid, error.message);
      return;
    }
    const old = [...this.#workers];
    await this.#notice('using the "epoll" event method');
    await this.#startWorkers();
    for (const pid of old) this.#kill(pid, 'QUIT');
  }

  async #startWorkers(): Promise<void> {
    await this.#notice('start worker processes');
    const count = await this.#workerCount();
    for (let i = 0; i < count; i++) {
      const pid = await this.#startWorker();
      await this.#notice(`start worker process ${pid}`);
    }
  }

  async #startWorker(): Promise<number> {
    const { sys, options } = this;
    const account =
      sys.credentials.euid === 0 ? await accountOf(sys, this.#config.main.value('user') ?? 'nobody') : undefined;
    const config = this.#config;
    const sockets = [...this.#sockets.values()].map(({ fd, listener }) => ({ fd, listener }));
    const pid = sys.fork(async (child) => {
      child.setTitle('nginx: worker process');
      if (account) {
        const { uid, gid } = account;
        child.setCredentials({ uid, euid: uid, gid, egid: gid, groups: [gid] });
      }
      return runWorker({ ...options, sys: child, config, logs: this.logs.of(child), sockets });
    });
    this.#workers.add(pid);
    return pid;
  }

  async #workerCount(): Promise<number> {
    const given = this.#config.main.value('worker_processes') ?? '1';
    if (given !== 'auto') return Math.max(1, Number(given));
    const cpus = await readFile(this.sys, '/proc/cpuinfo').then(
      (text) => text.match(/^processor\s*:/gm)?.length,
      ignoreSysError,
    );
    return cpus ?? 1;
  }

  async #left(pid: number, status: { kind: string; status?: number; signal?: Signal }, ending: boolean): Promise<void> {
    this.#workers.delete(pid);
    await this.#notice(`signal 17 (SIGCHLD) received from ${pid}`);
    const { sys, logs } = this;
    if (status.kind === 'signaled' && status.signal) {
      await logs.log('alert', sys.pid, `worker process ${pid} exited on signal ${signalNumber(status.signal)}`);
    } else await this.#notice(`worker process ${pid} exited with code ${status.status ?? 0}`);
    if (!ending && status.kind === 'signaled') {
      const again = await this.#startWorker();
      await this.#notice(`start worker process ${again}`);
    }
  }

  #tell(signal: Signal): void {
    for (const pid of this.#workers) this.#kill(pid, signal);
  }

  #kill(pid: number, signal: Signal): void {
    try {
      this.sys.kill(pid, signal);
    } catch (error) {
      ignoreSysError(error);
    }
  }

  #notice(text: string): Promise<void> {
    return this.logs.log('notice', this.sys.pid, text);
  }
}

function ignoreSysError(error: unknown): undefined {
  if (!(error instanceof SysError)) throw error;
}
