/** Runtime and engine behind the API server: a chunk of its own, which the page loads while the learner reads the prompt. */
import { createServer } from '../api/server/create-server.ts';
import type { Duplex } from '../base/duplex.ts';
import { serveConnection } from '../base/http/server.ts';
import type { Clock } from '../base/ports.ts';
import type { Transport } from '../api/transport.ts';
import { createEngine, type Engine, type EngineOptions } from '../engine/create-engine.ts';
import { createRuntime, type KernelRuntime, type RuntimeOptions } from '../runtime/create-runtime.ts';
import type { BindPort } from './binds.ts';

/** As the recorded engine says it in its header `Server`. */
const ENGINE_VERSION = '26.1.5';

export type StartOptions = Omit<RuntimeOptions, 'bind'> &
  Omit<EngineOptions, 'runtime' | 'bindSources'> & { readonly binds: BindPort };

export interface StartedEngine {
  readonly runtime: KernelRuntime;
  readonly engine: Engine;
  readonly api: Transport;
  readonly serve: typeof serve;
}

export async function startEngine(options: StartOptions): Promise<StartedEngine> {
  const { binds } = options;
  const runtime = createRuntime({ ...options, bind: (source) => binds.resolve(source) });
  const engine = await createEngine({ ...options, runtime, bindSources: binds });
  return { runtime, engine, api: createServer(engine.backend, { engineVersion: ENGINE_VERSION }), serve };
}

/** The Engine API over HTTP, for one connection to the machine's socket. */
function serve(api: Transport, connection: Duplex, clock: Clock): Promise<void> {
  return serveConnection(api, connection, { clock });
}
