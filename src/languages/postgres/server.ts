/** `postgres`: listens, lets clients in, and ends as it is told to by signals. */
import type { ReportFields } from '../../base/postgres/wire.ts';
import type { Signal } from '../../kernel/signals.ts';
import type { SocketAddress } from '../../kernel/sys.ts';
import type { Guest } from '../guest/guest.ts';
import { fatal, type Role } from './authentication.ts';
import { Backend } from './backend.ts';
import { type Engine, literal } from './engine.ts';
import { type AccessRule, parseAccessRules } from './host-access.ts';
import type { PidFile } from './pid-file.ts';
import type { ServerLog } from './server-log.ts';
import { Session } from './session.ts';
import { readText, type Settings } from './settings.ts';

/** A browser's memory is not a server's: `max_connections` may ask for less. */
const MOST_SESSIONS = 100;
const ENDED_BY_ADMINISTRATOR = fatal('57P01', 'terminating connection due to administrator command');

export type Shutdown = 'smart' | 'fast' | 'immediate';

const MODES: Readonly<Partial<Record<Signal, Shutdown>>> = { TERM: 'smart', INT: 'fast', QUIT: 'immediate' };

export class Server {
  readonly backend: Backend;
  rules: readonly AccessRule[] = [];
  readonly #open = new Set<Session>();
  #sessions = 0;
  #mode: Shutdown | undefined;
  #stopped: (status: number) => void = () => undefined;
  /** The exit status. */
  readonly ended = new Promise<number>((resolve) => (this.#stopped = resolve));

  constructor(
    private readonly guest: Guest,
    readonly directory: string,
    private readonly settings: Settings,
    private readonly engine: Engine,
    readonly log: ServerLog,
    private readonly pidFile: PidFile,
    superuser: string,
    /** The name of the server's own user, which `peer` compares. */
    readonly systemUser: string | undefined,
  ) {
    this.backend = new Backend(engine, superuser);
  }

  async listen(): Promise<void> {
    const { guest, settings, log } = this;
    await this.#readRules();
    guest.onSignal = (signal) => void this.#signalled(signal);
    for (const signal of ['TERM', 'INT', 'QUIT', 'HUP'] as const) guest.setSignal(signal, 'handle');
    const port = Number(settings.get('port'));
    for (const name of (settings.get('listen_addresses') ?? '').split(',').map((one) => one.trim())) {
      if (name === '') continue;
      if (name === '*' || name === '0.0.0.0') {
        await this.#accept({ address: '0.0.0.0', port });
        log.say('LOG', `listening on IPv4 address "0.0.0.0", port ${port}`);
      } else {
        const address = name === 'localhost' ? '127.0.0.1' : name;
        await this.#accept({ address, port });
        log.say('LOG', `listening on IPv4 address "${address}", port ${port}`);
      }
    }
    const directory = settings.get('unix_socket_directories')?.split(',')[0]?.trim() ?? '';
    if (directory !== '') {
      const path = `${directory}/.s.PGSQL.${port}`;
      await guest.async.unlink(path).catch(() => undefined);
      await this.#accept({ path });
      await guest.async.chmod(path, 0o777);
      log.say('LOG', `listening on Unix socket "${path}"`);
    }
  }

  async role(name: string): Promise<Role | undefined> {
    const [row] = await this.backend.ask(
      `SELECT rolcanlogin, rolpassword FROM pg_catalog.pg_authid WHERE rolname = ${literal(name)}`,
    );
    return row && { login: row[0] === 't', secret: row[1] };
  }

  async databaseRefusal(name: string): Promise<ReportFields | undefined> {
    const [row] = await this.backend.ask(
      `SELECT datallowconn FROM pg_catalog.pg_database WHERE datname = ${literal(name)}`,
    );
    if (!row) return fatal('3D000', `database "${name}" does not exist`);
    return row[0] === 't' ? undefined : fatal('55000', `database "${name}" is not currently accepting connections`);
  }

  async #accept(address: SocketAddress): Promise<void> {
    const { async } = this.guest;
    const listener = await async.socket('path' in address ? 'unix' : 'inet', 'stream');
    await async.bind(listener, address);
    await async.listen(listener);
    void (async () => {
      while (this.#mode === undefined) this.#welcome(await async.accept(listener));
      // The kernel closes what is left with the process.
    })();
  }

  #welcome(fd: number): void {
    const session = new Session(this.guest, fd, ++this.#sessions, this);
    const most = Math.min(MOST_SESSIONS, Number(this.settings.get('max_connections')) || MOST_SESSIONS);
    if (this.#mode) return void session.end(fatal('57P03', 'the database system is shutting down'));
    if (this.#open.size >= most) return void session.end(fatal('53300', 'sorry, too many clients already'));
    this.#open.add(session);
    void session
      .serve()
      .catch((error: unknown) => this.#crashed(error))
      .finally(() => {
        this.#open.delete(session);
        if (this.#mode === 'smart' && this.#open.size === 0) void this.#shutDown();
      });
  }

  /** The engine itself broke: as when a real backend crashes, everybody must come again. */
  #crashed(error: unknown): void {
    if (this.#mode) return;
    this.log.say('LOG', `the engine was terminated by an exception: ${String(error)}`);
    this.#mode = 'immediate';
    this.#stopped(1);
  }

  async #readRules(): Promise<void> {
    this.rules = parseAccessRules((await readText(this.guest, `${this.directory}/pg_hba.conf`)) ?? '');
  }

  async #signalled(signal: Signal): Promise<void> {
    if (signal === 'HUP') {
      this.log.say('LOG', 'received SIGHUP, reloading configuration files');
      await this.#readRules();
      return;
    }
    const mode = MODES[signal];
    const before = this.#mode;
    if (!mode || before === 'immediate' || before === mode || (before === 'fast' && mode === 'smart')) return;
    this.#mode = mode;
    this.log.say('LOG', `received ${mode} shutdown request`);
    if (mode === 'immediate') return this.#stopped(0);
    if (mode === 'smart' && this.#open.size > 0) return;
    if (mode === 'fast') await this.#endSessions();
    await this.#shutDown();
  }

  async #endSessions(): Promise<void> {
    this.log.say('LOG', 'aborting any active transactions');
    await Promise.all(
      [...this.#open].map(async (session) => {
        this.log.say('FATAL', ENDED_BY_ADMINISTRATOR['M'] ?? '');
        await session.end(ENDED_BY_ADMINISTRATOR);
      }),
    );
  }

  async #shutDown(): Promise<void> {
    await this.engine.close();
    await this.pidFile.remove();
    this.#stopped(0);
  }
}
