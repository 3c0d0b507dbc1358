/**
 * One life of the machine, from power-on to power-off. What it began may still be running when it ends (a pull, a timer,
 * a container that is noticed to have died), and must not reach the state that comes after it.
 */
import type { Transport } from '../api/transport.ts';
import { FailureError } from '../base/errors.ts';
import type { ByteSource } from '../base/streams.ts';
import type { Store } from '../store/store.ts';

const switchedOff = () => new FailureError('interrupted', 'the machine was switched off');

export class Life {
  #over = false;
  readonly #writing = new Set<Promise<unknown>>();
  readonly #requests = new Set<AbortController>();

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

  /** The Engine API as this life answers it: what is under way when it ends is broken off. */
  transportOf(transport: Transport): Transport {
    return {
      request: async (request) => {
        const aborter = new AbortController();
        const leave = () => aborter.abort(request.signal?.reason);
        if (this.#over) throw switchedOff();
        if (request.signal?.aborted) leave();
        request.signal?.addEventListener('abort', leave, { once: true });
        this.#requests.add(aborter);
        const over = () => {
          request.signal?.removeEventListener('abort', leave);
          this.#requests.delete(aborter);
        };
        try {
          const response = await transport.request({ ...request, signal: aborter.signal });
          // A connection that was taken over has no end that shows here: it is kept, and costs next to nothing.
          return response.stream ? response : { ...response, body: ending(response.body, over) };
        } catch (error) {
          over();
          throw error;
        }
      },
    };
  }

  /** Settles when nothing of this life will be written any more. */
  async end(): Promise<void> {
    this.#over = true;
    for (const request of this.#requests) request.abort(switchedOff());
    this.#requests.clear();
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

async function* ending(body: ByteSource, over: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } finally {
    over();
  }
}
