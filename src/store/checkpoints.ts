/**
 * All state that outlives a process is what lies below root/ in the records, and the content that it names. A
 * checkpoint is a copy of those records: content never changes, so naming it is keeping it.
 *
 *     root/owner/…  root/record/…            the sandbox as it is
 *          |  take           ^  restore      one transaction each: the old root or the new one, never half
 *          v                 |
 *     checkpoint/<name> -> state/<id>        names layers, blobs and bodies of files, which are no garbage then
 */
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import { Lock } from '../base/lock.ts';
import type { Clock } from '../base/ports.ts';
import type { ChainId, Digest } from '../oci/digest-types.ts';
import type { Contents, Workshop } from './content.ts';
import type { Mutation } from './driver.ts';
import type { Files, OwnerRecord } from './files.ts';
import { after, recordKey, ROOT } from './keys.ts';
import type { Layers } from './layers.ts';
import type { CheckpointInfo, CheckpointStore, Kept } from './store.ts';

/** Records as they are below root/, by the rest of their keys. */
export type RootState = readonly (readonly [key: string, value: unknown])[];

export interface CheckpointRecord {
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** Its RootState is under this id. */
  readonly state: string;
  readonly blobs: readonly Digest[];
  readonly layers: readonly ChainId[];
  /** Ids of the bodies of files. */
  readonly files: readonly string[];
}

const OWNER = recordKey.owner('').slice(ROOT.length);
/** There: bodies of files may be left that nobody names. */
const SWEEP = 'sweep';
const putSweep: Mutation = { table: 'records', key: SWEEP, put: true };

/** What checkpoints are made of. */
export interface Parts {
  readonly content: Contents;
  readonly layers: Layers;
  readonly files: Files;
  readonly clock: Clock;
}

export class Checkpoints implements Omit<CheckpointStore, 'export' | 'import'> {
  readonly #records = new Map<string, CheckpointRecord>();
  readonly #holds = new Set<Kept>();
  /** One at a time: a sweep must see every checkpoint. */
  readonly #turn = new Lock();
  /** Bodies may be left that nobody names. */
  #due = false;

  constructor(
    readonly shop: Workshop,
    readonly parts: Parts,
  ) {}

  async open(): Promise<void> {
    const { driver } = this.shop;
    const prefix = recordKey.checkpoint('');
    for (const [key, value] of await driver.list('records', prefix, after(prefix))) {
      this.#records.set(key.slice(prefix.length), value as CheckpointRecord);
    }
    if (await driver.get('records', SWEEP)) await this.#sweep();
  }

  async list(): Promise<readonly CheckpointInfo[]> {
    return [...this.#records]
      .map(([name, { created }]) => ({ name, created }))
      .sort((a, b) => a.created - b.created || (a.name < b.name ? -1 : 1));
  }

  async take(name: string): Promise<CheckpointInfo> {
    const { content, layers, files, clock } = this.parts;
    return this.#alone(() =>
      this.shop.lock.run(() =>
        files.copied(async () => {
          const [state, blobs, chains] = await Promise.all([this.root(), content.list(), layers.list()]);
          const record: CheckpointRecord = {
            created: clock.now(),
            state: this.shop.newId(),
            blobs: blobs.map(({ digest }) => digest),
            layers: chains.map(({ chainId }) => chainId),
            files: ownersOf(state).flatMap(([, owner]) => idsOf(owner)),
          };
          await this.#add(name, record, state, []);
          return { name, created: record.created };
        }),
      ),
    );
  }

  async restore(name: string): Promise<void> {
    await this.#alone(() => this.shop.lock.run(async () => this.#replaceRoot(await this.state(name))));
  }

  async reset(): Promise<void> {
    await this.#alone(() => this.shop.lock.run(() => this.#replaceRoot([])));
  }

