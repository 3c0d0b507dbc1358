/** `--detach-keys ctrl-p,ctrl-q`: a sequence in the input that ends the attachment and not the process. */
import { concat } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';

export const DEFAULT_DETACH_KEYS: readonly number[] = [16, 17];

/** Fails with `invalid` as moby's term.ToBytes does. */
export function parseDetachKeys(text: string | undefined): readonly number[] {
  if (!text) return DEFAULT_DETACH_KEYS;
  return text.split(',').map((key) => {
    if (key.length === 1) return key.charCodeAt(0);
    const [, letter] = /^ctrl-([a-zA-Z@[\\\]^_])$/.exec(key) ?? [];
    if (!letter) throw new FailureError('invalid', `Invalid detach keys (${text}) provided`);
    return letter.toUpperCase().charCodeAt(0) & 0x1f;
  });
}

/** Watches input for the sequence; what turns out not to be it goes through, later. */
export class DetachFilter {
  #matched = 0;

  constructor(private readonly keys: readonly number[]) {}

  /** What goes through, and whether the sequence is complete. */
  pass(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly detached: boolean } {
    const out: Uint8Array[] = [];
    let from = 0;
    for (let i = 0; i < bytes.length; i++) {
      if (bytes[i] === this.keys[this.#matched]) {
        if (this.#matched === 0 || i === 0) {
          out.push(bytes.subarray(from, i));
          from = i;
        }
        this.#matched++;
        from = i + 1;
        if (this.#matched === this.keys.length) return { bytes: concat(out), detached: true };
        continue;
      }
      if (this.#matched > 0) {
        out.push(Uint8Array.from(this.keys.slice(0, this.#matched)));
        this.#matched = 0;
        from = i;
        if (bytes[i] === this.keys[0]) i--;
      }
    }
    if (this.#matched === 0) out.push(bytes.subarray(from));
    return { bytes: concat(out), detached: false };
  }
}
