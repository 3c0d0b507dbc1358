/**
 * A byte as hexdump's `%_c` and od's `c` (with C's escapes or octal), `%_p` (a dot for what does not print), `%_u` (names of
 * control characters).
 */
import { C_ESCAPES } from '../../escape-characters.ts';

const NAMES =
  'nul soh stx etx eot enq ack bel bs ht lf vt ff cr so si dle dcl dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us'.split(
    ' ',
  );
const DELETE = 0x7f;

export function odCharacter(byte: number, kind: '_c' | '_p' | '_u'): string {
  const character = String.fromCharCode(byte);
  if (byte >= 0x20 && byte < DELETE) return character;
  if (kind === '_p') return '.';
  if (kind === '_c') return byte === 0 ? '\\0' : (C_ESCAPES[character] ?? byte.toString(8).padStart(3, '0'));
  return byte === DELETE ? 'del' : (NAMES[byte] ?? byte.toString(16).padStart(2, '0'));
}
