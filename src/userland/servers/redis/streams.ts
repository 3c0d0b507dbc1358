/** Commands on streams: adding, ranges, reading, trimming. */
import type { Call, CommandTable } from './command.ts';
import { type Database, parseInteger, RedisError } from './database.ts';
import type { Reply } from './resp.ts';
import {
  after,
  emptyStream,
  nextId,
  parseBound,
  parseId,
  showId,
  type Stream,
  type StreamEntry,
  type StreamId,
  trim,
  type Trim,
} from './stream.ts';

const SYNTAX = 'ERR syntax error';

export const streamAt = (db: Database, key: string): Stream | undefined => db.typed(key, 'stream')?.stream;

export const shownEntry = ({ id, fields }: StreamEntry): Reply => [showId(id), fields];

/** `MAXLEN|MINID [=|~] threshold [LIMIT n]` in front of the words, which it takes. */
function takeTrim(words: string[]): Trim | undefined {
  const by = words[0]?.toUpperCase();
  if (by !== 'MAXLEN' && by !== 'MINID') return undefined;
  words.shift();
  const about = words[0] === '~';
  if (about || words[0] === '=') words.shift();
  const threshold = words.shift() ?? '';
  if (by === 'MAXLEN' && parseInteger(threshold) < 0) throw new RedisError('ERR The MAXLEN argument must be >= 0.');
  if (by === 'MINID') parseId(threshold);
  if (words[0]?.toUpperCase() === 'LIMIT') parseInteger(words.splice(0, 2)[1] ?? '');
  return { by, about, threshold };
}

function add({ db, args, server }: Call): Reply {
  const [key = '', ...words] = args;
  const existing = words[0]?.toLowerCase() === 'nomkstream' && words.shift() !== undefined;
  const cut = takeTrim(words);
  const [id = '', ...fields] = words;
  if (fields.length === 0 || fields.length % 2)
    throw new RedisError("ERR wrong number of arguments for 'xadd' command");
  const known = streamAt(db, key);
  if (!known && existing) return null;
  const found = nextId(known ?? emptyStream(), id, server.sys.now());
  const { stream } = db.ensured(key, 'stream');
  stream.entries.push({ id: found, fields });
  stream.lastId = found;
  stream.added++;
  if (cut) trim(stream, cut);
  server.keyChanged(key);
  return showId(found);
}

function range({ db, args: [key = '', first = '', second = '', ...options] }: Call, reversed: boolean): Reply {
  const [from, to] = reversed ? [second, first] : [first, second];
  const least = parseBound(from, false);
  const most = parseBound(to, true);
  let count = Infinity;
  if (options.length > 0) {
    if (options.length !== 2 || options[0]?.toUpperCase() !== 'COUNT') throw new RedisError(SYNTAX);
    count = Math.max(0, parseInteger(options[1] as string));
  }
  const found = (streamAt(db, key)?.entries ?? []).filter(({ id }) => least(id) && most(id));
  if (reversed) found.reverse();
  return found.slice(0, count).map(shownEntry);
}

function remove({ db, args: [key = '', ...ids] }: Call): Reply {
  const wanted = new Set(ids.map((id) => showId(parseId(id))));
  const stream = streamAt(db, key);
  if (!stream) return 0;
  const gone = stream.entries.filter(({ id }) => wanted.has(showId(id)));
  stream.entries = stream.entries.filter(({ id }) => !wanted.has(showId(id)));
  for (const { id } of gone) if (after(id, stream.maxDeleted)) stream.maxDeleted = id;
  return gone.length;
}

function cut({ db, args: [key = '', ...words] }: Call): Reply {
  const how = takeTrim(words);
  if (!how || words.length > 0) throw new RedisError(SYNTAX);
  const stream = streamAt(db, key);
  return stream ? trim(stream, how) : 0;
}

export interface ReadOptions {
  readonly count: number;
  /** Milliseconds; undefined: does not wait. */
  readonly blockMs: number | undefined;
  readonly noAck: boolean;
  readonly keys: readonly string[];
  readonly ids: readonly string[];
}

/** `[COUNT n] [BLOCK ms] [NOACK] STREAMS key… id…`. */
export function readOptions(args: readonly string[], name: 'XREAD' | 'XREADGROUP'): ReadOptions {
  let count = Infinity;
  let blockMs: number | undefined;
  let noAck = false;
  for (let i = 0; i < args.length; i++) {
    const word = (args[i] as string).toUpperCase();
    if (word === 'STREAMS') {
      const rest = args.slice(i + 1);
      const half = rest.length / 2;
      if (rest.length === 0 || rest.length % 2)
        throw new RedisError(
          `ERR Unbalanced ${name} list of streams: for each stream key an ID or '${name === 'XREAD' ? '$' : '>'}' must be specified.`,
        );
      return { count, blockMs, noAck, keys: rest.slice(0, half), ids: rest.slice(half) };
    }
    if (word === 'NOACK' && name === 'XREADGROUP') noAck = true;
    else if (word === 'COUNT' && i + 1 < args.length) count = parseInteger(args[++i] as string) || Infinity;
    else if (word === 'BLOCK' && i + 1 < args.length) {
      const text = args[++i] as string;
      if (!/^-?\d+$/.test(text)) throw new RedisError('ERR timeout is not an integer or out of range');
      blockMs = Number(text);
      if (blockMs < 0) throw new RedisError('ERR timeout is negative');
    } else throw new RedisError(SYNTAX);
  }
  throw new RedisError(SYNTAX);
}

/** Asks until something is there, or the time is over. */
export async function waiting(
  call: Call,
  { blockMs, keys }: ReadOptions,
  read: () => readonly Reply[],
): Promise<Reply> {
  const { server, client } = call;
  const deadline = blockMs ? server.sys.now() + blockMs : Infinity;
  for (;;) {
    const found = read();
    if (found.length > 0) return found;
    const left = deadline - server.sys.now();
    if (blockMs === undefined || client.queued || left <= 0) return { nilArray: true };
    if (!(await server.waitForKeys(keys, left))) return { nilArray: true };
  }
}

async function read(call: Call): Promise<Reply> {
  const options = readOptions(call.args, 'XREAD');
  const from = options.keys.map((key, i): StreamId => {
    const stream = streamAt(call.db, key);
    return options.ids[i] === '$' ? (stream?.lastId ?? [0, 0]) : parseId(options.ids[i] as string);
  });
  return waiting(call, options, () =>
    options.keys.flatMap((key, i): Reply[] => {
      const entries = (streamAt(call.db, key)?.entries ?? []).filter(({ id }) => after(id, from[i] as StreamId));
      return entries.length > 0 ? [[key, entries.slice(0, options.count).map(shownEntry)]] : [];
    }),
  );
}

export const STREAMS: CommandTable = {
  xadd: { arity: -5, writes: true, run: add },
  xlen: { arity: 2, run: ({ db, args }) => streamAt(db, args[0] as string)?.entries.length ?? 0 },
  xrange: { arity: -4, run: (call) => range(call, false) },
  xrevrange: { arity: -4, run: (call) => range(call, true) },
  xdel: { arity: -3, writes: true, run: remove },
  xtrim: { arity: -4, writes: true, run: cut },
  xread: { arity: -4, run: read },
};
