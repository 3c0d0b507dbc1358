/**
 * Many conversations over one port of messages (a MessagePort, a Worker, a BroadcastChannel): either side opens
 * channels to services that the other one serves. A channel is ordered, may be half-closed, and holds its sender back
 * by credit: what is sent and not yet read never exceeds a window. Frames are plain data.
 */
import { FailureError, messageOf, type FailureKind } from './errors.ts';
import { STREAM_BUFFER_BYTES } from './stream-buffer.ts';
import { Queue } from './queue.ts';

export interface MessagePortLike {
  post(message: unknown, transfer?: ArrayBuffer[]): void;
  onmessage: ((message: unknown) => void) | undefined;
}

export interface Channel {
  /**
   * Sends plain data or bytes; settles when there is room for more. False when the other side no longer reads or the
   * channel is over. Bytes are copied, so the caller keeps its own.
   */
  send(message: unknown): Promise<boolean>;
  /** What the other side sends; consumed once. Throws the failure of an aborted channel. */
  readonly messages: AsyncIterable<unknown>;
  /** Half-close: nothing more will be sent; reading goes on. */
  end(): void;
  /** Ends both directions quietly: what was sent arrives, what would arrive is dropped. */
  close(): void;
  /** Ends both directions at once; both sides see `reason`, the other one as FailureError. */
  abort(reason: unknown): void;
  /** Aborted when the other side has stopped reading, or the channel failed. */
  readonly signal: AbortSignal;
}

export type Serve = (params: unknown, channel: Channel) => void | Promise<void>;

export interface Mux {
  open(service: string, params: unknown): Channel;
  /** The channel is closed when the handler settles, aborted when it throws. The answer ends the service. */
  serve(service: string, handler: Serve): () => void;
  /** The port died: every open channel fails with FailureError `interrupted`. */
  close(reason?: string): void;
}

export interface MuxOptions {
  /** False for ports that cannot transfer buffers (BroadcastChannel). */
  readonly transfer?: boolean;
  /**
   * Calls back once the work at hand is done: what is sent until then travels as one message, since each takes the platform
   * longer than many a command. Absent: every frame travels at once.
   */
  readonly gather?: (flush: () => void) => void;
}

type Frame = { readonly id: number; readonly byOpener: boolean } & (
  | { readonly t: 'open'; readonly service: string; readonly params: unknown }
  | { readonly t: 'data'; readonly message: unknown }
  | { readonly t: 'credit'; readonly units: number }
  | { readonly t: 'end' }
  | { readonly t: 'stop' }
  | { readonly t: 'abort'; readonly kind: FailureKind; readonly text: string }
);

/** What a message without bytes counts, so that many small ones are held back as well. */
const MESSAGE_UNITS = 256;

export function createMux(port: MessagePortLike, options: MuxOptions = {}): Mux {
  return new PortMux(port, options.transfer ?? true, options.gather);
}

class PortMux implements Mux {
  readonly #opened = new Map<number, PortChannel>();
  readonly #accepted = new Map<number, PortChannel>();
  readonly #services = new Map<string, Serve>();
  #nextId = 1;
  #gathered: Frame[] = [];
  #dead: FailureError | undefined;

  constructor(
    private readonly port: MessagePortLike,
    private readonly transfer: boolean,
    private readonly gather: MuxOptions['gather'],
  ) {
    port.onmessage = (message) => {
      for (const frame of Array.isArray(message) ? (message as Frame[]) : [message as Frame]) this.#receive(frame);
    };
  }

