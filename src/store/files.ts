/**
 * Writable layers and volumes: an owner's index and the contents of its numbered files. The body of a file is written
 * once and never changed; a save names new bodies in the owner's record. So a copy of the records is a copy of all
 * files, and old bodies need only be kept for as long as a checkpoint may name them.
 */
import { EMPTY } from '../base/bytes.ts';
import { Lock } from '../base/lock.ts';
import { chunkCount } from './body.ts';
import type { Bodies } from './body.ts';
import { BodyWriter, removeBody } from './body-writer.ts';
import type { BodyRecord } from './body-writer.ts';
import type { Workshop } from './content.ts';
import type { Mutation } from './driver.ts';
import { after, bodyOfChunk, chunkKey, FILE_BODY, fileBodies, recordKey } from './keys.ts';
import type { FileStore } from './store.ts';

export interface OwnerRecord {
  readonly index: unknown;
  readonly files: FileBodies;
}

export type FileBodies = ReadonlyMap<number, BodyRecord>;

const NONE: FileBodies = new Map();

export class Files implements FileStore {
  /** Owners whose files are known without asking the driver. */
  readonly #known = new Map<string, FileBodies>();
  readonly #locks = new Map<string, Lock>();
  /** Bodies that are too new for any checkpoint. */
  readonly #fresh = new Set<string>();
  /** Checkpoints may name any body that is not fresh: it stays until `sweep`. */
  #kept = false;
  /** The records are being copied: everything stays. */
  #copying = 0;
  readonly #bodies: Bodies;
  /** Ids are short: every record of an owner has one for each file. */
  readonly #idPrefix: string;
  #made = 0;

  constructor(private readonly shop: Pick<Workshop, 'driver' | 'bodies' | 'active' | 'newId'>) {
    this.#bodies = shop.bodies;
    this.#idPrefix = `${FILE_BODY}${shop.newId().slice(0, 12)}-`;
  }

  /** Says whether there are checkpoints, when the store is opened. */
  open(kept: boolean): void {
    this.#kept = kept;
  }

  save(
    owner: string,
    index: unknown,
    files: ReadonlyMap<number, Uint8Array>,
    removed: readonly number[],
  ): Promise<void> {
    return this.#alone(owner, async () => {
      const before = await this.#filesOf(owner);
      const after = new Map(before);
      for (const file of removed) after.delete(file);
      const writers: BodyWriter[] = [];
      try {
        const batch: Mutation[] = [];
        for (const [file, bytes] of files) {
          const writer = this.writer();
          writers.push(writer);
          await writer.write(bytes);
          const written = await writer.finish();
          after.set(file, written.body);
          batch.push(...written.batch);
        }
        const old = [...before].filter(([file, body]) => after.get(file) !== body).map(([, body]) => body);
        const record: OwnerRecord = { index, files: after };
        batch.push(...this.#removal(old), { table: 'records', key: recordKey.owner(owner), put: record });
        await this.shop.driver.commit(batch);
        this.#known.set(owner, after);
        for (const { id } of old) this.#forget(id);
      } catch (error) {
        for (const writer of writers) await writer.abort().catch(() => undefined);
        throw error;
      } finally {
        for (const { id } of writers) this.shop.active.delete(id);
      }
    });
  }

  async load(owner: string): Promise<{ readonly index: unknown } | undefined> {
    const record = await this.#record(owner);
    if (!record) return undefined;
    this.#known.set(owner, record.files);
    return { index: record.index };
  }

  async read(owner: string, file: number, offset: number, length: number): Promise<Uint8Array> {
    const body = (await this.#filesOf(owner)).get(file);
    return body ? this.#bodies.read(body, offset, length) : EMPTY;
  }

  delete(owner: string): Promise<void> {
    return this.#alone(owner, async () => {
      const old = [...(await this.#filesOf(owner)).values()];
      await this.shop.driver.commit([{ table: 'records', delete: recordKey.owner(owner) }, ...this.#removal(old)]);
      for (const { id } of old) this.#forget(id);
      this.#known.delete(owner);
    });
  }

  async owners(): Promise<readonly string[]> {
    const prefix = recordKey.owner('');
    const keys = await this.shop.driver.keys('records', prefix, after(prefix));
    return keys.map((key) => key.slice(prefix.length));
  }

  /** For a new body. Its id stays in `active`: whoever makes it visible takes it out. */
  writer(): BodyWriter {
    const id = this.#idPrefix + (this.#made++).toString(36);
    this.shop.active.add(id);
    this.#fresh.add(id);
    return new BodyWriter(this.shop.driver, id);
  }

  /** Lets `copy` read the records for a checkpoint: what they name stays from now on. */
  async copied<T>(copy: () => Promise<T>): Promise<T> {
    this.#kept = true;
    this.#copying++;
    try {
      // A save that is under way may be about to remove what the records name.
      await Promise.all([...this.#locks.values()].map((lock) => lock.run(async () => undefined)));
      return await copy();
    } finally {
      this.#fresh.clear();
      this.#copying--;
    }
  }

  /** What is below root/ has been replaced. */
  replaced(): void {
    this.#known.clear();
  }

  /**
   * Removes the bodies that are not in `named`, which answers all that owners and checkpoints name. `kept`: there are
   * checkpoints. `done` is committed with it.
   */
  async sweep(named: () => Promise<ReadonlySet<string>>, kept: boolean, done: readonly Mutation[]): Promise<void> {
    const { driver, active } = this.shop;
    // In this order: a body that nobody names now is in no record later either.
    const chunks = await driver.keys('chunks', fileBodies, after(fileBodies));
    const writing = new Set(active);
    const names = await named();
    const unnamed = chunks.filter((key) => !names.has(bodyOfChunk(key)) && !writing.has(bodyOfChunk(key)));
    await driver.commit([...unnamed.map((key): Mutation => ({ table: 'chunks', delete: key })), ...done]);
    for (const key of unnamed) this.#forget(bodyOfChunk(key));
    this.#kept = kept;
  }

  #removal(bodies: readonly BodyRecord[]): Mutation[] {
    const free = bodies.filter(({ id }) => !this.#copying && (!this.#kept || this.#fresh.has(id)));
    return free.flatMap((body): Mutation[] =>
      chunkCount(body) > 1 ? removeBody(body.id) : [{ table: 'chunks', delete: chunkKey(body.id, 0) }],
    );
  }

  #forget(id: string): void {
    this.#fresh.delete(id);
    this.#bodies.forget(id);
  }

  async #record(owner: string): Promise<OwnerRecord | undefined> {
    return (await this.shop.driver.get('records', recordKey.owner(owner))) as OwnerRecord | undefined;
  }

  async #filesOf(owner: string): Promise<FileBodies> {
    return this.#known.get(owner) ?? (await this.#record(owner))?.files ?? NONE;
  }

  #alone<T>(owner: string, task: () => Promise<T>): Promise<T> {
    const lock = this.#locks.get(owner) ?? new Lock();
    this.#locks.set(owner, lock);
    return lock.run(task);
  }
}
