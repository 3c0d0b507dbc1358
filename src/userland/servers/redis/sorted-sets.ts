/** Commands on sorted sets. */
import type { Call, CommandTable } from './command.ts';
import { bounds, formatScore, parseFloatValue, parseInteger, ranked, RedisError } from './database.ts';
import type { Reply } from './resp.ts';
import { cursorOf, scanOptions } from './strings.ts';

const scoresOf = ({ db, args }: Call): ReadonlyMap<string, number> =>
  db.typed(args[0] as string, 'zset')?.scores ?? new Map();

const NOT_FLOAT = 'ERR min or max is not a float';

function add({ db, args }: Call): Reply {
  const [key = '', ...words] = args;
  const flags = new Set<string>();
  while (/^(nx|xx|gt|lt|ch|incr)$/i.test(words[0] ?? '')) flags.add((words.shift() as string).toUpperCase());
  if (words.length === 0 || words.length % 2) throw new RedisError('ERR syntax error');
  const pairs: [string, number][] = [];
  for (let i = 0; i < words.length; i += 2) pairs.push([words[i + 1] as string, parseFloatValue(words[i] as string)]);
  const { scores } = db.ensured(key, 'zset');
  let added = 0;
  let changed = 0;
  let last: number | null = null;
  for (const [member, given] of pairs) {
    const before = scores.get(member);
    const score = flags.has('INCR') ? (before ?? 0) + given : given;
    if ((flags.has('NX') && before !== undefined) || (flags.has('XX') && before === undefined)) continue;
    if (before !== undefined && ((flags.has('GT') && score <= before) || (flags.has('LT') && score >= before)))
      continue;
    scores.set(member, score);
    last = score;
    if (before === undefined) added++;
    else if (before !== score) changed++;
  }
  db.dropEmpty(key);
  if (flags.has('INCR')) return last === null ? null : formatScore(last);
  return flags.has('CH') ? added + changed : added;
}

function shown(entries: readonly (readonly [string, number])[], withScores: boolean): Reply {
  return withScores
    ? entries.flatMap(([member, score]) => [member, formatScore(score)])
    : entries.map(([member]) => member);
}

/** `(1.5`, `-inf`, `3`. */
function limit(text: string): (score: number, side: 'least' | 'most') => boolean {
  const open = text.startsWith('(');
  let bound: number;
  try {
    bound = parseFloatValue(open ? text.slice(1) : text);
  } catch (error) {
    if (error instanceof RedisError) throw new RedisError(NOT_FLOAT);
    throw error;
  }
  return (score, side) =>
    side === 'least' ? (open ? score > bound : score >= bound) : open ? score < bound : score <= bound;
}

function byScore(call: Call, low: string, high: string): [string, number][] {
  const least = limit(low);
  const most = limit(high);
  return ranked(scoresOf(call)).filter(([, score]) => least(score, 'least') && most(score, 'most'));
}

function rangeByScore(call: Call, reversed: boolean): Reply {
  const [, first = '', second = '', ...options] = call.args;
  const found = byScore(call, reversed ? second : first, reversed ? first : second);
  if (reversed) found.reverse();
  return limited(found, options);
}

function limited(found: readonly [string, number][], options: readonly string[]): Reply {
  const words = options.map((option) => option.toUpperCase());
  const at = words.indexOf('LIMIT');
  let part: readonly [string, number][] = found;
  if (at >= 0) {
    const offset = parseInteger(options[at + 1] ?? '');
    const count = parseInteger(options[at + 2] ?? '');
    part = found.slice(offset, count < 0 ? undefined : offset + count);
  }
  return shown(part, words.includes('WITHSCORES'));
}

function range(call: Call, reversed: boolean): Reply {
  const [, start = '', stop = '', ...options] = call.args;
  const words = options.map((option) => option.toUpperCase());
  if (words.some((word) => /^BYLEX$/.test(word))) throw new RedisError('ERR BYLEX is not simulated in Drydock');
  const backwards = reversed || words.includes('REV');
  if (words.includes('BYSCORE')) {
    const found = byScore(call, backwards ? stop : start, backwards ? start : stop);
    return limited(backwards ? found.reverse() : found, options);
  }
  const all = ranked(scoresOf(call));
  if (backwards) all.reverse();
  const [from, to] = bounds(parseInteger(start), parseInteger(stop), all.length);
  return shown(all.slice(from, to + 1), words.includes('WITHSCORES'));
}

