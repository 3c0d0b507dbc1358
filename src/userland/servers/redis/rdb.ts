/**
 * Redis' snapshots: written with the plain encodings of RDB version 10, which every later Redis reads. Of real files
 * the packed encodings are not read, and a message says so.
 */
import { concat } from '../../../base/bytes.ts';
import { fromBytes, toBytes } from '../../bin/lib/byte-string.ts';
import type { Database, Value } from './database.ts';
import type { Stream } from './stream.ts';

const AUX = 0xfa;
const EXPIRE_MS = 0xfc;
const RESIZE = 0xfb;
const SELECT = 0xfe;
const EOF = 0xff;
const TYPES = { string: 0, list: 1, set: 2, zset: 5, hash: 4 } as const;
const MAGIC = 'REDIS0010';
/** Streams are kept as text in a field of the file, which a real Redis passes over. */
const STREAM_FIELD = 'drydock-stream';
/** A checksum of zeros is one that was not computed. */
const CHECKSUM = '\0'.repeat(8);

export class RdbError extends Error {
  override name = 'RdbError';
}

export function writeSnapshot(databases: readonly Database[], nowMs: number, usedMemory: number): Uint8Array {
  const parts: string[] = [MAGIC];
  const aux = {
    'redis-ver': '7.0.15',
    'redis-bits': '64',
    ctime: String(Math.floor(nowMs / 1000)),
    'used-mem': String(usedMemory),
    'aof-base': '0',
  };
  for (const [name, value] of Object.entries(aux)) parts.push(String.fromCharCode(AUX), string(name), string(value));
  for (const [index, db] of databases.entries()) {
    const keys = db.keys();
    if (keys.length === 0) continue;
    parts.push(
      String.fromCharCode(SELECT),
      length(index),
      String.fromCharCode(RESIZE),
      length(keys.length),
      length(db.expiring),
    );
    for (const key of keys) {
      const value = db.get(key) as Value;
      const expiry = db.expiry(key);
      if (value.type === 'stream') {
        const kept = JSON.stringify({ key, expiry, stream: value.stream });
        parts.push(String.fromCharCode(AUX), string(STREAM_FIELD), string(kept));
        continue;
      }
      if (expiry !== undefined) parts.push(String.fromCharCode(EXPIRE_MS), integer64(expiry));
      parts.push(String.fromCharCode(TYPES[value.type]), string(key), encodeValue(value));
    }
  }
  parts.push(String.fromCharCode(EOF), CHECKSUM);
  return concat(parts.map(toBytes));
}

function encodeValue(value: Exclude<Value, { type: 'stream' }>): string {
  switch (value.type) {
    case 'string':
      return string(value.value);
    case 'list':
      return length(value.items.length) + value.items.map(string).join('');
    case 'set':
      return length(value.members.size) + [...value.members].map(string).join('');
    case 'hash':
      return length(value.fields.size) + [...value.fields].flat().map(string).join('');
    case 'zset':
      return (
        length(value.scores.size) + [...value.scores].map(([member, score]) => string(member) + double(score)).join('')
      );
  }
}

function length(n: number): string {
  if (n < 64) return String.fromCharCode(n);
  if (n < 16_384) return String.fromCharCode(0x40 | (n >> 8), n & 0xff);
  return String.fromCharCode(0x80, (n >>> 24) & 0xff, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff);
}

function string(value: string): string {
  return length(value.length) + value;
}

function double(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return fromBytes(new Uint8Array(view.buffer));
}

function integer64(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(Math.floor(value)), true);
  return fromBytes(new Uint8Array(view.buffer));
}

export interface LoadedSnapshot {
  readonly version: string;
  readonly createdSeconds: number;
  readonly usedMemory: number;
  readonly keys: number;
  readonly expired: number;
}

