/** redis-server 7.0: configuration, startup, connections, snapshots, the end. */
import { hex, utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Sys } from '../../kernel/sys.ts';
import { absolute } from '../bin/lib/path.ts';
import { toBytes } from '../bin/lib/byte-string.ts';
import type { Applet } from '../bin/lib/tool.ts';
import { inBackground } from './lib/background.ts';
import { Connections, type ServedConnection } from './lib/connections.ts';
import { openLog, readFile } from './lib/files.ts';
import { readBytes } from '../read-all.ts';
import { writeFile } from '../bin/lib/write-file.ts';
import { SignalQueue } from './lib/signal-queue.ts';
import type { Client, Server } from './redis/command.ts';
import { RedisConfig, RedisConfigError } from './redis/config.ts';
import { Database, RedisError } from './redis/database.ts';
import { dispatch } from './redis/dispatch.ts';
import { usedMemory } from './redis/info.ts';
import { RdbError, readSnapshot, writeSnapshot } from './redis/rdb.ts';
import { encode, errorReply, ProtocolError, type Reply, RespReader } from './redis/resp.ts';

const VERSION = '7.0.15';
const VERSION_LINE = `Redis server v=${VERSION} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=drydock\n`;

const HELP = `Usage: ./redis-server [/path/to/redis.conf] [options] [-]
       ./redis-server - (read config from stdin)
       ./redis-server -v or --version
       ./redis-server -h or --help

Every parameter of redis.conf is an option: --port 7777, --requirepass secret, --appendonly no.
`;

export const redisServer: Applet = async (sys, argv = sys.argv) => {
  const words = argv.slice(1);
  if (words[0] === '-v' || words[0] === '--version') {
    await sys.write(1, utf8(VERSION_LINE));
    return 0;
  }
  if (words[0] === '-h' || words[0] === '--help') {
    await sys.write(2, utf8(HELP));
    return 1;
  }
  let config: RedisConfig;
  try {
    config = await configure(sys, words);
  } catch (error) {
    if (error instanceof RedisConfigError) {
      await sys.write(2, utf8(error.message));
      return 1;
    }
    if (!(error instanceof SysError)) throw error;
    const line = `${stamp(sys, 'C')} # Fatal error, can't open config file '${words[0]}': ${error.message}\n`;
    await sys.write(1, utf8(line));
    return 1;
  }
  if (!config.flag('daemonize')) return new RedisServer(sys, config, words.length > 0).run();
  sys.fork((child) => {
    child.setsid();
    return new RedisServer(child, config, true).run();
  });
  return 0;
};

async function configure(sys: Sys, words: readonly string[]): Promise<RedisConfig> {
  const file =
    words[0] !== undefined && !words[0].startsWith('--') && words[0] !== '-' ? absolute(sys.cwd, words[0]) : '';
  const config = new RedisConfig(file);
  config.set('dir', sys.cwd);
  let text = file ? await readFile(sys, words[0] as string) : '';
  const lines: string[] = [];
  for (const word of words.slice(file ? 1 : 0)) {
    if (word === '-') continue;
    if (word.startsWith('--')) lines.push(word.slice(2));
    else
      lines.push(
        `${lines.pop() ?? ''} ${/^\S+$/.test(word) && !/["']/.test(word) ? `"${word}"` : JSON.stringify(word)}`,
      );
  }
  if (lines.length > 0) text += `\n${lines.join('\n')}`;
  config.read(text);
  return config;
}

/** `26237:M 28 Nov 2026 12:29:34.000`. */
function stamp(sys: Sys, role: 'M' | 'C', pid = sys.pid): string {
  const at = new Date(sys.now());
  const [, day = '', month, year] = /, (\d+) (\w+) (\d+)/.exec(at.toUTCString()) ?? [];
  return `${pid}:${role} ${day} ${month} ${year} ${at.toISOString().slice(11, 23)}`;
}

class RedisServer implements Server {
  readonly databases: readonly Database[];
  readonly clients = new Set<Client>();
  readonly stats = { connections: 0, commands: 0, dirty: 0, lastSaveMs: 0, hits: 0, misses: 0 };
  readonly startedMs: number;
  readonly runId: string;
  readonly #signals: SignalQueue;
  readonly #connections: Connections;
  readonly #waiting = new Set<{ readonly keys: ReadonlySet<string>; wake(): void }>();
  #logFd = 1;
  #ending: boolean | undefined | 'asked' = undefined;
  #end: () => void = () => undefined;

  constructor(
    readonly sys: Sys,
    readonly config: RedisConfig,
    private readonly configured: boolean,
  ) {
    this.databases = Array.from({ length: config.number('databases') }, () => new Database(() => sys.now()));
    this.startedMs = this.stats.lastSaveMs = sys.now();
    this.runId = hex(sys.random(20));
    this.#signals = new SignalQueue(sys, ['TERM', 'INT']);
    sys.signal('PIPE', 'ignore');
    sys.signal('HUP', 'ignore');
    this.#connections = new Connections(sys);
  }

