/**
 * The reading half of tar as a synchronous state machine: chunks go in, entries and pieces of their content come out,
 * content uncopied. It reads what Go's archive/tar reads, and refuses what that refuses, in its words:
 *
 *     header ──> content ──> padding ──> header … ──> two zero blocks ──> end (what follows is ignored)
 *       └─ x, L, K: collected into memory, they change the next entry
 *
 * Global PAX headers (`g`, which `git archive` writes) are checked and, as in Docker, change nothing.
 */
import { concat, EMPTY, isZero, text } from '../../base/bytes.ts';
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { LayerEntryType } from '../layer.ts';
import { BLOCK, fieldTooLong, invalidHeader, paddingOf, unexpectedEof, XATTR_RECORD } from './header.ts';
import type { TarHeader } from './header.ts';
import { parseHeader } from './parse-header.ts';
import type { RawHeader } from './parse-header.ts';
import { parsePax } from './pax.ts';
import type { PaxRecords } from './pax.ts';

export type TarEvent =
  | { readonly kind: 'entry'; readonly header: TarHeader; readonly offset: number }
  | { readonly kind: 'body'; readonly bytes: Uint8Array };

type Special = 'x' | 'g' | 'L' | 'K';

const TYPES: Readonly<Record<string, LayerEntryType>> = {
  '0': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'char',
  '4': 'block',
  '5': 'directory',
  '6': 'fifo',
};

export class TarScanner {
  /** Bytes taken so far: where the next chunk begins in the archive. */
  #offset = 0;
  #block = new Uint8Array(BLOCK);
  #held = 0;
  #content = 0;
  #padding = 0;
  #zeroBlocks = 0;
  #ended = false;
  #special: { readonly flag: Special; readonly parts: Uint8Array[] } | undefined;
  #pax: PaxRecords | undefined;
  #longName: string | undefined;
  #longLink: string | undefined;

