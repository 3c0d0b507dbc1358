/** What tells the shells apart, in one table; longer texts stand where they are used. */
export type Dialect = 'bash' | 'dash' | 'ash';

/**
 * How `complain` begins a line: the shell's name, then where it happened. `command`: what dash and busybox are busy with
 * (`eval`, a sourced file); busybox has the script's own name there, and tells lines only then.
 */
export function errorPrefix(
  dialect: Dialect,
  name: string,
  line: number,
  interactive: boolean,
  command?: string,
): string {
  if (dialect === 'dash') return `${name}: ${line}: ${command && command !== name ? `${command}: ` : ''}`;
  if (dialect === 'ash') {
    if (command === undefined) return `${name}: `;
    return `${name}: ${command === name ? '' : `${command}: `}${interactive ? '' : `line ${line}: `}`;
  }
  return interactive ? `${name}: ` : `${name}: line ${line}: `;
}

/** A builtin's complaint: busybox puts the line between its name and the text, and only there. */
export function builtinPrefix(
  dialect: Dialect,
  name: string,
  line: number,
  interactive: boolean,
  builtin: string,
): string {
  if (dialect === 'ash') return interactive ? `${name}: ${builtin}: ` : `${name}: ${builtin}: line ${line}: `;
  return `${errorPrefix(dialect, name, line, interactive)}${builtin}: `;
}

/** Statuses of a shell that stops at an error of an expansion or of a special builtin. */
export const FATAL_STATUS: Readonly<Record<Dialect, number>> = { bash: 1, dash: 2, ash: 2 };

/** Builtins whose failure ends a script (POSIX 2.14); bash only minds it in its POSIX mode. */
export const SPECIAL_BUILTINS: ReadonlySet<string> = new Set([
  ':',
  '.',
  'break',
  'continue',
  'eval',
  'exec',
  'exit',
  'export',
  'readonly',
  'return',
  'set',
  'shift',
  'times',
  'trap',
  'unset',
]);

export const VERSION = {
  bash: '5.2.15(1)-release',
  busybox: 'BusyBox v1.37.0 (Debian 1:1.37.0-6+b9) built-in shell (ash)',
} as const;
