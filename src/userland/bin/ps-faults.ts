/** What procps' ps says of a command line that it cannot take. */
import type { Tool } from './lib/tool.ts';

const HINT = `
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`;

/** What must follow an option. */
const FOLLOWS: Readonly<Record<string, string>> = {
  o: 'format specification must follow -o',
  O: 'format or sort specification must follow -O',
  p: 'list of process IDs must follow -p',
  q: 'List of process IDs must follow -q.',
  C: 'list of command names must follow -C',
  U: 'list of real users must follow -U',
  G: 'list of real groups must follow -G',
  '--ppid': 'list of process IDs must follow --ppid',
  '--sort': 'long sort specification must follow --sort',
};

export function psFault(text: string): string {
  return `error: ${text}\n${HINT}`;
}

export async function refuse(t: Tool, text: string): Promise<never> {
  await t.err(psFault(text));
  return t.sys.exit(1);
}

/** For getopt's words of a wrong option, ps's own. */
export function psOptionFault(text: string): string {
  const [, lacking] = /^option (?:requires an argument -- )?'([^']+)'(?: requires an argument)?$/.exec(text) ?? [];
  if (lacking !== undefined && /requires an argument/.test(text))
    return psFault(FOLLOWS[lacking] ?? `list must follow ${lacking.startsWith('--') ? '' : '-'}${lacking}`);
  const [, flag] = /^option '([^']+)' doesn't allow an argument$/.exec(text) ?? [];
  if (flag !== undefined) return psFault(`option ${flag} does not take an argument`);
  return psFault(text.startsWith('invalid option') ? 'unsupported SysV option' : 'unknown gnu long option');
}
