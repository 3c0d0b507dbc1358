/** The flags of one instruction: `--from=base`, `--link`. */
import { FailureError } from '../../base/errors.ts';
import { suggestion } from './suggestion.ts';

/** `texts` may be given several times. */
export type FlagKind = 'text' | 'texts' | 'flag';

export class Flags {
  readonly #values = new Map<string, string>();

  /** Fails with `invalid` on flags that the instruction does not have. */
  constructor(given: readonly string[], known: Readonly<Record<string, FlagKind>>) {
    for (const word of given) {
      const at = word.indexOf('=');
      const name = at < 0 ? word.slice(2) : word.slice(2, at);
      const kind = Object.hasOwn(known, name) ? known[name] : undefined;
      const refuse = (message: string) => new FailureError('invalid', message);
      if (!kind) throw refuse(`unknown flag: ${name}${suggestion(name, Object.keys(known), true)}`);
      if (kind !== 'texts' && this.#values.has(name)) throw refuse(`duplicate flag specified: ${name}`);
      const value = word.slice(at + 1);
      if ((kind !== 'flag' && at < 0) || (kind === 'flag' && at >= 0 && value === '')) {
        throw refuse(`missing a value on flag: ${name}`);
      }
      if (kind === 'flag' && at >= 0 && !['true', 'false'].includes(value.toLowerCase())) {
        throw refuse(`expecting boolean value for flag ${name}, not: ${value}`);
      }
      this.#values.set(name, at < 0 ? 'true' : value);
    }
  }

  /** Empty when it was not given. */
  text(name: string): string {
    return this.#values.get(name) ?? '';
  }

  used(): readonly string[] {
    return [...this.#values.keys()].sort();
  }
}
