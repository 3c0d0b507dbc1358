/** Ids as Docker draws them: 32 random bytes in hex. */
import { hex } from '../base/bytes.ts';
import type { Random } from '../base/ports.ts';

export function randomId(random: Random): string {
  for (;;) {
    const id = hex(random.bytes(32));
    // The short form could be taken for a number (moby, pkg/stringid).
    if (!/^\d+$/.test(id.slice(0, 12))) return id;
  }
}

export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}
