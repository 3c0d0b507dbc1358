/** Commands on strings, and on keys of any type. */
import type { Call, CommandTable } from './command.ts';
import { bounds, globExpression, parseFloatValue, parseInteger, RedisError, type Value } from './database.ts';
import { OK, type Reply } from './resp.ts';

const text = (value: string): Value => ({ type: 'string', value });
const SYNTAX = 'ERR syntax error';
function stringAt({ db, server }: Call, key: string): string | undefined {
  const value = db.typed(key, 'string')?.value;
  if (value === undefined) server.stats.misses++;
  else server.stats.hits++;
  return value;
}

function set(call: Call): Reply {
  const { db, args, server } = call;
  const [key, value, ...options] = args as [string, string, ...string[]];
  let expiry: number | undefined;
  let keep = false;
  let only: string | undefined;
  let old = false;
  for (let i = 0; i < options.length; i++) {
    const option = (options[i] as string).toUpperCase();
    if (option === 'NX' || option === 'XX') only = option;
    else if (option === 'GET') old = true;
    else if (option === 'KEEPTTL' && expiry === undefined) keep = true;
    else if (/^(EX|PX|EXAT|PXAT)$/.test(option) && i + 1 < options.length && expiry === undefined && !keep) {
      const amount = parseInteger(options[++i] as string);
      if (amount <= 0) throw new RedisError("ERR invalid expire time in 'set' command");
      const ms = option.startsWith('EX') ? amount * 1000 : amount;
      expiry = option.endsWith('AT') ? ms : server.sys.now() + ms;
    } else throw new RedisError(SYNTAX);
  }
  const before = old ? (db.typed(key, 'string')?.value ?? null) : undefined;
  const exists = db.get(key) !== undefined;
  if ((only === 'NX' && exists) || (only === 'XX' && !exists)) return before ?? null;
  db.set(key, text(value), keep);
  if (expiry !== undefined) db.expireAt(key, expiry);
  return before === undefined ? OK : before;
}

function add(call: Call, amount: number): Reply {
  const { db, args } = call;
  const key = args[0] as string;
  const sum = parseInteger(db.typed(key, 'string')?.value ?? '0') + amount;
  if (!Number.isSafeInteger(sum)) throw new RedisError('ERR increment or decrement would overflow');
  db.set(key, text(String(sum)), true);
  return sum;
}

function expire(name: string, unit: number, absolute: boolean) {
  return ({ db, args, server }: Call): Reply => {
    const [key, amount, ...options] = args as [string, string, ...string[]];
    const rules = new Set(options.map((option) => option.toUpperCase()));
    const unknown = options.find((option) => !/^(NX|XX|GT|LT)$/i.test(option));
    if (unknown !== undefined) throw new RedisError(`ERR Unsupported option ${unknown}`);
    if (rules.has('NX') && rules.size > 1)
      throw new RedisError('ERR NX and XX, GT or LT options at the same time are not compatible');
    if (rules.has('GT') && rules.has('LT'))
      throw new RedisError('ERR GT and LT options at the same time are not compatible');
    if (/^-?\d{16,18}$/.test(amount)) throw new RedisError(`ERR invalid expire time in '${name}' command`);
    const ms = parseInteger(amount) * unit + (absolute ? 0 : server.sys.now());
    if (db.get(key) === undefined) return 0;
    const now = db.expiry(key);
    if (rules.has('NX') && now !== undefined) return 0;
    if ((rules.has('XX') || rules.has('GT')) && now === undefined) return 0;
    if (rules.has('GT') && ms <= (now as number)) return 0;
    if (rules.has('LT') && now !== undefined && ms >= now) return 0;
    db.expireAt(key, ms);
    return 1;
  };
}

function timeLeft(unit: number) {
  return ({ db, args, server }: Call): Reply => {
    const key = args[0] as string;
    if (db.get(key) === undefined) return -2;
    const until = db.expiry(key);
    return until === undefined ? -1 : Math.max(0, Math.round((until - server.sys.now()) / unit));
  };
}

function timeOfEnd(unit: number) {
  return ({ db, args: [key = ''] }: Call): Reply => {
    if (db.get(key) === undefined) return -2;
    const until = db.expiry(key);
    return until === undefined ? -1 : Math.round(until / unit);
  };
}

function scan({ db, args }: Call): Reply {
  const [cursor, ...options] = args as [string, ...string[]];
  const start = cursorOf(cursor);
  const { count, expression, type } = scanOptions(options);
  const keys = db.keys();
  const slice = keys.slice(start, start + count);
  const next = start + count >= keys.length ? '0' : String(start + count);
  const found = slice.filter((key) => expression.test(key) && (type === undefined || db.get(key)?.type === type));
  return [next, found];
}

