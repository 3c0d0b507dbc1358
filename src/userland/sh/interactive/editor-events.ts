/** What the line editor is given, and what it asks of the shell. */
import type { CompletionKey } from './completion-keys.ts';
import { KillRing } from './editing.ts';
import type { HistoryHabits } from './history-expansion.ts';
import type { Binding } from './keymap.ts';

export interface EditorOptions {
  readonly prompt: string;
  readonly columns: number;
  readonly history: readonly string[];
  /** bash's keys include ^R and kill rings; busybox has fewer. */
  readonly style: 'readline' | 'busybox';
  /** What `bind` and inputrc changed; undefined: the key does nothing any more. */
  readonly bindings?: ReadonlyMap<string, Binding | undefined>;
  /** Variables of readline that differ from their defaults. */
  readonly variables?: ReadonlyMap<string, string>;
  /** Kept from line to line. */
  readonly kept?: KeptState;
  /** The entry of the history that the line begins as: what ^O asked for. */
  readonly startAt?: number;
  /** `set -o vi`. */
  readonly vi?: boolean;
  readonly initial?: string;
}

/** What outlives one line. */
export interface KeptState extends HistoryHabits {
  readonly kills: KillRing;
  macro: string;
  search: string;
}

export function keptState(): KeptState {
  return { kills: new KillRing(), macro: '', search: '' };
}

export type EditorEvent =
  | { readonly kind: 'line'; readonly text: string; readonly next?: number }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'end' }
  | ({ readonly kind: 'complete'; readonly before: string; readonly again: boolean } & CompletionKey)
  /** `bind -x`, C-x C-e and what else the shell does with the line. */
  | { readonly kind: 'shell'; readonly action: ShellAction; readonly text: string };

export type ShellAction = 'command' | 'edit' | 'expand' | 'history' | 'tilde' | 'reread' | 'version';

export interface Step {
  readonly output: string;
  readonly event?: EditorEvent;
}

export const SHELL_ACTIONS: Readonly<Record<string, ShellAction>> = {
  'edit-and-execute-command': 'edit',
  'shell-expand-line': 'expand',
  'history-expand-line': 'history',
  'tilde-expand': 'tilde',
  're-read-init-file': 'reread',
  'display-shell-version': 'version',
};
