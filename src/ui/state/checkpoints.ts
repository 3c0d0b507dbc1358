/** Earlier states of the sandbox, kept and put back by the worker: undo, and the beginnings of steps. */
import { SERVICE, type CheckpointInfo, type CheckpointParams } from '../../worker/protocol.ts';
import type { Connection } from './connection.svelte.ts';
import { ask } from './scripts.ts';

export async function takeCheckpoint(connection: Connection, name: string): Promise<void> {
  await ask(connection, SERVICE.takeCheckpoint, { name } satisfies CheckpointParams);
}

/** Oldest first. */
export async function listCheckpoints(connection: Connection): Promise<readonly CheckpointInfo[]> {
  return (await ask(connection, SERVICE.listCheckpoints)) as readonly CheckpointInfo[];
}

export async function dropCheckpoint(connection: Connection, name: string): Promise<void> {
  await ask(connection, SERVICE.dropCheckpoint, { name } satisfies CheckpointParams);
}

/** A power cycle: terminals of every tab begin anew once the machine is on again. */
export async function restoreCheckpoint(connection: Connection, name: string): Promise<void> {
  await connection.powerCycle(() => ask(connection, SERVICE.restoreCheckpoint, { name } satisfies CheckpointParams));
}

/** The beginnings of one lesson's steps; those of other lessons make room for them. */
export function lessonCheckpoints(connection: Connection, prefix: string) {
  return {
    take: async (name: string): Promise<void> => {
      for (const { name: other } of await listCheckpoints(connection)) {
        if (other.startsWith('lesson/') && !other.startsWith(prefix)) await dropCheckpoint(connection, other);
      }
      await takeCheckpoint(connection, name);
    },
    restore: (name: string): Promise<void> => restoreCheckpoint(connection, name),
  };
}
