/** inputrc files, and the same lines as `bind` takes them one at a time. */
import { SysError } from '../../../kernel/errno.ts';
import { readText } from '../run/read-text.ts';
import type { Shell } from '../shell.ts';
import { parseKeyName, parseSequence } from './key-notation.ts';
import { functionNames, NOT_SIMULATED } from './keymap.ts';
import { readlineSettings } from './readline-settings.ts';

/** Variables with their defaults, in the order in which readline lists them. */
export const READLINE_VARIABLES: Readonly<Record<string, string>> = {
  'bind-tty-special-chars': 'on',
  'blink-matching-paren': 'off',
  'byte-oriented': 'off',
  'colored-completion-prefix': 'off',
  'colored-stats': 'off',
  'completion-ignore-case': 'off',
  'completion-map-case': 'off',
  'convert-meta': 'off',
  'disable-completion': 'off',
  'echo-control-characters': 'on',
  'enable-active-region': 'on',
  'enable-bracketed-paste': 'on',
  'enable-keypad': 'off',
  'enable-meta-key': 'on',
  'expand-tilde': 'off',
  'history-preserve-point': 'off',
  'horizontal-scroll-mode': 'off',
  'input-meta': 'on',
  'mark-directories': 'on',
  'mark-modified-lines': 'off',
  'mark-symlinked-directories': 'off',
  'match-hidden-files': 'on',
  'menu-complete-display-prefix': 'off',
  'meta-flag': 'on',
  'output-meta': 'on',
  'page-completions': 'on',
  'prefer-visible-bell': 'on',
  'print-completions-horizontally': 'off',
  'revert-all-at-newline': 'off',
  'show-all-if-ambiguous': 'off',
  'show-all-if-unmodified': 'off',
  'show-mode-in-prompt': 'off',
  'skip-completed-text': 'off',
  'visible-stats': 'off',
  'bell-style': 'audible',
  'comment-begin': '#',
  'completion-display-width': '-1',
  'completion-prefix-display-length': '0',
  'completion-query-items': '100',
  'editing-mode': 'emacs',
  'emacs-mode-string': '@',
  'history-size': '0',
  keymap: 'emacs',
  'keyseq-timeout': '500',
  'vi-cmd-mode-string': '(cmd)',
  'vi-ins-mode-string': '(ins)',
};

/** Those without an effect here. */
const UNHEEDED: ReadonlySet<string> = new Set(
  `active-region-end-color active-region-start-color bind-tty-special-chars blink-matching-paren byte-oriented colored-completion-prefix colored-stats convert-meta disable-completion echo-control-characters enable-active-region enable-keypad enable-meta-key expand-tilde history-preserve-point history-size horizontal-scroll-mode input-meta isearch-terminators keymap mark-symlinked-directories menu-complete-display-prefix meta-flag output-meta page-completions prefer-visible-bell revert-all-at-newline`.split(
    /\s+/,
  ),
);

export type LineProblem =
  | { readonly kind: 'unknown-variable'; readonly name: string }
  | { readonly kind: 'not-simulated'; readonly name: string }
  | { readonly kind: 'no-terminator' };

/** One line: a binding or `set`. Answers what is wrong with it. */
export function applyLine(sh: Shell, text: string, fromFile = false): LineProblem | undefined {
  const line = text.trim();
  const set = /^set\s+(\S+)(?:\s+(.*))?$/i.exec(line);
  if (set) return setVariable(sh, (set[1] as string).toLowerCase(), (set[2] ?? '').trim(), fromFile);
  const quoted = /^"((?:[^"\\]|\\[^])*)"\s*:\s*(.*)$/s.exec(line);
  const named = quoted ?? /^([^\s":]+)\s*:\s*(.*)$/s.exec(line);
  if (!named) return { kind: 'no-terminator' };
  const keys = quoted ? parseSequence(named[1] as string) : parseKeyName(named[1] as string);
  return bindKeys(sh, keys, (named[2] as string).trim());
}

function setVariable(sh: Shell, name: string, value: string, fromFile: boolean): LineProblem | undefined {
  const known = name in READLINE_VARIABLES && !UNHEEDED.has(name);
  if (!known && !UNHEEDED.has(name)) return { kind: 'unknown-variable', name };
  if (name === 'editing-mode' && /^(?:vi|emacs)$/.test(value)) {
    sh.options.vi = value === 'vi';
    sh.options.emacs = !sh.options.vi;
  }
  if (!known) {
    return fromFile ? undefined : { kind: 'not-simulated', name: `set ${name} ${value}` };
  }
  const on = /^(?:on|1|)$/i.test(value);
  const isSwitch = /^o(?:n|ff)$/.test(READLINE_VARIABLES[name] as string);
  readlineSettings(sh).variables.set(name, isSwitch ? (on ? 'on' : 'off') : value);
  return undefined;
}

export function bindKeys(sh: Shell, keys: string, action: string): LineProblem | undefined {
  const { bindings } = readlineSettings(sh);
  const macro = /^(["'])(.*)\1$/s.exec(action);
  if (macro) {
    bindings.set(keys, { kind: 'macro', text: parseSequence(macro[2] as string) });
    return undefined;
  }
  const name = action.split(/\s/, 1)[0] as string;
  if (functionNames().includes(name)) {
    bindings.set(keys, { kind: 'function', name });
    return undefined;
  }
  if (NOT_SIMULATED.has(name) || /^vi-/.test(name)) return { kind: 'not-simulated', name };
  // So does real readline with a name that it does not know.
  bindings.set(keys, undefined);
  return undefined;
}

/** INPUTRC or ~/.inputrc, else /etc/inputrc. Nothing is said of what is wrong in it. */
export async function readInputrc(sh: Shell): Promise<void> {
  const own = sh.vars.get('INPUTRC') || `${sh.vars.get('HOME') ?? ''}/.inputrc`;
  if (!(await readInputrcFile(sh, own))) await readInputrcFile(sh, '/etc/inputrc');
}

export async function readInputrcFile(sh: Shell, path: string, depth = 0): Promise<boolean> {
  let text: string;
  try {
    text = await readText(sh.sys, path);
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
  // Whether lines count, for each `$if` that is open.
  const open: boolean[] = [];
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    const directive = /^\$(\w+)\s*(.*)$/.exec(line);
    if (directive?.[1] === 'if') open.push(holds(sh, directive[2] as string));
    else if (directive?.[1] === 'else') open.push(!open.pop());
    else if (directive?.[1] === 'endif') open.pop();
    else if (open.includes(false) || line === '' || line.startsWith('#')) continue;
    else if (directive?.[1] === 'include' && depth < 8) await readInputrcFile(sh, directive[2] as string, depth + 1);
    else applyLine(sh, line, true);
  }
  return true;
}

function holds(sh: Shell, condition: string): boolean {
  const mode = /^mode\s*=\s*(\w+)/.exec(condition);
  if (mode) return mode[1] === (sh.options.vi ? 'vi' : 'emacs');
  const term = /^term\s*=\s*(\S+)/.exec(condition);
  if (term) return [sh.vars.get('TERM'), sh.vars.get('TERM')?.split('-')[0]].includes(term[1]);
  return condition.trim().toLowerCase() === 'bash';
}
