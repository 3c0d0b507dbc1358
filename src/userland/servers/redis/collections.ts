/** Commands on lists, hashes and sets. */
import type { Call, CommandTable } from './command.ts';
import { bounds, parseFloatValue, parseInteger, RedisError } from './database.ts';
import { OK, type Reply } from './resp.ts';
import { cursorOf, scanOptions } from './strings.ts';

function push({ db, args, server }: Call, front: boolean, onlyExisting: boolean): Reply {
  const [key = '', ...values] = args;
  if (onlyExisting && !db.typed(key, 'list')) return 0;
  const { items } = db.ensured(key, 'list');
  for (const value of values) {
    if (front) items.unshift(value);
    else items.push(value);
  }
  server.keyChanged(key);
  return items.length;
}

function pop({ db, args }: Call, front: boolean): Reply {
  const [key = '', count] = args;
  const list = db.typed(key, 'list');
  if (!list) return count === undefined ? null : { nilArray: true };
  const wanted = count === undefined ? 1 : parseInteger(count);
  if (wanted < 0) throw new RedisError('ERR value is out of range, must be positive');
  const taken: string[] = [];
  while (taken.length < wanted && list.items.length > 0)
    taken.push((front ? list.items.shift() : list.items.pop()) as string);
  db.dropEmpty(key);
  return count === undefined ? (taken[0] ?? null) : taken;
}

/** BLPOP and BRPOP: waits for the first of the keys that has something. */
async function blockingPop(call: Call, front: boolean): Promise<Reply> {
  const { db, args, server } = call;
  const keys = args.slice(0, -1);
  const seconds = Number(args.at(-1));
  if (Number.isNaN(seconds)) throw new RedisError('ERR timeout is not a float or out of range');
  if (seconds < 0) throw new RedisError('ERR timeout is negative');
  const deadline = seconds === 0 ? Number.POSITIVE_INFINITY : server.sys.now() + seconds * 1000;
  for (;;) {
    for (const key of keys) {
      const list = db.typed(key, 'list');
      if (!list) continue;
      const value = (front ? list.items.shift() : list.items.pop()) as string;
      db.dropEmpty(key);
      return [key, value];
    }
    // Within a transaction nothing waits.
    if (call.client.queued !== undefined) return { nilArray: true };
    if (!(await server.waitForKeys(keys, deadline - server.sys.now()))) return { nilArray: true };
  }
}

function move({ db, args, server }: Call, fromFront: boolean, toFront: boolean): Reply {
  const [from = '', to = ''] = args;
  const source = db.typed(from, 'list');
  db.typed(to, 'list');
  const value = fromFront ? source?.items.shift() : source?.items.pop();
  if (value === undefined) return null;
  const target = db.ensured(to, 'list');
  if (toFront) target.items.unshift(value);
  else target.items.push(value);
  db.dropEmpty(from);
  server.keyChanged(to);
  return value;
}

function removeFromList({ db, args }: Call): Reply {
  const [key = '', count = '', value = ''] = args;
  const list = db.typed(key, 'list');
  const wanted = parseInteger(count);
  if (!list) return 0;
  let left = wanted === 0 ? Number.POSITIVE_INFINITY : Math.abs(wanted);
  let removed = 0;
  const step = wanted < 0 ? -1 : 1;
  for (let i = step > 0 ? 0 : list.items.length - 1; i >= 0 && i < list.items.length && left > 0; i += step) {
    if (list.items[i] !== value) continue;
    list.items.splice(i, 1);
    if (step > 0) i--;
    removed++;
    left--;
  }
  db.dropEmpty(key);
  return removed;
}

