/**
 * One container while the engine runs: its record, its process if it has one, its log, and those who are attached to it
 * or wait for it.
 */
import { Lock } from '../../base/lock.ts';
import type { ImageId } from '../../oci/digest-types.ts';
import type { OutputChunk, RunningContainer } from '../../oci/runtime.ts';
import type { ContainerLog } from './container-log.ts';
import type { PublishedBinding } from './published-ports.ts';
import { statusOf, type ContainerRecord, type ContainerState } from './container-record.ts';

/** Somebody who hears the output; `write` answers false once they no longer listen. */
export interface Attachment {
  write(chunk: OutputChunk): Promise<boolean>;
  /** The process has ended, or could not start. Settles once the client has been sent everything. */
  end(): Promise<void>;
}

export type WaitCondition = 'not-running' | 'next-exit' | 'removed';

interface Waiter {
  readonly condition: WaitCondition;
  readonly resolve: (exitCode: number) => void;
}

export class Container {
  readonly lock = new Lock();
  readonly attachments = new Set<Attachment>();
  readonly execIds = new Set<string>();
  running: RunningContainer | undefined;
  published: readonly PublishedBinding[] = [];
  /** `docker stop` or `docker restart` waits for the exit: it is told as `stop` before `die`. */
  stopping = 0;
  /** A restart policy's next start, as long as it waits. */
  cancelRestart: (() => void) | undefined;
  stopHealth: (() => void) | undefined;
  /** Called with the process once there is one, for input that came before. */
  startListeners = new Set<(running: RunningContainer) => void>();
  #waiters = new Set<Waiter>();

  constructor(
    public record: ContainerRecord,
    readonly log: ContainerLog,
  ) {}

  get id(): string {
    return this.record.id;
  }

  get name(): string {
    return this.record.name;
  }

  get state(): ContainerState {
    return this.record.state;
  }

  get status() {
    return statusOf(this.record.state);
  }

  get imageId(): ImageId {
    return this.record.imageId;
  }

  change(record: Partial<ContainerRecord>): void {
    this.record = { ...this.record, ...record };
  }

  changeState(state: Partial<ContainerState>): void {
    this.record = { ...this.record, state: { ...this.record.state, ...state } };
  }

  /** The exit code, at once when the condition holds already. */
  wait(condition: WaitCondition, signal?: AbortSignal): Promise<number> {
    if (condition === 'not-running' && !this.state.running) return Promise.resolve(this.state.exitCode);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { condition, resolve };
      this.#waiters.add(waiter);
      signal?.addEventListener('abort', () => {
        this.#waiters.delete(waiter);
        reject(signal.reason);
      });
    });
  }

  /** Tells those who wait; a removal is also an exit. */
  settle(event: 'exit' | 'removed'): void {
    for (const waiter of this.#waiters) {
      if (event === 'exit' && waiter.condition === 'removed') continue;
      this.#waiters.delete(waiter);
      waiter.resolve(this.state.exitCode);
    }
  }

  /** Settles once every client has been sent everything. */
  async endAttachments(): Promise<void> {
    const ended = [...this.attachments].map((attachment) => attachment.end());
    this.attachments.clear();
    await Promise.all(ended);
  }
}
