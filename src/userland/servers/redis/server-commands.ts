/** Commands about the server, its connections, transactions and channels. */
import type { Call, Client, CommandTable, Server } from './command.ts';
import { globExpression, parseInteger, RedisError } from './database.ts';
import { infoText } from './info.ts';
import { OK, type Reply } from './resp.ts';

const channelList = ({ channels, patterns }: Client): number => channels.size + patterns.size;

function subscribe({ client, args }: Call, kind: 'channels' | 'patterns', word: string): Reply {
  const replies = args.map((name): Reply => {
    client[kind].add(name);
    return [word, name, channelList(client)];
  });
  return { each: replies };
}

function unsubscribe({ client, args }: Call, kind: 'channels' | 'patterns', word: string): Reply {
  const names = args.length > 0 ? args : [...client[kind]];
  if (names.length === 0) return { each: [[word, null, channelList(client)]] };
  const replies = names.map((name): Reply => {
    client[kind].delete(name);
    return [word, name, channelList(client)];
  });
  return { each: replies };
}

function publish({ server, args: [channel = '', message = ''] }: Call): Reply {
  let receivers = 0;
  for (const client of server.clients) {
    if (client.channels.has(channel)) {
      client.push(['message', channel, message]);
      receivers++;
    }
    for (const pattern of client.patterns) {
      if (!globExpression(pattern).test(channel)) continue;
      client.push(['pmessage', pattern, channel, message]);
      receivers++;
    }
  }
  return receivers;
}

function pubsub({ server, args: [sub = '', ...rest] }: Call): Reply {
  const channels = [...new Set([...server.clients].flatMap((client) => [...client.channels]))];
  if (/^shard(channels|numsub)$/i.test(sub)) return [];
  if (/^channels$/i.test(sub)) {
    const expression = globExpression(rest[0] ?? '*');
    return channels.filter((channel) => expression.test(channel));
  }
  if (/^numsub$/i.test(sub))
    return rest.flatMap((name) => [name, [...server.clients].filter((client) => client.channels.has(name)).length]);
  if (/^numpat$/i.test(sub)) return new Set([...server.clients].flatMap((client) => [...client.patterns])).size;
  throw new RedisError(`ERR unknown subcommand '${sub}'. Try PUBSUB HELP.`);
}

export const CHANNELS: CommandTable = {
  subscribe: { arity: -2, run: (call) => subscribe(call, 'channels', 'subscribe') },
  psubscribe: { arity: -2, run: (call) => subscribe(call, 'patterns', 'psubscribe') },
  unsubscribe: { arity: -1, run: (call) => unsubscribe(call, 'channels', 'unsubscribe') },
  punsubscribe: { arity: -1, run: (call) => unsubscribe(call, 'patterns', 'punsubscribe') },
  publish: { arity: 3, run: publish },
  pubsub: { arity: -2, run: pubsub },
};

function config({ server, args: [sub = '', ...rest] }: Call): Reply {
  const { config: settings } = server;
  if (/^get$/i.test(sub)) {
    if (rest.length === 0) throw new RedisError("ERR wrong number of arguments for 'config|get' command");
    const expressions = rest.map((pattern) => globExpression(pattern.toLowerCase()));
    return settings
      .entries()
      .filter(([name]) => expressions.some((expression) => expression.test(name)))
      .flat();
  }
  if (/^set$/i.test(sub)) {
    const [name = '', value = ''] = rest;
    if (rest.length < 2) throw new RedisError("ERR wrong number of arguments for 'config|set' command");
    const outcome = settings.set(name.toLowerCase(), value);
    if (outcome === true) return OK;
    throw new RedisError(
      outcome === false
        ? `ERR Unknown option or number of arguments for CONFIG SET - '${name}'`
        : `ERR CONFIG SET failed (possibly related to argument '${name}') - ${outcome}`,
    );
  }
  if (/^resetstat$/i.test(sub)) return OK;
  if (/^rewrite$/i.test(sub)) throw new RedisError('ERR The server is running without a config file');
  throw new RedisError(`ERR unknown subcommand '${sub}'. Try CONFIG HELP.`);
}

function describe(client: Client, now: number): string {
  const age = Math.floor((now - client.connectedMs) / 1000);
  return (
    `id=${client.id} addr=${client.address} laddr=127.0.0.1:6379 fd=8 name=${client.name} age=${age} idle=0 flags=N ` +
    `db=${client.database} sub=${client.channels.size} psub=${client.patterns.size} ssub=0 multi=${client.queued?.length ?? -1} ` +
    'qbuf=0 qbuf-free=0 argv-mem=0 multi-mem=0 rbs=1024 rbp=0 obl=0 oll=0 omem=0 tot-mem=1800 events=r cmd=client|list user=default redir=-1 resp=2\n'
  );
}

function clientCommand({ server, client, args: [sub = '', ...rest] }: Call): Reply {
  const now = server.sys.now();
  if (/^setname$/i.test(sub)) {
    client.name = rest[0] ?? '';
    return OK;
  }
  if (/^getname$/i.test(sub)) return client.name === '' ? null : client.name;
  if (/^id$/i.test(sub)) return client.id;
  if (/^list$/i.test(sub)) return [...server.clients].map((one) => describe(one, now)).join('');
  if (/^info$/i.test(sub)) return describe(client, now);
  if (/^(setinfo|no-evict|no-touch|reply)$/i.test(sub)) return OK;
  throw new RedisError(`ERR unknown subcommand '${sub}'. Try CLIENT HELP.`);
}