  open(service: string, params: unknown): Channel {
    const id = this.#nextId++;
    const channel = this.#channel(id, true);
    if (this.#dead) channel.fail(this.#dead);
    else this.#post({ id, byOpener: true, t: 'open', service, params });
    return channel;
  }

  serve(service: string, handler: Serve): () => void {
    this.#services.set(service, handler);
    return () => this.#services.delete(service);
  }

  close(reason = 'the connection was lost'): void {
    if (this.#dead) return;
    this.#dead = new FailureError('interrupted', reason);
    this.port.onmessage = undefined;
    for (const channel of [...this.#opened.values(), ...this.#accepted.values()]) channel.fail(this.#dead);
  }

  #channel(id: number, byOpener: boolean): PortChannel {
    const table = byOpener ? this.#opened : this.#accepted;
    const post = (frame: FrameBody) => {
      if (!this.#dead) this.#post({ ...frame, id, byOpener } as Frame);
    };
    const channel = new PortChannel(post, () => table.delete(id));
    table.set(id, channel);
    return channel;
  }

  #post(frame: Frame): void {
    if (!this.gather) return this.#carry([frame]);
    this.#gathered.push(frame);
    if (this.#gathered.length > 1) return;
    this.gather(() => {
      const frames = this.#gathered;
      this.#gathered = [];
      if (!this.#dead) this.#carry(frames);
    });
  }

  #carry(frames: readonly Frame[]): void {
    const moved = this.transfer ? frames.flatMap(bufferOf) : [];
    const message = frames.length === 1 ? frames[0] : frames;
    if (moved.length > 0) this.port.post(message, moved);
    else this.port.post(message);
  }

  #receive(frame: Frame): void {
    if (frame.t === 'open') {
      this.#accept(frame.id, frame.service, frame.params);
      return;
    }
    (frame.byOpener ? this.#accepted : this.#opened).get(frame.id)?.receive(frame);
  }

  #accept(id: number, service: string, params: unknown): void {
    const channel = this.#channel(id, false);
    const handler = this.#services.get(service);
    if (!handler) channel.abort(new FailureError('notFound', `nothing serves ${service} here`));
    else
      void (async () => handler(params, channel))().then(
        () => channel.close(),
        (error: unknown) => channel.abort(error),
      );
  }
}

/** A bare piece of bytes is the frame's own copy, and moves. */
function bufferOf(frame: Frame): ArrayBuffer[] {
  return frame.t === 'data' && frame.message instanceof Uint8Array ? [frame.message.buffer as ArrayBuffer] : [];
}

type FrameBody = Frame extends infer F ? (F extends Frame ? Omit<F, 'id' | 'byOpener'> : never) : never;

class PortChannel implements Channel {
  /** The sender keeps to the window, so this queue never needs to hold anybody back. */
  readonly #incoming = new Queue<{ message: unknown; units: number }>(Infinity);
  readonly #waiting: (() => void)[] = [];
  readonly #aborter = new AbortController();
  #credit: number = STREAM_BUFFER_BYTES;
  #owed = 0;
  #endSent = false;
  #endWanted = false;
  #tickets = 0;
  #turn = 0;
  #endReceived = false;
  #peerReads = true;
  #reads = true;
  #over = false;

  constructor(
    private readonly post: (frame: FrameBody) => void,
    private readonly forget: () => void,
  ) {}

  get signal(): AbortSignal {
    return this.#aborter.signal;
  }

  async send(message: unknown): Promise<boolean> {
    if (this.#endWanted) return false;
    const own = message instanceof Uint8Array ? new Uint8Array(message) : message;
    const ticket = this.#tickets++;
    while (this.#writable && (this.#credit <= 0 || ticket !== this.#turn)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    const sent = this.#writable;
    if (sent) {
      this.#credit -= unitsOf(own);
      this.post({ t: 'data', message: own });
    }
    this.#turn++;
    this.#wake();
    return sent;
  }

  readonly messages: AsyncIterable<unknown> = {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const { done, value } = await this.#incoming.next();
        if (done) return { done: true, value: undefined };
        this.#grant(value.units);
        return { done: false, value: value.message };
      },
      return: async () => {
        this.#stop();
        return { done: true, value: undefined };
      },
    }),
  };

  end(): void {
    this.#endWanted = true;
    this.#sendEnd();
  }

  close(): void {
    this.end();
    this.#stop();
  }

  abort(reason: unknown): void {
    if (this.#over) return;
    const kind = reason instanceof FailureError ? reason.kind : 'system';
    this.post({ t: 'abort', kind, text: messageOf(reason) });
    this.fail(reason);
  }

  fail(error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#incoming.fail(error);
    this.#aborter.abort(error);
    this.#wake();
    this.forget();
  }

  receive(frame: Frame): void {
    if (this.#over) return;
    if (frame.t === 'data') {
      if (this.#reads) void this.#incoming.push({ message: frame.message, units: unitsOf(frame.message) });
    } else if (frame.t === 'credit') {
      this.#credit += frame.units;
      this.#wake();
    } else if (frame.t === 'end') {
      this.#endReceived = true;
      this.#incoming.end();
      this.#settle();
    } else if (frame.t === 'stop') {
      this.#peerReads = false;
      this.#aborter.abort(new FailureError('interrupted', 'the other side went away'));
      this.#wake();
      this.#settle();
    } else if (frame.t === 'abort') {
      this.fail(new FailureError(frame.kind, frame.text));
    }
  }

  get #writable(): boolean {
    return !this.#over && this.#peerReads && !this.#endSent;
  }

  /** Gives room back in halves of the window: fewer frames than one for each message. */
  #grant(units: number): void {
    this.#owed += units;
    if (this.#owed < STREAM_BUFFER_BYTES / 2 || this.#endReceived) return;
    this.post({ t: 'credit', units: this.#owed });
    this.#owed = 0;
  }

  #sendEnd(): void {
    if (this.#endSent || this.#over || (this.#tickets > this.#turn && this.#peerReads)) return;
    this.#endSent = true;
    this.post({ t: 'end' });
    this.#wake();
    this.#settle();
  }

  #stop(): void {
    if (!this.#reads || this.#over) return;
    this.#reads = false;
    this.#incoming.cancel();
    if (!this.#endReceived) this.post({ t: 'stop' });
    this.#settle();
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
    if (this.#endWanted) this.#sendEnd();
  }

  /** Both directions are over: the number is forgotten, and frames that still come for it are dropped. */
  #settle(): void {
    if (!this.#endSent || (!this.#endReceived && this.#reads)) return;
    this.#over = true;
    this.forget();
  }
}

function unitsOf(message: unknown): number {
  return MESSAGE_UNITS + (message instanceof Uint8Array ? message.length : 0);
}
