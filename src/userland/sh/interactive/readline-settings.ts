/** What `bind` and inputrc files set, and what the line editor keeps from line to line. */
import type { Shell } from '../shell.ts';
import type { Binding } from './keymap.ts';
import { type KeptState, keptState } from './editor-events.ts';

export interface ReadlineSettings {
  /** Undefined: the key does nothing any more. */
  readonly bindings: Map<string, Binding | undefined>;
  readonly variables: Map<string, string>;
  readonly kept: KeptState;
  /** When each line of the history was typed, in milliseconds. */
  readonly times: number[];
  /** Lines that HISTSIZE has taken from the history's beginning: numbers go on behind them. */
  dropped: number;
  /** Whose function completes just now, and the options that it may change. */
  completing: { readonly name: string; readonly options: Set<string> } | undefined;
  /** For a subshell. */
  copy(): ReadlineSettings;
}

class Settings implements ReadlineSettings {
  bindings = new Map<string, Binding | undefined>();
  variables = new Map<string, string>();
  kept = keptState();
  times: number[] = [];
  dropped = 0;
  completing: ReadlineSettings['completing'];

  copy(): Settings {
    const { bindings, variables, times, dropped } = this;
    return Object.assign(new Settings(), {
      bindings: new Map(bindings),
      variables: new Map(variables),
      times: [...times],
      dropped,
    });
  }
}

/** What history expansion goes by, `histchars` as they are now. */
export function historyHabits(sh: Shell): KeptState {
  const { kept } = readlineSettings(sh);
  kept.characters = sh.vars.get('histchars');
  return kept;
}

export function readlineSettings(sh: Shell): ReadlineSettings {
  return (sh.readline ??= new Settings());
}
