/** Which machine the learner sits at: each has files and an engine of its own, or no engine yet. */
import { SERVICE, type MachineParams } from '../../worker/protocol.ts';
import type { Connection } from './connection.svelte.ts';
import { ask } from './scripts.ts';

/** Another machine is a power cycle: the terminals of every tab begin anew at it. */
export async function sitAt(connection: Connection, kind: MachineParams['kind']): Promise<void> {
  if ((await ask(connection, SERVICE.machine, {} satisfies MachineParams)) === kind) return;
  await connection.powerCycle(() => ask(connection, SERVICE.machine, { kind } satisfies MachineParams));
}
