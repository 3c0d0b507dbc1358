/**
 * The engine as a daemon of the machine: it can be stopped and started again, and only while it runs does its socket answer.
 * What is asked while it starts waits.
 */
import type { Transport } from '../api/transport.ts';
import type { Engine } from '../engine/create-engine.ts';
import type { StartedEngine } from './engine-server.ts';

export class EngineDaemon {
  #served: Promise<StartedEngine> | undefined;

  constructor(private readonly make: () => Promise<StartedEngine>) {}

  get running(): boolean {
    return this.#served !== undefined;
  }

  /** Undefined while it does not run. */
  get engine(): Promise<Engine> | undefined {
    return this.#served?.then(({ engine }) => engine);
  }

  async start(): Promise<void> {
    this.#served ??= this.make();
    await this.#served;
  }

  /** Saves everything and ends the containers, so that the next start applies their policies. */
  async stop(): Promise<void> {
    const started = await this.#served;
    this.#served = undefined;
    await started?.engine.close();
    started?.runtime.close();
  }

  readonly api: Transport = {
    request: async (request) => {
      if (!this.#served) throw new ConnectionRefused('unix:///var/run/docker.sock');
      return (await this.#served).api.request(request);
    },
  };
}

export class ConnectionRefused extends Error {
  readonly code = 'ECONNREFUSED';
  constructor(host: string) {
    super(`connect ECONNREFUSED ${host}`);
  }
}