/** LPOS: where a value stands; RANK begins with another of its kind, COUNT asks for more than one. */
function positionInList({ db, args: [key = '', value = '', ...options] }: Call): Reply {
  let rank = 1;
  let count: number | undefined;
  let most = Infinity;
  for (let i = 0; i < options.length; i += 2) {
    const name = (options[i] as string).toUpperCase();
    if (!/^(RANK|COUNT|MAXLEN)$/.test(name) || options[i + 1] === undefined) throw new RedisError('ERR syntax error');
    const number = parseInteger(options[i + 1] as string);
    if (name === 'RANK') rank = number;
    else if (number < 0) throw new RedisError(`ERR ${name} can't be negative`);
    else if (name === 'COUNT') count = number;
    else most = number || Infinity;
  }
  if (rank === 0)
    throw new RedisError(
      "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
    );
  const items = db.typed(key, 'list')?.items ?? [];
  const places = items.map((_, at) => at);
  const looked = (rank < 0 ? places.reverse() : places).slice(0, most);
  const found = looked.filter((at) => items[at] === value).slice(Math.abs(rank) - 1);
  return count === undefined ? (found[0] ?? null) : found.slice(0, count || Infinity);
}

export const LISTS: CommandTable = {
  lpush: { arity: -3, writes: true, run: (call) => push(call, true, false) },
  rpush: { arity: -3, writes: true, run: (call) => push(call, false, false) },
  lpushx: { arity: -3, writes: true, run: (call) => push(call, true, true) },
  rpushx: { arity: -3, writes: true, run: (call) => push(call, false, true) },
  lpop: { arity: -2, writes: true, run: (call) => pop(call, true) },
  rpop: { arity: -2, writes: true, run: (call) => pop(call, false) },
  blpop: { arity: -3, writes: true, run: (call) => blockingPop(call, true) },
  brpop: { arity: -3, writes: true, run: (call) => blockingPop(call, false) },
  rpoplpush: { arity: 3, writes: true, run: (call) => move(call, false, true) },
  lmove: {
    arity: 5,
    writes: true,
    run: (call) => move(call, /^left$/i.test(call.args[2] as string), /^left$/i.test(call.args[3] as string)),
  },
  llen: { arity: 2, run: ({ db, args }) => db.typed(args[0] as string, 'list')?.items.length ?? 0 },
  lrange: {
    arity: 4,
    run: ({ db, args: [key = '', start = '', stop = ''] }) => {
      const items = db.typed(key, 'list')?.items ?? [];
      const [from, to] = bounds(parseInteger(start), parseInteger(stop), items.length);
      return items.slice(from, to + 1);
    },
  },
  lindex: {
    arity: 3,
    run: ({ db, args: [key = '', at = ''] }) => db.typed(key, 'list')?.items.at(parseInteger(at)) ?? null,
  },
  lset: {
    arity: 4,
    writes: true,
    run: ({ db, args: [key = '', at = '', value = ''] }) => {
      const items = db.typed(key, 'list')?.items;
      if (!items) throw new RedisError('ERR no such key');
      const index = parseInteger(at) < 0 ? items.length + parseInteger(at) : parseInteger(at);
      if (index < 0 || index >= items.length) throw new RedisError('ERR index out of range');
      items[index] = value;
      return OK;
    },
  },
  lpos: { arity: -3, run: positionInList },
  linsert: {
    arity: 5,
    writes: true,
    run: ({ db, args: [key = '', where = '', pivot = '', value = ''] }) => {
      if (!/^(before|after)$/i.test(where)) throw new RedisError('ERR syntax error');
      const items = db.typed(key, 'list')?.items;
      if (!items) return 0;
      const at = items.indexOf(pivot);
      if (at < 0) return -1;
      items.splice(/^before$/i.test(where) ? at : at + 1, 0, value);
      return items.length;
    },
  },
  lrem: { arity: 4, writes: true, run: removeFromList },
  ltrim: {
    arity: 4,
    writes: true,
    run: ({ db, args: [key = '', start = '', stop = ''] }) => {
      const list = db.typed(key, 'list');
      if (!list) return OK;
      const [from, to] = bounds(parseInteger(start), parseInteger(stop), list.items.length);
      list.items.splice(0, list.items.length, ...list.items.slice(from, to + 1));
      db.dropEmpty(key);
      return OK;
    },
  },
};

