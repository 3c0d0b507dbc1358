/** What every method of String begins with: the text of its receiver, its characters, and how it is written in quotes. */
import type { RString } from '../../values.ts';
import { type Call, type Value } from '../../values.ts';

export const quotedText = (text: string): string =>
  `"${text
    .replace(/[\\"]|#(?=[{$@])/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\t/g, '\\t')
    .replace(/\r/g, '\\r')
    .replace(/\x1b/g, '\\e')
    .replace(
      /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]/g,
      (c) => `\\x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )}"`;

export const text = (call: Call) => (call.self as RString).text;
export const chars = (value: string) => [...value];

export const escapeRegExp = (value: string) => value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Gives a string another text. Fails with Ruby's FrozenError. */
export type Change = (self: Value, value: string) => RString;
