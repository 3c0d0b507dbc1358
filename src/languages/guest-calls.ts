/** The kernel's side of a guest: makes its system calls as its process, in order where the order can be seen. */
import { ProcessGone, SysError } from '../kernel/errno.ts';
import type { Signal } from '../kernel/signals.ts';
import type { Awaitable, Sys } from '../kernel/sys.ts';
import {
  type Answer,
  CALL_NAMES,
  type CallName,
  type GuestMessage,
  type KernelMessage,
  type StandstillCall,
} from './protocol.ts';

const KNOWN: ReadonlySet<string> = new Set(CALL_NAMES);

/** Calls that must not overtake what was written before without waiting. */
const AFTER_WRITES: ReadonlySet<CallName> = new Set(['write', 'close', 'dup2', 'shutdown', 'spawn', 'seek', 'fstat']);

const WAITING: ReadonlySet<string> = new Set(['accept', 'poll', 'read', 'recvfrom', 'sleep', 'wait']);

export class GuestCalls {
  /** Of each descriptor: the last of the writes that are under way. */
  readonly #writes = new Map<number, Promise<void>>();
  readonly #pending: Signal[] = [];
  #received = 0;
  #awaited: { readonly count: number; readonly go: () => void }[] = [];

  constructor(
    private readonly sys: Sys,
    private readonly post: (message: KernelMessage) => void,
  ) {}

  /** Settles, once what was written before has arrived. */
  async settled(): Promise<void> {
    await Promise.all(this.#writes.values());
  }

  /** A message that is no affair of the program's end. */
  take(message: GuestMessage): void {
    if (message.kind === 'write') this.#write(message.fd, message.bytes);
    else if (message.kind === 'signal') this.#act(message.signal, message.action);
    else if (message.kind === 'call') void this.#call(message.id, message.name, message.args);
    this.#received++;
    const due = this.#awaited.filter(({ count }) => count <= this.#received);
    this.#awaited = this.#awaited.filter(({ count }) => count > this.#received);
    for (const { go } of due) go();
  }

  /** A call that the guest stands still for: a signal breaks it off, as it does in life. */
  async standstill({ name, args, after, interruptible = false }: StandstillCall): Promise<Answer> {
    if (after > this.#received) await new Promise<void>((go) => this.#awaited.push({ count: after, go }));
    // It came between two calls: a call that waits would not hear of it.
    if (interruptible && this.#pending.length > 0 && WAITING.has(name))
      return { errno: 'EINTR', signals: this.#pending.splice(0) };
    const answer = name === 'signals' ? { value: undefined } : await this.#answer(() => this.#make(name, args));
    return { ...answer, signals: this.#pending.splice(0) };
  }

  async #call(id: number, name: CallName, args: readonly unknown[]): Promise<void> {
    const answer = await this.#answer(() => uninterrupted(() => this.#make(name, args)));
    this.post({ kind: 'answer', id, answer });
  }

  async #answer(make: () => Awaitable<unknown>): Promise<Answer> {
    try {
      return { value: await make() };
    } catch (error) {
      // Whoever is gone gets no answer: its worker is being ended.
      if (error instanceof ProcessGone) return new Promise<never>(() => undefined);
      if (error instanceof SysError) return { errno: error.errno };
      throw error;
    }
  }

  #make(name: CallName, args: readonly unknown[]): Awaitable<unknown> {
    if (!KNOWN.has(name)) throw new SysError('ENOSYS');
    const call = this.sys[name] as (...given: readonly unknown[]) => Awaitable<unknown>;
    if (!AFTER_WRITES.has(name) || this.#writes.size === 0)
      return Reflect.apply(call, this.sys, args) as Awaitable<unknown>;
    return this.settled().then(() => Reflect.apply(call, this.sys, args) as Awaitable<unknown>);
  }

  #act(signal: Signal, action: 'handle' | 'default' | 'ignore'): void {
    const came = (): void => {
      this.#pending.push(signal);
      this.post({ kind: 'signal', signal });
    };
    try {
      this.sys.signal(signal, action === 'handle' ? came : action);
    } catch (error) {
      if (!(error instanceof SysError || error instanceof ProcessGone)) throw error;
    }
  }

  #write(fd: number, bytes: Uint8Array): void {
    const before = this.#writes.get(fd);
    const written = before ? before.then(() => this.#writeNow(fd, bytes)) : this.#writeNow(fd, bytes);
    this.#writes.set(fd, written);
    void written.then(() => this.#writes.get(fd) === written && this.#writes.delete(fd));
  }

  /** Never rejects. */
  async #writeNow(fd: number, bytes: Uint8Array): Promise<void> {
    try {
      const writing = uninterrupted(() => this.sys.write(fd, bytes));
      await writing;
      this.post({ kind: 'written', fd, bytes: bytes.length });
    } catch (error) {
      if (error instanceof SysError) this.post({ kind: 'written', fd, bytes: bytes.length, errno: error.errno });
      else if (!(error instanceof ProcessGone)) throw error;
    }
  }
}

/** Repeats a call that a handled signal broke off (SA_RESTART). */
async function uninterrupted<T>(call: () => Awaitable<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof SysError && error.errno === 'EINTR')) throw error;
    }
  }
}
