/** The Engine API's client, loaded when it is first asked something: the prompt does not need it. */
import type { EngineClient } from '../../api/calls.ts';
import type { Mux } from '../../base/mux.ts';
import { SERVICE } from '../../worker/protocol.ts';

/** `mux` gives the line of the moment: there is another one after a take-over. */
export function lazyClient(mux: () => Promise<Mux>): EngineClient {
  let loading: Promise<EngineClient> | undefined;
  const load = async (): Promise<EngineClient> => {
    const [{ createClient }, { portTransport }] = await Promise.all([
      import('../../api/client/create-client.ts'),
      import('../../api/port/port-transport.ts'),
    ]);
    return createClient({ request: async (request) => portTransport(await mux(), SERVICE.engine).request(request) });
  };
  const method =
    (name: keyof EngineClient) =>
    async (call?: never): Promise<unknown> =>
      (await (loading ??= load()))[name](call);
  // Every property is a method that answers a promise. Only `then` is none, or the client itself would pass for one.
  return new Proxy({} as EngineClient, {
    get: (_, name) => (typeof name === 'string' && name !== 'then' ? method(name as keyof EngineClient) : undefined),
  });
}
