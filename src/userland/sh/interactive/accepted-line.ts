/** A line once it is typed: history expansion, then the history. */
import { AbandonFlow } from '../flow.ts';
import type { Shell } from '../shell.ts';
import { expandHistory } from './history-expansion.ts';
import { keepLine, remember } from './history-list.ts';
import { historyHabits } from './readline-settings.ts';

export type AcceptedLine =
  /** `unit`: the command so far, of which it is the last line. */
  | { readonly text: string; readonly unit: string }
  /** The line is to be edited once more before it runs: `histverify`, `histreedit`. */
  | { readonly again: string };

/** `unit`: the lines before it of the same command. What expands is shown before it runs. */
export async function acceptLine(sh: Shell, typed: string, unit: string | undefined): Promise<AcceptedLine> {
  const expansion = sh.options.histexpand
    ? expandHistory(typed, sh.history, historyHabits(sh))
    : ({ kind: 'same' } as const);
  if (expansion.kind === 'missing') {
    await sh.err(`${sh.name}: ${expansion.event}: ${expansion.reason}\n`);
    if (sh.isShopt('histreedit')) return { again: typed };
    throw new AbandonFlow(sh.status);
  }
  if (expansion.kind === 'expanded') {
    if (sh.isShopt('histverify')) return { again: expansion.text };
    await sh.err(`${expansion.text}\n`);
    if (expansion.shows) {
      remember(sh, expansion.text);
      throw new AbandonFlow(sh.status);
    }
  }
  const text = expansion.kind === 'expanded' ? expansion.text : typed;
  return { text, unit: keepLine(sh, text, unit) };
}