  async drop(name: string): Promise<void> {
    await this.#alone(async () => {
      const { state } = this.record(name);
      await this.shop.driver.commit([
        { table: 'records', delete: recordKey.checkpoint(name) },
        { table: 'records', delete: recordKey.state(state) },
        putSweep,
      ]);
      this.#records.delete(name);
      this.#due = true;
    });
  }

  /** What no garbage collection may remove. */
  kept(): Kept {
    const all = [...this.#records.values()];
    const holds = [...this.#holds];
    return {
      blobs: new Set([...all.flatMap(({ blobs }) => blobs), ...holds.flatMap(({ blobs }) => [...blobs])]),
      layers: new Set([...all.flatMap(({ layers }) => layers), ...holds.flatMap(({ layers }) => [...layers])]),
    };
  }

  /** Keeps content that is coming from the garbage collector, until the answer is called. */
  hold(content: Kept): () => void {
    this.#holds.add(content);
    return () => void this.#holds.delete(content);
  }

  async state(name: string): Promise<RootState> {
    const { state } = this.record(name);
    return (await this.shop.driver.get('records', recordKey.state(state))) as RootState;
  }

  /** FailureError `notFound` when there is no such checkpoint. */
  record(name: string): CheckpointRecord {
    const record = this.#records.get(name);
    if (!record) throw new FailureError('notFound', `there is no checkpoint ${name}`);
    return record;
  }

  /** Makes a checkpoint visible, in place of an earlier one of its name. `batch` is committed with it. */
  add(name: string, record: CheckpointRecord, state: RootState, batch: readonly Mutation[]): Promise<void> {
    return this.#alone(() => this.#add(name, record, state, batch));
  }

  /** Ids of bodies that owners or checkpoints name. */
  async namedFiles(): Promise<ReadonlySet<string>> {
    const owners = recordKey.owner('');
    const records = await this.shop.driver.list('records', owners, after(owners));
    const names = new Set(records.flatMap(([, value]) => idsOf(value as OwnerRecord)));
    for (const { files } of this.#records.values()) for (const id of files) names.add(id);
    return names;
  }

  /** What lies below root/ now, read in one transaction. */
  async root(): Promise<RootState> {
    const entries = await this.shop.driver.list('records', ROOT, after(ROOT));
    return entries.map(([key, value]) => [key.slice(ROOT.length), value] as const);
  }

  async #add(name: string, record: CheckpointRecord, state: RootState, batch: readonly Mutation[]): Promise<void> {
    const before = this.#records.get(name);
    if (!before && this.#records.size >= LIMITS.checkpoints) {
      throw new FailureError('conflict', `there are ${LIMITS.checkpoints} checkpoints already: drop one first`);
    }
    await this.shop.driver.commit([
      ...batch,
      { table: 'records', key: recordKey.state(record.state), put: state },
      { table: 'records', key: recordKey.checkpoint(name), put: record },
      ...(before ? [{ table: 'records', delete: recordKey.state(before.state) } as const, putSweep] : []),
    ]);
    this.#records.set(name, record);
    this.#due ||= before !== undefined;
  }

  async #replaceRoot(state: RootState): Promise<void> {
    const puts = state.map(([key, value]): Mutation => ({ table: 'records', key: ROOT + key, put: value }));
    const clear: Mutation = { table: 'records', deleteFrom: ROOT, deleteBefore: after(ROOT) };
    await this.shop.driver.commit([clear, ...puts, putSweep], { durability: 'strict' });
    this.parts.files.replaced();
    this.#due = true;
  }

  #alone<T>(task: () => Promise<T>): Promise<T> {
    return this.#turn.run(async () => {
      const result = await task();
      if (this.#due) await this.#sweep();
      return result;
    });
  }

  async #sweep(): Promise<void> {
    this.#due = false;
    const done: Mutation = { table: 'records', delete: SWEEP };
    await this.parts.files.sweep(() => this.namedFiles(), this.#records.size > 0, [done]);
  }
}

const idsOf = ({ files }: OwnerRecord): string[] => [...files.values()].map(({ id }) => id);

/** The owners of a root, with their records. */
export function ownersOf(state: RootState): (readonly [owner: string, record: OwnerRecord])[] {
  return state
    .filter(([key]) => key.startsWith(OWNER))
    .map(([key, value]) => [key.slice(OWNER.length), value as OwnerRecord]);
}
