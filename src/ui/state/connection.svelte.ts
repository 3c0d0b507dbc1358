/**
 * This tab's line to the one worker of the origin. The tab that holds the Web Lock starts the worker; every tab,
 * leader or not, ends up with a mux to it. When the leader goes away another tab takes over from the last checkpoint:
 * what was under way fails as interrupted, and `mux()` waits for the new line.
 */
import { messageOf } from '../../base/errors.ts';
import { createMux, type MessagePortLike, type Mux } from '../../base/mux.ts';
import type { EngineClient } from '../../api/calls.ts';
import { CHANNEL, type Envelope } from '../../worker/protocol.ts';
import { lazyClient } from './lazy-client.ts';
import type { KnownFailure, Lead } from './leader.ts';

export type Phase = 'starting' | 'ready' | 'failed';

/** Tells every tab, the leader's as well, what happens to the machine as a whole. */
const POWER = 'drydock.power';
type PowerNews = 'erased' | 'off' | 'on';

const PROMPT_WAIT_MS = 3000;

export class Connection {
  phase = $state<Phase>('starting');
  leads = $state(false);
  /** A `KnownFailure`, or the failure's own words. */
  failure = $state('');
  /** Changes whenever there is a new line, so that views start over. */
  generation = $state(0);
  /** The machine is being switched off and on: shells end for no fault of the learner's, and begin anew. */
  cycling = $state(false);
  /** When the machine was off last while this tab led or looked on, in milliseconds; 0: it was on before. */
  offAt = $state(0);

  readonly client: EngineClient;
  /** Settles when a prompt can be seen (or a while has passed): time to load what the prompt does not need. */
  readonly prompted: Promise<void>;
  firstOutput!: () => void;
  readonly #tab = randomId();
  readonly #channel = new BroadcastChannel(CHANNEL);
  #mux: Mux | undefined;
  readonly #power = new BroadcastChannel(POWER);
  #cycled: (() => void)[] = [];
  #epoch = '';
  #waiting: ((mux: Mux) => void)[] = [];

  constructor() {
    this.prompted = new Promise((resolve) => (this.firstOutput = resolve));
    setTimeout(this.firstOutput, PROMPT_WAIT_MS);
    void this.prompted.then(() => performance.mark('prompt'));
    this.client = lazyClient(() => this.mux());
  }

  /** `lead` settles when this tab leads; without it the browser lets no tab lead. */
  start(lead: Promise<Lead> | undefined): void {
    this.#power.onmessage = ({ data }: MessageEvent<PowerNews>) => {
      if (data === 'erased') location.reload();
      else this.#cycle(data === 'off');
    };
    // A page that comes back from the history has lost its line.
    addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
    if (!lead) {
      this.#fail('insecure' satisfies KnownFailure);
      return;
    }
    this.#channel.onmessage = ({ data }: MessageEvent<Envelope>) => this.#receive(data);
    this.#post({ kind: 'hello', from: this.#tab });
    addEventListener('pagehide', () => this.#post({ kind: 'bye', from: this.#tab }));
    lead.then((taken) => this.#lead(taken)).catch((error: unknown) => this.#fail(messageOf(error)));
  }

  /** The store is empty: every tab starts over. */
  erased(): void {
    this.#power.postMessage('erased' satisfies PowerNews);
    location.reload();
  }

  /** Does what switches the machine off and on, and has every tab know. */
  async powerCycle<T>(work: () => Promise<T>): Promise<T> {
    this.#power.postMessage('off' satisfies PowerNews);
    this.#cycle(true);
    try {
      return await work();
    } finally {
      this.#power.postMessage('on' satisfies PowerNews);
      this.#cycle(false);
    }
  }

  /** Settles once the machine is on. */
  cycled(): Promise<void> {
    return this.cycling ? new Promise((resolve) => this.#cycled.push(resolve)) : Promise.resolve();
  }

  #cycle(off: boolean): void {
    this.cycling = off;
    if (off) this.offAt = Date.now();
    else for (const resolve of this.#cycled.splice(0)) resolve();
  }

  /** The line to the worker, once there is one. */
  mux(): Promise<Mux> {
    if (this.#mux) return Promise.resolve(this.#mux);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #lead({ worker, epoch, since, ready }: Lead): Promise<void> {
    this.leads = true;
    this.offAt = since;
    this.#drop();
    try {
      await ready;
    } catch (error) {
      this.leads = false;
      this.#drop();
      throw error;
    }
    const port: MessagePortLike = {
      post: (message, transfer) => worker.postMessage(message, transfer ?? []),
      onmessage: undefined,
    };
    worker.onmessage = (event: MessageEvent<unknown>) => port.onmessage?.(event.data);
    this.#connect(createMux(port), epoch);
  }

  #receive(envelope: Envelope): void {
    if (this.leads) return;
    if (envelope.kind === 'leads' && (envelope.to === undefined || envelope.to === this.#tab)) {
      if (envelope.epoch !== this.#epoch) this.#follow(envelope.epoch);
    }
  }

  #follow(epoch: string): void {
    this.#drop();
    const port: MessagePortLike = {
      post: (frame) => this.#post({ kind: 'frame', to: 'worker', from: this.#tab, epoch, frame }),
      onmessage: undefined,
    };
    this.#channel.onmessage = ({ data }: MessageEvent<Envelope>) => {
      if (data.kind === 'frame' && data.to === this.#tab && data.epoch === epoch) port.onmessage?.(data.frame);
      else this.#receive(data);
    };
    this.#connect(createMux(port, { transfer: false }), epoch);
  }

  #connect(mux: Mux, epoch: string): void {
    this.#mux = mux;
    this.#epoch = epoch;
    this.phase = 'ready';
    this.failure = '';
    this.generation += 1;
    for (const resolve of this.#waiting.splice(0)) resolve(mux);
  }

  #drop(): void {
    this.#mux?.close('the tab that ran the engine was closed');
    this.#mux = undefined;
    this.phase = 'starting';
  }

  #fail(message: string): void {
    this.phase = 'failed';
    this.failure = message;
    this.firstOutput();
  }

  #post(envelope: Envelope): void {
    this.#channel.postMessage(envelope);
  }
}

/** `crypto.randomUUID` is for secure contexts only; elsewhere the page still has to say why it does not start. */
function randomId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
}
