/** What the visitor chose: language, theme, text size. Kept in localStorage; nothing breaks when it is refused. */
import { LANGUAGES, type Language } from '../../course/lesson.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Of the terminal's text, in CSS pixels. */
export const FONT_SIZE = { min: 10, max: 24, usual: 14 } as const;

const KEY = 'drydock.settings';

interface Stored {
  language?: Language;
  theme?: Theme;
  fontSize?: number;
}

function stored(): Stored {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Stored;
  } catch {
    return {};
  }
}

function preferred(): Language {
  return navigator.languages.some((tag) => /^zh/i.test(tag)) && !/^en/i.test(navigator.language) ? 'zh-TW' : 'en';
}

export class Settings {
  language = $state<Language>('en');
  theme = $state<Theme>('system');
  /** Of the terminal, in CSS pixels. */
  fontSize = $state<number>(FONT_SIZE.usual);
  /** The system's own preference, followed while the theme is `system`. */
  #systemDark = $state(false);

  constructor() {
    const { language, theme, fontSize } = stored();
    this.language = language && LANGUAGES.includes(language) ? language : preferred();
    this.theme = theme && THEMES.includes(theme) ? theme : 'system';
    this.fontSize = Math.min(FONT_SIZE.max, Math.max(FONT_SIZE.min, Number(fontSize) || FONT_SIZE.usual));
    const query = matchMedia('(prefers-color-scheme: dark)');
    this.#systemDark = query.matches;
    query.addEventListener('change', () => (this.#systemDark = query.matches));
  }

  get dark(): boolean {
    return this.theme === 'dark' || (this.theme === 'system' && this.#systemDark);
  }

  save(): void {
    const value: Stored = { language: this.language, theme: this.theme, fontSize: this.fontSize };
    try {
      localStorage.setItem(KEY, JSON.stringify(value));
    } catch {
      // Storage refused: the choice lasts as long as the page.
    }
  }
}
