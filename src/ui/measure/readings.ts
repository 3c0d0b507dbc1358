/**
 * What the Engine API tells of containers that start and end, in the order in which it happens. The places on the
 * plots' axis are changes, not seconds: a learner who pauses leaves no gap.
 */
import type { EventMessage } from '../../api/types/system.ts';

export interface Reading {
  readonly id: string;
  /** Milliseconds from the event `create` to the event `start`; undefined when both were not heard. */
  readonly startMs: number | undefined;
  /** The change with which it began to run, and the one with which it ended. */
  readonly from: number;
  readonly to: number | undefined;
  /** As its statistics said last. */
  readonly memoryBytes: number | undefined;
}

export interface Point {
  readonly running: number;
  /** Of all that ran then, by what each took when it was asked last. */
  readonly memoryBytes: number;
}

export class Readings {
  /** Starts and ends so far; the state before the first is change 0. */
  changes = 0;
  /** In the order of their starts. A container that starts again is a new reading. */
  readonly all: Reading[] = [];

  /** When each was created, in nanoseconds of the engine's clock. */
  readonly #created = new Map<string, number>();
  /** Index in `all` of what runs; who waits longest to be measured comes first. */
  readonly #running = new Map<string, number>();

  /** What runs before anything is heard. */
  present(ids: Iterable<string>): void {
    for (const id of ids) if (!this.#running.has(id)) this.#begin(id, undefined, this.changes);
  }

  /** False when the event is about something else. */
  hear({ Type, Action, Actor, timeNano }: EventMessage): boolean {
    const { ID } = Actor;
    if (Type !== 'container') return false;
    if (Action === 'create') this.#created.set(ID, timeNano);
    else if (Action === 'start' && !this.#running.has(ID)) {
      const created = this.#created.get(ID);
      this.#created.delete(ID);
      this.#begin(ID, created === undefined ? undefined : (timeNano - created) / 1e6, ++this.changes);
      return true;
    } else if (Action === 'die' && this.#running.has(ID)) {
      this.#change(ID, { to: ++this.changes });
      this.#running.delete(ID);
      return true;
    }
    return false;
  }

  measured(id: string, memoryBytes: number): void {
    if (this.#running.has(id)) this.#change(id, { memoryBytes });
  }

  /** What waited longest; it goes to the end of the row. */
  nextToMeasure(count: number): readonly string[] {
    const next = [...this.#running].slice(0, count);
    for (const [id, at] of next) {
      this.#running.delete(id);
      this.#running.set(id, at);
    }
    return next.map(([id]) => id);
  }

  get running(): readonly string[] {
    return [...this.#running.keys()];
  }

  /** One for each change, and one for the state before them. */
  get points(): readonly Point[] {
    const running = new Array<number>(this.changes + 1).fill(0);
    const memory = new Array<number>(this.changes + 1).fill(0);
    const add = (at: number, count: number, bytes: number) => {
      running[at] = (running[at] as number) + count;
      memory[at] = (memory[at] as number) + bytes;
    };
    for (const { from, to, memoryBytes = 0 } of this.all) {
      add(from, 1, memoryBytes);
      if (to !== undefined) add(to, -1, -memoryBytes);
    }
    let [count, bytes] = [0, 0];
    return running.map((change, i) => {
      count += change;
      bytes += memory[i] as number;
      return { running: count, memoryBytes: bytes };
    });
  }

  #begin(id: string, startMs: number | undefined, from: number): void {
    this.#running.set(id, this.all.length);
    this.all.push({ id, startMs, from, to: undefined, memoryBytes: undefined });
  }

  #change(id: string, to: Partial<Reading>): void {
    const at = this.#running.get(id) as number;
    this.all[at] = { ...(this.all[at] as Reading), ...to };
  }
}
