/** Waiting for children and for signals at once, which a server's main process does for its whole life. */
import { SysError } from '../../../kernel/errno.ts';
import type { Signal } from '../../../kernel/signals.ts';
import type { Sys, WaitResult } from '../../../kernel/sys.ts';
import { uninterrupted } from '../../bin/lib/socket-duplex.ts';
import { SignalQueue } from './signal-queue.ts';

export type Happening =
  | { readonly kind: 'signal'; readonly signal: Signal }
  | { readonly kind: 'child'; readonly result: WaitResult }
  | { readonly kind: 'childless' };

export class MainLoop {
  readonly #signals: SignalQueue;
  #signal: Promise<Happening> | undefined;
  #child: Promise<Happening> | undefined;

  constructor(
    private readonly sys: Sys,
    signals: readonly Signal[],
  ) {
    this.#signals = new SignalQueue(sys, signals);
  }

  /** The next signal, or the next child that has ended; `childless` once when there is no child to wait for. */
  async next(): Promise<Happening> {
    this.#signal ??= this.#signals.next().then((signal) => ({ kind: 'signal', signal }));
    this.#child ??= this.#waitForChild();
    const happening = await Promise.race([this.#signal, this.#child]);
    if (happening.kind === 'signal') this.#signal = undefined;
    else this.#child = undefined;
    return happening;
  }

  /** Only the next signal. */
  async nextSignal(): Promise<Signal> {
    this.#signal ??= this.#signals.next().then((signal) => ({ kind: 'signal', signal }));
    const happening = await this.#signal;
    this.#signal = undefined;
    return (happening as { readonly signal: Signal }).signal;
  }

  async #waitForChild(): Promise<Happening> {
    try {
      const result = await uninterrupted(() => this.sys.wait(-1));
      return result ? { kind: 'child', result } : { kind: 'childless' };
    } catch (error) {
      if (!(error instanceof SysError && error.errno === 'ECHILD')) throw error;
      return { kind: 'childless' };
    }
  }
}
