/** What a shell refuses of a text, as its own grammar finds it. */

/** Where a text cannot be read on. */
export type Refusal =
  /** A token that cannot stand there; `expecting` is what dash wanted instead. In an array of bash it costs that line alone. */
  | {
      readonly kind: 'token';
      readonly token: string;
      readonly line: number;
      readonly expecting?: string;
      readonly inArray?: boolean;
    }
  /** The text ends in the middle of a command. */
  | { readonly kind: 'end'; readonly line: number; readonly expecting?: string }
  /** The text ends before what closes a quote or a substitution; `line` is where that began. */
  | { readonly kind: 'open'; readonly close: string; readonly line: number; readonly from: string }
  /** In words of its own. `silent`: bash stops there and says nothing. */
  | { readonly kind: 'words'; readonly words: string; readonly line: number; readonly silent?: boolean };

/** Thrown, being no Error: it needs no stack. */
export class Refused {
  constructor(readonly refusal: Refusal) {}
}

export interface Verdict {
  readonly refusal: Refusal | undefined;
  /** Where ordinary words stand that are reserved elsewhere: `case` among arguments, `[[` in dash. */
  readonly plain: readonly number[];
  /** Where `'` is an ordinary character though it stands in braces. */
  readonly apostrophes?: readonly number[];
}
