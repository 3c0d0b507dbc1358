/** Commands on groups of consumers: XGROUP, XREADGROUP, XACK, XPENDING, XCLAIM, XAUTOCLAIM, XINFO. */
import type { Call, CommandTable } from './command.ts';
import { parseInteger, RedisError } from './database.ts';
import { OK, type Reply } from './resp.ts';
import {
  after,
  compareIds,
  type ConsumerGroup,
  emptyStream,
  isId,
  LEAST,
  nodesOf,
  parseBound,
  parseId,
  type PendingEntry,
  showId,
  type Stream,
  type StreamEntry,
  type StreamId,
} from './stream.ts';
import { readOptions, shownEntry, streamAt, waiting } from './streams.ts';

const SYNTAX = 'ERR syntax error';
const NO_KEY =
  'ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.';
const LEAST_WORDS: Readonly<Record<string, number>> = {
  create: 3,
  setid: 3,
  destroy: 2,
  createconsumer: 3,
  delconsumer: 3,
};

const groupOf = (stream: Stream | undefined, name: string) => stream?.groups.find((group) => group.name === name);
const same = (a: StreamId, b: StreamId) => compareIds(a, b) === 0;

/** Makes the consumer when it is not there. */
function consumerOf(group: ConsumerGroup, name: string, now: number) {
  const known = group.consumers.find((consumer) => consumer.name === name);
  const consumer = known ?? { name, seenMs: now };
  if (!known) group.consumers.push(consumer);
  consumer.seenMs = now;
  return consumer;
}

function xgroup({ db, args: [given = '', key = '', name = '', word = '', ...rest], server }: Call): Reply {
  const sub = given.toLowerCase();
  const least = LEAST_WORDS[sub];
  if (least === undefined) throw new RedisError(`ERR unknown subcommand '${given}'. Try XGROUP HELP.`);
  const count = [key, name, word].filter((text) => text !== '').length;
  if (count < least) throw new RedisError(`ERR wrong number of arguments for 'xgroup|${sub}' command`);
  let stream = streamAt(db, key);
  if (sub === 'create' && !stream && rest.some((one) => /^mkstream$/i.test(one))) {
    stream = emptyStream();
    db.set(key, { type: 'stream', stream });
  }
  if (!stream) throw new RedisError(NO_KEY);
  const group = groupOf(stream, name);
  if (sub === 'create') {
    const lastId = word === '$' ? stream.lastId : parseId(word);
    if (group) throw new RedisError('BUSYGROUP Consumer Group name already exists');
    stream.groups.push({ name, lastId, known: false, pending: [], consumers: [] });
    return OK;
  }
  if (sub === 'destroy') {
    if (group) stream.groups.splice(stream.groups.indexOf(group), 1);
    return group ? 1 : 0;
  }
  if (!group) throw new RedisError(`NOGROUP No such consumer group '${name}' for key name '${key}'`);
  if (sub === 'setid') {
    group.lastId = word === '$' ? stream.lastId : parseId(word);
    return OK;
  }
  const at = group.consumers.findIndex((consumer) => consumer.name === word);
  if (sub === 'createconsumer') {
    if (at < 0) consumerOf(group, word, server.sys.now());
    return at < 0 ? 1 : 0;
  }
  const lost = group.pending.filter(({ consumer }) => consumer === word).length;
  if (at >= 0) group.consumers.splice(at, 1);
  group.pending = group.pending.filter(({ consumer }) => consumer !== word);
  return lost;
}

async function readGroup(call: Call): Promise<Reply> {
  const { db, server } = call;
  const [keyword = '', name = '', consumer = '', ...rest] = call.args;
  if (!/^group$/i.test(keyword)) throw new RedisError(SYNTAX);
  const options = readOptions(rest, 'XREADGROUP');
  const { keys, ids, count, noAck } = options;
  for (const key of keys) {
    if (!groupOf(streamAt(db, key), name))
      throw new RedisError(`NOGROUP No such key '${key}' or consumer group '${name}' in XREADGROUP with GROUP option`);
  }
  return waiting(call, options, () =>
    keys.flatMap((key, i): Reply[] => {
      const stream = streamAt(db, key);
      const group = groupOf(stream, name);
      if (!stream || !group) return [];
      const now = server.sys.now();
      consumerOf(group, consumer, now);
      if (ids[i] !== '>') return [[key, history(stream, group, consumer, parseId(ids[i] as string), count)]];
      const entries = stream.entries.filter(({ id }) => after(id, group.lastId)).slice(0, count);
      if (entries.length === 0) return [];
      deliver(group, entries, consumer, now, noAck);
      return [[key, entries.map(shownEntry)]];
    }),
  );
}

