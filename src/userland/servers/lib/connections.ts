/** The connections of a server process: accepted, served, and let go when the process is to end. */
import type { Duplex } from '../../../base/duplex.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { inBackground } from './background.ts';
import { socketDuplex, uninterrupted } from '../../bin/lib/socket-duplex.ts';

export interface ServedConnection {
  readonly stream: Duplex;
  readonly client: readonly [address: string, port: number];
  readonly local: readonly [address: string, port: number];
  /** Counts up from 1 in the order of accepting. */
  readonly number: number;
  /** A request is being answered: closing waits for it. */
  busy: boolean;
}

export class Connections {
  readonly #open = new Set<ServedConnection>();
  #number = 0;
  #ending = false;
  #ended: () => void = () => undefined;

  constructor(private readonly sys: Sys) {}

  get size(): number {
    return this.#open.size;
  }

  get accepted(): number {
    return this.#number;
  }

  get ending(): boolean {
    return this.#ending;
  }

  /** Accepts on a listening descriptor until `end`; `serve` never rejects, and closes the stream. */
  accept(listener: number, serve: (connection: ServedConnection) => Promise<void>): void {
    inBackground(this.#accept(listener, serve));
  }

  async #accept(listener: number, serve: (connection: ServedConnection) => Promise<void>): Promise<void> {
    while (!this.#ending) {
      let fd: number;
      try {
        fd = await uninterrupted(() => this.sys.accept(listener));
      } catch (error) {
        if (error instanceof SysError && error.errno === 'ECONNABORTED') continue;
        throw error;
      }
      const connection = this.#describe(fd);
      this.#open.add(connection);
      inBackground(serve(connection).finally(() => this.#left(connection)));
    }
  }

  /** No more connections; idle ones are closed. Settles when the busy ones are done. */
  async end(): Promise<void> {
    this.#ending = true;
    for (const connection of this.#open) if (!connection.busy) connection.stream.close();
    if ([...this.#open].every(({ busy }) => !busy)) return;
    await new Promise<void>((resolve) => (this.#ended = resolve));
  }

  #left(connection: ServedConnection): void {
    connection.stream.close();
    this.#open.delete(connection);
    if (this.#ending && this.#open.size === 0) this.#ended();
  }

  #describe(fd: number): ServedConnection {
    const place = (name: ReturnType<Sys['getsockname']>): readonly [string, number] =>
      'path' in name ? [name.path, 0] : [name.address, name.port];
    let client: readonly [string, number] = ['', 0];
    try {
      client = place(this.sys.getpeername(fd));
    } catch (error) {
      // It has gone already.
      if (!(error instanceof SysError)) throw error;
    }
    const stream = socketDuplex(this.sys, fd);
    return { stream, client, local: place(this.sys.getsockname(fd)), number: ++this.#number, busy: false };
  }
}
