/** Types of the borrowed packages that bring none, as far as they are used here. */
declare module 'events/events.js' {
  type Listener = (...args: never[]) => void;
  export default class EventEmitter {
    on(event: string | symbol, listener: Listener): this;
    once(event: string | symbol, listener: Listener): this;
    off(event: string | symbol, listener: Listener): this;
    removeAllListeners(event?: string | symbol): this;
    emit(event: string | symbol, ...args: unknown[]): boolean;
    listenerCount(event: string | symbol): number;
  }
}

declare module 'readable-stream' {
  import type EventEmitter from 'events/events.js';
  type Done = (error?: Error | null) => void;
  export class Readable extends EventEmitter {
    constructor(options?: object);
    push(chunk: unknown, encoding?: string): boolean;
    read(size?: number): unknown;
    resume(): this;
    pause(): this;
    setEncoding(encoding: string): this;
    destroy(error?: Error): this;
    readonly destroyed: boolean;
    pipe<T>(target: T): T;
    _read(size: number): void;
    _destroy(error: Error | null, done: Done): void;
    [Symbol.asyncIterator](): AsyncIterator<Uint8Array>;
  }
  export class Writable extends EventEmitter {
    constructor(options?: object);
    write(chunk: unknown, encoding?: unknown, done?: unknown): boolean;
    end(...args: unknown[]): this;
    destroy(error?: Error): this;
    cork(): void;
    uncork(): void;
    readonly destroyed: boolean;
    readonly writableEnded: boolean;
    readonly writableFinished: boolean;
    _write(chunk: Uint8Array, encoding: string, done: Done): void;
    _final(done: Done): void;
    _destroy(error: Error | null, done: Done): void;
  }
  export class Duplex extends Readable {
    write(chunk: unknown, encoding?: unknown, done?: unknown): boolean;
    end(...args: unknown[]): this;
    readonly writableEnded: boolean;
    _write(chunk: Uint8Array, encoding: string, done: Done): void;
    _final(done: Done): void;
  }
  const stream: Record<string, unknown>;
  export default stream;
}

declare module 'string_decoder/lib/string_decoder.js' {
  export class StringDecoder {
    constructor(encoding?: string);
    write(bytes: Uint8Array): string;
    end(): string;
  }
}
