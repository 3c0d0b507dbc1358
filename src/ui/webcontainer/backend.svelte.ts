/**
 * The WebContainer of this page: chosen in the settings, offered to the kernel for every process of `node`, booted when the
 * first of them runs. Its API is loaded then, and its frame comes from its makers' site.
 */
import { LIMITS } from '../../base/limits.ts';
import { messageOf } from '../../base/errors.ts';
import { ISOLATION_MARK } from '../../base/isolation-mark.ts';
import type { ToOuter } from '../../base/outer-node.ts';
import { SERVICE } from '../../worker/protocol.ts';
import type { PageState } from '../state/page.svelte.ts';
import { type Container, type OuterHost, runOuterProcess } from './outer-process.ts';

/** Why there is none. `reload`: chosen since the page was loaded. */
export type OuterFailure = 'reload' | 'offline' | 'notIsolated' | 'tooSlow' | { readonly failed: string };

export type OuterState = 'off' | 'waiting' | 'starting' | 'running' | OuterFailure;

type Boot = () => Promise<Container>;

/** The API's own; it says nothing at all when its site cannot be reached. */
const boot: Boot = async () => {
  const { WebContainer } = await import('@webcontainer/api');
  return (await WebContainer.boot({ coep: 'require-corp', workdirName: 'drydock' })) as Container;
};

export class OuterBackend {
  state = $state.raw<OuterState>('off');
  #container: Promise<Container> | undefined;
  /** Withdraws what this page offers. */
  #withdraw: (() => void) | undefined;

  constructor(
    private readonly page: PageState,
    private readonly start: Boot = boot,
  ) {
    addEventListener('online', () => {
      // Once a boot has begun, its frame has been asked for.
      if (this.state === 'offline' && !this.#container) this.state = 'waiting';
    });
  }

  /** Does what the setting says. Settles once the service worker will know of it. */
  async choose(wanted: boolean): Promise<void> {
    if (!wanted) {
      this.#withdraw?.();
      this.#withdraw = undefined;
      this.state = 'off';
      await caches.delete(ISOLATION_MARK);
      return;
    }
    await caches.open(ISOLATION_MARK);
    this.state = this.#obstacle() ?? 'waiting';
    if (!this.#withdraw) this.#offer();
  }

  #obstacle(): OuterFailure | undefined {
    if (!this.page.webContainerAtLoad) return 'reload';
    if (!crossOriginIsolated) return 'notIsolated';
    return navigator.onLine ? undefined : 'offline';
  }

  /** One channel waits for a process; when one has come, the next waits, over whatever line there is by then. */
  #offer(): void {
    const { connection } = this.page;
    let offering = true;
    let close = (): void => undefined;
    const next = async (): Promise<void> => {
      while (offering) {
        const channel = (await connection.mux()).open(SERVICE.outerNode, {});
        close = () => channel.close();
        if (!offering) close();
        try {
          const messages = channel.messages[Symbol.asyncIterator]();
          const { done, value } = await messages.next();
          if (done) continue;
          void runOuterProcess(value as ToOuter, channel, this.#host()).then(
            () => channel.close(),
            (error: unknown) => channel.abort(error),
          );
        } catch {
          // The line was lost: the next one is waited for.
        }
      }
    };
    this.#withdraw = () => {
      offering = false;
      close();
    };
    void next();
  }

  #host(): OuterHost {
    const { words } = this.page.messages.webContainer;
    return {
      container: () => this.#started(),
      running: this.state === 'running',
      words,
    };
  }

  /** The container, booted by the first who asks. After a failure it takes another load of the page: a frame comes once. */
  async #started(): Promise<Container> {
    if (this.state === 'waiting') {
      const obstacle = this.#obstacle();
      this.state = obstacle ?? 'starting';
      if (!obstacle) this.#container = this.#boot();
    }
    if (this.state === 'running' || this.state === 'starting') return this.#container as Promise<Container>;
    throw new Error(this.reason(this.state));
  }

  async #boot(): Promise<Container> {
    const booting = this.start();
    let failure: OuterFailure;
    try {
      const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), LIMITS.outerBootMs));
      const container = await Promise.race([booting, late]);
      if (container) {
        this.state = 'running';
        return container;
      }
      failure = navigator.onLine ? 'tooSlow' : 'offline';
      // Better late: the next process finds it.
      booting.then(
        () => {
          this.#container = booting;
          if (this.state !== 'off') this.state = 'running';
        },
        () => undefined,
      );
    } catch (error) {
      failure = { failed: messageOf(error) };
    }
    this.state = failure;
    throw new Error(this.reason(failure));
  }

  /** A state in words. */
  reason(state: OuterState): string {
    const t = this.page.messages.webContainer;
    return typeof state === 'string' ? t.states[state] : t.failed(state.failed);
  }
}