function deliver(group: ConsumerGroup, entries: readonly StreamEntry[], consumer: string, now: number, noAck: boolean) {
  group.lastId = entries.at(-1)?.id ?? group.lastId;
  group.known = true;
  if (noAck) return;
  for (const { id } of entries) {
    group.pending = group.pending.filter((one) => !same(one.id, id));
    group.pending.push({ id, consumer, deliveredMs: now, count: 1 });
  }
  group.pending.sort((a, b) => compareIds(a.id, b.id));
}

/** What the consumer has and has not acknowledged; of entries that are gone the id alone. */
function history(stream: Stream, group: ConsumerGroup, name: string, from: StreamId, count: number): readonly Reply[] {
  const own = group.pending.filter(({ consumer, id }) => consumer === name && after(id, from)).slice(0, count);
  return own.map(({ id }): Reply => {
    const entry = stream.entries.find((one) => same(one.id, id));
    return entry ? shownEntry(entry) : [showId(id), { nilArray: true }];
  });
}

function acknowledge({ db, args: [key = '', name = '', ...words] }: Call): Reply {
  const ids = words.map((word) => parseId(word));
  const group = groupOf(streamAt(db, key), name);
  if (!group) return 0;
  const before = group.pending.length;
  group.pending = group.pending.filter(({ id }) => !ids.some((one) => same(one, id)));
  return before - group.pending.length;
}

function neededGroup({ db, args: [key = '', name = ''] }: Call): { stream: Stream; group: ConsumerGroup } {
  const stream = streamAt(db, key);
  const group = groupOf(stream, name);
  if (!stream || !group) throw new RedisError(`NOGROUP No such key '${key}' or consumer group '${name}'`);
  return { stream, group };
}

function pending(call: Call): Reply {
  const words = call.args.slice(2);
  const { group } = neededGroup(call);
  const now = call.server.sys.now();
  if (words.length === 0) {
    if (group.pending.length === 0) return [0, null, null, { nilArray: true }];
    const names = [...new Set(group.pending.map(({ consumer }) => consumer))].sort();
    const counts = names.map((name) => [name, String(group.pending.filter((one) => one.consumer === name).length)]);
    const [first, last] = [group.pending[0], group.pending.at(-1)] as [PendingEntry, PendingEntry];
    return [group.pending.length, showId(first.id), showId(last.id), counts];
  }
  const idle = /^idle$/i.test(words[0] ?? '') ? parseInteger(words.splice(0, 2)[1] ?? '') : 0;
  const [start, end, count, consumer] = words;
  if (start === undefined || end === undefined || count === undefined) throw new RedisError(SYNTAX);
  const least = parseBound(start, false);
  const most = parseBound(end, true);
  return group.pending
    .filter(({ id }) => least(id) && most(id))
    .filter((one) => (consumer === undefined || one.consumer === consumer) && now - one.deliveredMs >= idle)
    .slice(0, parseInteger(count))
    .map((one) => [showId(one.id), one.consumer, Math.floor(now - one.deliveredMs), one.count]);
}

/** Hands entries to another consumer; answers those that are still there. */
function handOver(call: Call, wanted: readonly PendingEntry[], consumer: string, justId: boolean): readonly Reply[] {
  const { stream, group } = neededGroup(call);
  const now = call.server.sys.now();
  consumerOf(group, consumer, now);
  return wanted.flatMap((one): Reply[] => {
    const entry = stream.entries.find(({ id }) => same(id, one.id));
    if (!entry) return [];
    one.consumer = consumer;
    one.deliveredMs = now;
    if (!justId) one.count++;
    return [justId ? showId(one.id) : shownEntry(entry)];
  });
}

