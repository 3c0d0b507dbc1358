/** The unit in which ls, du and df tell sizes: `--block-size=1M`, `-h`, `--si`. */
import { human } from './text.ts';

export type BlockSize =
  | { readonly base: 1024 | 1000 }
  /** Bytes of one block, and what follows each number. */
  | { readonly size: number; readonly suffix: string };

/** `1K` counts in blocks of 1024 bytes; `K` does so too, and the letter follows each number. Undefined when it is no size. */
export function blockSize(word: string): BlockSize | undefined {
  if (word === 'human-readable') return { base: 1024 };
  if (word === 'si') return { base: 1000 };
  const match = /^(\d*)(?:([kKMGTPEZY])(i?B)?)?$/.exec(word);
  if (!match || word === '') return undefined;
  const [, count = '', letter, ending = ''] = match;
  const power = letter === undefined ? 0 : 'KMGTPEZY'.indexOf(letter.toUpperCase()) + 1;
  const size = Number(count || 1) * (ending === 'B' ? 1000 : 1024) ** power;
  if (size === 0) return undefined;
  const shown = letter === undefined ? '' : ending === 'B' && letter.toUpperCase() === 'K' ? 'k' : letter.toUpperCase();
  return { size, suffix: count ? '' : shown + ending };
}

/** Rounded up, as GNU does. */
export function sizeShown(bytes: number, unit: BlockSize): string {
  return 'base' in unit ? human(bytes, unit.base) : `${Math.ceil(bytes / unit.size)}${unit.suffix}`;
}
