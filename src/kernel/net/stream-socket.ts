/**
 * Connections: two pipes between two sockets, each the other's peer. TCP and Unix sockets differ in how they are named
 * and found, not in what they do once connected.
 *
 * Closing with bytes unread resets the connection, as on Linux: the peer reads what had arrived, then ECONNRESET. The
 * first write to a peer that has closed is lost without a word (it is what makes the peer answer with a reset), the next
 * one is EPIPE.
 */
import { EMPTY } from '../../base/bytes.ts';
import { LIMITS } from '../../base/limits.ts';
import { type Errno, SysError } from '../errno.ts';
import { Pipe } from '../pipe.ts';
import type { Awaitable } from '../sys.ts';
import type { Wait } from '../vfs/filesystem.ts';
import { Socket } from './socket.ts';

/** A write would not wait for long when there is this much room. */
const WRITABLE_BYTES = 4096;

export abstract class StreamSocket extends Socket {
  protected incoming: Pipe | undefined;
  protected outgoing: Pipe | undefined;
  peer: StreamSocket | undefined;
  /** Connections to accept; undefined when it does not listen. */
  protected pending: StreamSocket[] | undefined;
  protected backlog = 0;
  /** Takes connections at once, for listeners that belong to no process. */
  onConnection: ((socket: StreamSocket) => void) | undefined;
  closed = false;
  /** The connection has broken: told by the next write. */
  #broken: Errno | undefined;
  #told = false;
  #readShut = false;
  #writeShut = false;

  /** What `write` says without a connection. */
  protected abstract readonly unconnected: Errno;

  /** `bytes` are on their way to the peer. */
  protected sending(_bytes: number): void {}
  /** One of the packets that end a connection. */
  protected finishing(): void {}

  get listening(): boolean {
    return this.pending !== undefined && !this.closed;
  }

  get connected(): boolean {
    return this.incoming !== undefined;
  }

  /** Whether another connection may wait to be accepted. */
  get hasRoom(): boolean {
    return this.onConnection !== undefined || (this.pending?.length ?? 0) <= this.backlog;
  }

  // --- connecting

  static join(client: StreamSocket, server: StreamSocket): void {
    const there = new Pipe(LIMITS.socketBytes);
    const back = new Pipe(LIMITS.socketBytes);
    there.readers = there.writers = back.readers = back.writers = 1;
    client.outgoing = server.incoming = there;
    client.incoming = server.outgoing = back;
    client.peer = server;
    server.peer = client;
    client.changed.wake();
  }

  /** A connection has come in. */
  protected arrived(server: StreamSocket): void {
    if (this.onConnection) this.onConnection(server);
    else this.pending?.push(server);
    this.changed.wake();
  }

  protected startListening(backlog: number): void {
    if (this.connected) throw new SysError('EINVAL');
    this.backlog = Math.max(0, Math.min(backlog, LIMITS.backlog));
    this.pending ??= [];
  }

  override accept(wait: Wait): Awaitable<StreamSocket> {
    if (!this.pending) throw new SysError('EINVAL');
    const next = this.pending.shift();
    if (!next) return this.#acceptLater(wait);
    this.changed.wake();
    return next;
  }

