/** SORT and SORT_RO: by numbers, by letters, by other keys. */
import type { Call, CommandTable } from './command.ts';
import { type Database, parseInteger, ranked, RedisError, WRONG_TYPE } from './database.ts';
import type { Reply } from './resp.ts';

interface SortOptions {
  by: string | undefined;
  offset: number;
  count: number;
  readonly get: string[];
  alpha: boolean;
  descending: boolean;
  store: string | undefined;
}

function optionsOf(words: readonly string[], mayStore: boolean): SortOptions {
  const options: SortOptions = {
    by: undefined,
    offset: 0,
    count: -1,
    get: [],
    alpha: false,
    descending: false,
    store: undefined,
  };
  for (let i = 0; i < words.length; i++) {
    const word = (words[i] as string).toUpperCase();
    const next = words[i + 1];
    if (word === 'ASC') options.descending = false;
    else if (word === 'DESC') options.descending = true;
    else if (word === 'ALPHA') options.alpha = true;
    else if (word === 'LIMIT' && words[i + 2] !== undefined) {
      options.offset = Math.max(0, parseInteger(next as string));
      options.count = parseInteger(words[i + 2] as string);
      i += 2;
    } else if (next === undefined) throw new RedisError('ERR syntax error');
    else if (word === 'STORE' && mayStore) options.store = words[++i];
    else if (word === 'BY') options.by = words[++i];
    else if (word === 'GET') options.get.push(words[++i] as string);
    else throw new RedisError('ERR syntax error');
  }
  return options;
}

/** `#` is the item itself; `prefix_*` a key with the item in it, `->field` a field of the hash there. */
function looked(db: Database, pattern: string, item: string): string | null {
  if (pattern === '#') return item;
  if (!pattern.includes('*')) return null;
  const [, key = '', field] = /^(.*?)(?:->(.+))?$/s.exec(pattern.replace('*', () => item)) ?? [];
  const value = db.get(key);
  if (field !== undefined) return value?.type === 'hash' ? (value.fields.get(field) ?? null) : null;
  return value?.type === 'string' ? value.value : null;
}

function itemsOf(db: Database, key: string): readonly string[] {
  const value = db.get(key);
  if (!value) return [];
  if (value.type === 'list') return value.items;
  if (value.type === 'set') return [...value.members];
  if (value.type === 'zset') return ranked(value.scores).map(([member]) => member);
  throw new RedisError(WRONG_TYPE);
}

function sort({ db, args: [key = '', ...words], server }: Call, mayStore: boolean): Reply {
  const options = optionsOf(words, mayStore);
  const { by, alpha, descending, offset, count, get, store } = options;
  const items = itemsOf(db, key);
  const plain = by !== undefined && !by.includes('*');
  const weighed = items.map((item) => ({ item, weight: by === undefined ? item : looked(db, by, item) }));
  if (!plain) {
    const numbers = new Map(weighed.map(({ item, weight }) => [item, alpha ? 0 : numberOf(weight)]));
    const order = (a: (typeof weighed)[number], b: (typeof weighed)[number]) => {
      if (!alpha) return (numbers.get(a.item) as number) - (numbers.get(b.item) as number) || compare(a.item, b.item);
      if (a.weight === null || b.weight === null) return Number(a.weight !== null) - Number(b.weight !== null);
      return compare(a.weight, b.weight);
    };
    weighed.sort((a, b) => (descending ? order(b, a) : order(a, b)));
  }
  const part = weighed.slice(offset, count < 0 ? undefined : offset + count);
  const found = part.flatMap(({ item }) => (get.length === 0 ? [item] : get.map((one) => looked(db, one, item))));
  if (store === undefined) return found;
  if (found.length === 0) db.delete(store);
  else db.set(store, { type: 'list', items: found.map((text) => text ?? '') });
  server.keyChanged(store);
  return found.length;
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function numberOf(weight: string | null): number {
  const value = Number(weight ?? 0);
  if (Number.isNaN(value) || weight?.trim() === '')
    throw new RedisError("ERR One or more scores can't be converted into double");
  return value;
}

export const SORT: CommandTable = {
  sort: { arity: -2, writes: true, run: (call) => sort(call, true) },
  sort_ro: { arity: -2, run: (call) => sort(call, false) },
};
