/** The engine behind its API server: a chunk of its own, which the page loads while the learner reads the prompt. */
import { createServer } from '../api/server/create-server.ts';
import type { Transport } from '../api/transport.ts';
import { createEngine, type Engine, type EngineOptions } from '../engine/create-engine.ts';

/** As the recorded engine says it in its header `Server`. */
const ENGINE_VERSION = '26.1.5';

export async function startEngine(
  options: EngineOptions,
): Promise<{ readonly engine: Engine; readonly api: Transport }> {
  const engine = await createEngine(options);
  return { engine, api: createServer(engine.backend, { engineVersion: ENGINE_VERSION }) };
}
