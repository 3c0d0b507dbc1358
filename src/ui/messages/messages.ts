/** Every string of the page, in both languages: a string without its translation does not compile. */
import type { Language } from '../../course/lesson.ts';
import { en } from './en.ts';
import { zhTW } from './zh-tw.ts';

/** Literal types of `en` widened, so that a translation may say something else. */
type Widened<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type Messages = Widened<typeof en>;

export const MESSAGES: Readonly<Record<Language, Messages>> = { en, 'zh-TW': zhTW };
