/** What every command of the docker program works with: the machine, the engine, the configuration, the output. */
import { utf8 } from '../base/bytes.ts';
import type { EngineClient } from '../api/calls.ts';
import { createClient } from '../api/client/create-client.ts';
import type { ConfigFile } from './config-file.ts';
import { watchedTransport } from './connection.ts';
import type { Flags } from './flags/parse.ts';
import type { Machine } from './machine.ts';

export type Handler = (session: Session, flags: Flags, args: readonly string[]) => Promise<number | void>;

export class Session {
  #client: EngineClient | undefined;

  constructor(
    readonly machine: Machine,
    readonly host: string,
    readonly config: ConfigFile,
    /** The command as it was called, e.g. `container run`. */
    readonly path: string,
    /** `-D`. */
    readonly debug: boolean,
  ) {}

  get client(): EngineClient {
    if (this.#client) return this.#client;
    const version = this.machine.env.get('DOCKER_API_VERSION')?.replace(/^v/, '');
    const transport = watchedTransport(this.machine.connect(this.host), this.host, this.machine);
    return (this.#client = createClient(transport, version ? { version } : {}));
  }

  /** To standard output. */
  async print(text: string): Promise<void> {
    if (text) await this.machine.stdout.write(utf8(text));
  }

  /** To standard error. */
  async warn(text: string): Promise<void> {
    if (text) await this.machine.stderr.write(utf8(text));
  }

  now(): number {
    return this.machine.clock.now();
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.machine.clock.after(ms, resolve));
  }
}
