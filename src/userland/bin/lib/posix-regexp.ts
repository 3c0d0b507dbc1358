/** A regular expression whose matches are POSIX's: of all that begin leftmost, the longest. */
import { longestEnd, longestProgram, type LongestProgram } from './longest-match.ts';

/** Where JavaScript's first match may be shorter: alternatives, and groups that may be there or not. */
const MAY_BE_SHORT = /\||\)(?:[*+?]|\{)/;

/** A pattern that needs no care stays what it is. */
export function posixRegExp(source: string, flags: string): RegExp {
  return MAY_BE_SHORT.test(source) ? new PosixRegExp(source, flags) : new RegExp(source, flags);
}

class PosixRegExp extends RegExp {
  #program: LongestProgram | undefined | null = null;

  override exec(text: string): RegExpExecArray | null {
    const found = super.exec(text);
    if (!found) return null;
    this.#program = this.#program === null ? longestProgram(this.source, this.flags) : this.#program;
    if (!this.#program) return found;
    const end = longestEnd(this.#program, text, found.index);
    if (end <= found.index + found[0].length) return found;
    if (this.global || this.sticky) this.lastIndex = end;
    return this.#ending(text, found.index, end) ?? found;
  }

  /** The match between two places, with its groups. */
  #ending(text: string, from: number, end: number): RegExpExecArray | null {
    const flags = `${this.flags.replace(/[gy]/g, '')}y`;
    const exact = new RegExp(`(?:${this.source})(?=[^]{${text.length - end}}(?![^]))`, flags);
    exact.lastIndex = from;
    return exact.exec(text);
  }

  /** Whether there is a match does not hang on its length. */
  override test(text: string): boolean {
    return this.global || this.sticky ? this.exec(text) !== null : super.exec(text) !== null;
  }
}
