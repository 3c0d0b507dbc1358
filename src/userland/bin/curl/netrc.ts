/** Names and passwords of hosts that a file tells, as ftp's ~/.netrc does. */
import type { Sys } from '../../../kernel/sys.ts';
import { readText } from './body.ts';
import { type CurlArguments, has, valueOf } from './options.ts';

/** `user:password` by the host, for -n, --netrc-optional and --netrc-file. */
export async function netrcCredentials(
  sys: Sys,
  args: CurlArguments,
): Promise<((host: string) => string | undefined) | undefined> {
  const given = valueOf(args, 'netrc-file');
  if (given === undefined && !has(args, 'n') && !has(args, 'netrc-optional')) return undefined;
  const text = await readText(sys, given ?? `${sys.env.get('HOME') ?? ''}/.netrc`);
  const machines = machinesOf(text ?? '');
  return (host) => {
    const found = machines.find(({ name }) => name === undefined || name.toLowerCase() === host.toLowerCase());
    return found && `${found.login}:${found.password}`;
  };
}

interface Machine {
  /** Undefined: any, of `default`. */
  readonly name: string | undefined;
  login: string;
  password: string;
}

function machinesOf(text: string): Machine[] {
  const machines: Machine[] = [];
  const words = text.replace(/^\s*#.*$/gm, '').match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  for (let i = 0; i < words.length; i++) {
    const last = machines.at(-1);
    if (words[i] === 'machine') machines.push({ name: unquoted(words[++i] ?? ''), login: '', password: '' });
    else if (words[i] === 'default') machines.push({ name: undefined, login: '', password: '' });
    else if (words[i] === 'login' && last) last.login = unquoted(words[++i] ?? '');
    else if (words[i] === 'password' && last) last.password = unquoted(words[++i] ?? '');
  }
  return machines;
}

function unquoted(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word;
}
