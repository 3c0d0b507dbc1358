/**
 * A container's log, as the json-file driver keeps it: a line an entry, with its time and stream. It is bounded (the
 * oldest go first) and written in pieces of a bounded size, each a record of its own.
 */
import { concat } from '../../base/bytes.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Clock } from '../../base/ports.ts';
import type { Records } from '../../store/store.ts';

export interface LogEntry {
  /** Milliseconds since the epoch, fractions are microseconds. */
  readonly time: number;
  readonly stream: 'stdout' | 'stderr';
  /** With its newline, if it has one. */
  readonly bytes: Uint8Array;
}

/** A piece is full at this many bytes; a line longer than the other is cut, as Docker's copier does. */
const PIECE_BYTES = 64 * 1024;
const LINE_BYTES = 16 * 1024;

interface Piece {
  readonly number: number;
  entries: LogEntry[];
  bytes: number;
  dirty: boolean;
}

/** A piece as a record. */
export interface SavedPiece {
  readonly key: string;
  readonly entries: readonly LogEntry[];
}

/** The pieces of all logs, by container. */
export async function loadLogs(records: Records): Promise<Map<string, SavedPiece[]>> {
  const logs = new Map<string, SavedPiece[]>();
  for (const [key, entries] of await records.list<LogEntry[]>('logs/')) {
    const id = key.slice('logs/'.length, key.lastIndexOf('/'));
    logs.set(id, [...(logs.get(id) ?? []), { key, entries }]);
  }
  return logs;
}

export class ContainerLog {
  #pieces: Piece[] = [];
  #partial: Record<LogEntry['stream'], Uint8Array[]> = { stdout: [], stderr: [] };
  #partialBytes: Record<LogEntry['stream'], number> = { stdout: 0, stderr: 0 };
  #removed: number[] = [];
  /** Pieces that there are, or may be, records of. */
  readonly #stored = new Set<number>();
  #listeners = new Set<(entry: LogEntry | undefined) => void>();
  #cancel: (() => void) | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly id: string,
    private readonly ports: { readonly records: Records; readonly clock: Clock },
    /** Bytes that are kept. */
    private readonly limit: number = LIMITS.logBytes,
  ) {}

  /** Takes up what an earlier process wrote. */
  load(pieces: readonly SavedPiece[]): void {
    this.#pieces = pieces.map(({ key, entries }) => ({
      number: Number(key.slice(key.lastIndexOf('/') + 1)),
      entries: [...entries],
      bytes: entries.reduce((sum, { bytes }) => sum + bytes.length, 0),
      dirty: false,
    }));
    for (const { number } of this.#pieces) this.#stored.add(number);
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
    return this.#pieces.flatMap(({ entries }) => entries);
  }

  /** Calls back with every new entry, and with undefined when the container has stopped. */
  follow(listener: (entry: LogEntry | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Writes what has changed. Settles when it is durable. */
  save(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#saving = this.#saving.catch(() => undefined).then(() => this.#write());
    return this.#saving;
  }

  /** Deletes all records, when the container is removed. */
  async remove(): Promise<void> {
    this.#cancel?.();
    await this.#saving.catch(() => undefined);
    if (this.#stored.size)
      await this.ports.records.write([...this.#stored].map((number) => ({ key: this.#key(number) })));
  }

  async #write(): Promise<void> {
    const batch: { key: string; value?: unknown }[] = this.#removed
      .splice(0)
      .map((number) => ({ key: this.#key(number) }));
    for (const piece of this.#pieces) {
      if (!piece.dirty) continue;
      piece.dirty = false;
      this.#stored.add(piece.number);
      batch.push({ key: this.#key(piece.number), value: piece.entries.slice() });
    }
    if (batch.length) await this.ports.records.write(batch);
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
    let last = this.#pieces.at(-1);
    if (!last || last.bytes >= PIECE_BYTES) {
      last = { number: (last?.number ?? -1) + 1, entries: [], bytes: 0, dirty: true };
      this.#pieces.push(last);
    }
    last.entries.push(entry);
    last.bytes += entry.bytes.length;
    last.dirty = true;
    this.#trim();
    for (const listener of this.#listeners) listener(entry);
    this.#cancel ??= this.ports.clock.after(LIMITS.checkpointMs, () => void this.save().catch(() => undefined));
  }

  #trim(): void {
    let total = this.#pieces.reduce((sum, { bytes }) => sum + bytes, 0);
    while (total > this.limit && this.#pieces.length > 1) {
      const oldest = this.#pieces.shift() as Piece;
      total -= oldest.bytes;
      this.#removed.push(oldest.number);
    }
  }
}
