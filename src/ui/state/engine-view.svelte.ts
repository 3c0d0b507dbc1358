/**
 * A live picture of the engine, made from the Engine API alone: what it lists, listed again whenever it reports an
 * event. The same picture works for a real engine.
 */
import type { ContainerSummary } from '../../api/types/container.ts';
import type { ImageSummary } from '../../api/types/image.ts';
import type { Network, Volume } from '../../api/types/system.ts';
import type { Connection } from './connection.svelte.ts';
import { layersFrom, type ImageLayer } from './image-layers.ts';

export interface ImageView {
  readonly summary: ImageSummary;
  /** Bottom first. */
  readonly layers: readonly ImageLayer[];
}

const QUIET_MS = 60;
/** With thousands of containers a look takes long; the engine then has this many times as long to itself. */
const REST = 9;
/** How often the writable layers of running containers are measured: writing a file is no event. */
const MEASURE_MS = 1500;
/** Measuring thousands of them is no reason for a command to wait: it rests for so many times as long as it took. */
const MEASURE_REST = 20;

export class EngineView {
  images = $state.raw<readonly ImageView[]>([]);
  containers = $state.raw<readonly ContainerSummary[]>([]);
  networks = $state.raw<readonly Network[]>([]);
  volumes = $state.raw<readonly Volume[]>([]);
  loaded = $state(false);
  /** There is nobody to ask: this machine has no engine, or not yet. */
  absent = $state(false);
  /** Layers by image ID: an image never changes. */
  readonly #layers: Record<string, readonly ImageLayer[]> = {};

  /** Answers that come late are dropped. */
  #turn = 0;
  #essence = '';
  #measureAfter = 0;
  /**
   * What a look takes, and whether one is under way. One slow look is chance, code that had to come or a busy machine; of the
   * last two the quicker one tells of how much there is to see.
   */
  #tookMs = 0;
  #lastMs = 0;
  #looking = false;

  constructor(private readonly connection: Connection) {}

  /** Follows the engine as long as the page lives. */
  async follow(): Promise<never> {
    setInterval(() => void this.#measure(), MEASURE_MS);
    for (let refusals = 0; ; refusals++) {
      try {
        const events = await this.connection.client.systemEvents();
        refusals = 0;
        this.absent = false;
        await this.refresh();
        let pending: ReturnType<typeof setTimeout> | undefined;
        for await (const _ of events) {
          pending ??= setTimeout(
            () => {
              pending = undefined;
              void this.refresh().catch(() => undefined);
            },
            Math.max(QUIET_MS, this.#tookMs * REST),
          );
        }
      } catch {
        // The line was lost, or the engine is starting: try again on the next line. Refused twice, there is none.
        if (refusals > 0) this.#forget();
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** What another machine had is not shown as this one's. */
  #forget(): void {
    this.absent = true;
    this.loaded = false;
    this.images = this.containers = [];
    this.networks = this.volumes = [];
    this.#essence = '';
  }

  async refresh(): Promise<void> {
    const began = performance.now();
    this.#looking = true;
    try {
      await this.#look();
    } finally {
      this.#looking = false;
      const tookMs = performance.now() - began;
      this.#tookMs = Math.min(tookMs, this.#lastMs);
      this.#lastMs = tookMs;
    }
  }

  async #look(): Promise<void> {
    const turn = ++this.#turn;
    const { client } = this.connection;
    const [images, containers, networks, volumes] = await Promise.all([
      client.imageList({}),
      this.#listContainers(),
      client.networkList({}),
      client.volumeList({}),
    ]);
    const views = await Promise.all(
      images.map(async (summary) => ({ summary, layers: await this.#layersOf(summary.Id).catch(() => []) })),
    );
    if (turn !== this.#turn) return;
    this.images = views;
    this.networks = networks;
    this.volumes = volumes.Volumes ?? [];
    this.#show(containers);
    this.loaded = true;
  }

  async #measure(): Promise<void> {
    const began = performance.now();
    if (document.hidden || this.#looking || began < this.#measureAfter) return;
    if (!this.containers.some(({ State }) => State === 'running')) return;
    const turn = ++this.#turn;
    const containers = await this.#listContainers().catch(() => undefined);
    const now = performance.now();
    this.#measureAfter = now + MEASURE_REST * (now - began);
    if (containers && turn === this.#turn) this.#show(containers);
  }

  #listContainers(): Promise<readonly ContainerSummary[]> {
    return this.connection.client.containerList({ query: { all: true, size: true } });
  }

  /** Whoever watches is told of real changes only, not of `Up 3 seconds` becoming 4. */
  #show(containers: readonly ContainerSummary[]): void {
    const essence = JSON.stringify(containers, (key, value: unknown) => (key === 'Status' ? undefined : value));
    if (essence === this.#essence) return;
    this.#essence = essence;
    this.containers = containers;
  }

  async #layersOf(id: string): Promise<readonly ImageLayer[]> {
    const known = this.#layers[id];
    if (known) return known;
    const { client } = this.connection;
    const [inspect, history] = await Promise.all([
      client.imageInspect({ path: { name: id } }),
      client.imageHistory({ path: { name: id } }),
    ]);
    const layers = layersFrom(inspect, history);
    this.#layers[id] = layers;
    return layers;
  }
}
