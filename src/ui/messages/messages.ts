/** Every other string of the page, a dictionary for each language: a string without its translation does not compile. */
import type { Language } from '../../course/lesson.ts';
import type { en } from './en.ts';
import type { ShellMessages } from './shell.ts';

/** Both, as components see them. */
export type Messages = ShellMessages & typeof en;
export type Dictionary = typeof en;

const LOADERS: Readonly<Record<Language, () => Promise<Dictionary>>> = {
  en: async () => (await import('./en.ts')).en,
  'zh-TW': async () => (await import('./zh-tw.ts')).zhTW,
};

export function loadDictionary(language: Language): Promise<Dictionary> {
  return LOADERS[language]();
}
