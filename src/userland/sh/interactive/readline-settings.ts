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
  /** For a subshell. */
  copy(): ReadlineSettings;
}

class Settings implements ReadlineSettings {
  bindings = new Map<string, Binding | undefined>();
  variables = new Map<string, string>();
  kept = keptState();
  times: number[] = [];
  dropped = 0;

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

export function readlineSettings(sh: Shell): ReadlineSettings {
  return (sh.readline ??= new Settings());
}