function auth({ server, client, args }: Call): Reply {
  const password = server.config.get('requirepass');
  if (args.length > 2) throw new RedisError('ERR syntax error');
  const [user, given] = args.length === 2 ? args : ['default', args[0]];
  if (password === '' && args.length === 1)
    throw new RedisError(
      'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    );
  if (user !== 'default' || (password !== '' && given !== password))
    throw new RedisError('WRONGPASS invalid username-password pair or user is disabled.');
  client.authenticated = true;
  return OK;
}

function select({ server, client, args }: Call): Reply {
  const index = parseInteger(args[0] as string);
  if (index < 0 || index >= server.databases.length) throw new RedisError('ERR DB index is out of range');
  client.database = index;
  return OK;
}

function hello({ server, client, args }: Call): Reply {
  if (args[0] !== undefined && args[0] !== '2') throw new RedisError('NOPROTO unsupported protocol version');
  if (/^auth$/i.test(args[1] ?? ''))
    auth({ server, client, db: server.databases[0] as Call['db'], args: args.slice(2, 4) });
  return [
    'server',
    'redis',
    'version',
    '7.0.15',
    'proto',
    2,
    'id',
    client.id,
    'mode',
    'standalone',
    'role',
    'master',
    'modules',
    [],
  ];
}

function flushAll({ server, args }: Call): Reply {
  if (args.length > 1 || !/^(a?sync)?$/i.test(args[0] ?? '')) throw new RedisError('ERR syntax error');
  for (const db of server.databases) db.clear();
  return OK;
}

function shutdown({ server, args }: Call): Reply {
  const option = args[0]?.toUpperCase();
  if (option !== undefined && option !== 'SAVE' && option !== 'NOSAVE') throw new RedisError('ERR syntax error');
  server.shutdown(option === undefined ? undefined : option === 'SAVE');
  return { each: [] };
}

async function save(server: Server): Promise<Reply> {
  await server.save();
  return OK;
}

export const SERVER: CommandTable = {
  ping: {
    arity: -1,
    run: ({ client, args }) => {
      if (args.length > 1) throw new RedisError("ERR wrong number of arguments for 'ping' command");
      if (channelList(client) > 0) return ['pong', args[0] ?? ''];
      return args[0] ?? { status: 'PONG' };
    },
  },
  echo: { arity: 2, run: ({ args }) => args[0] as string },
  auth: { arity: -2, run: auth },
  hello: { arity: -1, run: hello },
  select: { arity: 2, run: select },
  quit: { arity: -1, run: () => OK },
  reset: {
    arity: 1,
    run: ({ client, server }) => {
      client.database = 0;
      client.name = '';
      client.channels.clear();
      client.patterns.clear();
      client.authenticated = server.config.get('requirepass') === '';
      return { status: 'RESET' };
    },
  },
  client: { arity: -2, run: clientCommand },
  config: { arity: -2, run: config },
  info: { arity: -1, run: ({ server, args }) => infoText(server, args) },
  dbsize: { arity: 1, run: ({ db }) => db.size },
  flushdb: { arity: -1, writes: true, run: ({ db }) => (db.clear(), OK) },
  flushall: { arity: -1, writes: true, run: flushAll },
  swapdb: {
    arity: 3,
    run: () => {
      throw new RedisError("ERR 'swapdb' is not simulated in Drydock");
    },
  },
  move: {
    arity: 3,
    writes: true,
    run: ({ server, db, args: [key = '', index = ''] }) => {
      const target = server.databases[parseInteger(index)];
      if (!target) throw new RedisError('ERR DB index is out of range');
      const value = db.get(key);
      if (!value || target.get(key)) return 0;
      db.delete(key);
      target.set(key, value);
      return 1;
    },
  },
  save: { arity: 1, run: ({ server }) => save(server) },
  bgsave: {
    arity: -1,
    run: ({ server }) => {
      server.saveInBackground();
      return { status: 'Background saving started' };
    },
  },
  lastsave: { arity: 1, run: ({ server }) => Math.floor(server.stats.lastSaveMs / 1000) },
  shutdown: { arity: -1, run: shutdown },
  time: {
    arity: 1,
    run: ({ server }) => {
      const now = server.sys.now();
      return [String(Math.floor(now / 1000)), String(Math.floor((now % 1000) * 1000))];
    },
  },
  command: {
    arity: -1,
    run: ({ args }) => {
      if (args.length === 0 || /^(docs|list|info)$/i.test(args[0] as string)) return [];
      if (/^count$/i.test(args[0] as string)) return 241;
      throw new RedisError(`ERR unknown subcommand '${args[0]}'. Try COMMAND HELP.`);
    },
  },
  role: { arity: 1, run: () => ['master', 0, []] },
  memory: {
    arity: -2,
    run: ({ db, args: [sub = '', key = ''] }) => {
      if (!/^usage$/i.test(sub)) throw new RedisError(`ERR unknown subcommand '${sub}'. Try MEMORY HELP.`);
      const value = db.get(key);
      return value
        ? 48 + key.length + JSON.stringify(value.type === 'string' ? value.value : [...Object.values(value)]).length
        : null;
    },
  },
  monitor: {
    arity: 1,
    run: ({ client }) => {
      client.monitor = true;
      return OK;
    },
  },
  debug: {
    arity: -2,
    run: async ({ server, args }) => {
      if (!/^sleep$/i.test(args[0] as string))
        throw new RedisError(
          'ERR DEBUG command not allowed. If the enable-debug-command option is set to "local", you can run it from a local connection, otherwise you need to set this option in the configuration file, and then restart the server.',
        );
      await server.sys.sleep(Number(args[1]) * 1000);
      return OK;
    },
  },
};
