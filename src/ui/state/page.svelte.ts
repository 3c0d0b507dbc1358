/** All that the components share, given to them through the context: they draw, this holds. */
import { getContext, setContext } from 'svelte';
import type { CommandEnded } from '../../worker/protocol.ts';
import type { Language } from '../../course/lesson.ts';
import type { PackOffer } from '../packs/bring-pack.ts';
import { loadDictionary, type Messages } from '../messages/messages.ts';
import { SHELL, type ShellMessages } from '../messages/shell.ts';
import type { OuterBackend } from '../webcontainer/backend.svelte.ts';
import type { Connection } from './connection.svelte.ts';
import type { EngineView } from './engine-view.svelte.ts';
import { Layout } from './layout.svelte.ts';
import { Router } from './router.svelte.ts';
import { Settings } from './settings.svelte.ts';

const KEY = Symbol('page');

export class PageState {
  readonly settings = new Settings();
  readonly layout = new Layout();
  readonly router = new Router();
  /** What the page was loaded with: the policies of a page are those of its beginning. */
  readonly webContainerAtLoad = this.settings.webContainer;
  /** What the engine has. There as soon as `complete` has settled. */
  engine!: EngineView;
  /** Counts commands that ended at any prompt, and other changes of the machine: whoever shows its state looks again. */
  changes = $state(0);
  /** A published port that the preview should open. */
  wantedPort = $state.raw<{ readonly port: number } | undefined>();
  /** Lessons from elsewhere that wait for a word of the learner; `ask`: where are they? */
  packOffer = $state.raw<PackOffer | 'ask' | undefined>();
  /** Types at the active terminal's prompt, or only puts text there. Set by the terminal pane. */
  type: (text: string) => void = () => undefined;
  insert: (text: string) => void = () => undefined;
  /** Hears of every command that ends at a prompt. Set by the open lesson. */
  onCommand: ((ended: CommandEnded) => void) | undefined;
  /** Puts the machine back to where the current step began. Set by the open lesson. */
  undoStep: (() => Promise<void>) | undefined;

  #outerNode: Promise<OuterBackend> | undefined;
  #following: Promise<void> | undefined;
  #messages = $state.raw<Partial<Record<Language, Messages>>>({});

  constructor(readonly connection: Connection) {}

  /** What the shell of the page says. */
  get shell(): ShellMessages {
    return SHELL[this.settings.language];
  }

  /** What everything else says. For components that are loaded once `complete` has settled. */
  get messages(): Messages {
    return this.#messages[this.settings.language] ?? (Object.values(this.#messages)[0] as Messages);
  }

  /** Settles once all is there that comes after the prompt: the view of the engine, and the words of the language of now. */
  async complete(): Promise<void> {
    const { language } = this.settings;
    this.#following ??= this.#follow();
    await this.#following;
    if (this.#messages[language]) return;
    const messages = { ...SHELL[language], ...(await loadDictionary(language)) };
    this.#messages = { ...this.#messages, [language]: messages };
  }

  /** Puts a command at the prompt; runs it, unless the visitor wants to press Enter. */
  run(command: string, insertOnly = this.settings.insertOnly): void {
    this.layout.show('terminal');
    if (insertOnly) this.insert(command);
    else this.type(`${command}\r`);
  }

  commandEnded(ended: CommandEnded): void {
    this.changes += 1;
    this.onCommand?.(ended);
  }

  offerPack(offer: PackOffer | 'ask'): void {
    this.packOffer = offer;
    this.layout.show('lesson');
  }

  openPort(port: number): void {
    this.wantedPort = { port };
    this.layout.show('preview');
  }

  /** What runs `node` in a WebContainer: for those who choose it. */
  outerNode(): Promise<OuterBackend> {
    this.#outerNode ??= (async () => {
      const { OuterBackend } = await import('../webcontainer/backend.svelte.ts');
      return new OuterBackend(this);
    })();
    return this.#outerNode;
  }

  async #follow(): Promise<void> {
    const { EngineView } = await import('./engine-view.svelte.ts');
    this.engine = new EngineView(this.connection);
    void this.engine.follow();
  }
}

export function givePage(page: PageState): void {
  setContext(KEY, page);
}

export function usePage(): PageState {
  return getContext<PageState>(KEY);
}
