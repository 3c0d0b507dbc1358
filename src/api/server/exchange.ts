/** One request under way: what its answer needs to know of it, and whether its client is still there. */
import type { AbortNotice } from '../../base/abort.ts';
import { FailureError } from '../../base/errors.ts';
import type { Operation, OperationId } from '../operations.ts';

/** Whoever may have to break requests off hears of each: of its beginning, and of its end. */
export interface RequestWatch {
  began(request: Leavable): void;
  ended(request: Leavable): void;
}

export interface Leavable {
  /** Rejects what the client waits for with this reason, and tells the backend that the client has gone. */
  leave(reason: unknown): void;
}

export interface ExchangeOptions {
  readonly id: OperationId;
  readonly operation: Operation;
  /** Of the path; undefined when it has none. */
  readonly version: string | undefined;
  /** Of every handled reply. */
  readonly headers: Readonly<Record<string, string>>;
  readonly upgrade: string | undefined;
  /** The request's own: aborted when its client goes away. */
  readonly client: AbortNotice | undefined;
  readonly watch: RequestWatch | undefined;
}

export class Exchange implements Leavable {
  readonly id: OperationId;
  readonly operation: Operation;
  readonly version: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly upgrade: string | undefined;
  readonly #client: AbortNotice | undefined;
  readonly #watch: RequestWatch | undefined;
  readonly #departure = (): void => this.leave(this.#client?.reason);
  readonly #listeners = new Set<(reason: unknown) => void>();
  #aborter: AbortController | undefined;
  #left: { readonly reason: unknown } | undefined;
  #goesOn = false;

  constructor({ id, operation, version, headers, upgrade, client, watch }: ExchangeOptions) {
    this.id = id;
    this.operation = operation;
    this.version = version;
    this.headers = headers;
    this.upgrade = upgrade;
    this.#client = client;
    this.#watch = watch;
    client?.addEventListener('abort', this.#departure, { once: true });
    watch?.began(this);
    if (client?.aborted) this.#departure();
  }

  /** For the backend: aborted when the client goes away. Made when it is asked for, since most answers are there at once. */
  get signal(): AbortSignal {
    this.#aborter ??= new AbortController();
    if (this.#left) this.#aborter.abort(this.#left.reason);
    return this.#aborter.signal;
  }

  /** Whether more comes after the head of the answer: then somebody calls `end`, or the client leaves. */
  get goesOn(): boolean {
    return this.#goesOn;
  }

  /** `gone` is called when the client leaves before the end. */
  goOn(gone?: () => void): void {
    this.#goesOn = true;
    if (gone) this.#listeners.add(gone);
  }

  /** Nothing more will be answered: whether the client leaves does not matter any more. */
  end(): void {
    this.#client?.removeEventListener('abort', this.#departure);
    this.#watch?.ended(this);
    this.#listeners.clear();
  }

  leave(reason: unknown = new FailureError('interrupted', 'context canceled')): void {
    this.#left ??= { reason };
    const listeners = [...this.#listeners];
    this.end();
    this.#aborter?.abort(reason);
    for (const listener of listeners) listener(reason);
  }

  throwIfLeft(): void {
    if (this.#left) throw this.#left.reason;
  }

  /** What `work` gives, or a failure with the reason as soon as the client leaves. A failure ends the exchange. */
  unlessLeft<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#left) return reject(this.#left.reason);
      this.#listeners.add(reject);
      work().then(
        (value) => {
          this.#listeners.delete(reject);
          resolve(value);
        },
        (error: unknown) => {
          this.end();
          reject(error);
        },
      );
    });
  }
}