function claim(call: Call): Reply {
  const [, , consumer = '', idleText = '', ...words] = call.args;
  const { group } = neededGroup(call);
  const idle = parseInteger(idleText);
  const firstOption = words.findIndex((word) => !isId(word));
  const ids = (firstOption < 0 ? words : words.slice(0, firstOption)).map((word) => parseId(word));
  const options = firstOption < 0 ? [] : words.slice(firstOption);
  for (const option of options) {
    if (/^(idle|time|retrycount|force|lastid)$/i.test(option))
      throw new RedisError(`ERR XCLAIM ${option.toUpperCase()} is not simulated in Drydock`);
    if (!/^justid$/i.test(option)) throw new RedisError(`ERR Unrecognized XCLAIM option '${option}'`);
  }
  const now = call.server.sys.now();
  const wanted = group.pending.filter((one) => now - one.deliveredMs >= idle && ids.some((id) => same(id, one.id)));
  return handOver(call, wanted, consumer, options.length > 0);
}

function autoClaim(call: Call): Reply {
  const [, , consumer = '', idleText = '', start = '', ...options] = call.args;
  const { group } = neededGroup(call);
  const idle = parseInteger(idleText);
  const least = parseBound(start, false);
  const at = options.findIndex((word) => /^count$/i.test(word));
  const count = at < 0 ? 100 : parseInteger(options[at + 1] ?? '');
  const justId = options.some((word) => /^justid$/i.test(word));
  const now = call.server.sys.now();
  const fits = group.pending.filter((one) => least(one.id) && now - one.deliveredMs >= idle);
  const next = fits[count];
  return [next ? showId(next.id) : '0-0', handOver(call, fits.slice(0, count), consumer, justId), []];
}

function info({ db, args: [sub = '', key = '', name = ''], server }: Call): Reply {
  if (!/^(stream|groups|consumers)$/i.test(sub))
    throw new RedisError(`ERR unknown subcommand '${sub}'. Try XINFO HELP.`);
  const stream = streamAt(db, key);
  if (!stream) throw new RedisError('ERR no such key');
  if (/^groups$/i.test(sub)) return stream.groups.map((group) => aboutGroup(stream, group));
  if (/^consumers$/i.test(sub)) {
    const group = groupOf(stream, name);
    if (!group) throw new RedisError(`NOGROUP No such consumer group '${name}' for key name '${key}'`);
    const now = server.sys.now();
    const sorted = group.consumers.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return sorted.map((consumer) => {
      const held = group.pending.filter((one) => one.consumer === consumer.name).length;
      return ['name', consumer.name, 'pending', held, 'idle', Math.floor(now - consumer.seenMs)];
    });
  }
  const { entries, lastId, maxDeleted, added, groups } = stream;
  const [first, last] = [entries[0], entries.at(-1)];
  const nodes = nodesOf(stream);
  return [
    ...['length', entries.length, 'radix-tree-keys', nodes, 'radix-tree-nodes', nodes + 1],
    ...['last-generated-id', showId(lastId), 'max-deleted-entry-id', showId(maxDeleted), 'entries-added', added],
    ...['recorded-first-entry-id', showId(first?.id ?? LEAST), 'groups', groups.length],
    ...['first-entry', first ? shownEntry(first) : null, 'last-entry', last ? shownEntry(last) : null],
  ];
}

function aboutGroup({ entries, added }: Stream, group: ConsumerGroup): Reply {
  const left = entries.filter(({ id }) => after(id, group.lastId)).length;
  return [
    ...['name', group.name, 'consumers', group.consumers.length, 'pending', group.pending.length],
    ...['last-delivered-id', showId(group.lastId), 'entries-read', group.known ? added - left : null, 'lag', left],
  ];
}

export const STREAM_GROUPS: CommandTable = {
  xgroup: { arity: -2, writes: true, run: xgroup },
  xreadgroup: { arity: -7, writes: true, run: readGroup },
  xack: { arity: -4, writes: true, run: acknowledge },
  xpending: { arity: -3, run: pending },
  xclaim: { arity: -6, writes: true, run: claim },
  xautoclaim: { arity: -6, writes: true, run: autoClaim },
  xinfo: { arity: -2, run: info },
};
