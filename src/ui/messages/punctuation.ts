/** What stands between words that the page puts together: full-width punctuation has its own room. */
import type { Language } from '../../course/lesson.ts';

interface Punctuation {
  /** Between the items of a list. */
  readonly comma: string;
  /** Between sentences, and behind a colon. */
  readonly gap: string;
}

export const PUNCTUATION: Readonly<Record<Language, Punctuation>> = {
  en: { comma: ', ', gap: ' ' },
  'zh-TW': { comma: '、', gap: '' },
};
