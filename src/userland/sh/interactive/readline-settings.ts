/** What `bind` and inputrc files set, and what the line editor keeps from line to line. */
import type { Shell } from '../shell.ts';
import type { Binding } from './keymap.ts';
import type { KeptState } from './line-editor.ts';
import { keptState } from './line-editor.ts';

export interface ReadlineSettings {
  /** Undefined: the key does nothing any more. */
  readonly bindings: Map<string, Binding | undefined>;
  readonly variables: Map<string, string>;
  readonly kept: KeptState;
}

export function readlineSettings(sh: Shell): ReadlineSettings {
  return (sh.readline ??= { bindings: new Map(), variables: new Map(), kept: keptState() });
}
