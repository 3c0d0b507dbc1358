/**
 * Plain data under names, in the driver's records table. What may wait is gathered for a moment and goes with the next
 * write, so that order is kept and a short life costs no transaction of its own. What trickles goes by itself.
 */
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import type { Clock } from '../base/ports.ts';
import type { Mutation, StorageDriver } from './driver.ts';
import { after, recordKey } from './keys.ts';
import { copyPlain } from './plain-copy.ts';
import type { Records } from './store.ts';

type Batch = Parameters<Records['write']>[0];

/** A value of undefined: the record is gone. */
type Changes = Map<string, unknown>;

export function openRecords(driver: StorageDriver, clock: Clock): Records {
  let waiting: Changes = new Map();
  /** Of those in `waiting`: the store has never seen them. */
  let fresh = new Set<string>();
  const trickling: Changes = new Map();
  /** Taken from `waiting` or `trickling`, and on the way to the driver. */
  const underWay = new Set<Changes>();
  let cancel: (() => void) | undefined;
  let cancelTrickle: (() => void) | undefined;

  const latest = (key: string): { readonly value: unknown } | undefined => {
    for (const changes of [waiting, trickling, ...[...underWay].reverse()]) {
      if (changes.has(key)) return { value: copyPlain(changes.get(key)) };
    }
    return undefined;
  };
  const commit = (batch: Batch) =>
    driver.commit(
      batch.map(({ key, value }): Mutation =>
        value === undefined
          ? { table: 'records', delete: recordKey.plain(key) }
          : { table: 'records', key: recordKey.plain(key), put: value },
      ),
      // A reference is what makes content reachable: it asks for more than the end of the process.
      { durability: batch.some(({ key }) => /^(images|references)\//.test(key)) ? 'strict' : 'relaxed' },
    );
  const write = async (batch: Batch): Promise<void> => {
    cancel?.();
    cancel = undefined;
    const changes = waiting;
    if (changes.size === 0) return commit(batch);
    waiting = new Map();
    fresh = new Set();
    underWay.add(changes);
    try {
      await commit([...batchOf(changes), ...batch]);
    } catch (error) {
      for (const [key, value] of changes) if (!waiting.has(key)) waiting.set(key, value);
      // What waits may be what there is no room for; the caller may be about to make some.
      if (!(error instanceof FailureError) || error.kind !== 'noSpace' || batch.length === 0) throw error;
      await commit(batch);
    } finally {
      underWay.delete(changes);
    }
  };
  const writePortion = async (): Promise<void> => {
    const changes: Changes = new Map();
    for (const [key, value] of trickling) {
      if (changes.size === LIMITS.recordsPortion) break;
      changes.set(key, value);
      trickling.delete(key);
    }
    underWay.add(changes);
    try {
      await commit(batchOf(changes));
    } catch (error) {
      for (const [key, value] of changes) if (!trickling.has(key) && !waiting.has(key)) trickling.set(key, value);
      throw error;
    } finally {
      underWay.delete(changes);
    }
  };
  const trickleOn = (): void => {
    const next = () => {
      cancelTrickle = undefined;
      void writePortion().then(
        () => trickling.size > 0 && trickleOn(),
        () => undefined,
      );
    };
    cancelTrickle ??= clock.after(LIMITS.recordsSoonMs, next);
  };
  const settle = async (): Promise<void> => {
    cancelTrickle?.();
    cancelTrickle = undefined;
    if (waiting.size) await write([]);
    while (trickling.size) await writePortion();
  };

  return {
    get: async <T>(key: string) => {
      const known = latest(key);
      return (known ? known.value : await driver.get('records', recordKey.plain(key))) as T | undefined;
    },
    list: async <T>(prefix: string) => {
      const from = recordKey.plain(prefix);
      const own = recordKey.plain('').length;
      const late = [...underWay, trickling, waiting];
      const found = await driver.list('records', from, after(from));
      const values = new Map(found.map(([key, value]) => [key.slice(own), value]));
      for (const changes of late) {
        for (const [key, value] of changes) {
          if (!key.startsWith(prefix)) continue;
          if (value === undefined) values.delete(key);
          else values.set(key, copyPlain(value));
        }
      }
      return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, value as T] as const);
    },
    write,
    writeSoon: (batch) => {
      for (const change of batch) {
        const { key, value } = change;
        if (change.fresh) fresh.add(key);
        trickling.delete(key);
        if (value === undefined && fresh.delete(key)) waiting.delete(key);
        else waiting.set(key, value);
      }
      if (waiting.size === 0) {
        cancel?.();
        cancel = undefined;
        return;
      }
      // A failure is told to the next one who writes.
      cancel ??= clock.after(LIMITS.recordsSoonMs, () => void write([]).catch(() => undefined));
    },
    trickle: (batch) => {
      for (const { key, value } of batch) (waiting.has(key) ? waiting : trickling).set(key, value);
      if (trickling.size > 0) trickleOn();
    },
    settle,
  };
}

function batchOf(changes: Changes): Batch {
  return [...changes].map(([key, value]) => ({ key, value }));
}
