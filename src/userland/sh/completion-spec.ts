/** What `complete` and `compgen` of bash are told about the completion of a command's words. */
export interface CompletionSpec {
  /** Names of `-A`, in the order of `ACTIONS`. */
  readonly actions: readonly string[];
  readonly options: readonly string[];
  readonly glob: string | undefined;
  readonly words: string | undefined;
  readonly function: string | undefined;
  readonly command: string | undefined;
  /** A pattern of what is left out; one that begins with `!` names what stays. */
  readonly filter: string | undefined;
  readonly prefix: string;
  readonly suffix: string;
}

/** The line as the user has it, for a function that completes it. */
export interface CompletionLine {
  readonly words: readonly string[];
  /** Index of the word that is completed; -1 when `compgen` asks. */
  readonly index: number;
  readonly text: string;
}
