/** What the worker does for a tab besides its terminals, by the names of protocol.ts. It comes with the first question. */
import type { Mux, Serve } from '../base/mux.ts';
import { serveTransport } from '../api/port/port-transport.ts';
import type { Sandbox } from '../sandbox/assemble.ts';
import { serveMachine } from './machine-services.ts';
import { createLearnerService } from './learner-service.ts';
import { SERVICE, type MachineParams, type ScriptParams, type ScriptResult } from './protocol.ts';
import { serveState } from './state-services.ts';

/** What a service is registered at. */
export type Services = Pick<Mux, 'serve'>;

/** One set for all tabs. */
export function services(sandbox: Sandbox): ReadonlyMap<string, Serve> {
  const all = new Map<string, Serve>();
  const registry: Services = {
    serve: (name, handler) => {
      all.set(name, handler);
      return () => all.delete(name);
    },
  };
  serveTransport(registry, SERVICE.engine, sandbox.api);
  registry.serve(SERVICE.script, async (params, channel) => {
    const { script, ...given } = params as ScriptParams;
    const result: ScriptResult = await sandbox.host.runScript(script, { ...given, signal: channel.signal });
    await channel.send(result);
  });
  serveMachine(registry, sandbox);
  registry.serve(SERVICE.machine, async (params, channel) => {
    const { kind } = (params ?? {}) as MachineParams;
    if (kind && kind !== sandbox.machine) await sandbox.changeMachine(kind);
    await channel.send(sandbox.machine);
  });
  registry.serve(SERVICE.verify, async (_, channel) => {
    await channel.send(await sandbox.store.verify());
  });
  serveState(registry, sandbox);
  createLearnerService()(registry);
  return all;
}