/** RedisError when it is no number. */
export function cursorOf(text: string): number {
  if (!/^\d+$/.test(text)) throw new RedisError('ERR invalid cursor');
  return Number(text);
}

export function scanOptions(options: readonly string[]): {
  readonly count: number;
  readonly expression: RegExp;
  readonly type: string | undefined;
} {
  let count = 10;
  let expression = /^/;
  let type: string | undefined;
  for (let i = 0; i < options.length; i += 2) {
    const name = (options[i] as string).toUpperCase();
    const value = options[i + 1];
    if (value === undefined) throw new RedisError(SYNTAX);
    if (name === 'COUNT') {
      count = parseInteger(value);
      if (count < 1) throw new RedisError(SYNTAX);
    } else if (name === 'MATCH') expression = globExpression(value);
    else if (name === 'TYPE') type = value.toLowerCase();
    else throw new RedisError(SYNTAX);
  }
  return { count, expression, type };
}

function rename({ db, args }: Call, onlyNew: boolean): Reply {
  const [from, to] = args as [string, string];
  const value = db.get(from);
  if (!value) throw new RedisError('ERR no such key');
  if (onlyNew && db.get(to)) return 0;
  const expiry = db.expiry(from);
  db.delete(from);
  db.set(to, value);
  if (expiry !== undefined) db.expireAt(to, expiry);
  return onlyNew ? 1 : OK;
}

function copyOf(value: Value): Value {
  return structuredClone(value);
}

const deleteKeys = ({ db, args }: Call): Reply => args.filter((key) => db.get(key) && db.delete(key)).length;

export const STRINGS: CommandTable = {
  get: { arity: 2, run: (call) => stringAt(call, call.args[0] as string) ?? null },
  set: { arity: -3, writes: true, run: set },
  setnx: {
    arity: 3,
    writes: true,
    run: ({ db, args: [key = '', value = ''] }) => (db.get(key) ? 0 : (db.set(key, text(value)), 1)),
  },
  setex: { arity: 4, writes: true, run: (call) => setWithExpiry(call, 'setex', 1000) },
  psetex: { arity: 4, writes: true, run: (call) => setWithExpiry(call, 'psetex', 1) },
  getset: {
    arity: 3,
    writes: true,
    run: (call) => {
      const [key = '', value = ''] = call.args;
      const before = stringAt(call, key) ?? null;
      call.db.set(key, text(value));
      return before;
    },
  },
  getdel: {
    arity: 2,
    writes: true,
    run: (call) => {
      const value = stringAt(call, call.args[0] as string) ?? null;
      call.db.delete(call.args[0] as string);
      return value;
    },
  },
  getex: { arity: -2, writes: true, run: (call) => getWithExpiry(call) },
  mget: {
    arity: -2,
    run: ({ db, args }) =>
      args.map((key) => {
        const value = db.get(key);
        return value?.type === 'string' ? value.value : null;
      }),
  },
  mset: { arity: -3, writes: true, run: (call) => setMany(call, false) },
  msetnx: { arity: -3, writes: true, run: (call) => setMany(call, true) },
  append: {
    arity: 3,
    writes: true,
    run: ({ db, args: [key = '', more = ''] }) => {
      const edited = db.get(key) !== undefined;
      const value = db.ensured(key, 'string');
      value.value += more;
      if (edited) value.edited = true;
      return value.value.length;
    },
  },
  strlen: { arity: 2, run: (call) => stringAt(call, call.args[0] as string)?.length ?? 0 },
  getrange: {
    arity: 4,
    run: (call) => {
      const [key = '', start = '', end = ''] = call.args;
      const range = [parseInteger(start), parseInteger(end)] as const;
      const value = stringAt(call, key) ?? '';
      const [from, to] = bounds(...range, value.length);
      return value.slice(from, to + 1);
    },
  },
  setrange: {
    arity: 4,
    writes: true,
    run: ({ db, args: [key = '', offset = '', part = ''] }) => {
      const at = parseInteger(offset);
      if (at < 0) throw new RedisError('ERR offset is out of range');
      const value = db.ensured(key, 'string');
      value.edited = true;
      value.value = value.value.padEnd(at, '\0').slice(0, at) + part + value.value.slice(at + part.length);
      return value.value.length;
    },
  },
  incr: { arity: 2, writes: true, run: (call) => add(call, 1) },
  decr: { arity: 2, writes: true, run: (call) => add(call, -1) },
  incrby: { arity: 3, writes: true, run: (call) => add(call, parseInteger(call.args[1] as string)) },
  decrby: { arity: 3, writes: true, run: (call) => add(call, -parseInteger(call.args[1] as string)) },
  incrbyfloat: {
    arity: 3,
    writes: true,
    run: ({ db, args: [key = '', amount = ''] }) => {
      const sum = parseFloatValue(db.typed(key, 'string')?.value ?? '0') + parseFloatValue(amount);
      const shown = String(Number(sum.toPrecision(17)));
      db.set(key, text(shown), true);
      return shown;
    },
  },
};

