/** The programs `ruby` and `irb`. */
import { text, utf8 } from '../../base/bytes.ts';
import { readAll } from '../read-all.ts';
import type { Applet } from '../bin/lib/tool.ts';
import { RubyError } from './control.ts';
import { findInstallation } from './installation.ts';
import { RubySyntaxError } from './tokens.ts';
import { parseRuby } from './parser.ts';
import type { RIO } from './core/io.ts';
import { readLine } from './core/io.ts';
import { Ruby } from './ruby.ts';
import { ExitJump } from './control.ts';
import type { RArray, Value } from './values.ts';

const USAGE = `Usage: ruby [switches] [--] [programfile] [arguments]
  -c              check syntax only
  -e 'command'    one line of script. Several -e's allowed. Omit [programfile]
  -I directory    a folder to look for libraries in (may be used more than once)
  -l              end printed lines, and cut those that are read
  -n              put 'while gets(); ... end' around the script
  -p              as -n, and print each line
  -r library      require the library before the script
  -v, --version   print the version
  -w              turn warnings on
  -h, --help      print this text
`;

interface Options {
  readonly code: string[];
  readonly libraries: string[];
  readonly folders: string[];
  check: boolean;
  loop: boolean;
  print: boolean;
}

export const ruby: Applet = async (sys, argv = sys.argv) => {
  const installation = await findInstallation(sys, argv[0]);
  const options: Options = { code: [], libraries: [], folders: [], check: false, loop: false, print: false };
  const words = argv.slice(1);
  while (words[0]?.startsWith('-') && words[0] !== '-') {
    const word = words.shift() as string;
    if (word === '--') break;
    if (word === '-v' || word === '--version') {
      await sys.write(1, utf8(`${installation.description}\n`));
      if (word === '--version' || words.length === 0) return 0;
    } else if (word === '-h' || word === '--help') {
      await sys.write(1, utf8(USAGE));
      return 0;
    } else if (!option(options, word, words)) {
      await sys.write(2, utf8(`${argv[0]}: invalid option ${word}  (-h will show valid options) (RuntimeError)\n`));
      return 1;
    }
  }
  const file = options.code.length ? '-e' : (words.shift() ?? '-');
  const it = await Ruby.start(sys, installation, file, words);
  (it.globals.get('$:') as RArray).items.unshift(...options.folders.map(it.string));
  let source = options.code.join('\n');
  if (!options.code.length && file === '-') source = text(await readAll(sys, 0));
  else if (!options.code.length) {
    try {
      source = await it.readFile(file);
    } catch (error) {
      if (!(error instanceof RubyError)) throw error;
      await sys.write(2, utf8(`${argv[0]}: No such file or directory -- ${file} (LoadError)\n`));
      return 1;
    }
  }
  if (options.loop) source = `while gets\n${source}\n${options.print ? 'print $_\n' : ''}end`;
  if (options.check) return check(it, source, file);
  return it.runProgram(source.replace(/^#!.*/, ''), file, async () => {
    for (const library of options.libraries) await it.require(library);
  });
};

/** True when the word is an option. */
function option(options: Options, word: string, words: string[]): boolean {
  const value = () => (word.length > 2 ? word.slice(2) : (words.shift() ?? ''));
  switch (word.slice(0, 2)) {
    case '-e':
      options.code.push(value());
      return true;
    case '-r':
      options.libraries.push(value());
      return true;
    case '-I':
      options.folders.push(...value().split(':'));
      return true;
    case '-c':
      options.check = true;
      return true;
    case '-n':
    case '-p':
      options.loop = true;
      options.print = word.startsWith('-p');
      if (word.length > 2) words.unshift(`-${word.slice(2)}`);
      return true;
    case '-w':
    case '-W':
    case '-l':
    case '-K':
    case '-E':
    case '-U':
      if (word.length > 2 && /[en]/.test(word[2] as string) && word.startsWith('-l'))
        words.unshift(`-${word.slice(2)}`);
      return true;
    default:
      return word === '--disable-gems' || word === '--enable-frozen-string-literal';
  }
}

async function check(it: Ruby, source: string, file: string): Promise<number> {
  try {
    parseRuby(source, file);
    await it.sys.write(1, utf8('Syntax OK\n'));
    return 0;
  } catch (error) {
    if (!(error instanceof RubySyntaxError)) throw error;
    await it.sys.write(2, utf8(`${file}:${error.line}: ${error.problem}\n`));
    return 1;
  }
}

/** Reads an expression, evaluates it, prints what it gives. */
export const irb: Applet = async (sys, argv = sys.argv) => {
  const installation = await findInstallation(sys, argv[0]?.replace(/irb/, 'ruby'));
  if (argv.includes('-v') || argv.includes('--version')) {
    await sys.write(
      1,
      utf8(`irb ${/^[12]\./.test(installation.version) ? '0.9.6(09/06/30)' : '1.13.1 (2024-05-05)'}\n`),
    );
    return 0;
  }
  const it = await Ruby.start(sys, installation, 'irb', argv.slice(1));
  const frame = it.topFrame();
  const input = it.globals.get('$stdin') as RIO;
  const modern = !/^[12]\./.test(installation.version);
  const prompt = (line: number, more: boolean) =>
    `irb(main):${String(line).padStart(3, '0')}${modern ? '' : `:${0}`}${more ? '*' : '>'} `;
  let pending = '';
  for (let line = 1; ; line++) {
    await sys.write(1, utf8(prompt(line, pending !== '')));
    const typed = await readLine(it, input);
    if (typed === undefined) {
      await sys.write(1, utf8('\n'));
      return 0;
    }
    pending += typed;
    if (/^\s*(?:exit|quit)\s*$/.test(pending)) return 0;
    if (pending.trim() === '') {
      pending = '';
      continue;
    }
    if (unfinished(pending, frame.variables.names())) continue;
    const code = pending;
    pending = '';
    const status = await evaluate(it, code, frame, line);
    if (status !== undefined) return status;
  }
};

async function evaluate(
  it: Ruby,
  code: string,
  frame: ReturnType<Ruby['topFrame']>,
  line: number,
): Promise<number | undefined> {
  try {
    const value: Value = await it.run(code, '(irb)', frame, line);
    await it.sys.write(1, utf8(`=> ${await it.inspect(value)}\n`));
  } catch (error) {
    if (error instanceof ExitJump) return error.status;
    if (!(error instanceof RubyError)) throw error;
    const message = await it.text(await it.send(error.exception, 'message'));
    await it.sys.write(1, utf8(`${error.exception.cls.name}: ${message}\n\tfrom (irb):${line}\n`));
  }
  it.stack.length = 0;
  return undefined;
}

/** More lines are to come: an `end`, a bracket or a quote is missing. */
function unfinished(code: string, locals: readonly string[]): boolean {
  try {
    parseRuby(code, '(irb)', 1, locals);
    return false;
  } catch (error) {
    return (
      error instanceof RubySyntaxError && /unexpected end-of-input|meets end of file|before EOF/.test(error.problem)
    );
  }
}
