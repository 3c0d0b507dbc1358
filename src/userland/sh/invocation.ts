/** The shell's own command line. */
import type { Dialect } from './dialect.ts';

export interface Invocation {
  readonly command: string | undefined;
  readonly file: string | undefined;
  /** After `-c text`: the name and the parameters; else only parameters. */
  readonly args: readonly string[];
  readonly letters: readonly (readonly [letter: string, on: boolean])[];
  readonly named: readonly (readonly [name: string, on: boolean])[];
  /** Options of `shopt`. */
  readonly shopts: readonly (readonly [name: string, on: boolean])[];
  readonly login: boolean;
  /** `-i`, or undefined when the terminals decide. */
  readonly interactive: boolean | undefined;
  readonly noProfile: boolean;
  readonly noRc: boolean;
  readonly rcFile: string | undefined;
  /** bash called as `sh`. */
  readonly asSh: boolean;
  /** Only the version is wanted. */
  readonly tellsVersion: boolean;
}

/** A command line that the shell does not take; `usage`: it shows how it is called. */
export interface Refusal {
  readonly error: string;
  readonly usage?: boolean;
}

export function parseInvocation(argv: readonly string[], dialect: Dialect): Invocation | Refusal {
  const name = argv[0] ?? dialect;
  const letters: [string, boolean][] = [];
  const named: [string, boolean][] = [];
  const shopts: [string, boolean][] = [];
  let login = name.startsWith('-');
  let interactive: boolean | undefined;
  let wantsCommand = false;
  let readsInput = false;
  let noProfile = false;
  let noRc = false;
  let rcFile: string | undefined;
  let i = 1;
  for (; i < argv.length; i++) {
    const word = argv[i] as string;
    if (word === '--' || word === '-') {
      i++;
      break;
    }
    if (dialect === 'bash' && word.startsWith('--')) {
      if (word === '--login') login = true;
      else if (word === '--noprofile') noProfile = true;
      else if (word === '--norc') noRc = true;
      else if (word === '--rcfile' || word === '--init-file') rcFile = argv[++i];
      else if (word === '--posix') named.push(['posix', true]);
      else if (word === '--version') return { ...NOTHING, tellsVersion: true };
      else if (word !== '--noediting') return { error: `${name}: ${word}: invalid option\n`, usage: true };
      continue;
    }
    if (!/^[-+]./.test(word)) break;
    const on = word[0] === '-';
    for (const letter of word.slice(1)) {
      if (letter === 'c') wantsCommand = true;
      else if (letter === 'i') interactive = on;
      else if (letter === 's') readsInput = true;
      else if (letter === 'l') login = true;
      else if (letter === 'o') named.push([argv[++i] ?? '', on]);
      else if (letter === 'O' && dialect === 'bash') shopts.push([argv[++i] ?? '', on]);
      else letters.push([letter, on]);
    }
  }
  const common = {
    letters,
    named,
    shopts,
    login,
    noProfile,
    noRc,
    rcFile,
    asSh: /(?:^-?|\/)sh$/.test(name),
    tellsVersion: false,
  };
  if (wantsCommand) {
    const command = argv[i];
    if (command === undefined) {
      return {
        error:
          dialect === 'dash'
            ? `${name}: 0: -c requires an argument\n`
            : `${name}: ${dialect === 'bash' ? '-c: option requires an argument' : '-c requires an argument'}\n`,
      };
    }
    return { ...common, command, file: undefined, args: argv.slice(i + 1), interactive: interactive ?? false };
  }
  const file = readsInput ? undefined : argv[i];
  const args = argv.slice(readsInput ? i : i + 1);
  return {
    ...common,
    command: undefined,
    file,
    args,
    interactive: interactive ?? (file === undefined ? undefined : false),
  };
}

const NOTHING: Invocation = {
  command: undefined,
  file: undefined,
  args: [],
  letters: [],
  named: [],
  shopts: [],
  login: false,
  interactive: false,
  noProfile: false,
  noRc: false,
  rcFile: undefined,
  asSh: false,
  tellsVersion: false,
};
