/** Runs a script in a hidden shell on the learner's machine. */
import { SERVICE, type ScriptParams, type ScriptResult } from '../../worker/protocol.ts';
import type { Connection } from './connection.svelte.ts';

export async function runScript(connection: Connection, script: string): Promise<ScriptResult> {
  const mux = await connection.mux();
  const params: ScriptParams = { script };
  for await (const message of mux.open(SERVICE.script, params).messages) return message as ScriptResult;
  throw new Error('the hidden shell gave no answer');
}
