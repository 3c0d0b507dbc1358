/** Writable layers and volumes: an owner's index and the contents of its numbered files. */
import { EMPTY } from '../base/bytes.ts';
import { LIMITS } from '../base/limits.ts';
import type { Mutation, StorageDriver } from './driver.ts';
import { after, ownerPrefix, partKey, partPrefix, recordKey } from './keys.ts';
import { Lock } from './lock.ts';
import type { FileStore } from './store.ts';

interface OwnerRecord {
  readonly index: unknown;
  /** How many parts a file has, of those that have more than one. */
  readonly parts: ReadonlyMap<number, number>;
}

const PART = LIMITS.chunkBytes;

export class Files implements FileStore {
  /** Owners whose `parts` are known without asking the driver. */
  readonly #parts = new Map<string, ReadonlyMap<number, number>>();
  readonly #locks = new Map<string, Lock>();

  constructor(private readonly driver: StorageDriver) {}

  save(
    owner: string,
    index: unknown,
    files: ReadonlyMap<number, Uint8Array>,
    removed: readonly number[],
  ): Promise<void> {
    return this.#alone(owner, async () => {
      const parts = new Map(await this.#partsOf(owner));
      const batch: Mutation[] = [];
      for (const file of removed) {
        batch.push(...removal(owner, file, parts.get(file) ?? 1));
        parts.delete(file);
      }
      for (const [file, bytes] of files) {
        if ((parts.get(file) ?? 1) > 1) batch.push(...removal(owner, file, 2));
        const count = Math.max(1, Math.ceil(bytes.length / PART));
        for (let n = 0; n < count; n++) {
          // A copy: the caller goes on writing into its buffer.
          const put = bytes.slice(n * PART, (n + 1) * PART);
          batch.push({ table: 'chunks', key: partKey(owner, file, n), put });
        }
        if (count > 1) parts.set(file, count);
        else parts.delete(file);
      }
      const record: OwnerRecord = { index, parts };
      batch.push({ table: 'records', key: recordKey.owner(owner), put: record });
      await this.driver.commit(batch);
      this.#parts.set(owner, parts);
    });
  }

  async load(owner: string): Promise<{ readonly index: unknown } | undefined> {
    const record = (await this.driver.get('records', recordKey.owner(owner))) as OwnerRecord | undefined;
    return record && { index: record.index };
  }

  async read(owner: string, file: number, offset: number, length: number): Promise<Uint8Array> {
    const first = Math.floor(offset / PART);
    const found: Uint8Array[] = [];
    let missing = length;
    for (let n = first; missing > 0; n++) {
      const from = n === first ? offset - n * PART : 0;
      const wanted = Math.min(missing, PART - from);
      const part = await this.driver.readChunk(partKey(owner, file, n), from, wanted);
      if (part?.length) found.push(part);
      if (!part || part.length < wanted) break;
      missing -= part.length;
    }
    if (found.length <= 1) return found[0]?.slice() ?? EMPTY;
    const whole = new Uint8Array(found.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of found) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  delete(owner: string): Promise<void> {
    return this.#alone(owner, async () => {
      const prefix = ownerPrefix(owner);
      await this.driver.commit([
        { table: 'records', delete: recordKey.owner(owner) },
        { table: 'chunks', deleteFrom: prefix, deleteBefore: after(prefix) },
      ]);
      this.#parts.delete(owner);
      this.#locks.delete(owner);
    });
  }

  async owners(): Promise<readonly string[]> {
    const prefix = recordKey.owner('');
    const keys = await this.driver.keys('records', prefix, after(prefix));
    return keys.map((key) => key.slice(prefix.length));
  }

  async #partsOf(owner: string): Promise<ReadonlyMap<number, number>> {
    const known = this.#parts.get(owner);
    if (known) return known;
    const record = (await this.driver.get('records', recordKey.owner(owner))) as OwnerRecord | undefined;
    return record?.parts ?? new Map();
  }

  #alone<T>(owner: string, task: () => Promise<T>): Promise<T> {
    const lock = this.#locks.get(owner) ?? new Lock();
    this.#locks.set(owner, lock);
    return lock.run(task);
  }
}

function removal(owner: string, file: number, parts: number): Mutation[] {
  if (parts === 1) return [{ table: 'chunks', delete: partKey(owner, file, 0) }];
  const prefix = partPrefix(owner, file);
  return [{ table: 'chunks', deleteFrom: prefix, deleteBefore: after(prefix) }];
}
