/** redis.conf and the command line that overrides it. */
import { inlineWords, ProtocolError } from './resp.ts';

/** Parameters that CONFIG GET tells, with their defaults (redis 7.0). */
const DEFAULTS: Readonly<Record<string, string>> = {
  appenddirname: 'appendonlydir',
  appendfilename: 'appendonly.aof',
  appendfsync: 'everysec',
  appendonly: 'no',
  bind: '* -::*',
  daemonize: 'no',
  databases: '16',
  dbfilename: 'dump.rdb',
  dir: '',
  hz: '10',
  logfile: '',
  loglevel: 'notice',
  maxclients: '10000',
  maxmemory: '0',
  'maxmemory-clients': '0',
  'maxmemory-eviction-tenacity': '10',
  'maxmemory-policy': 'noeviction',
  'maxmemory-samples': '5',
  pidfile: '',
  port: '6379',
  // As the official image is built.
  'protected-mode': 'no',
  rdbchecksum: 'yes',
  rdbcompression: 'yes',
  requirepass: '',
  save: '3600 1 300 100 60 10000',
  'stop-writes-on-bgsave-error': 'yes',
  supervised: 'no',
  'tcp-backlog': '511',
  'tcp-keepalive': '300',
  timeout: '0',
  unixsocket: '',
};

/** Real parameters without a meaning here: they are taken and told. */
const TAKEN = new Set(
  `activedefrag active-expire-effort activerehashing aof-load-truncated aof-rewrite-incremental-fsync
  aof-timestamp-enabled aof-use-rdb-preamble auto-aof-rewrite-min-size auto-aof-rewrite-percentage always-show-logo
  client-output-buffer-limit client-query-buffer-limit crash-log-enabled disable-thp dynamic-hz enable-debug-command
  enable-module-command enable-protected-configs hash-max-listpack-entries hash-max-listpack-value
  hash-max-ziplist-entries hash-max-ziplist-value hll-sparse-max-bytes io-threads jemalloc-bg-thread latency-monitor-threshold
  latency-tracking lazyfree-lazy-eviction lazyfree-lazy-expire lazyfree-lazy-server-del lazyfree-lazy-user-del
  lazyfree-lazy-user-flush lfu-decay-time lfu-log-factor list-compress-depth list-max-listpack-size list-max-ziplist-size
  lua-time-limit no-appendfsync-on-rewrite notify-keyspace-events oom-score-adj oom-score-adj-values proc-title-template
  proto-max-bulk-len rdb-del-sync-files rdb-save-incremental-fsync rename-command replica-announced
  replica-lazy-flush replica-priority replica-read-only replica-serve-stale-data repl-backlog-size repl-diskless-load
  repl-diskless-sync repl-diskless-sync-delay repl-diskless-sync-max-replicas repl-disable-tcp-nodelay set-max-intset-entries
  set-proc-title slowlog-log-slower-than slowlog-max-len stream-node-max-bytes stream-node-max-entries syslog-enabled
  unixsocketperm zset-max-listpack-entries zset-max-listpack-value zset-max-ziplist-entries zset-max-ziplist-value`.split(
    /\s+/,
  ),
);

const NUMBERS = new Set(['port', 'databases', 'timeout', 'tcp-backlog', 'tcp-keepalive', 'maxclients', 'hz']);
const FLAGS = new Set(['appendonly', 'daemonize', 'protected-mode', 'rdbcompression', 'rdbchecksum']);

const MEMORY = /^\d+([kmg]b?|b)?$/i;
const POLICIES = [
  ...['volatile-lru', 'volatile-lfu', 'volatile-random', 'volatile-ttl'],
  ...['allkeys-lru', 'allkeys-lfu', 'allkeys-random', 'noeviction'],
];

/** A line is wrong; `text` is what redis-server prints. */
export class RedisConfigError extends Error {
  override name = 'RedisConfigError';
  constructor(line: number, text: string, reason: string) {
    super(
      `\n*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line ${line}\n>>> '${text}'\n${reason}\n`,
    );
  }
}

export class RedisConfig {
  readonly #values = new Map(Object.entries(DEFAULTS));
  /** Whether `save` came from the file: its lines add up. */
  #saves: string[] | undefined;

  constructor(readonly file: string) {}

  get(name: string): string {
    return this.#values.get(name) ?? '';
  }

  number(name: string): number {
    return Number(this.get(name));
  }

  flag(name: string): boolean {
    return this.get(name) === 'yes';
  }

  entries(): [string, string][] {
    return [...this.#values].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** False when there is no such parameter, a reason when the value is wrong. */
  set(name: string, value: string): true | false | string {
    if (!this.#values.has(name) && !TAKEN.has(name)) return false;
    if (NUMBERS.has(name) && !/^-?\d+$/.test(value)) return "argument couldn't be parsed into an integer";
    if (FLAGS.has(name) && !/^(yes|no)$/.test(value)) return "argument must be 'yes' or 'no'";
    if (name === 'maxmemory' && !MEMORY.test(value)) return 'argument must be a memory value';
    if (name === 'maxmemory-policy' && !POLICIES.includes(value))
      return `argument(s) must be one of the following: ${POLICIES.join(', ')}`;
    this.#values.set(name, /^maxmemory$/.test(name) ? String(bytesOf(value)) : value);
    return true;
  }

  /** Takes a text of lines, as a file has them. */
  read(text: string): void {
    for (const [i, raw] of text.split('\n').entries()) {
      const line = raw.trim();
      if (line === '' || line.startsWith('#')) continue;
      let words: readonly string[];
      try {
        words = inlineWords(line);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        throw new RedisConfigError(i + 1, line, 'Unbalanced quotes in configuration line');
      }
      const [given = '', ...args] = words;
      const name = given.toLowerCase();
      if (name === 'save') {
        this.#saves = args[0] === '' ? [] : [...(this.#saves ?? []), ...args];
        this.#values.set('save', this.#saves.join(' '));
        continue;
      }
      if (name === 'loadmodule' || name === 'replicaof' || name === 'slaveof' || name === 'include' || name === 'user')
        throw new RedisConfigError(i + 1, line, `'${name}' is not simulated in Drydock`);
      const outcome = args.length === 0 ? false : this.set(name, args.join(' '));
      if (outcome === true) continue;
      throw new RedisConfigError(
        i + 1,
        line,
        outcome === false ? 'Bad directive or wrong number of arguments' : outcome,
      );
    }
  }
}

/** `100mb`, `1gb`, `512k`. */
function bytesOf(value: string): number {
  const [, number = '0', unit = ''] = /^(\d+)([a-z]*)$/i.exec(value) ?? [];
  const factor: Readonly<Record<string, number>> = {
    k: 1000,
    kb: 1024,
    m: 1000 ** 2,
    mb: 1024 ** 2,
    g: 1000 ** 3,
    gb: 1024 ** 3,
  };
  return Number(number) * (factor[unit.toLowerCase()] ?? 1);
}
