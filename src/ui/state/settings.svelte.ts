/** What the visitor chose: language, theme, text size, help. */
import { LANGUAGES, type Language } from '../../course/lesson.ts';
import { readStored, writeStored } from './stored.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Of the terminal's text, in CSS pixels. */
export const FONT_SIZE = { min: 10, max: 24, usual: 14 } as const;

const KEY = 'drydock.settings';

interface Stored {
  readonly language: Language;
  readonly theme: Theme;
  readonly fontSize: number;
  readonly screenReader: boolean;
  readonly explainErrors: boolean;
  readonly insertOnly: boolean;
  readonly webContainer: boolean;
}

function preferred(): Language {
  return navigator.languages.some((tag) => /^zh/i.test(tag)) && !/^en/i.test(navigator.language) ? 'zh-TW' : 'en';
}

export class Settings {
  language = $state<Language>('en');
  theme = $state<Theme>('system');
  /** Of the terminal, in CSS pixels. */
  fontSize = $state<number>(FONT_SIZE.usual);
  /** The terminal's lines are read out, and can be browsed. */
  screenReader = $state(true);
  /** What a docker command's error means is told beside the terminal. */
  explainErrors = $state(true);
  /** A click on a command of a lesson types it, and leaves Enter to the learner. */
  insertOnly = $state(false);
  /** `node` runs in a WebContainer, whose code comes from another site. Read by early.js, too. */
  webContainer = $state(false);
  /** The system's own preference, followed while the theme is `system`. */
  #systemDark = $state(false);

  constructor() {
    const stored = readStored<Stored>(KEY);
    this.language = stored.language && LANGUAGES.includes(stored.language) ? stored.language : preferred();
    this.theme = stored.theme && THEMES.includes(stored.theme) ? stored.theme : 'system';
    this.fontSize = Math.min(FONT_SIZE.max, Math.max(FONT_SIZE.min, Number(stored.fontSize) || FONT_SIZE.usual));
    this.screenReader = stored.screenReader !== false;
    this.explainErrors = stored.explainErrors !== false;
    this.insertOnly = stored.insertOnly === true;
    this.webContainer = stored.webContainer === true;
    const query = matchMedia('(prefers-color-scheme: dark)');
    this.#systemDark = query.matches;
    query.addEventListener('change', () => (this.#systemDark = query.matches));
  }

  get dark(): boolean {
    return this.theme === 'dark' || (this.theme === 'system' && this.#systemDark);
  }

  save(): void {
    writeStored(KEY, {
      language: this.language,
      theme: this.theme,
      fontSize: this.fontSize,
      screenReader: this.screenReader,
      explainErrors: this.explainErrors,
      insertOnly: this.insertOnly,
      webContainer: this.webContainer,
    } satisfies Stored);
  }
}
