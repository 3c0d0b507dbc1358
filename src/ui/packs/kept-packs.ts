/** Packs that the learner keeps: the worker has them beside the progress. */
import { SERVICE, type PackParams } from '../../worker/protocol.ts';
import type { Connection } from '../state/connection.svelte.ts';
import { ask } from '../state/scripts.ts';
import type { PackFile } from './open-pack.ts';

export async function keptPacks(connection: Connection): Promise<readonly PackFile[]> {
  return (await ask(connection, SERVICE.listPacks)) as readonly PackFile[];
}

/** Takes the place of what came from the same source. */
export async function keepPack(connection: Connection, { source, bytes }: PackFile): Promise<void> {
  await ask(connection, SERVICE.savePack, { source, bytes } satisfies PackParams);
}

export async function dropPack(connection: Connection, source: string): Promise<void> {
  await ask(connection, SERVICE.savePack, { source } satisfies PackParams);
}