  async run(): Promise<number> {
    const { sys, config } = this;
    const logfile = config.get('logfile');
    if (logfile) this.#logFd = await openLog(sys, absolute(config.get('dir'), logfile));
    const { argv } = sys;
    await this.#log('C', '# oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo');
    await this.#log(
      'C',
      `# Redis version=${VERSION}, bits=64, commit=00000000, modified=0, pid=${sys.pid}, just started`,
    );
    await this.#log(
      'C',
      this.configured
        ? '# Configuration loaded'
        : `# Warning: no config file specified, using the default config. In order to specify a config file use ${argv[0]} /path/to/redis.conf`,
    );
    await this.#log('M', '* monotonic clock: POSIX clock_gettime');
    let listener: number;
    try {
      await sys.chdir(config.get('dir'));
      listener = await this.#listen();
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await this.#log('M', '# Failed listening on port ' + config.get('port') + ' (TCP), aborting.');
      return 1;
    }
    await this.#log('M', `* Running mode=standalone, port=${config.get('port')}.`);
    await this.#log('M', '# Server initialized');
    sys.setTitle(`${argv[0]} ${config.get('bind').split(' ')[0]}:${config.get('port')}`);
    if (!(await this.#load())) return 1;
    await this.#log('M', '* Ready to accept connections');
    this.#connections.accept(listener, (connection) => this.#serve(connection));
    inBackground(this.#saveWhenDue());
    const asked = new Promise<'asked'>((resolve) => (this.#end = () => resolve('asked')));
    const first = await Promise.race([asked, this.#signals.next()]);
    if (first !== 'asked') {
      const seconds = Math.floor(sys.now() / 1000);
      const text = `${sys.pid}:signal-handler (${seconds}) Received SIG${first} scheduling shutdown...\n`;
      await sys.write(this.#logFd, utf8(text));
    }
    return this.#shutDown();
  }

  async #listen(): Promise<number> {
    const { sys, config } = this;
    const fd = await sys.socket('inet', 'stream');
    const port = config.number('port');
    const bind = config.get('bind').split(/\s+/)[0] ?? '*';
    const address = bind === '*' || bind.startsWith('-') ? '0.0.0.0' : bind;
    try {
      await sys.bind(fd, { address, port });
      sys.listen(fd, config.number('tcp-backlog'));
      return fd;
    } catch (error) {
      if (error instanceof SysError) {
        await this.#log(
          'M',
          `# Warning: Could not create server TCP listening socket ${bind}:${port}: bind: ${error.message}`,
        );
      }
      throw error;
    }
  }

  get #snapshot(): string {
    return `${this.config.get('dir').replace(/\/$/, '')}/${this.config.get('dbfilename')}`;
  }

  /** False when the snapshot cannot be read: the server does not start then. */
  async #load(): Promise<boolean> {
    const { sys } = this;
    let bytes: Uint8Array;
    try {
      bytes = await readBytes(sys, this.#snapshot);
    } catch (error) {
      if (error instanceof SysError && error.errno === 'ENOENT') return true;
      if (!(error instanceof SysError)) throw error;
      await this.#log('M', `# Fatal error loading the DB, check server logs. Exiting.`);
      return false;
    }
    try {
      const started = sys.now();
      const { version, createdSeconds, usedMemory: used, keys, expired } = readSnapshot(bytes, this.databases, started);
      await this.#log('M', `* Loading RDB produced by version ${version}`);
      await this.#log('M', `* RDB age ${Math.max(0, Math.floor(started / 1000) - createdSeconds)} seconds`);
      await this.#log('M', `* RDB memory usage when created ${(used / 1024 / 1024).toFixed(2)} Mb`);
      await this.#log('M', `* Done loading RDB, keys loaded: ${keys}, keys expired: ${expired}.`);
      await this.#log('M', `* DB loaded from disk: ${((sys.now() - started) / 1000).toFixed(3)} seconds`);
      return true;
    } catch (error) {
      if (!(error instanceof RdbError)) throw error;
      await this.#log('M', `# ${error.message}`);
      await this.#log('M', '# Fatal error loading the DB, check server logs. Exiting.');
      return false;
    }
  }

  async #serve(connection: ServedConnection): Promise<void> {
    const { stream } = connection;
    this.stats.connections++;
    const client = this.#client(connection);
    this.clients.add(client);
    const reader = new RespReader(stream.source);
    try {
      for (;;) {
        const words = await reader.command();
        if (!words) return;
        if (words.length === 0) continue;
        const reply = await dispatch(this, client, words);
        if (!(await stream.write(toBytes(encode(reply))))) return;
        if (words[0]?.toLowerCase() === 'quit' || this.#ending !== undefined) return;
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      await stream.write(toBytes(encode(errorReply(`ERR Protocol error: ${error.message}`))));
    } finally {
      this.clients.delete(client);
    }
  }

  #client({ stream, client: [address, port], number }: ServedConnection): Client {
    return {
      id: number + 2,
      address: `${address}:${port}`,
      connectedMs: this.sys.now(),
      database: 0,
      name: '',
      authenticated: this.config.get('requirepass') === '',
      queued: undefined,
      aborted: false,
      watched: new Map(),
      channels: new Set(),
      patterns: new Set(),
      monitor: false,
      push: (reply: Reply) => inBackground(stream.write(toBytes(encode(reply)))),
    };
  }

  // --- what commands use

  async save(): Promise<void> {
    try {
      await this.#write(this.sys);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await this.#log(
        'M',
        `# Failed opening the temp RDB file temp-${this.sys.pid}.rdb (in server root dir ${this.sys.cwd}) for saving: ${error.message}`,
      );
      throw new RedisError('ERR');
    }
    await this.#log('M', '* DB saved on disk');
  }

  async #write(sys: Sys): Promise<void> {
    const temporary = `${this.config.get('dir').replace(/\/$/, '')}/temp-${sys.pid}.rdb`;
    await writeFile(sys, temporary, writeSnapshot(this.databases, sys.now(), usedMemory(this)));
    await sys.rename(temporary, this.#snapshot);
    this.stats.dirty = 0;
    this.stats.lastSaveMs = sys.now();
  }

  saveInBackground(): void {
    inBackground(this.#saveByChild());
  }

  async #saveByChild(): Promise<void> {
    const { sys } = this;
    const pid = sys.fork(async (child) => {
      await this.#write(child);
      await this.#log('C', '* DB saved on disk', child.pid);
      await this.#log('C', '* Fork CoW for RDB: current 0 MB, peak 0 MB, average 0 MB', child.pid);
      return 0;
    });
    await this.#log('M', `* Background saving started by pid ${pid}`);
    const ended = await sys.wait(pid);
    const good = ended?.status.kind === 'exited' && ended.status.status === 0;
    await this.#log('M', good ? '* Background saving terminated with success' : '# Background saving error');
  }

  /** The rules of `save`: so many changes within so many seconds. */
  async #saveWhenDue(): Promise<void> {
    for (;;) {
      await this.sys.sleep(1000).catch((error: unknown) => {
        if (!(error instanceof SysError)) throw error;
      });
      const numbers = this.config.get('save').split(/\s+/).filter(Boolean).map(Number);
      const since = (this.sys.now() - this.stats.lastSaveMs) / 1000;
      for (let i = 0; i + 1 < numbers.length; i += 2) {
        const [seconds = 0, changes = 0] = numbers.slice(i, i + 2);
        if (this.stats.dirty < changes || since < seconds) continue;
        await this.#log('M', `* ${changes} changes in ${seconds} seconds. Saving...`);
        await this.#saveByChild();
        break;
      }
    }
  }

  shutdown(save: boolean | undefined): void {
    this.#ending = save ?? 'asked';
    this.#end();
  }

  async waitForKeys(keys: readonly string[], timeoutMs: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const entry = {
        keys: new Set(keys),
        wake: () => {
          this.#waiting.delete(entry);
          resolve(true);
        },
      };
      this.#waiting.add(entry);
      if (!Number.isFinite(timeoutMs)) return;
      this.sys.sleep(Math.max(0, timeoutMs)).then(() => {
        this.#waiting.delete(entry);
        resolve(false);
      }, reject);
    });
  }

  keyChanged(key: string): void {
    for (const entry of this.#waiting) {
      if (!entry.keys.has(key)) continue;
      entry.wake();
      return;
    }
  }

  async #shutDown(): Promise<number> {
    await this.#log('M', '# User requested shutdown...');
    const saves = this.config.get('save') !== '';
    if (this.#ending === true || (this.#ending !== false && saves)) {
      await this.#log('M', '* Saving the final RDB snapshot before exiting.');
      try {
        await this.save();
      } catch (error) {
        if (!(error instanceof RedisError)) throw error;
        await this.#log('M', "# Error trying to save the DB, can't exit.");
      }
    }
    await this.#log('M', '# Redis is now ready to exit, bye bye...');
    return 0;
  }

  async #log(role: 'M' | 'C', text: string, pid = this.sys.pid): Promise<void> {
    try {
      await this.sys.write(this.#logFd, utf8(`${stamp(this.sys, role, pid)} ${text}\n`));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
}
