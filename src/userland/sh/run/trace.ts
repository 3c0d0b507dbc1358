/** `set -x`. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain, guarded } from '../awaitable.ts';
import type { Shell } from '../shell.ts';
import { plainQuoted, shellQuoted, singleQuoted } from '../quoting.ts';
import { encodeText } from '../text-bytes.ts';

export function traceWords(sh: Shell, words: readonly string[]): Awaitable<void> {
  return traceText(sh, words.map((word) => traced(sh, word)).join(' '));
}

export function traceText(sh: Shell, text: string): Awaitable<void> {
  if (sh.tracing) return;
  sh.tracing = true;
  return guarded(
    () => chain(tracePrefix(sh), (prefix) => write(sh, `${prefix}${text}\n`)),
    () => {
      sh.tracing = false;
    },
  );
}

/** To standard error, or to the open file that BASH_XTRACEFD numbers. */
function write(sh: Shell, text: string): Awaitable<void> {
  const fd = sh.dialect === 'bash' ? sh.vars.get('BASH_XTRACEFD') : undefined;
  if (fd === undefined || !/^\d+$/.test(fd) || !sh.sys.descriptors().includes(Number(fd))) return sh.err(text);
  return chain(sh.sys.write(Number(fd), encodeText(text)), () => undefined);
}

function tracePrefix(sh: Shell): Awaitable<string> {
  const text = sh.vars.get('PS4') ?? '+ ';
  if (!/[\\$`]/.test(text)) return indented(sh, text);
  const { status, substitutionStatus, lastArgument } = sh;
  return chain(sh.runner.promptText(sh, text), (prefix) => {
    Object.assign(sh, { status, substitutionStatus, lastArgument });
    return indented(sh, prefix);
  });
}

function indented(sh: Shell, prefix: string): string {
  return sh.dialect === 'bash' ? prefix.slice(0, 1).repeat(sh.substitutionDepth + sh.evalDepth) + prefix : prefix;
}

/** busybox quotes a word that would be a reserved one without. */
function isReserved(word: string): boolean {
  return /^(?:if|then|else|elif|fi|do|done|case|esac|while|until|for|in|function|!|\{|\})$/.test(word);
}

export function traced(sh: Shell, word: string): string {
  if (sh.dialect === 'bash' && word === "'") return "\\'";
  if (sh.dialect === 'bash')
    return /[\t\n]/.test(word) && !/[\x00-\x08\x0b-\x1f]/.test(word) ? singleQuoted(word) : shellQuoted(word);
  if (word === '' || sh.dialect === 'dash') return word;
  return /[^+-:@-Z\]-_a-z]/.test(word) || isReserved(word) ? plainQuoted(word) : word;
}
