/** What bash says of itself when it is called with `--version` or wrongly. */
import { VERSION } from './dialect.ts';

export const VERSION_TEXT = `GNU bash, version ${VERSION.bash} (x86_64-pc-linux-gnu)
Copyright (C) 2022 Free Software Foundation, Inc.
License GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>

This is free software; you are free to change and redistribute it.
There is NO WARRANTY, to the extent permitted by law.
`;

const LONG_OPTIONS =
  'debug debugger dump-po-strings dump-strings help init-file login noediting noprofile norc posix pretty-print rcfile restricted verbose version';

export function usageText(name: string): string {
  const long = LONG_OPTIONS.split(' ').map((option) => `\t--${option}\n`);
  return `Usage:\t${name} [GNU long option] [option] ...
\t${name} [GNU long option] [option] script-file ...
GNU long options:
${long.join('')}Shell options:
\t-ilrsD or -c command or -O shopt_option\t\t(invocation only)
\t-abefhkmnptuvxBCEHPT or -o option
`;
}
