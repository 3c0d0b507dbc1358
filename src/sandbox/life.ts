/**
 * One life of the machine, from power-on to power-off. What it began may still be running when it ends (a pull, a timer,
 * a container that is noticed to have died), and must not reach the state that comes after it.
 */
import type { Leavable, RequestWatch } from '../api/server/exchange.ts';
import type { Transport } from '../api/transport.ts';
import { FailureError } from '../base/errors.ts';
import type { Store } from '../store/store.ts';

const switchedOff = () => new FailureError('interrupted', 'the machine was switched off');

export class Life {
  #over = false;
  readonly #writing = new Set<Promise<unknown>>();
  readonly #requests = new Set<Leavable>();

  /** The store as this life sees it: nothing is written any more once it is over. */
  storeOf(store: Store): Store {
    const { records, files } = store;
    return {
      ...store,
      records: {
        ...records,
        write: (batch) => this.#write(() => records.write(batch)),
        writeSoon: (batch) => {
          if (!this.#over) records.writeSoon(batch);
        },
        trickle: (batch) => {
          if (!this.#over) records.trickle(batch);
        },
      },
      files: {
        save: (...args) => this.#write(() => files.save(...args)),
        delete: (owner) => this.#write(() => files.delete(owner)),
        load: (owner) => files.load(owner),
        read: (...args) => files.read(...args),
        owners: () => files.owners(),
      },
      collectGarbage: (keep) => this.#write(() => store.collectGarbage(keep)),
    };
  }

  /** The Engine API as this life answers it. What is under way when it ends is broken off: its server tells `watch` of it. */
  transportOf(transport: Transport): Transport {
    return {
      request: (request) => (this.#over ? Promise.reject(switchedOff()) : transport.request(request)),
    };
  }

  readonly watch: RequestWatch = {
    began: (request) => {
      if (this.#over) request.leave(switchedOff());
      else this.#requests.add(request);
    },
    ended: (request) => void this.#requests.delete(request),
  };

  /** Settles when nothing of this life will be written any more. */
  async end(): Promise<void> {
    this.#over = true;
    for (const request of [...this.#requests]) request.leave(switchedOff());
    await Promise.all([...this.#writing].map((write) => write.catch(() => undefined)));
  }

  async #write<T>(write: () => Promise<T>): Promise<T> {
    if (this.#over) throw switchedOff();
    const writing = write();
    this.#writing.add(writing);
    try {
      return await writing;
    } finally {
      this.#writing.delete(writing);
    }
  }
}