function setFields({ db, args }: Call, name: string): number {
  const [key = '', ...pairs] = args;
  if (pairs.length % 2) throw new RedisError(`ERR wrong number of arguments for '${name}' command`);
  const { fields } = db.ensured(key, 'hash');
  let added = 0;
  for (let i = 0; i < pairs.length; i += 2) {
    if (!fields.has(pairs[i] as string)) added++;
    fields.set(pairs[i] as string, pairs[i + 1] as string);
  }
  return added;
}

const fieldsOf = ({ db, args }: Call): ReadonlyMap<string, string> =>
  db.typed(args[0] as string, 'hash')?.fields ?? new Map();

export const HASHES: CommandTable = {
  hset: { arity: -4, writes: true, run: (call) => setFields(call, 'hset') },
  hmset: { arity: -4, writes: true, run: (call) => (setFields(call, 'hmset'), OK) },
  hsetnx: {
    arity: 4,
    writes: true,
    run: (call) => (fieldsOf(call).has(call.args[1] as string) ? 0 : setFields(call, 'hsetnx')),
  },
  hget: { arity: 3, run: (call) => fieldsOf(call).get(call.args[1] as string) ?? null },
  hmget: { arity: -3, run: (call) => call.args.slice(1).map((field) => fieldsOf(call).get(field) ?? null) },
  hgetall: { arity: 2, run: (call) => [...fieldsOf(call)].flat() },
  hkeys: { arity: 2, run: (call) => [...fieldsOf(call).keys()] },
  hvals: { arity: 2, run: (call) => [...fieldsOf(call).values()] },
  hlen: { arity: 2, run: (call) => fieldsOf(call).size },
  hexists: { arity: 3, run: (call) => Number(fieldsOf(call).has(call.args[1] as string)) },
  hstrlen: { arity: 3, run: (call) => fieldsOf(call).get(call.args[1] as string)?.length ?? 0 },
  hdel: {
    arity: -3,
    writes: true,
    run: ({ db, args: [key = '', ...names] }) => {
      const hash = db.typed(key, 'hash');
      const removed = names.filter((name) => hash?.fields.delete(name)).length;
      db.dropEmpty(key);
      return removed;
    },
  },
  hincrby: {
    arity: 4,
    writes: true,
    run: ({ db, args: [key = '', field = '', amount = ''] }) => {
      const step = parseInteger(amount);
      const { fields } = db.ensured(key, 'hash');
      const before = fields.get(field) ?? '0';
      if (!/^-?\d+$/.test(before)) throw new RedisError('ERR hash value is not an integer');
      fields.set(field, String(Number(before) + step));
      return Number(before) + step;
    },
  },
  hincrbyfloat: {
    arity: 4,
    writes: true,
    run: ({ db, args: [key = '', field = '', amount = ''] }) => {
      const { fields } = db.ensured(key, 'hash');
      const sum = parseFloatValue(fields.get(field) ?? '0') + parseFloatValue(amount);
      fields.set(field, String(sum));
      return String(sum);
    },
  },
  hscan: {
    arity: -3,
    run: (call) => {
      cursorOf(call.args[1] as string);
      const { expression } = scanOptions(call.args.slice(2));
      return ['0', [...fieldsOf(call)].filter(([name]) => expression.test(name)).flat()];
    },
  },
};

const membersOf = ({ db }: Call, key: string): ReadonlySet<string> => db.typed(key, 'set')?.members ?? new Set();

function combine(call: Call, keys: readonly string[], how: 'inter' | 'union' | 'diff'): string[] {
  const [first = new Set<string>(), ...others] = keys.map((key) => membersOf(call, key));
  if (how === 'union') return [...new Set([first, ...others].flatMap((set) => [...set]))];
  const test =
    how === 'inter'
      ? (member: string) => others.every((set) => set.has(member))
      : (member: string) => !others.some((set) => set.has(member));
  return [...first].filter(test);
}

function stored(call: Call, how: 'inter' | 'union' | 'diff'): Reply {
  const [target = '', ...keys] = call.args;
  const members = combine(call, keys, how);
  call.db.delete(target);
  if (members.length > 0) call.db.set(target, { type: 'set', members: new Set(members) });
  return members.length;
}

