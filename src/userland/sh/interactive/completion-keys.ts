/** Functions of readline that complete: what is offered, and what is done with what is found. */

export type CompletionMode = 'complete' | 'list' | 'all' | 'menu' | 'braces';

/** `word`: what the place in the line asks for. */
export type CompletionSource =
  'word' | 'file' | 'variable' | 'command' | 'user' | 'host' | 'glob' | 'glob-prefix' | 'history';

export interface Completion {
  /** Characters before the cursor that are replaced. */
  readonly replace: number;
  readonly text: string;
  /** Shown when Tab is pressed again and `text` adds nothing. */
  readonly candidates: readonly string[];
  /** The whole words that the candidates stand for. */
  readonly words?: readonly string[];
  /** A word with what follows it once it is chosen: a space, a quote. */
  finish?(word: string): string;
}

export interface CompletionKey {
  readonly mode: CompletionMode;
  readonly source: CompletionSource;
}

const BY_KIND = {
  filename: 'file',
  variable: 'variable',
  command: 'command',
  username: 'user',
  hostname: 'host',
} as const;

export const COMPLETIONS: Readonly<Record<string, CompletionKey>> = {
  complete: { mode: 'complete', source: 'word' },
  'possible-completions': { mode: 'list', source: 'word' },
  'insert-completions': { mode: 'all', source: 'word' },
  'menu-complete': { mode: 'menu', source: 'word' },
  'menu-complete-backward': { mode: 'menu', source: 'word' },
  'complete-into-braces': { mode: 'braces', source: 'file' },
  'dynamic-complete-history': { mode: 'complete', source: 'history' },
  'glob-complete-word': { mode: 'complete', source: 'glob-prefix' },
  'glob-expand-word': { mode: 'all', source: 'glob' },
  'glob-list-expansions': { mode: 'list', source: 'glob' },
  ...Object.fromEntries(
    Object.entries(BY_KIND).flatMap(([kind, source]) => [
      [`complete-${kind}`, { mode: 'complete', source } as const],
      [`possible-${kind}-completions`, { mode: 'list', source } as const],
    ]),
  ),
};
