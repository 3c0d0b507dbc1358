/** Runtime and engine behind the API server: a chunk of its own, which the page loads while the learner reads the prompt. */
import { createServer } from '../api/server/create-server.ts';
import type { RequestWatch } from '../api/server/exchange.ts';
import type { Transport } from '../api/transport.ts';
import { createEngine, type Engine, type EngineOptions } from '../engine/create-engine.ts';
import { createRuntime, type KernelRuntime, type RuntimeOptions } from '../runtime/create-runtime.ts';
import type { BindPort } from './binds.ts';
import { SharedLock } from '../engine/locks.ts';

/** As the recorded engine says it in its header `Server`. */
const ENGINE_VERSION = '26.1.5';

export type StartOptions = Omit<RuntimeOptions, 'bind'> &
  Omit<EngineOptions, 'runtime' | 'bindSources'> & {
    readonly binds: BindPort;
    /** Of an engine that was stopped: the next one finds its bridges there. */
    readonly runtime?: KernelRuntime | undefined;
    readonly watch?: RequestWatch;
  };

export interface StartedEngine {
  readonly runtime: KernelRuntime;
  readonly engine: Engine;
  readonly api: Transport;
}

export async function startEngine(options: StartOptions): Promise<StartedEngine> {
  const { binds, watch } = options;
  const runtime = options.runtime ?? createRuntime({ ...options, bind: (source) => binds.resolve(source) });
  const engine = await createEngine({ ...options, runtime, bindSources: binds });
  return {
    runtime,
    engine,
    api: createServer(engine.backend, { engineVersion: ENGINE_VERSION, ...(watch && { watch }) }),
  };
}

export function contentLock(): SharedLock {
  return new SharedLock();
}
