/**
 * The engine as a daemon of the machine: it can be stopped and started again, and only while it runs does its socket answer.
 * What is asked while it starts waits. It may be left to start with the first question, when something else comes first.
 */
import type { Transport } from '../api/transport.ts';
import type { Engine } from '../engine/create-engine.ts';
import type { StartedEngine } from './engine-server.ts';

export class EngineDaemon {
  #served: Promise<StartedEngine> | undefined;
  #awaited = false;

  constructor(private readonly make: () => Promise<StartedEngine>) {}

  get running(): boolean {
    return this.#awaited || this.#served !== undefined;
  }

  /** Undefined while it does not run, or has not been asked anything yet. */
  get engine(): Promise<Engine> | undefined {
    return this.#served?.then(({ engine }) => engine);
  }

  /** It runs, as far as anybody can tell, and starts when it is asked something. */
  startWhenAsked(): void {
    this.#awaited = true;
  }

  async start(): Promise<void> {
    this.#served ??= this.make();
    await this.#served;
  }

  /** Saves everything and ends the containers, so that the next start applies their policies. */
  async stop(): Promise<void> {
    const started = await this.#served;
    this.#served = undefined;
    this.#awaited = false;
    await started?.engine.close();
    started?.runtime.close();
  }

  readonly api: Transport = {
    request: async (request) => {
      if (!this.running) throw new ConnectionRefused('unix:///var/run/docker.sock');
      this.#served ??= this.make();
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
