/** A command as jobs, deaths and BASH_COMMAND tell it: bash prints what it has understood, the others what was typed. */
import type { Awaitable } from '../../../kernel/sys.ts';
import type { Shell } from '../shell.ts';

/** Prints as it was typed. */
const PLAIN = /^[\w./=:,@%+'"$-]+(?: [\w./=:,@%+'"$-]+)*$/;

export function shownText(sh: Shell, text: string): Awaitable<string> {
  if (sh.dialect !== 'bash' || PLAIN.test(text)) return text;
  return import('../function-text.ts').then(({ printedCommand }) => printedCommand(text));
}
