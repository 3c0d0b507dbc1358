/** A program's end of the line to the kernel, inside its worker: system calls that wait, that go on, or that say nothing. */
import { SysError } from '../../kernel/errno.ts';
import type { Signal } from '../../kernel/signals.ts';
import type { Sys } from '../../kernel/sys.ts';
import {
  type Answer,
  CALL_NAMES,
  type CallName,
  type GuestMessage,
  type GuestStart,
  type KernelMessage,
  type StandstillCall,
} from '../protocol.ts';

/** What the platform gives a worker. */
export interface GuestPort {
  post(message: GuestMessage): void;
  onmessage: ((message: KernelMessage) => void) | undefined;
  /** Stands still until the answer is there. */
  standstill(call: StandstillCall): Answer;
  /** Files that Drydock brings for its runtimes, by their path below `languages/`. */
  asset(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Where such a file or directory is, as the platform says it. */
  location(path: string): string;
  /** A module among them. */
  module(path: string): Promise<unknown>;
  /** A function of this body, in the platform's own way. */
  compile(options: CompileOptions): (...args: readonly unknown[]) => unknown;
  /** Told of what nobody caught. */
  onUncaught: ((error: unknown, origin: 'exception' | 'rejection') => void) | undefined;
}

export interface CompileOptions {
  readonly source: string;
  readonly parameters: readonly string[];
  /** What stack traces call it. */
  readonly file: string;
}

type Plain<T> = T extends (...args: infer A) => infer R ? { args: A; value: Awaited<R> } : never;

/** System calls for which the program stands still. */
export type SyncSys = { readonly [K in CallName]: (...args: Plain<Sys[K]>['args']) => Plain<Sys[K]>['value'] };
/** System calls beside which the program goes on. */
export type AsyncSys = {
  readonly [K in CallName]: (...args: Plain<Sys[K]>['args']) => Promise<Plain<Sys[K]>['value']>;
};

/** Bytes that may be on their way without having arrived: then a writer waits. */
const UNACKNOWLEDGED_BYTES = 256 * 1024;
const FOR_EVER_MS = 2 ** 31 - 1;

export class Guest {
  readonly sync: SyncSys;
  readonly async: AsyncSys;
  /** Told of signals that the program handles. */
  onSignal: ((signal: Signal) => void) | undefined;
  /** Signals that came with the answer to a call: for who stands still and hears no messages. */
  onInterrupt: ((signals: readonly Signal[]) => void) | undefined;
  /** Told when nobody reads any more what was written without waiting. */
  onWriteError: ((fd: number, error: SysError) => void) | undefined;
  #posted = 0;
  #unacknowledged = 0;
  #lastCall = 0;
  /** Of calls that have not been answered. */
  readonly #waiting = new Map<number, (answer: Answer) => void>();

  constructor(
    readonly start: GuestStart,
    readonly port: GuestPort,
  ) {
    this.sync = Object.fromEntries(
      CALL_NAMES.map((name) => [name, (...args: readonly unknown[]) => this.#standStill(name, args)]),
    ) as unknown as SyncSys;
    this.async = Object.fromEntries(
      CALL_NAMES.map((name) => [name, (...args: readonly unknown[]) => this.#call(name, args)]),
    ) as unknown as AsyncSys;
    port.onmessage = (message) => this.#take(message);
  }

  /** Writes without waiting for anything but room. Errors come to `onWriteError`. */
  write(fd: number, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#unacknowledged + bytes.length > UNACKNOWLEDGED_BYTES) {
      this.sync.write(fd, bytes);
      this.#unacknowledged = 0;
      return;
    }
    this.#unacknowledged += bytes.length;
    this.#post({ kind: 'write', fd, bytes });
  }

  setSignal(signal: Signal, action: 'handle' | 'default' | 'ignore'): void {
    this.#post({ kind: 'signal', signal, action });
  }

  /** Asks whether a signal came, for a program that computes and hears no messages. */
  pendingSignals(): void {
    this.#standStill('signals', []);
  }

  exit(status: number): never {
    this.#post({ kind: 'exit', status: status & 0xff });
    return this.#end();
  }

  raise(signal: Signal): never {
    this.#post({ kind: 'raise', signal });
    return this.#end();
  }

  /** Nothing more runs: the kernel ends the worker. */
  #end(): never {
    for (;;) this.port.standstill({ name: 'sleep', args: [FOR_EVER_MS], after: 0 });
  }

  #post(message: GuestMessage): void {
    this.#posted++;
    this.port.post(message);
  }

  #call(name: CallName, args: readonly unknown[]): Promise<unknown> {
    const id = ++this.#lastCall;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#post({ kind: 'call', id, name, args });
    return answered.then(valueOf);
  }

  #standStill(name: CallName | 'signals', args: readonly unknown[]): unknown {
    const given = args.at(-1) === undefined ? args.slice(0, -1) : args;
    const interruptible = this.onInterrupt !== undefined;
    const answer = this.port.standstill({ name, args: given, after: this.#posted, interruptible });
    if (answer.signals && answer.signals.length > 0) this.onInterrupt?.(answer.signals);
    return valueOf(answer);
  }

  #take(message: KernelMessage): void {
    if (message.kind === 'signal') this.onSignal?.(message.signal);
    else if (message.kind === 'answer') {
      this.#waiting.get(message.id)?.(message.answer);
      this.#waiting.delete(message.id);
    } else if (message.kind === 'written') {
      this.#unacknowledged = Math.max(0, this.#unacknowledged - message.bytes);
      if (message.errno) this.onWriteError?.(message.fd, new SysError(message.errno));
    }
  }
}

function valueOf(answer: Answer): unknown {
  if ('errno' in answer) throw new SysError(answer.errno);
  return answer.value;
}
