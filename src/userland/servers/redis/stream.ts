/** Redis' streams as data: entries by their ids, groups of consumers and what they have been given. */
import { RedisError } from './database.ts';

export type StreamId = readonly [ms: number, sequence: number];

export interface StreamEntry {
  readonly id: StreamId;
  /** Names and values in turn. */
  readonly fields: readonly string[];
}

export interface PendingEntry {
  readonly id: StreamId;
  consumer: string;
  deliveredMs: number;
  count: number;
}

export interface ConsumerGroup {
  readonly name: string;
  lastId: StreamId;
  /** Something was read: until then nobody knows how many. */
  known: boolean;
  pending: PendingEntry[];
  readonly consumers: { readonly name: string; seenMs: number }[];
}

export interface Stream {
  entries: StreamEntry[];
  lastId: StreamId;
  maxDeleted: StreamId;
  added: number;
  readonly groups: ConsumerGroup[];
}

export const MOST: StreamId = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
export const LEAST: StreamId = [0, 0];
export const NO_ID = 'ERR Invalid stream ID specified as stream command argument';
/** Entries of a node: `~` trims whole ones. */
const NODE_ENTRIES = 100;

export const emptyStream = (): Stream => ({ entries: [], lastId: LEAST, maxDeleted: LEAST, added: 0, groups: [] });

export const showId = ([ms, sequence]: StreamId): string => `${ms}-${sequence}`;
export const compareIds = (a: StreamId, b: StreamId): number => a[0] - b[0] || a[1] - b[1];
export const after = (a: StreamId, b: StreamId): boolean => compareIds(a, b) > 0;
export const isId = (text: string): boolean => /^\d{1,16}(-\d{1,16})?$/.test(text);

/** `sequence`: of an id that has none. */
export function parseId(text: string, sequence = 0): StreamId {
  if (!isId(text)) throw new RedisError(NO_ID);
  const [ms = '', own] = text.split('-');
  return [Number(ms), own === undefined ? sequence : Number(own)];
}

/** `-`, `+`, `(ID` and ids without a sequence. */
export function parseBound(text: string, end: boolean): (id: StreamId) => boolean {
  if (text === '-') return (id) => (end ? compareIds(id, LEAST) <= 0 : true);
  if (text === '+') return (id) => (end ? true : compareIds(id, MOST) >= 0);
  const open = text.startsWith('(');
  const bound = parseId(open ? text.slice(1) : text, end ? MOST[1] : 0);
  return (id) => {
    const order = end ? compareIds(bound, id) : compareIds(id, bound);
    return open ? order > 0 : order >= 0;
  };
}

/** `*`, `MS-*` or a whole id, behind the last one. */
export function nextId({ lastId }: Stream, text: string, now: number): StreamId {
  const [, ms] = /^(\d{1,16})-\*$/.exec(text) ?? [];
  if (text === '*') return now > lastId[0] ? [Math.floor(now), 0] : [lastId[0], lastId[1] + 1];
  const id: StreamId = ms === undefined ? parseId(text) : [Number(ms), Number(ms) === lastId[0] ? lastId[1] + 1 : 0];
  if (compareIds(id, LEAST) === 0) throw new RedisError('ERR The ID specified in XADD must be greater than 0-0');
  if (!after(id, lastId))
    throw new RedisError('ERR The ID specified in XADD is equal or smaller than the target stream top item');
  return id;
}

export interface Trim {
  readonly by: 'MAXLEN' | 'MINID';
  readonly about: boolean;
  readonly threshold: string;
}

/** How many entries went. */
export function trim(stream: Stream, { by, about, threshold }: Trim): number {
  const { entries } = stream;
  const first = by === 'MINID' ? parseId(threshold) : undefined;
  const kept = first && entries.findIndex(({ id }) => compareIds(id, first) >= 0);
  const surplus = kept === undefined ? entries.length - Number(threshold) : kept < 0 ? entries.length : kept;
  const gone = Math.max(0, about ? Math.floor(surplus / NODE_ENTRIES) * NODE_ENTRIES : surplus);
  entries.splice(0, gone);
  return gone;
}

export const nodesOf = ({ entries }: Stream): number => Math.ceil(entries.length / NODE_ENTRIES);