  async #acceptLater(wait: Wait): Promise<StreamSocket> {
    for (;;) {
      await wait.block<void>((resolve) => this.changed.add(resolve));
      const next = this.pending?.shift();
      if (next) {
        this.changed.wake();
        return next;
      }
      if (this.closed) throw new SysError('EINVAL');
    }
  }

  // --- bytes

  override read(max: number, wait: Wait): Awaitable<Uint8Array> {
    if (!this.incoming) throw new SysError(this.pending ? 'EINVAL' : 'ENOTCONN');
    if (this.#readShut && this.incoming.size === 0) return EMPTY;
    return this.incoming.read(max, wait, false);
  }

  override write(bytes: Uint8Array, wait: Wait): Awaitable<number> {
    const { outgoing } = this;
    if (!outgoing) throw new SysError(this.unconnected);
    if (this.#writeShut) throw new SysError('EPIPE');
    if (outgoing.readers === 0) return this.#writeToNobody(bytes);
    this.sending(bytes.length);
    const written = outgoing.write(bytes, wait, false);
    return written instanceof Promise ? written.catch((error: unknown) => this.#writeFailed(error)) : written;
  }

  #writeToNobody(bytes: Uint8Array): number {
    const broken = this.#broken;
    this.#broken = undefined;
    if (broken) {
      this.#told = true;
      throw new SysError(broken);
    }
    if (this.#told) throw new SysError('EPIPE');
    this.#told = true;
    return bytes.length;
  }

  /** The peer closed while the write waited: with our bytes unread, so it was a reset. */
  #writeFailed(error: unknown): never {
    if (!(error instanceof SysError) || error.errno !== 'EPIPE') throw error;
    this.#told = true;
    this.#broken = undefined;
    throw new SysError('ECONNRESET');
  }

  override ready(events: 'read' | 'write'): boolean {
    const { incoming, outgoing } = this;
    if (this.pending) return events === 'read' && this.pending.length > 0;
    if (!incoming || !outgoing) return true;
    if (events === 'read') return incoming.size > 0 || incoming.writers === 0 || this.#readShut;
    return outgoing.room >= WRITABLE_BYTES || outgoing.readers === 0 || this.#writeShut;
  }

  override onReady(wake: () => void): () => void {
    const undo = [this.changed.add(wake)];
    if (this.incoming) undo.push(this.incoming.readable.add(wake));
    if (this.outgoing) undo.push(this.outgoing.writable.add(wake));
    return () => undo.forEach((take) => take());
  }

  // --- the end

  override shutdown(how: 'read' | 'write' | 'both'): void {
    if (!this.incoming) throw new SysError('ENOTCONN');
    if (how !== 'write') {
      this.#readShut = true;
      this.incoming.dismissReaders();
      this.incoming.readable.wake();
    }
    if (how !== 'read') this.#endWriting();
    this.changed.wake();
  }

  #endWriting(failure?: Errno): void {
    if (this.#writeShut) return;
    this.#writeShut = true;
    this.outgoing?.closeWriter(failure);
    this.finishing();
  }

  override close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const waiting of this.pending?.splice(0) ?? []) waiting.reset();
    if (this.incoming) {
      const unread = this.incoming.size > 0;
      if (unread) this.peer?.breakOff('ECONNRESET');
      this.#endWriting(unread ? 'ECONNRESET' : undefined);
      this.incoming.closeReader();
    }
    this.released();
    this.changed.wake();
  }

  /** Ends the connection at once; the peer reads what it has, then ECONNRESET. */
  reset(): void {
    this.peer?.breakOff('ECONNRESET');
    this.#endWriting('ECONNRESET');
    this.close();
  }

  /** The way between the two is gone: what is sent is lost, nothing arrives, and neither end is told. */
  override cut(): void {
    if (!this.incoming || this.closed) return;
    const lost = new Pipe(LIMITS.socketBytes);
    const silent = new Pipe(LIMITS.socketBytes);
    lost.readers = silent.writers = silent.readers = lost.writers = 1;
    this.outgoing = lost;
    this.incoming = silent;
    this.peer = undefined;
  }

  /** The other end is gone for good. */
  protected breakOff(errno: Errno): void {
    if (!this.#writeShut) this.#broken ??= errno;
  }

  get finished(): { readonly sent: boolean; readonly received: boolean } {
    return { sent: this.#writeShut, received: this.incoming?.writers === 0 };
  }

  get queued(): { readonly receive: number; readonly send: number } {
    if (this.pending) return { receive: this.pending.length, send: this.backlog };
    return { receive: this.incoming?.size ?? 0, send: 0 };
  }

  /** The name is free again. */
  protected abstract released(): void;
}
