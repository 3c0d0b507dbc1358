/** `--detach-keys ctrl-p,ctrl-q`: a sequence in the input that ends the attachment and not the process. */
import { FailureError } from '../base/errors.ts';

export const DEFAULT_DETACH_KEYS: readonly number[] = [16, 17];

/** Fails with `invalid` as moby's term.ToBytes does. */
export function parseDetachKeys(text: string | undefined, kind: 'detach' | 'escape' = 'detach'): readonly number[] {
  if (!text) return DEFAULT_DETACH_KEYS;
  return text.split(',').map((key) => {
    if (key.length === 1) return key.charCodeAt(0);
    if (key === 'DEL') return 127;
    const [, letter] = /^ctrl-([a-zA-Z@[\\\]^_])$/.exec(key) ?? [];
    if (!letter) throw new FailureError('invalid', `Invalid ${kind} keys (${text}) provided`);
    return letter.toUpperCase().charCodeAt(0) & 0x1f;
  });
}

/** Watches input for the sequence; what turns out not to be it goes through, later. */
export class DetachFilter {
  #matched = 0;

  constructor(private readonly keys: readonly number[]) {}

  /** What goes through, and whether the sequence is complete. What follows it in the same bytes is dropped. */
  pass(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly detached: boolean } {
    const out: number[] = [];
    for (const byte of bytes) {
      if (byte === this.keys[this.#matched]) {
        if (++this.#matched === this.keys.length) return { bytes: Uint8Array.from(out), detached: true };
        continue;
      }
      out.push(...this.keys.slice(0, this.#matched));
      this.#matched = byte === this.keys[0] ? 1 : 0;
      if (this.#matched === 0) out.push(byte);
    }
    return { bytes: Uint8Array.from(out), detached: false };
  }
}
