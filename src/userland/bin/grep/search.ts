/** What a grep looks for, and how it tells. */
export interface Search {
  readonly test: RegExp;
  /** With flag `g`, for -o and colours. */
  readonly each: RegExp;
  readonly before: number;
  readonly after: number;
  readonly most: number;
  readonly names: boolean;
  readonly color: boolean;
  /** The colour of matches, as numbers for the terminal. */
  readonly match: string;
  readonly mark: string;
  /** Matches of bytes are matches of characters: a line is decoded only when it is shown. */
  readonly byBytes: RegExp | undefined;
  /** Where in bytes something begins that every match holds; -1 for nowhere. */
  readonly find: ((bytes: string, from: number) => number) | undefined;
  /** Characters are UTF-8: lines are searched as text. */
  readonly utf8: boolean;
  found: boolean;
  /** Something was printed, so that what another file shows is parted from it. */
  emitted: boolean;
  /** Digits that -T keeps free for numbers. */
  numberWidth: number;
}
