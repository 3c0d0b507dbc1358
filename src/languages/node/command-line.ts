/** node's own command line. */
import { NODE_VERSION } from './version.ts';

export interface NodeCommand {
  /** Code given with -e or -p. */
  readonly code?: string;
  readonly print: boolean;
  readonly check: boolean;
  readonly interactive: boolean;
  readonly preload: readonly string[];
  /** Undefined: standard input. */
  readonly file: string | undefined;
  readonly args: readonly string[];
  readonly execArgv: readonly string[];
  readonly inputIsModule: boolean;
}

export type Parsed = NodeCommand | { readonly text: string; readonly status: number };

/** Options that change nothing that can be seen here. */
const HARMLESS =
  /^--(trace-warnings|no-warnings|trace-deprecation|no-deprecation|enable-source-maps|max-old-space-size=.*|max_old_space_size=.*|stack-trace-limit=.*|unhandled-rejections=.*|experimental-[\w-]+|no-experimental-[\w-]+|use-strict|title=.*|disable-warning=.*)$/;
const DEBUGGER = /^--inspect/;

export const USAGE = `Usage: node [options] [ script.js ] [arguments]

Options:
  -e, --eval SCRIPT        evaluate a script
  -p, --print SCRIPT       evaluate a script and print its result
  -c, --check              look at the syntax of a script without running it
  -i, --interactive        always enter the prompt
  -r, --require MODULE     load a module first
      --input-type TYPE    what -e and standard input are: commonjs or module
  -v, --version            print the version
  -h, --help               print this text

Drydock runs JavaScript by the browser's own engine, with Node's modules written anew.
`;

export function parseNodeCommand(argv: readonly string[]): Parsed {
  const args = argv.slice(1);
  const preload: string[] = [];
  const execArgv: string[] = [];
  let code: string | undefined;
  let [print, check, interactive, inputIsModule] = [false, false, false, false];
  const refuse = (text: string) => ({ text: `${argv[0]}: ${text}\n`, status: 9 });
  while (args.length > 0) {
    const word = args[0] as string;
    if (!word.startsWith('-') || word === '-') break;
    args.shift();
    if (word === '--') break;
    execArgv.push(word);
    const [name = word, inline] = word.startsWith('--') ? word.split(/=(.*)/s) : [word];
    const value = () => inline ?? args.shift();
    if (name === '-v' || name === '--version') return { text: `v${NODE_VERSION}\n`, status: 0 };
    if (name === '-h' || name === '--help') return { text: USAGE, status: 0 };
    if (['-e', '--eval', '-p', '--print', '-pe'].includes(name)) {
      print ||= name !== '-e' && name !== '--eval';
      const given = value();
      if (given === undefined && name !== '-p' && name !== '--print') return refuse(`${name} requires an argument`);
      code = given ?? code;
    } else if (name === '-c' || name === '--check') check = true;
    else if (name === '-i' || name === '--interactive') interactive = true;
    else if (['-r', '--require', '--import'].includes(name)) preload.push(value() ?? '');
    else if (name === '--input-type') inputIsModule = value() === 'module';
    else if (DEBUGGER.test(name))
      return refuse(`${name} is not simulated in Drydock; real Node would open its debugger`);
    else if (name === '--watch' || name === '--test' || name === '--env-file')
      return refuse(`${name} is not simulated in Drydock`);
    else if (!HARMLESS.test(word)) return refuse(`bad option: ${word}`);
  }
  const file = code === undefined ? args.shift() : undefined;
  return {
    ...(code !== undefined && { code }),
    print,
    check,
    interactive,
    preload,
    file: file === '-' ? undefined : file,
    args,
    execArgv,
    inputIsModule,
  };
}
