/**
 * Writable layers and what keeps them: every snapshot (a container's layer, a volume, the learner's machine) is an
 * overlay in memory whose checkpoints go to the store's files. A change is saved at the latest LIMITS.checkpointMs later,
 * or when somebody asks with `sync`. Saves of one snapshot never overlap.
 */
import { LIMITS } from '../base/limits.ts';
import type { Clock } from '../base/ports.ts';
import { createOverlay, type Overlay } from '../kernel/vfs/overlay.ts';
import type { TreeNode } from '../kernel/vfs/tree.ts';
import type { FileStore } from '../store/store.ts';

interface Open {
  readonly overlay: Overlay;
  cancelTimer: (() => void) | undefined;
  /** The save under way, and whether something changed since it began. */
  saving: Promise<void> | undefined;
  dirty: boolean;
  /** The store has something of it. */
  stored: boolean;
  failure: unknown;
}

interface OverlayKeeping {
  readonly fresh?: boolean;
  readonly made?: number | undefined;
  readonly layered?: boolean;
}

export class Snapshots {
  readonly #open = new Map<string, Promise<Open>>();

  constructor(
    private readonly files: FileStore,
    private readonly clock: Clock,
    /** Hears why something could not be saved that nobody has asked for. */
    private readonly onFailure?: (error: unknown) => void,
  ) {}

  /**
   * The overlay kept under `owner`, over `lower`: as it was saved, or empty. The same object while it is open. `fresh`: it
   * was never saved. `made`: when it began, in milliseconds since the epoch; default now. `layered`: it shows that it is
   * made of layers, as a container's root does.
   */
  async overlay(
    owner: string,
    lower: () => Promise<TreeNode>,
    { fresh = false, made, layered = false }: OverlayKeeping = {},
  ): Promise<Overlay> {
    let opened = this.#open.get(owner);
    if (!opened) {
      opened = this.#load(owner, lower, { fresh, made, layered });
      this.#open.set(owner, opened);
      opened.catch(() => this.#open.delete(owner));
    }
    return (await opened).overlay;
  }

  /** What was written so far is in the store once this settles. */
  async sync(owner: string): Promise<void> {
    const open = await this.#open.get(owner);
    if (!open) return;
    while (open.saving) await open.saving;
    if (open.dirty) await this.#save(owner, open);
    if (open.failure) throw open.failure;
  }

  async syncAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((owner) => this.sync(owner)));
  }

  async remove(owner: string): Promise<void> {
    const open = await this.#open.get(owner)?.catch(() => undefined);
    this.#open.delete(owner);
    if (open) {
      open.cancelTimer?.();
      open.dirty = false;
      await open.saving?.catch(() => undefined);
    }
    if (open?.stored !== false) await this.files.delete(owner);
  }

  async #load(
    owner: string,
    lower: () => Promise<TreeNode>,
    { fresh, made, layered = false }: OverlayKeeping,
  ): Promise<Open> {
    const [tree, saved] = await Promise.all([lower(), fresh ? undefined : this.files.load(owner)]);
    const open: Open = {
      overlay: createOverlay({
        lower: tree,
        clock: this.clock,
        layered,
        ...(made !== undefined && { made }),
        ...(saved && {
          saved: {
            index: saved.index,
            read: (file: number, offset: number, length: number) => this.files.read(owner, file, offset, length),
          },
        }),
        onDirty: () => this.#touch(owner, open),
      }),
      cancelTimer: undefined,
      saving: undefined,
      dirty: false,
      stored: saved !== undefined,
      failure: undefined,
    };
    return open;
  }

  #touch(owner: string, open: Open): void {
    open.dirty = true;
    if (open.cancelTimer || open.saving) return;
    open.cancelTimer = this.clock.after(LIMITS.checkpointMs, () => {
      open.cancelTimer = undefined;
      if (open.dirty && !open.saving) void this.#save(owner, open);
    });
  }

  /** Never rejects: a failure is kept for `sync`, and the next change tries again. */
  #save(owner: string, open: Open): Promise<void> {
    open.cancelTimer?.();
    open.cancelTimer = undefined;
    open.dirty = false;
    open.saving = (async () => {
      const checkpoint = open.overlay.checkpoint();
      const files = new Map([...checkpoint.files].map(([number, bytes]) => [number, bytes.slice()]));
      open.stored = true;
      try {
        await this.files.save(owner, checkpoint.index, files, checkpoint.removed);
        open.failure = undefined;
      } catch (error) {
        checkpoint.failed();
        open.failure = error;
        open.dirty = true;
        this.onFailure?.(error);
      }
    })().finally(() => {
      open.saving = undefined;
      if (open.dirty && !open.failure) this.#touch(owner, open);
    });
    return open.saving;
  }
}
