/** Recognises the keys that detach from a terminal, `ctrl-p,ctrl-q` by default (moby's term.EscapeProxy). */
import { concat } from '../../base/bytes.ts';
import { CliFailure } from '../failure.ts';

export const DEFAULT_DETACH_KEYS = 'ctrl-p,ctrl-q';

export class DetachKeys {
  readonly #keys: readonly number[];
  #matched = 0;

  constructor(keys: string) {
    this.#keys = parseKeys(keys || DEFAULT_DETACH_KEYS);
  }

  /** What may be passed on; keys that might begin the sequence are held back until that is settled. */
  feed(chunk: Uint8Array): { readonly bytes: Uint8Array; readonly detached: boolean } {
    const out: Uint8Array[] = [];
    for (const byte of chunk) {
      if (byte === this.#keys[this.#matched]) {
        this.#matched++;
        if (this.#matched === this.#keys.length) return { bytes: concat([new Uint8Array(0), ...out]), detached: true };
        continue;
      }
      if (this.#matched) out.push(Uint8Array.from(this.#keys.slice(0, this.#matched)));
      this.#matched = 0;
      if (byte === this.#keys[0] && this.#keys.length > 1) this.#matched = 1;
      else out.push(Uint8Array.of(byte));
    }
    return { bytes: concat([new Uint8Array(0), ...out]), detached: false };
  }
}

export function parseKeys(text: string): readonly number[] {
  return text.split(',').map((key) => {
    if ([...key].length === 1) return key.codePointAt(0) as number;
    if (key === 'DEL') return 127;
    const control = /^ctrl-(.)$/.exec(key)?.[1];
    if (control && /[a-z]/.test(control)) return control.charCodeAt(0) - 96;
    const special = control === undefined ? -1 : '@[\\]^_'.indexOf(control);
    if (special >= 0) return special === 0 ? 0 : 26 + special;
    throw new CliFailure(`invalid detach keys (${text}): Unknown character: '${key}'`);
  });
}
