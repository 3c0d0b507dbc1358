/** Erases the sandbox: the worker empties the store and every tab starts over. */
import { SERVICE } from '../../worker/protocol.ts';
import type { Connection } from './connection.svelte.ts';

export async function eraseSandbox(connection: Connection): Promise<void> {
  const mux = await connection.mux();
  for await (const _ of mux.open(SERVICE.reset, {}).messages) break;
  location.reload();
}
