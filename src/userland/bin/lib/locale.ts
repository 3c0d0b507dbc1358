/** What programs take from the locale's variables. */
import type { Sys } from '../../../kernel/sys.ts';

/** Whether characters are UTF-8; else each byte is a character, as in the C locale. */
export function isUtf8(sys: Sys): boolean {
  return /utf-?8/i.test(sys.env.get('LC_ALL') || sys.env.get('LC_CTYPE') || sys.env.get('LANG') || '');
}