function setWithExpiry({ db, args, server }: Call, name: string, unit: number): Reply {
  const [key = '', amount = '', value = ''] = args;
  const time = parseInteger(amount);
  if (time <= 0) throw new RedisError(`ERR invalid expire time in '${name}' command`);
  db.set(key, text(value));
  db.expireAt(key, server.sys.now() + time * unit);
  return OK;
}

function getWithExpiry(call: Call): Reply {
  const [key = '', option, amount, ...more] = call.args;
  if (more.length > 0 || (/^persist$/i.test(option ?? '') && amount !== undefined)) throw new RedisError(SYNTAX);
  const value = stringAt(call, key) ?? null;
  if (value === null || option === undefined) return value;
  if (option.toUpperCase() === 'PERSIST') call.db.expireAt(key, undefined);
  else if (/^(EX|PX)$/i.test(option) && amount !== undefined) {
    call.db.expireAt(key, call.server.sys.now() + parseInteger(amount) * (/^ex$/i.test(option) ? 1000 : 1));
  } else throw new RedisError(SYNTAX);
  return value;
}

function setMany({ db, args }: Call, onlyNew: boolean): Reply {
  const name = onlyNew ? 'msetnx' : 'mset';
  if (args.length % 2) throw new RedisError(`ERR wrong number of arguments for '${name}' command`);
  if (onlyNew && args.some((key, i) => i % 2 === 0 && db.get(key))) return 0;
  for (let i = 0; i < args.length; i += 2) db.set(args[i] as string, text(args[i + 1] as string));
  return onlyNew ? 1 : OK;
}

export const KEYS: CommandTable = {
  del: { arity: -2, writes: true, run: deleteKeys },
  unlink: { arity: -2, writes: true, run: deleteKeys },
  exists: { arity: -2, run: ({ db, args }) => args.filter((key) => db.get(key)).length },
  type: { arity: 2, run: ({ db, args }) => ({ status: db.get(args[0] as string)?.type ?? 'none' }) },
  expire: { arity: -3, writes: true, run: expire('expire', 1000, false) },
  pexpire: { arity: -3, writes: true, run: expire('pexpire', 1, false) },
  expireat: { arity: -3, writes: true, run: expire('expireat', 1000, true) },
  pexpireat: { arity: -3, writes: true, run: expire('pexpireat', 1, true) },
  ttl: { arity: 2, run: timeLeft(1000) },
  expiretime: { arity: 2, run: timeOfEnd(1000) },
  pexpiretime: { arity: 2, run: timeOfEnd(1) },
  pttl: { arity: 2, run: timeLeft(1) },
  persist: {
    arity: 2,
    writes: true,
    run: ({ db, args: [key = ''] }) => {
      if (!db.get(key) || db.expiry(key) === undefined) return 0;
      db.expireAt(key, undefined);
      return 1;
    },
  },
  keys: {
    arity: 2,
    run: ({ db, args }) => {
      const expression = globExpression(args[0] as string);
      return db.keys().filter((key) => expression.test(key));
    },
  },
  scan: { arity: -2, run: scan },
  randomkey: {
    arity: 1,
    run: ({ db, server }) => {
      const keys = db.keys();
      return keys[(server.sys.random(1)[0] as number) % Math.max(1, keys.length)] ?? null;
    },
  },
  rename: { arity: 3, writes: true, run: (call) => rename(call, false) },
  renamenx: { arity: 3, writes: true, run: (call) => rename(call, true) },
  copy: {
    arity: -3,
    writes: true,
    run: ({ db, args: [from = '', to = '', option] }) => {
      const value = db.get(from);
      if (!value || (db.get(to) && option?.toUpperCase() !== 'REPLACE')) return 0;
      db.set(to, copyOf(value));
      const until = db.expiry(from);
      if (until !== undefined) db.expireAt(to, until);
      return 1;
    },
  },
  touch: { arity: -2, run: ({ db, args }) => args.filter((key) => db.get(key)).length },
};
