/** The engine behind its API server: a chunk of its own, which the page loads while the learner reads the prompt. */
import { createServer } from '../api/server/create-server.ts';
import type { Duplex } from '../base/duplex.ts';
import { serveConnection } from '../base/http/server.ts';
import type { Clock } from '../base/ports.ts';
import type { Transport } from '../api/transport.ts';
import { createEngine, type Engine, type EngineOptions } from '../engine/create-engine.ts';

/** As the recorded engine says it in its header `Server`. */
const ENGINE_VERSION = '26.1.5';

export async function startEngine(
  options: EngineOptions,
): Promise<{ readonly engine: Engine; readonly api: Transport; readonly serve: typeof serve }> {
  const engine = await createEngine(options);
  return { engine, api: createServer(engine.backend, { engineVersion: ENGINE_VERSION }), serve };
}

/** The Engine API over HTTP, for one connection to the machine's socket. */
function serve(api: Transport, connection: Duplex, clock: Clock): Promise<void> {
  return serveConnection(api, connection, { clock });
}
