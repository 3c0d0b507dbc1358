/** A builtin that assigns: dash and busybox name it when the variable is read-only. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { guarded } from '../awaitable.ts';
import type { Shell } from '../shell.ts';

export function namedInErrors<T>(sh: Shell, builtin: string, assign: () => Awaitable<T>): Awaitable<T> {
  if (sh.dialect === 'bash') return assign();
  const { commandName } = sh;
  sh.commandName = builtin;
  return guarded(assign, () => void (sh.commandName = commandName));
}
