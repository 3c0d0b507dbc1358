/** Switches the machine off and on over the store. */
import { FailureError, messageOf } from '../base/errors.ts';
import type { ByteSource } from '../base/streams.ts';
import type { CheckpointInfo, Store } from '../store/store.ts';
import type { Machine } from './boot.ts';

/**
 * Undo, steps of lessons, reset, and files to carry away are one mechanism: the whole state is copied or put back.
 * Putting back is a power cycle: every process ends, terminals are hung up, requests under way fail as `interrupted`;
 * then machine and engine start from the other state, and containers run again as their restart policies say.
 */
export interface Checkpoints {
  /**
   * Copies the state as it is now, everything that was written included, under a name of the caller's choice: that of
   * an earlier one replaces it. Names that begin with a dot are the sandbox's own. Takes milliseconds; the machine goes on.
   */
  take(name: string): Promise<CheckpointInfo>;
  /** Oldest first. */
  list(): Promise<readonly CheckpointInfo[]>;
  /** FailureError `notFound`, with nothing changed, when there is no such checkpoint. */
  restore(name: string): Promise<void>;
  drop(name: string): Promise<void>;
  /** The machine as it was delivered. All checkpoints go. */
  reset(): Promise<void>;
  /** The whole sandbox as one file (a gzipped tar: see store/checkpoint-file.ts), as it is when this is called. */
  export(): ByteSource;
  /**
   * Puts the state of such a file in place of this one. FailureError `invalid` when the file is damaged or none of ours,
   * `noSpace` past the quota: the state is then as it was, and the machine was not touched.
   */
  import(file: ByteSource): Promise<void>;
}

/** Names of the sandbox's own checkpoints. */
const OWN = '.';
const EXPORT = `${OWN}export`;
const IMPORT = `${OWN}import`;
const BEFORE = `${OWN}before-import`;

export class PowerSwitch implements Checkpoints {
  #machine: Machine;
  /** What users of the machine wait for while it is off. */
  #on: Promise<Machine>;
  /** One at a time, in the order in which they were asked for. */
  #turn: Promise<unknown> = Promise.resolve();
  #exports = 0;

  constructor(
    private readonly store: Store,
    machine: Machine,
    private readonly boot: () => Promise<Machine>,
  ) {
    this.#machine = machine;
    this.#on = Promise.resolve(machine);
  }

  /** The machine as it is, or was before it was switched off. */
  get machine(): Machine {
    return this.#machine;
  }

  on(): Promise<Machine> {
    return this.#on;
  }

  /** For good. */
  off(): Promise<void> {
    return this.#alone(() => this.#machine.powerOff());
  }

  async take(name: string): Promise<CheckpointInfo> {
    checkName(name);
    return this.#alone(() => this.#take(name));
  }

  async list(): Promise<readonly CheckpointInfo[]> {
    return (await this.store.checkpoints.list()).filter(({ name }) => !name.startsWith(OWN));
  }

  restore(name: string): Promise<void> {
    return this.#alone(async () => {
      if (!(await this.list()).some((known) => known.name === name)) {
        throw new FailureError('notFound', `there is no checkpoint ${name}`);
      }
      await this.#cycle(() => this.store.checkpoints.restore(name));
    });
  }

  /** Changes something that the machine learns when it is switched on. */
  change(change: () => Promise<void>): Promise<void> {
    return this.#alone(() => this.#cycle(change));
  }

  async drop(name: string): Promise<void> {
    checkName(name);
    return this.#alone(() => this.#drop(name));
  }

  reset(): Promise<void> {
    return this.#alone(() =>
      this.#cycle(async () => {
        await this.store.checkpoints.reset();
        for (const { name } of await this.store.checkpoints.list()) await this.store.checkpoints.drop(name);
      }),
    );
  }

  async *export(): AsyncGenerator<Uint8Array> {
    const name = `${EXPORT}-${++this.#exports}`;
    await this.#alone(() => this.#take(name));
    try {
      yield* this.store.checkpoints.export(name);
    } finally {
      await this.#alone(() => this.#drop(name));
    }
  }

  async import(file: ByteSource): Promise<void> {
    try {
      // Reading it takes long, and changes nothing: the machine goes on meanwhile.
      await this.store.checkpoints.import(IMPORT, file);
    } catch (error) {
      await this.#machine.collectGarbage();
      throw error;
    }
    await this.#alone(async () => {
      await this.#take(BEFORE);
      try {
        await this.#cycle(() => this.store.checkpoints.restore(IMPORT));
        await this.#machine.started;
      } catch (error) {
        await this.#cycle(() => this.store.checkpoints.restore(BEFORE));
        throw new FailureError('invalid', `the sandbox file does not start: ${messageOf(error)}`, { cause: error });
      } finally {
        for (const name of [IMPORT, BEFORE]) await this.#drop(name);
      }
    });
  }

  async #take(name: string): Promise<CheckpointInfo> {
    await this.#machine.sync();
    return this.store.checkpoints.take(name);
  }

  async #drop(name: string): Promise<void> {
    await this.store.checkpoints.drop(name);
    await this.#machine.collectGarbage();
  }

  /** Users wait while the machine is off; when it does not start again, they are told why. */
  async #cycle(change: () => Promise<void>): Promise<void> {
    const cycle = (async () => {
      await this.#machine.powerOff();
      try {
        await change();
      } finally {
        this.#machine = await this.boot();
      }
      return this.#machine;
    })();
    // A change that failed left the state as it was, and the machine is on again.
    this.#on = cycle.catch(() => this.#machine);
    await cycle;
  }

  #alone<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(task);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

function checkName(name: string): void {
  if (name === '' || name.startsWith(OWN))
    throw new FailureError('invalid', `${name || "''"} is no name for a checkpoint`);
}
