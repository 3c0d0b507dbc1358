/** From a command's words to its reply: the table, authentication, transactions. */
import { BITS } from './bits.ts';
import { HASHES, LISTS, SETS } from './collections.ts';
import type { Client, Command, CommandTable, Server } from './command.ts';
import { type Database, RedisError } from './database.ts';
import { CHANNELS, SERVER } from './server-commands.ts';
import { errorReply, OK, type Reply } from './resp.ts';
import { HYPERLOGLOGS } from './hyperloglog.ts';
import { OBJECT } from './object.ts';
import { SORT } from './sort.ts';
import { STREAM_GROUPS } from './stream-groups.ts';
import { STREAMS } from './streams.ts';
import { SORTED_SETS } from './sorted-sets.ts';
import { KEYS, STRINGS } from './strings.ts';

const COMMANDS: CommandTable = {
  ...STRINGS,
  ...BITS,
  ...KEYS,
  ...LISTS,
  ...HASHES,
  ...SETS,
  ...SORTED_SETS,
  ...STREAMS,
  ...STREAM_GROUPS,
  ...HYPERLOGLOGS,
  ...SORT,
  ...OBJECT,
  ...CHANNELS,
  ...SERVER,
};

/** Commands that Redis has and Drydock does not simulate. */
const OTHERS = new Set(
  `acl asking bgrewriteaof bitfield bitfield_ro blmove blmpop brpoplpush bzmpop bzpopmax bzpopmin cluster dump eval
  eval_ro evalsha evalsha_ro failover fcall fcall_ro function geoadd geodist geohash geopos georadius georadius_ro
  georadiusbymember georadiusbymember_ro geosearch geosearchstore hrandfield latency lcs lmpop lolwut migrate module
  pfdebug pfselftest psync readonly readwrite replconf replicaof restore script slaveof slowlog spublish ssubscribe
  substr sunsubscribe sync wait xsetid zdiff zdiffstore zinter zintercard zlexcount zmpop zrandmember zrangebylex
  zrangestore zremrangebylex zrevrangebylex zunion`.split(/\s+/),
);

const BEFORE_AUTH = new Set(['auth', 'hello', 'quit', 'reset']);
const WHILE_SUBSCRIBED = new Set(['subscribe', 'psubscribe', 'unsubscribe', 'punsubscribe', 'ping', 'quit', 'reset']);
const NOT_QUEUED = new Set(['exec', 'discard', 'multi', 'watch', 'quit', 'reset']);

export async function dispatch(server: Server, client: Client, words: readonly string[]): Promise<Reply> {
  const [given = '', ...args] = words;
  const name = given.toLowerCase();
  server.stats.commands++;
  const command = lookUp(name);
  const problem = command ? arityProblem(name, command, words.length) : unknown(given, name, args);
  if (problem !== undefined) {
    if (client.queued) client.aborted = true;
    if (name !== 'exec') return errorReply(problem);
    client.queued = undefined;
    return errorReply(problem.replace('ERR', 'EXECABORT Transaction discarded because of:'));
  }
  if (!client.authenticated && !BEFORE_AUTH.has(name)) return errorReply('NOAUTH Authentication required.');
  if (client.channels.size + client.patterns.size > 0 && !WHILE_SUBSCRIBED.has(name)) {
    return errorReply(
      `ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
    );
  }
  tellMonitors(server, client, words);
  if (client.queued && !NOT_QUEUED.has(name)) {
    client.queued.push(words);
    return { status: 'QUEUED' };
  }
  const transaction = TRANSACTIONS[name];
  if (transaction) return transaction(server, client, args);
  return run(server, client, name, args);
}

function lookUp(name: string): Command | undefined {
  if (Object.hasOwn(TRANSACTIONS, name)) return { arity: name === 'watch' ? -2 : 1, run: () => OK };
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
}

function arityProblem(name: string, { arity }: Command, count: number): string | undefined {
  const fits = arity > 0 ? count === arity : count >= -arity;
  return fits ? undefined : `ERR wrong number of arguments for '${name}' command`;
}

function unknown(given: string, name: string, args: readonly string[]): string {
  if (OTHERS.has(name)) return `ERR '${name}' is not simulated in Drydock`;
  const shown = args.slice(0, 20).map((arg) => `'${arg.slice(0, 128)}' `);
  return `ERR unknown command '${given.slice(0, 128)}', with args beginning with: ${shown.join('')}`;
}

async function run(server: Server, client: Client, name: string, args: readonly string[]): Promise<Reply> {
  const command = COMMANDS[name] as Command;
  const db = server.databases[client.database] as Database;
  try {
    const outcome = command.run({ server, client, db, args });
    const reply = outcome instanceof Promise ? await outcome : outcome;
    if (command.writes) server.stats.dirty++;
    return reply;
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    return errorReply(error.message);
  }
}

/** What a watched key is worth: compared at EXEC. */
function worth(db: Database, key: string): string {
  const value = db.get(key);
  if (!value) return '';
  switch (value.type) {
    case 'string':
      return `s${value.value}`;
    case 'list':
      return `l${JSON.stringify(value.items)}`;
    case 'hash':
      return `h${JSON.stringify([...value.fields])}`;
    case 'set':
      return `e${JSON.stringify([...value.members])}`;
    case 'zset':
      return `z${JSON.stringify([...value.scores])}`;
    case 'stream':
      return `x${JSON.stringify(value.stream)}`;
  }
}

type Transaction = (server: Server, client: Client, args: readonly string[]) => Promise<Reply>;

const TRANSACTIONS: Readonly<Record<string, Transaction>> = {
  multi: async (_, client) => {
    if (client.queued) return errorReply('ERR MULTI calls can not be nested');
    client.queued = [];
    client.aborted = false;
    return OK;
  },
  discard: async (_, client) => {
    if (!client.queued) return errorReply('ERR DISCARD without MULTI');
    client.queued = undefined;
    client.watched.clear();
    return OK;
  },
  watch: async (server, client, keys) => {
    if (client.queued) return errorReply('ERR WATCH inside MULTI is not allowed');
    const db = server.databases[client.database] as Database;
    for (const key of keys) client.watched.set(key, worth(db, key));
    return OK;
  },
  unwatch: async (_, client) => {
    client.watched.clear();
    return OK;
  },
  exec: async (server, client) => {
    const { queued, aborted } = client;
    if (!queued) return errorReply('ERR EXEC without MULTI');
    const db = server.databases[client.database] as Database;
    const changed = [...client.watched].some(([key, before]) => worth(db, key) !== before);
    client.watched.clear();
    try {
      if (aborted) return errorReply('EXECABORT Transaction discarded because of previous errors.');
      if (changed) return { nilArray: true };
      const replies: Reply[] = [];
      for (const [given = '', ...args] of queued) replies.push(await run(server, client, given.toLowerCase(), args));
      return replies;
    } finally {
      client.queued = undefined;
    }
  },
};

function tellMonitors(server: Server, client: Client, words: readonly string[]): void {
  const monitors = [...server.clients].filter(({ monitor }) => monitor);
  if (monitors.length === 0) return;
  const shown = words.map((word) => JSON.stringify(word)).join(' ');
  const line = `${(server.sys.now() / 1000).toFixed(6)} [${client.database} ${client.address}] ${shown}`;
  for (const monitor of monitors) monitor.push({ status: line });
}