export function readSnapshot(bytes: Uint8Array, databases: readonly Database[], nowMs: number): LoadedSnapshot {
  const reader = new SnapshotReader(bytes);
  const aux = new Map<string, string>();
  if (!/^REDIS\d{4}$/.test(reader.take(9))) throw new RdbError('Wrong signature trying to load DB from file');
  let db = databases[0] as Database;
  let expiry: number | undefined;
  let keys = 0;
  let expired = 0;
  for (;;) {
    const type = reader.byte();
    if (type === EOF) break;
    if (type === AUX) {
      const [name, text] = [reader.string(), reader.string()];
      if (name !== STREAM_FIELD) aux.set(name, text);
      else if (restoreStream(db, text, nowMs)) keys++;
      else expired++;
    } else if (type === SELECT) db = databases[reader.length()] as Database;
    else if (type === RESIZE) {
      reader.length();
      reader.length();
    } else if (type === EXPIRE_MS) expiry = reader.integer64();
    else if (type === 0xfd) expiry = reader.integer32() * 1000;
    else {
      const key = reader.string();
      const value = reader.value(type);
      if (expiry !== undefined && expiry <= nowMs) expired++;
      else {
        db.set(key, value);
        if (expiry !== undefined) db.expireAt(key, expiry);
        keys++;
      }
      expiry = undefined;
    }
  }
  return {
    version: aux.get('redis-ver') ?? '',
    createdSeconds: Number(aux.get('ctime') ?? 0),
    usedMemory: Number(aux.get('used-mem') ?? 0),
    keys,
    expired,
  };
}

/** False when its time is over. */
function restoreStream(db: Database, text: string, nowMs: number): boolean {
  const { key, expiry, stream } = JSON.parse(text) as { key: string; expiry?: number; stream: Stream };
  if (expiry !== undefined && expiry <= nowMs) return false;
  db.set(key, { type: 'stream', stream });
  if (expiry !== undefined) db.expireAt(key, expiry);
  return true;
}

class SnapshotReader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  byte(): number {
    const value = this.bytes[this.#at++];
    if (value === undefined) throw new RdbError('Unexpected EOF reading RDB file');
    return value;
  }

  take(size: number): string {
    if (this.#at + size > this.bytes.length) throw new RdbError('Unexpected EOF reading RDB file');
    this.#at += size;
    return fromBytes(this.bytes.subarray(this.#at - size, this.#at));
  }

  length(): number {
    const first = this.byte();
    if (first >> 6 === 0) return first & 0x3f;
    if (first >> 6 === 1) return ((first & 0x3f) << 8) | this.byte();
    if (first === 0x80) return this.#view(4).getUint32(0);
    throw new RdbError(`Unknown length encoding ${first} in RDB file`);
  }

  string(): string {
    const first = this.bytes[this.#at];
    if (first !== undefined && first >> 6 === 3) {
      this.#at++;
      if (first === 0xc0) return String(this.#view(1).getInt8(0));
      if (first === 0xc1) return String(this.#view(2).getInt16(0, true));
      if (first === 0xc2) return String(this.#view(4).getInt32(0, true));
      throw new RdbError('compressed strings in RDB files are not simulated in Drydock');
    }
    return this.take(this.length());
  }

  integer64(): number {
    return Number(this.#view(8).getBigUint64(0, true));
  }

  integer32(): number {
    return this.#view(4).getUint32(0, true);
  }

  value(type: number): Value {
    if (type === TYPES.string) return { type: 'string', value: this.string() };
    if (type === TYPES.list) return { type: 'list', items: this.#many(() => this.string()) };
    if (type === TYPES.set) return { type: 'set', members: new Set(this.#many(() => this.string())) };
    if (type === TYPES.hash) return { type: 'hash', fields: new Map(this.#many(() => [this.string(), this.string()])) };
    if (type === TYPES.zset) {
      return { type: 'zset', scores: new Map(this.#many(() => [this.string(), this.#view(8).getFloat64(0, true)])) };
    }
    throw new RdbError(`packed values (type ${type}) in RDB files are not simulated in Drydock`);
  }

  #many<T>(read: () => T): T[] {
    return Array.from({ length: this.length() }, read);
  }

  #view(size: number): DataView {
    return new DataView(toBytes(this.take(size)).buffer);
  }
}
