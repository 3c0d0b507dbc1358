/** What a script of sed is made of. All texts are byte strings. */

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'regex'; readonly regex: RegExp | undefined }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'plus'; readonly count: number }
  | { readonly kind: 'multiple'; readonly count: number };

export interface Substitution {
  /** Undefined: the last one used. Has flag `g`. */
  readonly regex: RegExp | undefined;
  readonly replace: (match: RegExpExecArray) => string;
  readonly nth: number;
  readonly global: boolean;
  readonly print: boolean;
  readonly file: string | undefined;
  /** The result is run as a command, whose output takes its place. */
  readonly run: boolean;
}

export interface Command {
  readonly name: string;
  readonly from?: Address;
  readonly to?: Address;
  readonly negated: boolean;
  readonly text: string;
  /** An `a\` with nothing after it. */
  readonly bare?: boolean;
  readonly number?: number;
  readonly substitution?: Substitution;
  readonly map?: ReadonlyMap<string, string>;
  /** Index before the command that runs next, for `b`, `t`, `T` and a `{` that doesn't match. */
  target: number;
}
