/** Calls of the worker that answer once: a script in a hidden shell on the learner's machine, a check of the store. */
import type { EngineClient } from '../../api/calls.ts';
import type { ScriptOptions } from '../../course/judge.ts';
import { SERVICE, type ScriptParams, type ScriptResult } from '../../worker/protocol.ts';
import type { Connection } from './connection.svelte.ts';

/** One question to the worker, one answer. Rejects with the worker's failure. */
export async function ask(
  connection: Connection,
  service: string,
  params: unknown = {},
  signal?: AbortSignal,
): Promise<unknown> {
  const mux = await connection.mux();
  signal?.throwIfAborted();
  const channel = mux.open(service, params);
  const abort = () => channel.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for await (const message of channel.messages) return message;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
  throw new Error(`the worker gave no answer to ${service}`);
}

export async function runScript(
  connection: Connection,
  script: string,
  { variables, signal }: ScriptOptions = {},
): Promise<ScriptResult> {
  const params: ScriptParams = { script, ...(variables && { variables }) };
  return (await ask(connection, SERVICE.script, params, signal)) as ScriptResult;
}

/** Erases the sandbox: the worker empties the store and every tab starts over. */
export async function eraseSandbox(connection: Connection): Promise<void> {
  await ask(connection, SERVICE.reset, {});
  connection.erased();
}

/** What the browser's console is given. */
export interface Handle {
  readonly client: EngineClient;
  run(script: string): Promise<ScriptResult>;
  /** What is damaged in the store; empty when all is well. */
  verify(): Promise<readonly string[]>;
}

export function handleOf(connection: Connection): Handle {
  return {
    client: connection.client,
    run: (script) => runScript(connection, script),
    verify: async () => (await ask(connection, SERVICE.verify, {})) as readonly string[],
  };
}
