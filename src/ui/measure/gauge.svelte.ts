/** Reads the engine for the plots: its events as they come, and the statistics of what runs, a few at a time. */
import type { Connection } from '../state/connection.svelte.ts';
import { Readings } from './readings.ts';

/** How often the plots are drawn anew while containers come and go. */
const DRAW_MS = 200;
/** Containers asked for their statistics in one round, and the pause between rounds. */
const ROUND = 40;
const ROUND_MS = 300;
const RETRY_MS = 300;

export class Gauge {
  readings = $state.raw(new Readings());
  /** Grows whenever the readings have changed. */
  version = $state(0);
  /** Rounds ask for statistics only while somebody looks. */
  watched = true;

  #drawing = false;

  constructor(private readonly connection: Connection) {}

  /** Follows the engine until the signal. */
  async follow(signal: AbortSignal): Promise<void> {
    void this.#measure(signal);
    while (!signal.aborted) {
      await this.#listen(signal).catch(() => undefined);
      // The line was lost: the machine was switched off and on, or another tab leads. Nothing runs as it did, and on a
      // machine without an engine nothing will be heard.
      this.#forget();
      await pause(RETRY_MS, signal);
    }
  }

  startOver(): void {
    const running = this.readings.running;
    this.readings = new Readings();
    this.readings.present(running);
    this.#changed();
  }

  #forget(): void {
    if (!this.readings.all.length) return;
    this.readings = new Readings();
    this.#changed();
  }

  /** One life of the machine. What its engine still remembers of earlier starts is heard first. */
  async #listen(signal: AbortSignal): Promise<void> {
    const { client } = this.connection;
    const filters = JSON.stringify({ type: ['container'] });
    const now = String(Date.now() / 1000);
    const readings = new Readings();
    for await (const event of await client.systemEvents({ query: { since: '0', until: now, filters }, signal }))
      readings.hear(event);
    const events = await client.systemEvents({ query: { since: now, filters }, signal });
    readings.present((await client.containerList({})).map(({ Id }) => Id));
    this.readings = readings;
    this.#changed();
    for await (const event of events) if (this.readings.hear(event)) this.#changed();
  }

  async #measure(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(ROUND_MS, signal);
      if (!this.watched || document.hidden) continue;
      const ids = this.readings.nextToMeasure(ROUND);
      for (const id of ids) await this.#ask(id, signal).catch(() => undefined);
      if (ids.length) this.#changed();
    }
  }

  async #ask(id: string, signal: AbortSignal): Promise<void> {
    const { readings } = this;
    const answers = await this.connection.client.containerStats({
      path: { id },
      query: { stream: false, 'one-shot': true },
      signal,
    });
    for await (const answer of answers) {
      const bytes = usageOf(answer);
      if (bytes !== undefined) readings.measured(id, bytes);
    }
  }

  #changed(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    setTimeout(() => {
      this.#drawing = false;
      this.version += 1;
    }, DRAW_MS);
  }
}

function usageOf(stats: unknown): number | undefined {
  const usage = (stats as { memory_stats?: { usage?: unknown } }).memory_stats?.usage;
  return typeof usage === 'number' ? usage : undefined;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