  /** Both zero blocks have been seen. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Takes the next chunk. Consume the events before the next call: body bytes are views of the chunk. */
  *push(chunk: Uint8Array): Generator<TarEvent> {
    let at = 0;
    const base = this.#offset;
    this.#offset += chunk.length;
    while (at < chunk.length && !this.#ended) {
      if (this.#content > 0) {
        const bytes = chunk.subarray(at, at + this.#content);
        at += bytes.length;
        this.#content -= bytes.length;
        if (!this.#special) yield { kind: 'body', bytes };
        else this.#special.parts.push(bytes.slice());
        if (this.#content === 0 && this.#special) this.#finishSpecial();
      } else if (this.#padding > 0) {
        const skipped = Math.min(this.#padding, chunk.length - at);
        this.#padding -= skipped;
        at += skipped;
      } else {
        const block = this.#take(chunk, at);
        at += block.taken;
        const header = block.bytes && this.#header(block.bytes);
        if (header) yield { kind: 'entry', header, offset: base + at };
      }
    }
  }

  /** Passes over content that comes next, which nobody needs to see; answers of how many bytes, `most` at most. */
  skip(most: number): number {
    if (this.#special) return 0;
    const skipped = Math.min(this.#content, most);
    this.#content -= skipped;
    this.#offset += skipped;
    return skipped;
  }

  /** The archive has no more bytes. Fails where Go's reader would: within a header or within content. */
  finish(): void {
    if (this.#ended) return;
    if (this.#held > 0 || this.#content > 0) throw unexpectedEof();
  }

  #take(chunk: Uint8Array, at: number): { taken: number; bytes: Uint8Array | undefined } {
    if (this.#held === 0 && chunk.length - at >= BLOCK) {
      return { taken: BLOCK, bytes: chunk.subarray(at, at + BLOCK) };
    }
    const part = chunk.subarray(at, at + BLOCK - this.#held);
    this.#block.set(part, this.#held);
    this.#held += part.length;
    if (this.#held < BLOCK) return { taken: part.length, bytes: undefined };
    this.#held = 0;
    return { taken: part.length, bytes: this.#block };
  }

  #header(block: Uint8Array): TarHeader | undefined {
    if (block[0] === 0 && isZero(block)) {
      this.#ended = ++this.#zeroBlocks === 2;
      return undefined;
    }
    if (this.#zeroBlocks > 0) throw invalidHeader();
    const raw = parseHeader(block);
    if ('xgLK'.includes(raw.flag)) {
      this.#startSpecial(raw);
      return undefined;
    }
    const header = merge(raw, this.#pax, this.#longName, this.#longLink);
    this.#pax = this.#longName = this.#longLink = undefined;
    this.#content = header.size;
    this.#padding = paddingOf(header.size);
    return header;
  }

  #startSpecial(raw: RawHeader): void {
    if (raw.size < 0) throw invalidHeader();
    if (raw.size > LIMITS.tarHeaderBytes) throw fieldTooLong();
    this.#special = { flag: raw.flag as Special, parts: [] };
    this.#content = raw.size;
    this.#padding = paddingOf(raw.size);
    if (raw.size === 0) this.#finishSpecial();
  }

  #finishSpecial(): void {
    const { flag, parts } = this.#special as { flag: Special; parts: Uint8Array[] };
    const bytes = parts.length ? concat(parts) : EMPTY;
    this.#special = undefined;
    if (flag === 'L') this.#longName = upToNul(bytes);
    else if (flag === 'K') this.#longLink = upToNul(bytes);
    else if (flag === 'x') this.#pax = parsePax(bytes);
    else parsePax(bytes);
  }
}

function upToNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return text(end < 0 ? bytes : bytes.subarray(0, end));
}

function merge(raw: RawHeader, pax: PaxRecords | undefined, longName?: string, longLink?: string): TarHeader {
  const own = (key: string, otherwise: string) => {
    const value = pax?.get(key);
    return value?.length ? text(value) : otherwise;
  };
  const name = longName ?? own('path', raw.name);
  const link = longLink ?? own('linkpath', raw.link);
  if (raw.flag === 'S' || hasSparse(pax)) {
    throw new FailureError(
      'notImplemented',
      `tar entry ${name} is sparse (GNU format): Drydock does not simulate sparse archives, real Docker would expand it`,
    );
  }
  const type = typeOf(raw.flag, name);
  const size = paxInteger(pax, 'size', raw.size);
  if (size < 0) throw invalidHeader();
  const uname = own('uname', raw.uname);
  const gname = own('gname', raw.gname);
  const xattrs = xattrsOf(pax);
  const device = type === 'char' || type === 'block';
  return {
    name,
    type,
    mode: raw.mode & 0o7777,
    uid: paxInteger(pax, 'uid', raw.uid),
    gid: paxInteger(pax, 'gid', raw.gid),
    mtime: paxTime(pax, raw.mtime),
    size: type === 'file' ? size : 0,
    ...(type === 'symlink' || type === 'hardlink' ? { link } : {}),
    ...(uname ? { uname } : {}),
    ...(gname ? { gname } : {}),
    ...(device ? { major: raw.major, minor: raw.minor } : {}),
    ...(xattrs ? { xattrs } : {}),
  };
}

function typeOf(flag: string, name: string): LayerEntryType {
  if (flag === '\0') return name.endsWith('/') ? 'directory' : 'file';
  const type = TYPES[flag];
  if (type) return type;
  // As Docker's createTarFile.
  throw new FailureError('invalid', `unhandled tar header type ${flag.charCodeAt(0)}`);
}

function hasSparse(pax: PaxRecords | undefined): boolean {
  return pax !== undefined && [...pax.keys()].some((key) => key.startsWith('GNU.sparse.'));
}

function paxInteger(pax: PaxRecords | undefined, key: string, otherwise: number): number {
  const value = pax?.get(key);
  if (!value?.length) return otherwise;
  const digits = text(value);
  const parsed = Number(digits);
  if (!/^-?[0-9]+$/.test(digits) || !Number.isSafeInteger(parsed)) throw invalidHeader();
  return parsed;
}

function paxTime(pax: PaxRecords | undefined, seconds: number): number {
  const value = pax?.get('mtime');
  if (!value?.length) return seconds * 1000;
  const [, sign, whole, fraction = ''] = /^(-?)([0-9]+)(?:\.([0-9]*))?$/.exec(text(value)) ?? [];
  if (whole === undefined) throw invalidHeader();
  const ms = Number(whole) * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0')) / 1000;
  return sign ? -ms : ms;
}

function xattrsOf(pax: PaxRecords | undefined): Record<string, Uint8Array> | undefined {
  let found: Record<string, Uint8Array> | undefined;
  for (const [key, value] of pax ?? []) {
    if (key.startsWith(XATTR_RECORD)) (found ??= {})[key.slice(XATTR_RECORD.length)] = value;
  }
  return found;
}