function rank(call: Call, reversed: boolean): Reply {
  const all = ranked(scoresOf(call));
  if (reversed) all.reverse();
  const at = all.findIndex(([member]) => member === call.args[1]);
  return at < 0 ? null : at;
}

function remove({ db, args }: Call, members: readonly string[]): Reply {
  const key = args[0] as string;
  const set = db.typed(key, 'zset');
  const removed = members.filter((member) => set?.scores.delete(member)).length;
  db.dropEmpty(key);
  return removed;
}

function pop(call: Call, highest: boolean): Reply {
  const [key = '', count = '1'] = call.args;
  const all = ranked(scoresOf(call));
  if (highest) all.reverse();
  const taken = all.slice(0, parseInteger(count));
  for (const [member] of taken) call.db.typed(key, 'zset')?.scores.delete(member);
  call.db.dropEmpty(key);
  return shown(taken, true);
}

function store(call: Call, intersect: boolean): Reply {
  const [target = '', count = '', ...keys] = call.args;
  const sets = keys
    .slice(0, parseInteger(count))
    .map((key) => call.db.typed(key, 'zset')?.scores ?? new Map<string, number>());
  const scores = new Map<string, number>();
  for (const member of new Set(sets.flatMap((set) => [...set.keys()]))) {
    if (intersect && !sets.every((set) => set.has(member))) continue;
    scores.set(
      member,
      sets.reduce((sum, set) => sum + (set.get(member) ?? 0), 0),
    );
  }
  call.db.delete(target);
  if (scores.size > 0) call.db.set(target, { type: 'zset', scores });
  return scores.size;
}

export const SORTED_SETS: CommandTable = {
  zadd: { arity: -4, writes: true, run: add },
  zincrby: {
    arity: 4,
    writes: true,
    run: ({ db, args: [key = '', amount = '', member = ''] }) => {
      const step = parseFloatValue(amount);
      const { scores } = db.ensured(key, 'zset');
      const score = (scores.get(member) ?? 0) + step;
      scores.set(member, score);
      return formatScore(score);
    },
  },
  zscore: {
    arity: 3,
    run: (call) => {
      const score = scoresOf(call).get(call.args[1] as string);
      return score === undefined ? null : formatScore(score);
    },
  },
  zmscore: {
    arity: -3,
    run: (call) =>
      call.args.slice(1).map((member) => {
        const score = scoresOf(call).get(member);
        return score === undefined ? null : formatScore(score);
      }),
  },
  zcard: { arity: 2, run: (call) => scoresOf(call).size },
  zcount: { arity: 4, run: (call) => byScore(call, call.args[1] as string, call.args[2] as string).length },
  zrank: { arity: 3, run: (call) => rank(call, false) },
  zrevrank: { arity: 3, run: (call) => rank(call, true) },
  zrange: { arity: -4, run: (call) => range(call, false) },
  zrevrange: { arity: -4, run: (call) => range(call, true) },
  zrangebyscore: { arity: -4, run: (call) => rangeByScore(call, false) },
  zrevrangebyscore: { arity: -4, run: (call) => rangeByScore(call, true) },
  zrem: { arity: -3, writes: true, run: (call) => remove(call, call.args.slice(1)) },
  zremrangebyscore: {
    arity: 4,
    writes: true,
    run: (call) =>
      remove(
        call,
        byScore(call, call.args[1] as string, call.args[2] as string).map(([member]) => member),
      ),
  },
  zremrangebyrank: {
    arity: 4,
    writes: true,
    run: (call) => {
      const all = ranked(scoresOf(call));
      const [from, to] = bounds(parseInteger(call.args[1] as string), parseInteger(call.args[2] as string), all.length);
      return remove(
        call,
        all.slice(from, to + 1).map(([member]) => member),
      );
    },
  },
  zpopmin: { arity: -2, writes: true, run: (call) => pop(call, false) },
  zpopmax: { arity: -2, writes: true, run: (call) => pop(call, true) },
  zscan: {
    arity: -3,
    run: (call) => {
      cursorOf(call.args[1] as string);
      const { expression } = scanOptions(call.args.slice(2));
      return [
        '0',
        shown(
          ranked(scoresOf(call)).filter(([member]) => expression.test(member)),
          true,
        ),
      ];
    },
  },
  zunionstore: { arity: -4, writes: true, run: (call) => store(call, false) },
  zinterstore: { arity: -4, writes: true, run: (call) => store(call, true) },
};