function someMember({ server }: Call, members: readonly string[]): string | undefined {
  const [a = 0, b = 0] = server.sys.random(2);
  return members[(a * 256 + b) % Math.max(1, members.length)];
}

export const SETS: CommandTable = {
  sadd: {
    arity: -3,
    writes: true,
    run: ({ db, args: [key = '', ...members] }) => {
      const set = db.ensured(key, 'set').members;
      const before = set.size;
      for (const member of members) set.add(member);
      return set.size - before;
    },
  },
  srem: {
    arity: -3,
    writes: true,
    run: ({ db, args: [key = '', ...members] }) => {
      const set = db.typed(key, 'set');
      const removed = members.filter((member) => set?.members.delete(member)).length;
      db.dropEmpty(key);
      return removed;
    },
  },
  smembers: { arity: 2, run: (call) => [...membersOf(call, call.args[0] as string)] },
  sismember: { arity: 3, run: (call) => Number(membersOf(call, call.args[0] as string).has(call.args[1] as string)) },
  smismember: {
    arity: -3,
    run: (call) => call.args.slice(1).map((member) => Number(membersOf(call, call.args[0] as string).has(member))),
  },
  scard: { arity: 2, run: (call) => membersOf(call, call.args[0] as string).size },
  sinter: { arity: -2, run: (call) => combine(call, call.args, 'inter') },
  sunion: { arity: -2, run: (call) => combine(call, call.args, 'union') },
  sdiff: { arity: -2, run: (call) => combine(call, call.args, 'diff') },
  sintercard: {
    arity: -3,
    run: (call) => {
      const [count = '', ...rest] = call.args;
      const keys = parseInteger(count);
      if (keys <= 0) throw new RedisError('ERR numkeys should be greater than 0');
      if (keys > rest.length) throw new RedisError("ERR Number of keys can't be greater than number of args");
      const [word, limit] = rest.slice(keys);
      if (word !== undefined && (!/^limit$/i.test(word) || limit === undefined))
        throw new RedisError('ERR syntax error');
      const most = parseInteger(limit ?? '0');
      if (most < 0) throw new RedisError("ERR LIMIT can't be negative");
      return Math.min(combine(call, rest.slice(0, keys), 'inter').length, most || Infinity);
    },
  },
  sinterstore: { arity: -3, writes: true, run: (call) => stored(call, 'inter') },
  sunionstore: { arity: -3, writes: true, run: (call) => stored(call, 'union') },
  sdiffstore: { arity: -3, writes: true, run: (call) => stored(call, 'diff') },
  smove: {
    arity: 4,
    writes: true,
    run: ({ db, args: [from = '', to = '', member = ''] }) => {
      if (!db.typed(from, 'set')?.members.delete(member)) return 0;
      db.dropEmpty(from);
      db.ensured(to, 'set').members.add(member);
      return 1;
    },
  },
  spop: {
    arity: -2,
    writes: true,
    run: (call) => {
      const [key = '', count] = call.args;
      const taken: string[] = [];
      const wanted = count === undefined ? 1 : parseInteger(count);
      while (taken.length < wanted) {
        const member = someMember(call, [...membersOf(call, key)]);
        if (member === undefined) break;
        call.db.typed(key, 'set')?.members.delete(member);
        taken.push(member);
      }
      call.db.dropEmpty(key);
      return count === undefined ? (taken[0] ?? null) : taken;
    },
  },
  srandmember: {
    arity: -2,
    run: (call) => {
      const [key = '', count] = call.args;
      const members = [...membersOf(call, key)];
      if (count === undefined) return someMember(call, members) ?? null;
      return members.slice(0, Math.abs(parseInteger(count)));
    },
  },
  sscan: {
    arity: -3,
    run: (call) => {
      cursorOf(call.args[1] as string);
      const { expression } = scanOptions(call.args.slice(2));
      return ['0', [...membersOf(call, call.args[0] as string)].filter((member) => expression.test(member))];
    },
  },
};
