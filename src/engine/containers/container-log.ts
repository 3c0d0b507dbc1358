/**
 * A container's log, as the json-file driver keeps it: a line an entry, with its time and stream. It is bounded (the
 * oldest go first) and written in pieces, each a record of its own: a log of much output in large ones, and one that gets
 * a line now and then in small ones, since the last piece is written anew with each.
 */
import { concat } from '../../base/bytes.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Clock } from '../../base/ports.ts';
import type { Records } from '../../store/store.ts';
import { LogPiece, type LogEntry } from './log-piece.ts';

/** A piece is full at this many bytes, or at so many once it has been written. */
const PIECE_BYTES = 64 * 1024;
const WRITTEN_PIECE_BYTES = 4 * 1024;
/** A line longer than this is cut, as Docker's copier does. */
const LINE_BYTES = 16 * 1024;

/** A piece as a record. */
export interface SavedPiece {
  readonly key: string;
  readonly packed: Uint8Array;
}

/** The pieces of all logs, by container. */
export async function loadLogs(records: Records): Promise<Map<string, SavedPiece[]>> {
  const logs = new Map<string, SavedPiece[]>();
  for (const [key, packed] of await records.list<Uint8Array>('logs/')) {
    const id = key.slice('logs/'.length, key.lastIndexOf('/'));
    const pieces = logs.get(id) ?? [];
    pieces.push({ key, packed });
    logs.set(id, pieces);
  }
  return logs;
}

export class ContainerLog {
  #pieces: LogPiece[] = [];
  /** Of all pieces. */
  #lineBytes = 0;
  #partial: Record<LogEntry['stream'], Uint8Array[]> = { stdout: [], stderr: [] };
  #partialBytes: Record<LogEntry['stream'], number> = { stdout: 0, stderr: 0 };
  #removed: number[] = [];
  /** Pieces that there are, or may be, records of. */
  readonly #stored = new Set<number>();
  #listeners = new Set<(entry: LogEntry | undefined) => void>();
  #cancel: (() => void) | undefined;
  #savedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly id: string,
    private readonly ports: { readonly records: Records; readonly clock: Clock },
    /** Bytes that are kept. */
    private readonly limit: number = LIMITS.logBytes,
  ) {}

  /** Takes up what an earlier process wrote. */
  load(pieces: readonly SavedPiece[]): void {
    this.#pieces = pieces.map(({ key, packed }) => new LogPiece(Number(key.slice(key.lastIndexOf('/') + 1)), packed));
    for (const { number, lineBytes } of this.#pieces) {
      this.#stored.add(number);
      this.#lineBytes += lineBytes;
    }
  }

  /** Takes output as it comes; whole lines become entries. */
  write(stream: LogEntry['stream'], bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length) {
      const newline = rest.indexOf(10);
      const room = LINE_BYTES - this.#partialBytes[stream];
      const end = newline >= 0 && newline + 1 <= room ? newline + 1 : Math.min(rest.length, room);
      this.#partial[stream].push(rest.slice(0, end));
      this.#partialBytes[stream] += end;
      if (rest[end - 1] === 10 || this.#partialBytes[stream] >= LINE_BYTES) this.#flush(stream);
      rest = rest.subarray(end);
    }
  }

  /** The process has ended: what is left without a newline becomes an entry too. */
  end(): void {
    this.#flush('stdout');
    this.#flush('stderr');
  }

  /** No more will come for those who follow. */
  close(): void {
    for (const listener of this.#listeners) listener(undefined);
  }

  entries(): readonly LogEntry[] {
    return this.#pieces.flatMap((piece) => [...piece.entries()]);
  }

  /** Calls back with every new entry, and with undefined when the container has stopped. */
  follow(listener: (entry: LogEntry | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hands what has changed to the records, which write it with what comes next. */
  save(): void {
    const batch = this.#changes();
    if (batch.length) this.ports.records.writeSoon(batch);
  }

  /** While it grows: thousands of logs may do so at once. */
  #saveInPassing(): void {
    const batch = this.#changes();
    if (batch.length) this.ports.records.trickle(batch);
  }

  #changes(): { key: string; value?: unknown }[] {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#savedAt = this.ports.clock.now();
    const batch: { key: string; value?: unknown }[] = this.#removed
      .splice(0)
      .map((number) => ({ key: this.#key(number) }));
    for (const piece of this.#pieces) {
      if (!piece.dirty) continue;
      piece.dirty = false;
      this.#stored.add(piece.number);
      batch.push({ key: this.#key(piece.number), value: piece.packed() });
    }
    return batch;
  }

  /** Deletes all records, when the container is removed. */
  remove(): void {
    this.#cancel?.();
    if (this.#stored.size)
      this.ports.records.writeSoon([...this.#stored].map((number) => ({ key: this.#key(number) })));
  }

  #key(number: number): string {
    return `logs/${this.id}/${String(number).padStart(8, '0')}`;
  }

  #flush(stream: LogEntry['stream']): void {
    const parts = this.#partial[stream];
    if (parts.length === 0) return;
    const entry: LogEntry = { time: this.ports.clock.now(), stream, bytes: concat(parts) };
    this.#partial[stream] = [];
    this.#partialBytes[stream] = 0;
    this.#pieceForMore().add(entry);
    this.#lineBytes += entry.bytes.length;
    this.#trim();
    for (const listener of this.#listeners) listener(entry);
    // One that goes on and on is written less often than one that has been quiet.
    const quiet = entry.time - this.#savedAt > LIMITS.logSaveMs;
    this.#cancel ??= this.ports.clock.after(quiet ? LIMITS.checkpointMs : LIMITS.logSaveMs, () =>
      this.#saveInPassing(),
    );
  }

  #pieceForMore(): LogPiece {
    const last = this.#pieces.at(-1);
    const full = last && last.size >= (this.#stored.has(last.number) ? WRITTEN_PIECE_BYTES : PIECE_BYTES);
    if (last && !full) return last;
    const piece = new LogPiece((last?.number ?? -1) + 1);
    this.#pieces.push(piece);
    return piece;
  }

  #trim(): void {
    while (this.#lineBytes > this.limit && this.#pieces.length > 1) {
      const oldest = this.#pieces.shift() as LogPiece;
      this.#lineBytes -= oldest.lineBytes;
      this.#removed.push(oldest.number);
    }
  }
}
