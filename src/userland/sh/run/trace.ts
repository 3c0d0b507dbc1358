/** `set -x`. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain, guarded } from '../awaitable.ts';
import type { Shell } from '../shell.ts';
import { shellQuoted, singleQuoted } from '../quoting.ts';

export function traceWords(sh: Shell, words: readonly string[]): Awaitable<void> {
  return traceText(sh, words.map((word) => traced(sh, word)).join(' '));
}

export function traceText(sh: Shell, text: string): Awaitable<void> {
  if (sh.tracing) return;
  sh.tracing = true;
  return guarded(
    () => chain(sh.err(`${tracePrefix(sh)}${text}\n`), () => undefined),
    () => {
      sh.tracing = false;
    },
  );
}

function tracePrefix(sh: Shell): string {
  const prefix = sh.vars.get('PS4') ?? '+ ';
  return sh.dialect === 'bash' ? prefix.slice(0, 1).repeat(sh.substitutionDepth) + prefix : prefix;
}

export function traced(sh: Shell, word: string): string {
  if (sh.dialect === 'bash')
    return /[\t\n]/.test(word) && !/[\x00-\x08\x0b-\x1f]/.test(word) ? singleQuoted(word) : shellQuoted(word);
  if (word === '') return sh.dialect === 'dash' ? '' : "''";
  if (sh.dialect === 'dash') return word;
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : singleQuoted(word);
}
