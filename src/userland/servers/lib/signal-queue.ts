/** Signals of a server's main loop, one after the other: handlers only note them. */
import { Queue } from '../../../base/queue.ts';
import type { Signal } from '../../../kernel/signals.ts';
import type { Sys } from '../../../kernel/sys.ts';

export class SignalQueue {
  readonly #queue = new Queue<Signal>();

  constructor(sys: Sys, signals: readonly Signal[]) {
    for (const signal of signals) sys.signal(signal, (came) => void this.#queue.push(came));
  }

  async next(): Promise<Signal> {
    const { value } = await this.#queue.next();
    return value as Signal;
  }
}
