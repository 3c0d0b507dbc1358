/** OBJECT: how Redis would keep a value. */
import type { Call, CommandTable } from './command.ts';
import { RedisError, sizeOf, type Value } from './database.ts';
import type { Reply } from './resp.ts';

const NO_FREQUENCY =
  'ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.';

function object({ db, args: [sub = '', key] }: Call): Reply {
  if (!/^(encoding|refcount|idletime|freq)$/i.test(sub))
    throw new RedisError(`ERR unknown subcommand '${sub}'. Try OBJECT HELP.`);
  if (key === undefined)
    throw new RedisError(`ERR wrong number of arguments for 'object|${sub.toLowerCase()}' command`);
  const value = db.get(key);
  if (!value) return null;
  if (/^encoding$/i.test(sub)) return encodingOf(value);
  if (/^freq$/i.test(sub)) throw new RedisError(NO_FREQUENCY);
  return /^refcount$/i.test(sub) ? 1 : 0;
}

/** The limits below which Redis packs a value (redis.conf's defaults). */
const PACKED_ENTRIES = 128;
const PACKED_BYTES = 64;
const PACKED_SET_INTEGERS = 512;
const EMBEDDED_BYTES = 44;

function encodingOf(value: Value): string {
  const packs = (texts: Iterable<string>) =>
    sizeOf(value) <= PACKED_ENTRIES && [...texts].every((text) => text.length <= PACKED_BYTES);
  switch (value.type) {
    case 'string':
      if (value.edited) return 'raw';
      if (/^-?(0|[1-9]\d{0,18})$/.test(value.value)) return 'int';
      return value.value.length <= EMBEDDED_BYTES ? 'embstr' : 'raw';
    case 'list':
      return 'quicklist';
    case 'set':
      return sizeOf(value) <= PACKED_SET_INTEGERS && [...value.members].every((member) => /^-?\d+$/.test(member))
        ? 'intset'
        : 'hashtable';
    case 'hash':
      return packs([...value.fields].flat()) ? 'listpack' : 'hashtable';
    case 'zset':
      return packs(value.scores.keys()) ? 'listpack' : 'skiplist';
    case 'stream':
      return 'stream';
  }
}

export const OBJECT: CommandTable = { object: { arity: -2, run: object } };
