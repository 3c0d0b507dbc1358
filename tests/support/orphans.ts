/** What lies in a store and is named by nothing. */
import type { BodyRecord } from '../../src/store/body-writer.ts';
import type { CheckpointRecord, RootState } from '../../src/store/checkpoints.ts';
import type { StorageDriver } from '../../src/store/driver.ts';
import type { OwnerRecord } from '../../src/store/files.ts';
import type { Layer } from '../../src/store/store.ts';

const ROOT = 'root/';

/** Sentences; none: all is named. Images and containers name themselves: users see them. */
export async function orphans(driver: StorageDriver): Promise<readonly string[]> {
  const records = await driver.list('records', '', '\uffff');
  const below = (prefix: string) =>
    records.filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value] as const);
  const checkpoints = below('checkpoint/').map(([, value]) => value as CheckpointRecord);
  const states = new Set(checkpoints.map(({ state }) => state));
  const found: string[] = below('ingest/').map(([id]) => `ingest ${id} is left`);
  for (const [id] of below('state/')) if (!states.has(id)) found.push(`state ${id} is named by nothing`);
  found.push(...rootOrphans(below(ROOT)));
  found.push(...contentOrphans(below, checkpoints));
  const bodies = new Set([
    ...[...below('blob/'), ...below('diff/')].map(([, body]) => (body as BodyRecord).id),
    ...below(`${ROOT}owner/`).flatMap(([, owner]) => [...(owner as OwnerRecord).files.values()].map(({ id }) => id)),
    ...checkpoints.flatMap(({ files }) => files),
  ]);
  for (const key of await driver.keys('chunks', '', '\uffff')) {
    if (!bodies.has(key.split('/')[1] as string)) found.push(`chunk ${key} is named by nothing`);
  }
  return found;
}

function rootOrphans(root: RootState): string[] {
  const keys = root.map(([key]) => key);
  const names = (prefix: string) =>
    new Set(keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)));
  const containers = names('record/containers/');
  const volumes = names('record/volumes/');
  const images = names('record/images/');
  const found: string[] = [];
  const expect = (what: string, named: Iterable<string>, by: ReadonlySet<string>) => {
    for (const name of named) if (!by.has(name)) found.push(`${what} ${name} is named by nothing`);
  };
  expect('snapshot', names('record/runtime/snapshots/'), containers);
  expect('writable layer', names('owner/snapshot/'), containers);
  expect('volume', names('record/runtime/volumes/'), volumes);
  expect('files of volume', names('owner/volume/'), volumes);
  expect(
    'log',
    [...names('record/logs/')].map((name) => name.split('/')[0] as string),
    containers,
  );
  for (const [key, value] of root) {
    if (key.startsWith('record/references/') && !images.has(value as string)) found.push(`${key} names nothing`);
  }
  return found;
}

type Below = (prefix: string) => readonly (readonly [string, unknown])[];

function contentOrphans(below: Below, checkpoints: readonly CheckpointRecord[]): string[] {
  const found: string[] = [];
  const layers = new Map(below('layer/').map(([chain, layer]) => [chain, layer as Layer]));
  const blobs = new Set<string>(checkpoints.flatMap((checkpoint) => checkpoint.blobs));
  const diffs = new Set<string>();
  for (const [id] of below(`${ROOT}record/images/`)) blobs.add(id);
  for (const [digest] of below('blob/')) if (!blobs.has(digest)) found.push(`blob ${digest} is named by nothing`);
  for (const { diffId } of layers.values()) diffs.add(diffId);
  for (const kind of ['diff/', 'index/']) {
    for (const [diff] of below(kind)) if (!diffs.has(diff)) found.push(`${kind}${diff} is named by nothing`);
  }
  return found;
}
