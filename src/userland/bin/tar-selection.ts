/** tar: which members of an archive the command line names, and what is said of those that are not there. */
import { ESCAPE_CHARACTERS } from '../escape-characters.ts';
import { globRegex } from './lib/glob.ts';
import type { Tool } from './lib/tool.ts';
import { operandsInOrder } from './tar-operands.ts';

/** Names are given as they are listed, with escapes in place of control characters. */
function unescaped(name: string): string {
  return name.replace(/\\([0-7]{3}|[abfnrtv\\])/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(parseInt(code, 8)) : (ESCAPE_CHARACTERS[code] as string),
  );
}

export class Selection {
  /** How many members each operand has named so far. */
  readonly #wanted = new Map<string, number>();
  readonly #patterns = new Map<string, RegExp>();
  readonly #occurrence: number | undefined;
  readonly #all: boolean;

  private constructor(
    readonly t: Tool,
    operands: readonly string[],
  ) {
    for (const operand of operands) {
      const name = (t.busybox ? operand : unescaped(operand)).replace(/\/$/, '');
      this.#wanted.set(name, 0);
      if (t.has('wildcards')) this.#patterns.set(name, globRegex(name, t.has('ignore-case')));
    }
    this.#all = operands.length === 0;
    this.#occurrence = t.has('occurrence') ? Number(t.value('occurrence') || 1) : undefined;
  }

  static async read(t: Tool): Promise<Selection> {
    // A member to begin at is but one of those that are named (tar 1.34).
    const operands: string[] = t.values('K');
    for await (const operand of operandsInOrder(t)) operands.push(operand);
    return new Selection(t, operands);
  }

  get names(): number {
    return this.#wanted.size;
  }

  /** Whether a member is meant: it, or a directory above it, is named. */
  has(name: string): boolean {
    const bare = name.replace(/\/$/, '');
    if (this.#all) return true;
    for (const [operand, seen] of this.#wanted) {
      if (!this.#fits(operand, bare)) continue;
      this.#wanted.set(operand, seen + 1);
      return this.#occurrence === undefined || this.#occurrence === seen + 1;
    }
    return false;
  }

  #fits(operand: string, bare: string): boolean {
    if (this.#patterns.get(operand)?.test(bare)) return true;
    const [given, name] = this.t.has('ignore-case') ? [operand.toLowerCase(), bare.toLowerCase()] : [operand, bare];
    return name === given || name.startsWith(`${given}/`);
  }

  /** Says which of them named nothing. */
  async report(shown = (name: string) => name): Promise<void> {
    const { t } = this;
    const status = t.busybox ? 1 : 2;
    for (const [name, seen] of this.#wanted) {
      if (seen === 0) await t.warn(`${shown(name)}: Not found in archive`, `${name}: not found in archive`, status);
      else if (seen < (this.#occurrence ?? 0))
        await t.warn(`${shown(name)}: Required occurrence not found in archive`, undefined, status);
    }
  }
}
